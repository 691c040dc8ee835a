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

    mutating func paragraph(_ text: String, in area: Rect, _ style: Style = .plain) {
        for (offset, line) in Self.wrapped(text, width: area.width).prefix(area.height).enumerated() {
            self.text(line, x: area.x, y: area.y + offset, style)
        }
    }
}

extension String {
    func prefixScalars(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count)))) }
}

/// A model's name in lines of few letters.
enum NameLines {
    /// The name broken before "+" and "-"; a part that is still too long is broken with a hyphen: "sdi", "+reg", "+aux" and
    /// "ener-", "gy".
    ///
    /// - Parameter most: the cells that a part may take which would have to be broken otherwise; nil: no more than the width.
    static func of(_ name: String, width: Int, most: Int? = nil) -> [String] {
        guard width > 1 else { return [] }
        var parts: [[Unicode.Scalar]] = [[]]
        for scalar in name.unicodeScalars {
            if scalar == "+" || scalar == "-", parts[parts.count - 1].count > 0 { parts.append([]) }
            parts[parts.count - 1].append(scalar)
        }
        var lines: [[Unicode.Scalar]] = []
        for var part in parts {
            if let last = lines.last, last.count + part.count <= width {
                lines[lines.count - 1] += part
                continue
            }
            while part.count > max(width, most ?? 0) {
                lines.append(Array(part.prefix(width - 1)) + ["-"])
                part.removeFirst(width - 1)
            }
            lines.append(part)
        }
        return lines.map { String(String.UnicodeScalarView($0)) }
    }
}
