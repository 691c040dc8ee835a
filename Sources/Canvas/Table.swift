/// Columns of text with headings, one line per row.
public struct Table: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case left, right }

    public struct Column: Hashable, Sendable {
        public var title: String
        /// Width in cells; a blank follows every column except the last.
        public var width: Int
        public var alignment: Alignment

        public init(_ title: String, width: Int, alignment: Alignment = .right) {
            self.title = title
            self.width = max(0, width)
            self.alignment = alignment
        }
    }

    public struct Entry: Hashable, Sendable, ExpressibleByStringLiteral {
        public var text: String
        public var style: Style

        public init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    public var columns: [Column]
    public var rows: [[Entry]]
    /// The row drawn in reverse video.
    public var selected: Int?
    /// The first row shown.
    public var firstRow: Int
    public var hasHeadings: Bool

    public init(
        columns: [Column], rows: [[Entry]], selected: Int? = nil, firstRow: Int = 0, hasHeadings: Bool = true
    ) {
        self.columns = columns
        self.rows = rows
        self.selected = selected
        self.firstRow = max(0, firstRow)
        self.hasHeadings = hasHeadings
    }

    /// The width of all columns in cells.
    public var width: Int { columns.reduce(-1) { $0 + $1.width + 1 } }

    /// Where the headings of the columns lie, without the blanks behind them.
    public func headingAreas(in rect: Rect) -> [Rect] {
        var x = rect.x
        return columns.map { column in
            defer { x += column.width + 1 }
            return Rect(x: x, y: rect.y, width: column.width, height: 1)
        }
    }

    /// Draws the headings and as many rows as fit. Left-aligned text that is too long ends in an ellipsis; right-aligned numbers
    /// become `#`s instead of being truncated.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        var y = rect.y
        if hasHeadings, rect.height > 0 {
            draw(columns.map { Entry($0.title, appearance.quietStyle) }, on: &canvas, in: rect, y: y, appearance)
            y += 1
        }
        for (index, row) in rows.enumerated().dropFirst(firstRow) {
            guard y < rect.maxY else { return }
            draw(row, on: &canvas, in: rect, y: y, appearance)
            if index == selected {
                canvas.restyle(Rect(x: rect.x, y: y, width: min(width, rect.width), height: 1)) {
                    $0.attributes.formUnion(.reverse)
                }
            }
            y += 1
        }
    }

    /// The row on a line counted from the top of the table.
    public func row(atLine line: Int) -> Int? {
        let first = hasHeadings ? 1 : 0
        guard line >= first, line - first + firstRow < rows.count else { return nil }
        return line - first + firstRow
    }

    private func draw(
        _ entries: [Entry], on canvas: inout Canvas, in rect: Rect, y: Int, _ appearance: Appearance
    ) {
        var x = rect.x
        for (column, entry) in zip(columns, entries) {
            guard x < rect.maxX else { return }
            let limit = min(column.width, rect.maxX - x)
            switch column.alignment {
            case .left:
                canvas.text(entry.text, x: x, y: y, entry.style, limit: limit)
                if entry.text.unicodeScalars.count > limit, limit > 0 {
                    canvas[x + limit - 1, y] = Cell(appearance.glyphs.ellipsis, entry.style)
                }
            case .right:
                canvas.text(NumberText.rightAligned(entry.text, width: limit), x: x, y: y, entry.style, limit: limit)
            }
            x += column.width + 1
        }
    }
}
