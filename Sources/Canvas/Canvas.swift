import Text

/// A picture made of cells. Drawing outside it is ignored, so a view never has to check whether it fits.
public struct Canvas: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row-major, `width` × `height`.
    public private(set) var cells: [Cell]

    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: Cell(), count: self.width * self.height)
    }

    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell at a position inside the canvas; a blank outside.
    public subscript(x: Int, y: Int) -> Cell {
        get {
            guard x >= 0, y >= 0, x < width, y < height else { return Cell() }
            return cells[y * width + x]
        }
        set {
            guard x >= 0, y >= 0, x < width, y < height else { return }
            cells[y * width + x] = newValue
        }
    }

    /// Fills a rectangle with one cell.
    public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
        let area = rect.intersection(bounds)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { cells[y * width + x] = cell }
        }
    }

    /// Writes at most `limit` scalars of a text from (x, y) to the right, one per cell. Returns the column after the last.
    ///
    /// Control characters become `?`, so text from a file can never control the terminal.
    @discardableResult
    public mutating func text(_ text: String, x: Int, y: Int, _ style: Style = .plain, limit: Int = .max) -> Int {
        var column = x
        for scalar in text.unicodeScalars {
            guard column - x < limit else { break }
            self[column, y] = Cell(scalar.fillsCell ? scalar : "?", style)
            column += 1
        }
        return column
    }

    /// Writes text right-aligned, its last scalar in the column before `maxX`.
    public mutating func text(_ text: String, endingAt maxX: Int, y: Int, _ style: Style = .plain) {
        self.text(text, x: maxX - text.unicodeScalars.count, y: y, style)
    }

    /// Writes text centred in a row of a rectangle.
    public mutating func text(_ text: String, centredIn rect: Rect, y: Int, _ style: Style = .plain) {
        let room = max(0, rect.width - text.unicodeScalars.count)
        self.text(text, x: rect.x + room / 2, y: y, style, limit: rect.width)
    }

    /// Changes the style of a rectangle's cells and keeps their glyphs.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(bounds)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { change(&cells[y * width + x].style) }
        }
    }

    /// The glyphs of one row, without trailing blanks.
    public func line(_ y: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for x in 0..<width { scalars.append(self[x, y].glyph) }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// The glyphs, one line per row: what tests compare and `--format text` prints.
    public var plainText: String { (0..<height).map(line).joined(separator: "\n") }
}

extension Unicode.Scalar {
    /// Whether a terminal shows this scalar as one glyph.
    fileprivate var fillsCell: Bool {
        guard isDisplayable else { return false }
        if isASCII { return true }
        return ![.nonspacingMark, .enclosingMark].contains(properties.generalCategory)
    }
}
