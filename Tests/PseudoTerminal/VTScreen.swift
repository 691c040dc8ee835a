/// A small terminal emulator: keeps the screen that a program draws, and the sequences it did not understand.
///
/// It knows what ncurses sends to xterm-like terminals. Anything else goes to `unknown`, which tests expect to be empty.
package struct VTScreen {
    package enum Tone: Hashable { case standard, indexed(Int), rgb(Int, Int, Int) }

    package struct Pen: Hashable {
        package var foreground = Tone.standard
        package var background = Tone.standard
        package var isBold = false
        package var isDim = false
        package var isReverse = false
        package var isUnderlined = false
    }

    package struct Cell: Hashable {
        package var glyph: Unicode.Scalar = " "
        package var pen = Pen()
    }

    package private(set) var width: Int
    package private(set) var height: Int
    /// The screen on display, row by row.
    package var cells: [Cell]
    package var cursor = (x: 0, y: 0)
    package var isCursorVisible = true
    /// The private modes that are on: 1049 alternate screen, 1002 and 1006 mouse, 2004 bracketed paste.
    package var modes: Set<Int> = []
    package var title = ""
    /// The content of the clipboard (OSC 52), still in base 64.
    package var clipboard: [String] = []
    package var unknown: [String] = []
    /// The number of whole-screen erasures, a measure of flicker.
    package var clears = 0

    // The state of the parser in VTScreen+Sequences.swift.
    var state = ParserState.ground
    var collected: [UInt8] = []
    var pen = Pen()
    var wraps = true
    var lastGlyph: Unicode.Scalar = " "
    var margins: ClosedRange<Int>
    var savedCursor = (x: 0, y: 0)
    var mainScreen: (cells: [Cell], cursor: (x: Int, y: Int))?

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Array(repeating: Cell(), count: width * height)
        margins = 0...(height - 1)
    }

    package var isAlternate: Bool { mainScreen != nil }

    package subscript(x: Int, y: Int) -> Cell { cells[y * width + x] }

    /// A row without trailing blanks; empty outside the screen.
    package func line(_ y: Int) -> String {
        guard (0..<height).contains(y) else { return "" }
        var scalars = String.UnicodeScalarView(cells[(y * width)..<((y + 1) * width)].map(\.glyph))
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    /// All rows, which a failing test prints.
    package var text: String { (0..<height).map(line).joined(separator: "\n") }

    package func contains(_ text: String) -> Bool { place(of: text) != nil }

    /// The first position of a text within one row.
    package func place(of text: String) -> (x: Int, y: Int)? {
        let wanted = Array(text.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= width else { return nil }
        for y in 0..<height {
            for x in 0...(width - wanted.count) where wanted.indices.allSatisfy({ self[x + $0, y].glyph == wanted[$0] }) {
                return (x, y)
            }
        }
        return nil
    }

    /// Changes the size as terminals do and keeps the upper left part.
    package mutating func resize(width: Int, height: Int) {
        func resized(_ old: [Cell]) -> [Cell] {
            var new = Array(repeating: Cell(), count: width * height)
            for y in 0..<min(height, self.height) {
                for x in 0..<min(width, self.width) { new[y * width + x] = old[y * self.width + x] }
            }
            return new
        }
        func clamped(_ place: (x: Int, y: Int)) -> (x: Int, y: Int) { (min(place.x, width - 1), min(place.y, height - 1)) }
        cells = resized(cells)
        if let main = mainScreen { mainScreen = (resized(main.cells), clamped(main.cursor)) }
        self.width = width
        self.height = height
        cursor = clamped(cursor)
        savedCursor = clamped(savedCursor)
        margins = 0...(height - 1)
    }

    // MARK: Drawing

    mutating func put(_ glyph: Unicode.Scalar) {
        switch glyph.properties.generalCategory {
        // Terminals give the soft hyphen a cell.
        case .format where glyph == "\u{AD}": break
        case .nonspacingMark, .enclosingMark, .format, .control:
            return unknown.append("glyph without width U+" + String(glyph.value, radix: 16))
        default: break
        }
        lastGlyph = glyph
        if cursor.x >= width {
            if wraps {
                cursor.x = 0
                lineFeed()
            } else {
                cursor.x = width - 1
            }
        }
        cells[cursor.y * width + cursor.x] = Cell(glyph: glyph, pen: pen)
        cursor.x += 1
    }

    mutating func lineFeed() {
        if cursor.y == margins.upperBound {
            scroll(from: margins.lowerBound, by: 1)
        } else {
            cursor.y = min(height - 1, cursor.y + 1)
        }
    }

    mutating func reverseLineFeed() {
        if cursor.y == margins.lowerBound {
            scroll(from: margins.lowerBound, by: -1)
        } else {
            cursor.y = max(0, cursor.y - 1)
        }
    }

    /// Scrolls the rows between `top` and the lower margin up, or down for a negative count, and fills in blank rows.
    mutating func scroll(from top: Int, by count: Int) {
        guard (top...margins.upperBound).contains(cursor.y) || top == margins.lowerBound, top <= margins.upperBound else {
            return
        }
        let rows = margins.upperBound - top + 1
        let moved = min(abs(count), rows)
        let blank = Array(repeating: blankCell, count: moved * width)
        let area = (top * width)..<((margins.upperBound + 1) * width)
        if count > 0 {
            cells.replaceSubrange(area, with: Array(cells[area].dropFirst(moved * width)) + blank)
        } else {
            cells.replaceSubrange(area, with: blank + Array(cells[area].dropLast(moved * width)))
        }
    }

    /// Erased cells have the background of the pen.
    private var blankCell: Cell {
        var pen = Pen()
        pen.background = self.pen.background
        return Cell(pen: pen)
    }

    mutating func erase(_ range: Range<Int>) {
        for index in range.clamped(to: cells.indices) { cells[index] = blankCell }
        if range == cells.indices { clears += 1 }
    }

    /// Inserts blanks at the cursor, or deletes cells for a negative count, within the row.
    mutating func shiftRow(by count: Int) {
        let start = cursor.y * width + min(cursor.x, width - 1)
        let end = (cursor.y + 1) * width
        let moved = min(abs(count), end - start)
        let blank = Array(repeating: blankCell, count: moved)
        if count > 0 {
            cells.replaceSubrange(start..<end, with: blank + Array(cells[start..<(end - moved)]))
        } else {
            cells.replaceSubrange(start..<end, with: Array(cells[(start + moved)..<end]) + blank)
        }
    }

    mutating func enterAlternateScreen() {
        guard mainScreen == nil else { return }
        mainScreen = (cells, cursor)
        cells = Array(repeating: Cell(), count: width * height)
    }

    mutating func leaveAlternateScreen() {
        guard let main = mainScreen else { return }
        (cells, cursor) = main
        mainScreen = nil
    }
}

extension VTScreen: CustomStringConvertible {
    package var description: String { text }
}
