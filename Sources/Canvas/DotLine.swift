/// A connected line through the columns of a plot, two dots wide and four high in each cell: Braille where the terminal has it.
///
/// A dot stands at most an eighth of a row from its value. What lies behind stays: other lines keep their dots, and a bar of
/// true counts shows as the ground of the cell, or as sparse dots where the bar ends inside it.
struct DotLine {
    /// Dots in a cell, from the bottom to the top.
    static let dotsPerRow = 4
    /// Dots in a cell, from the left to the right.
    static let dotsPerColumn = 2

    /// The height of each column of dots, counted in dots from the bottom of the plot; nil where there is no line.
    var heights: [Int?]
    /// Selects the dashes and the glyphs of ASCII.
    var series: Int?
    /// Whether the line drops to the bottom where it ends, as the outline of a histogram does.
    var dropsToBottom: Bool
    /// How many dots high the bar of true counts is in each column of cells; nil takes filled cells for bars.
    var bars: [Int]?

    /// The dot that shows a share of the height, 0…1.
    static func dot(share: Double, rows: Int) -> Int {
        min(max(Int((share * Double(dotsPerRow * rows)).rounded(.down)), 0), max(dotsPerRow * rows - 1, 0))
    }

    func draw(on canvas: inout Canvas, in plot: Rect, style: Style, appearance: Appearance) {
        guard plot.height > 0 else { return }
        for x in 0..<min(plot.width, heights.count / Self.dotsPerColumn) {
            if appearance.glyphs.isUnicode {
                drawDots(atColumn: x, on: &canvas, plot, style, appearance)
            } else {
                drawGlyphs(atColumn: x, on: &canvas, plot, style, appearance.glyphs)
            }
        }
    }

    // MARK: Dots

    private func drawDots(atColumn x: Int, on canvas: inout Canvas, _ plot: Rect, _ style: Style, _ appearance: Appearance) {
        let first = Self.dotsPerColumn * x
        let columns = (first..<first + Self.dotsPerColumn).map(dots)
        guard let top = columns.compactMap({ $0?.upperBound }).max(), let low = columns.compactMap({ $0?.lowerBound }).min()
        else { return }
        for row in max(low, 0) / Self.dotsPerRow...max(top, 0) / Self.dotsPerRow where row < plot.height {
            var pattern: UInt8 = 0
            for (column, range) in columns.enumerated() {
                guard let range else { continue }
                for dot in 0..<Self.dotsPerRow {
                    let height = Self.dotsPerRow * row + dot
                    guard range.contains(height), isDrawn(column: first + column, height: height) else { continue }
                    pattern |= Braille.bit(column: column, row: dot)
                }
            }
            guard pattern != 0 else { continue }
            let bar = bars.map { min(max($0[x] - Self.dotsPerRow * row, 0), Self.dotsPerRow) }
            draw(pattern, bar: bar, on: &canvas, x: plot.x + x, y: plot.maxY - 1 - row, style, appearance)
        }
    }

    private func draw(
        _ pattern: UInt8, bar: Int?, on canvas: inout Canvas, x: Int, y: Int, _ style: Style, _ appearance: Appearance
    ) {
        let old = canvas[x, y]
        // A count that cannot be drawn stays visible.
        guard old.glyph != "?" else { return }
        if let present = Braille.pattern(of: old.glyph) {
            canvas[x, y] = Cell(
                Braille.glyph(present | pattern), Style(style.foreground, on: old.style.background, style.attributes))
            return
        }
        let filled = bar ?? (old.glyph == appearance.glyphs.trueFill ? Self.dotsPerRow : 0)
        let isGround = filled == Self.dotsPerRow && appearance.trueShade != .standard
        canvas[x, y] = Cell(
            Braille.glyph(pattern | (isGround ? 0 : Braille.fill(rows: filled))),
            Style(style.foreground, on: isGround ? appearance.trueShade : .standard, style.attributes))
    }

    /// The dots of a column: its own height, and the edge between it and the column on its left.
    private func dots(_ column: Int) -> ClosedRange<Int>? {
        guard heights.indices.contains(column) else { return nil }
        let own = heights[column]
        // The bottom is below the lowest dot.
        let before = column > 0 ? heights[column - 1] ?? (dropsToBottom ? -1 : nil) : dropsToBottom ? -1 : nil
        guard let height = own ?? (dropsToBottom ? -1 : nil) else { return nil }
        guard let before, before != height else { return own.map { $0...$0 } }
        return before < height ? before + 1...height : max(height, 0)...before - (own == nil ? 0 : 1)
    }

