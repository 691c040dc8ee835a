/// A canvas as a vector picture (SVG 1.1): cells and blocks as rectangles, frames as lines, everything else as text that can be
/// searched and edited.
///
/// A cell is 8 by 16 units, as in pictures of pixels. Equal neighbours are one rectangle, one line, one text.
public enum SVGText {
    private static let cellWidth = 8
    private static let cellHeight = 16

    public static func render(_ canvas: Canvas) -> String {
        let (width, height) = (max(1, canvas.width) * cellWidth, max(1, canvas.height) * cellHeight)
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)">"#,
            #"<rect width="\#(width)" height="\#(height)" fill="\#(hex(Style.standardPaper))"/>"#,
            #"<g shape-rendering="crispEdges">"#,
        ]
        let rectangles = Rectangles(canvas)
        lines += rectangles.merged.map { block in
            #"<rect x="\#(block.x * cellWidth)" y="\#(block.y * 2)" width="\#(block.width * cellWidth)" "#
                + #"height="\#(block.height * 2)" fill="\#(block.color)"/>"#
        }
        lines += dots(canvas)
        lines += ["</g>", #"<g fill="none">"#]
        lines += Strokes(canvas).merged.map(\.element)
        lines += [
            "</g>",
            #"<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">"#,
        ]
        for y in 0..<canvas.height { lines += texts(of: y, canvas) }
        return (lines + ["</g>", "</svg>", ""]).joined(separator: "\n")
    }

    static func hex(_ color: Style.Components) -> String {
        func digits(_ value: UInt8) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
        return "#" + digits(color.red) + digits(color.green) + digits(color.blue)
    }

    // MARK: Text

    /// The texts of a row: words of one style, single blanks among them.
    private static func texts(of y: Int, _ canvas: Canvas) -> [String] {
        var result: [String] = []
        var x = 0
        while x < canvas.width {
            guard isText(canvas[x, y]) else {
                x += 1
                continue
            }
            let style = canvas[x, y].style
            var end = x + 1
            while canvas[end, y].style == style, end < canvas.width {
                if isText(canvas[end, y]) {
                    end += 1
                } else if canvas[end, y].glyph == " ", end + 1 < canvas.width, canvas[end + 1, y].style == style,
                    isText(canvas[end + 1, y])
                {
                    end += 2
                } else {
                    break
                }
            }
            result.append(text(in: x..<end, y, canvas, style))
            x = end
        }
        return result
    }

    private static func isText(_ cell: Cell) -> Bool {
        cell.glyph != " " && Braille.pattern(of: cell.glyph) == nil && Rectangles.blocks(of: cell.glyph) == nil
            && Strokes.arms(of: cell.glyph) == nil
    }

    private static func text(in columns: Range<Int>, _ y: Int, _ canvas: Canvas, _ style: Style) -> String {
        var attributes = #"x="\#(columns.lowerBound * cellWidth)" y="\#(y * cellHeight + 12)" "#
        // Whatever the font's width, columns stay columns.
        attributes += #"textLength="\#(columns.count * cellWidth)" lengthAdjust="spacingAndGlyphs" "#
        attributes += #"fill="\#(hex(style.pictureColors.ink))""#
        if style.attributes.contains(.bold) { attributes += #" font-weight="bold""# }
        if style.attributes.contains(.underline) { attributes += #" text-decoration="underline""# }
        var words = ""
        for x in columns {
            switch canvas[x, y].glyph {
            case "&": words += "&amp;"
            case "<": words += "&lt;"
            case ">": words += "&gt;"
            case let glyph: words.unicodeScalars.append(glyph)
            }
        }
        return "<text \(attributes)>\(words)</text>"
    }
}

/// The filled areas of a canvas, in columns and eighths of rows.
private struct Rectangles {
    struct Block: Hashable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var color: String
    }

    private(set) var merged: [Block] = []

    init(_ canvas: Canvas) {
        // Blocks that end where the last row did, by their place, which the next row may continue.
        var open: [Block] = []
        var names: [Style: (ink: String, paper: String)] = [:]
        let ground = SVGText.hex(Style.standardPaper)
        for y in 0..<canvas.height {
            var row: [Block] = []
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                let colors = names[cell.style] ?? Self.names(of: cell.style)
                names[cell.style] = colors
                let inked = Self.blocks(of: cell.glyph)
                for (top, bottom, isInk) in Self.strips(inked?.rows ?? 0..<0) {
                    let color = !isInk ? colors.paper : Self.mixed(cell.style, inked?.part ?? 1) ?? colors.ink
                    if color != ground { row.append(Block(x: x, y: 8 * y + top, width: 1, height: bottom - top, color: color)) }
                }
            }
            var next: [Block] = []
            for block in Self.joined(row) {
                let above = open.firstIndex {
                    ($0.x, $0.width, $0.color) == (block.x, block.width, block.color) && $0.y + $0.height == block.y
                }
                if let above {
                    var longer = open.remove(at: above)
                    longer.height += block.height
                    next.append(longer)
                } else if let above = next.firstIndex(where: {
                    ($0.x, $0.width, $0.color) == (block.x, block.width, block.color) && $0.y + $0.height == block.y
                }) {
                    next[above].height += block.height
                } else {
                    next.append(block)
                }
            }
            merged += open
            open = next
        }
        merged += open
    }

    /// Neighbours in a row become one, upper strips first.
    private static func joined(_ row: [Block]) -> [Block] {
        var result: [Block] = []
        for block in row.sorted(by: { ($0.y, $0.height, $0.x) < ($1.y, $1.height, $1.x) }) {
            if let last = result.last, last.y == block.y, last.height == block.height, last.color == block.color,
                last.x + last.width == block.x
            {
                result[result.count - 1].width += block.width
            } else {
                result.append(block)
            }
        }
        return result
    }

    private static func names(of style: Style) -> (ink: String, paper: String) {
        let colors = style.pictureColors
        return (SVGText.hex(colors.ink), SVGText.hex(colors.paper))
    }

    /// The colour of a shade; nil for a full block.
    private static func mixed(_ style: Style, _ part: Double) -> String? {
        guard part < 1 else { return nil }
        let (ink, paper) = style.pictureColors
        func mix(_ ink: UInt8, _ paper: UInt8) -> UInt8 { UInt8((part * Double(ink) + (1 - part) * Double(paper)).rounded()) }
        return SVGText.hex((mix(ink.red, paper.red), mix(ink.green, paper.green), mix(ink.blue, paper.blue)))
    }

    /// A cell in eighths of its height, from the top: paper above, ink, paper below.
    private static func strips(_ ink: Range<Int>) -> [(top: Int, bottom: Int, isInk: Bool)] {
        guard !ink.isEmpty else { return [(0, 8, false)] }
        return [(0, ink.lowerBound, false), (ink.lowerBound, ink.upperBound, true), (ink.upperBound, 8, false)].filter {
            $0.0 < $0.1
        }
    }

    /// The eighths that a block element fills, and how densely; nil for other glyphs.
    static func blocks(of glyph: Unicode.Scalar) -> (rows: Range<Int>, part: Double)? {
        switch glyph.value {
        case 0x2580: (0..<4, 1)
        case 0x2581...0x2588: (8 - Int(glyph.value - 0x2580)..<8, 1)
        case 0x2591...0x2593: (0..<8, Double(glyph.value - 0x2590) / 4)
        default: nil
        }
    }
}

