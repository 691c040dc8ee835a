import Canvas

extension Canvas {
    /// Text in lines of at most so many cells, broken between words; a longer word is broken inside.
    static func wrapped(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        var line: [Unicode.Scalar] = []
        func string(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }
        for word in text.split(separator: " ").map({ Array($0.unicodeScalars) }) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(string(line))
                line = []
            }
            line += (line.isEmpty ? [] : [" "]) + word
            while line.count > width {
                lines.append(string(Array(line.prefix(width))))
                line.removeFirst(width)
            }
        }
        return line.isEmpty ? lines : lines + [string(line)]
    }

    /// Writes text in lines broken between words.
    mutating func paragraph(_ text: String, in area: Rect, _ style: Style = .plain) {
        for (offset, line) in Self.wrapped(text, width: area.width).prefix(area.height).enumerated() {
            self.text(line, x: area.x, y: area.y + offset, style)
        }
    }
}

extension String {
    /// At most so many scalars.
    func prefixScalars(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count)))) }
}
