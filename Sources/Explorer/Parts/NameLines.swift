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
