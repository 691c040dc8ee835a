import CTerminal
import Canvas

/// Draws canvases through ncurses, which sends only what differs from the terminal's contents.
struct Painter {
    private let numbers: ColorNumbers
    private let isUnicode: Bool
    private var pairs: ColorPairs
    private var paints: [Style: Paint] = [:]
    private var shown = Canvas(width: 0, height: 0)
    private var row: [cchar_t] = []
    private var isForgotten = true

    /// A style as ncurses wants it.
    private struct Paint {
        var attributes: attr_t
        var pair: Int32
    }

    /// Colour pairs of a table, unless a single picture needs more. Each takes some hundred bytes, and what plays for hours shows
    /// ever new ones.
    private static let usualPairs = 1 << 12
    private static let mostPairs = 1 << 17

    /// Call it once ncurses runs.
    init(level: ColorLevel, isUnicode: Bool) {
        self.isUnicode = isUnicode
        if level != .mono, has_colors(), start_color() == OK {
            use_default_colors()
            numbers = ColorNumbers(level: level, count: Int(tigetnum("colors")))
            pairs = ColorPairs(limit: Self.usualPairs, most: min(Int(ct_color_pairs()), Self.mostPairs) - 1)
        } else {
            numbers = ColorNumbers(level: .mono, count: 0)
            pairs = ColorPairs(limit: 0, most: 0)
        }
    }

    /// The terminal may show anything now: the next `present` sends every cell.
    mutating func forget() { isForgotten = true }

    /// Sends what ncurses has noted.
    func refresh() { wrefresh(ct_stdscr()) }

    mutating func present(_ canvas: Canvas, size: (width: Int, height: Int)) {
        if isForgotten || shown.width != canvas.width || shown.height != canvas.height { startOver() }
        let width = min(canvas.width, size.width)
        let height = min(canvas.height, size.height)
        if row.count < width { row = Array(repeating: cchar_t(), count: width) }
        if width > 0, height > 0, !draw(canvas, width: width, height: height) {
            beginPairs()
            while !draw(canvas, width: width, height: height), pairs.widen() {}
            // Every line is sent again; clearing the terminal before would be seen.
            redrawwin(ct_stdscr())
        }
        shown = canvas
        isForgotten = false
        refresh()
    }

    /// Begins a new table, with only what this picture needs.
    private mutating func beginPairs() {
        pairs.removeAll()
        paints = [:]
        reset_color_pairs()
        clearok(ct_curscr(), false)
        shown = Canvas(width: 0, height: 0)
        werase(ct_stdscr())
    }

    private mutating func startOver() {
        shown = Canvas(width: 0, height: 0)
        werase(ct_stdscr())
        clearok(ct_curscr(), true)
    }

    /// Puts the rows that changed into ncurses' window; false if a colour pair could not be had.
    private mutating func draw(_ canvas: Canvas, width: Int, height: Int) -> Bool {
        var complete = true
        let isComparable = shown.width == canvas.width && shown.height == canvas.height
        let old = shown
        canvas.cells.withUnsafeBufferPointer { cells in
            old.cells.withUnsafeBufferPointer { shownCells in
                for y in 0..<height {
                    let start = y * canvas.width
                    if isComparable, (start..<start + width).allSatisfy({ cells[$0] == shownCells[$0] }) { continue }
                    fillRow(cells, from: start, width: width, complete: &complete)
                    row.withUnsafeBufferPointer { _ = mvwadd_wchnstr(ct_stdscr(), Int32(y), 0, $0.baseAddress, Int32(width)) }
                }
            }
        }
        return complete
    }

    private mutating func fillRow(_ cells: UnsafeBufferPointer<Cell>, from start: Int, width: Int, complete: inout Bool) {
        var style = Style.plain
        var paint = self.paint(for: style, complete: &complete)
        for x in 0..<width {
            let cell = cells[start + x]
            if cell.style != style {
                style = cell.style
                paint = self.paint(for: style, complete: &complete)
            }
            ct_set_cell(&row[x], glyph(cell.glyph), paint.attributes, paint.pair)
        }
    }

    /// What can be shown of a glyph: always exactly one column.
    private func glyph(_ scalar: Unicode.Scalar) -> UInt32 {
        let value = scalar.value
        if (0x20..<0x7f).contains(value) { return value }
        return isUnicode && ct_width(value) == 1 ? value : 0x3f
    }

    private mutating func paint(for style: Style, complete: inout Bool) -> Paint {
        if let known = paints[style] { return known }
        let foreground = numbers.number(of: style.foreground)
        let background = numbers.number(of: style.background)
        var attributes = attr_t(0)
        if style.attributes.contains(.bold) || foreground.isBright { attributes |= ct_bold }
        if style.attributes.contains(.dim) { attributes |= ct_dim }
        if style.attributes.contains(.reverse) { attributes |= ct_reverse }
        if style.attributes.contains(.underline) { attributes |= ct_underline }
        switch pairs.pair(foreground: foreground.value, background: background.value) {
        case .known(let pair): return remember(Paint(attributes: attributes, pair: pair), for: style)
        case .new(let pair):
            init_extended_pair(pair, foreground.value, background.value)
            return remember(Paint(attributes: attributes, pair: pair), for: style)
        case .full:
            complete = false
            return Paint(attributes: attributes, pair: 0)
        }
    }

    private mutating func remember(_ paint: Paint, for style: Style) -> Paint {
        paints[style] = paint
        return paint
    }
}