/// The lines of frames and axes, in half cells.
private struct Strokes {
    struct Stroke: Hashable {
        /// In units of half a cell.
        var x: Int
        var y: Int
        var length: Int
        var isHorizontal: Bool
        var weight: Arms.Weight
        var color: String

        var element: String {
            let (startX, startY) = (4 * x, 8 * y)
            let (endX, endY) = isHorizontal ? (4 * (x + length), startY) : (startX, 8 * (y + length))
            let dash = weight == .dashed ? #" stroke-dasharray="2.5 1.5""# : ""
            // A double line is two thin ones.
            let shifts = weight == .double ? [-1.5, 1.5] : [0]
            return shifts.map { shift in
                let (moveX, moveY) = isHorizontal ? (0, shift) : (shift, 0)
                return
                    #"<path d="M\#(Double(startX) + moveX) \#(Double(startY) + moveY)L\#(Double(endX) + moveX) \#(Double(endY) + moveY)" "#
                    + #"stroke="\#(color)" stroke-width="\#(weight == .heavy ? 2.5 : 1)"\#(dash)/>"#
            }.joined(separator: "\n")
        }
    }

    /// Which halves of a cell's middle lines a glyph draws.
    struct Arms {
        enum Weight: Hashable { case light, heavy, double, dashed }
        var weight = Weight.light
        var left = false
        var right = false
        var up = false
        var down = false
    }