    /// Dashes differ from series to series; every cell keeps a dot of each line that crosses it.
    private func isDrawn(column: Int, height: Int) -> Bool {
        let isEdge = height != heights[column]
        let place = isEdge ? height : column
        guard let series else { return place % 4 == 0 }
        return Self.dashes[series % Self.dashes.count] >> (place % 8) & 1 == 1
    }

    /// Which of eight dots a series has, the first in the lowest bit; at least one of the two in each cell.
    static let dashes: [UInt8] = [
        0b1111_1111, 0b0111_0111, 0b0101_0101, 0b1001_1001, 0b0111_1111, 0b0101_1111, 0b1001_0101, 0b0101_1001,
    ]

    // MARK: ASCII

    private func drawGlyphs(atColumn x: Int, on canvas: inout Canvas, _ plot: Rect, _ style: Style, _ glyphs: GlyphSet) {
        let columns = [Self.dotsPerColumn * x, Self.dotsPerColumn * x + 1]
        let own = columns.compactMap { heights[$0] }
        guard !own.isEmpty else { return }
        let middle = own.reduce(0, +) / own.count
        let row = middle / Self.dotsPerRow
        guard row < plot.height else { return }
        // Of two neighbours the higher one has the edge.
        let beside = [columns[0] - 1, columns[1] + 1].filter(heights.indices.contains)
        let low = beside.compactMap { heights[$0].map { $0 / Self.dotsPerRow + 1 } ?? (dropsToBottom ? 0 : nil) }.min() ?? row
        for edge in min(low, row)..<row where canvas[plot.x + x, plot.maxY - 1 - edge].glyph == " " {
            canvas[plot.x + x, plot.maxY - 1 - edge] = Cell(glyphs.box.vertical, Style(style.foreground))
        }
        canvas[plot.x + x, plot.maxY - 1 - row] = Cell(
            glyphs.stepGlyph(series, quarter: middle % Self.dotsPerRow), style)
    }
}

/// The glyphs of two by four dots, U+2800 to U+28FF.
public enum Braille {
    /// The bit of a dot; rows count from the bottom.
    static func bit(column: Int, row: Int) -> UInt8 {
        let bits: [UInt8] = column == 0 ? [0x40, 0x04, 0x02, 0x01] : [0x80, 0x20, 0x10, 0x08]
        return bits[min(max(row, 0), 3)]
    }

    static func glyph(_ pattern: UInt8) -> Unicode.Scalar { Unicode.Scalar(0x2800 + UInt32(pattern)) ?? " " }

    /// The dots of a glyph; nil for other glyphs.
    public static func pattern(of glyph: Unicode.Scalar) -> UInt8? {
        (0x2800...0x28FF).contains(glyph.value) ? UInt8(glyph.value - 0x2800) : nil
    }

    /// So many rows from the bottom, one dot in each, so that a line of two dots stands out.
    static func fill(rows: Int) -> UInt8 {
        (0..<min(max(rows, 0), 4)).reduce(0) { $0 | bit(column: $1 % 2, row: $1) }
    }

    /// The dots in a picture of eight by sixteen pixels, as sixteen rows whose highest bit is the leftmost pixel. Neighbours
    /// are joined, so that lines have no gaps.
    public static func pixels(_ pattern: UInt8) -> [UInt8] {
        var rows = [UInt8](repeating: 0, count: 16)
        func isSet(_ column: Int, _ row: Int) -> Bool { (0..<4).contains(row) && pattern & bit(column: column, row: row) != 0 }
        for row in 0..<4 {
            // The two middle pixels of the four that a dot has in each direction.
            let top = 16 - 4 * (row + 1) + 1
            let bits: UInt8 = isSet(0, row) && isSet(1, row) ? 0xFF : (isSet(0, row) ? 0x60 : 0) | (isSet(1, row) ? 0x06 : 0)
            for y in top..<top + 2 { rows[y] |= bits }
            // A dot alone is larger.
            for (column, ink) in [(0, UInt8(0x70)), (1, UInt8(0x07))]
            where isSet(column, row) && !isSet(1 - column, row) && !isSet(column, row + 1) && !isSet(column, row - 1) {
                for y in top - 1..<top + 2 { rows[y] |= ink }
            }
            for (column, ink) in [(0, UInt8(0x60)), (1, UInt8(0x06))] where isSet(column, row) {
                if isSet(column, row + 1) { for y in top - 2..<top { rows[y] |= ink } }
                // A run of dots goes on in the cell above or below.
                if row == 3, isSet(column, 2) { rows[0] |= ink }
                if row == 0, isSet(column, 1) { rows[15] |= ink }
            }
        }
        return rows
    }
}