    private(set) var merged: [Stroke] = []

    init(_ canvas: Canvas) {
        /// The lines along one row or column, joined where they meet.
        func scan(_ cells: [(cell: Cell, x: Int, y: Int)], isHorizontal: Bool) {
            var last: Stroke?
            for (cell, x, y) in cells {
                guard let arms = Self.arms(of: cell.glyph) else { continue }
                let color = SVGText.hex(cell.style.pictureColors.ink)
                let halves = isHorizontal ? (arms.left, arms.right) : (arms.up, arms.down)
                for (isDrawn, shift) in [(halves.0, 0), (halves.1, 1)] where isDrawn {
                    let (startX, startY) = isHorizontal ? (2 * x + shift, 2 * y + 1) : (2 * x + 1, 2 * y + shift)
                    if let open = last, open.color == color, open.weight == arms.weight,
                        isHorizontal ? open.x + open.length == startX : open.y + open.length == startY
                    {
                        last?.length += 1
                    } else {
                        if let last { merged.append(last) }
                        last = Stroke(
                            x: startX, y: startY, length: 1, isHorizontal: isHorizontal, weight: arms.weight, color: color)
                    }
                }
            }
            if let last { merged.append(last) }
        }
        for y in 0..<canvas.height { scan((0..<canvas.width).map { (canvas[$0, y], $0, y) }, isHorizontal: true) }
        for x in 0..<canvas.width { scan((0..<canvas.height).map { (canvas[x, $0], x, $0) }, isHorizontal: false) }
    }

    /// The arms of a box-drawing character; nil for other glyphs.
    static func arms(of glyph: Unicode.Scalar) -> Arms? {
        switch glyph {
        case "─": Arms(left: true, right: true)
        case "━": Arms(weight: .heavy, left: true, right: true)
        case "═": Arms(weight: .double, left: true, right: true)
        case "┄", "┈", "╌", "┅", "╍": Arms(weight: .dashed, left: true, right: true)
        case "│": Arms(up: true, down: true)
        case "┃": Arms(weight: .heavy, up: true, down: true)
        case "║": Arms(weight: .double, up: true, down: true)
        case "┌": Arms(right: true, down: true)
        case "┐": Arms(left: true, down: true)
        case "└": Arms(right: true, up: true)
        case "┘": Arms(left: true, up: true)
        case "┏": Arms(weight: .heavy, right: true, down: true)
        case "┓": Arms(weight: .heavy, left: true, down: true)
        case "┗": Arms(weight: .heavy, right: true, up: true)
        case "┛": Arms(weight: .heavy, left: true, up: true)
        case "╔": Arms(weight: .double, right: true, down: true)
        case "╗": Arms(weight: .double, left: true, down: true)
        case "╚": Arms(weight: .double, right: true, up: true)
        case "╝": Arms(weight: .double, left: true, up: true)
        case "├": Arms(right: true, up: true, down: true)
        case "┤": Arms(left: true, up: true, down: true)
        case "┬": Arms(left: true, right: true, down: true)
        case "┴": Arms(left: true, right: true, up: true)
        case "┼": Arms(left: true, right: true, up: true, down: true)
        default: nil
        }
    }
}
