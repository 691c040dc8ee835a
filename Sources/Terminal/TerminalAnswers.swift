/// What the terminal has answered to the questions it was asked.
struct TerminalAnswers: Hashable, Sendable {
    /// The answer to OSC 11.
    private(set) var background: TerminalBackground?
    /// Whether the answer to a request for device attributes (DA1) has come. Every terminal answers that one, after all earlier ones.
    var hasDeviceAttributes = false

    /// Reads the body of an OSC sequence: `11;rgb:RRRR/GGGG/BBBB`, as xterm answers.
    mutating func take(operatingSystemCommand body: [UInt8]) {
        let text = String(decoding: body, as: UTF8.self)
        guard text.hasPrefix("11;"), let background = TerminalBackground(color: text.dropFirst(3)) else { return }
        self.background = background
    }
}

/// Whether a terminal shows light text on a dark background, or the other way round.
public enum TerminalBackground: Hashable, Sendable {
    case dark, light

    /// Reads a colour in XParseColor's forms: `rgb:R/G/B` or `rgba:R/G/B/A` with one to four hexadecimal digits each, or `#RRGGBB`.
    init?(color: Substring) {
        let parts: [Substring]
        if color.hasPrefix("#") {
            let digits = color.dropFirst()
            guard [3, 6, 9, 12].contains(digits.utf8.count) else { return nil }
            let length = digits.utf8.count / 3
            parts = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
        } else {
            guard color.hasPrefix("rgb:") || color.hasPrefix("rgba:"), let colon = color.firstIndex(of: ":") else { return nil }
            parts = color[color.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        }
        guard parts.count == 3 || parts.count == 4 else { return nil }
        var values: [Double] = []
        for part in parts.prefix(3) {
            guard (1...4).contains(part.utf8.count), let value = UInt32(part, radix: 16), part.first != "+" else { return nil }
            values.append(Double(value) / Double((1 << (4 * part.utf8.count)) - 1))
        }
        // Luma by ITU-R BT.709.
        self = 0.2126 * values[0] + 0.7152 * values[1] + 0.0722 * values[2] > 0.5 ? .light : .dark
    }

    /// Reads the variable COLORFGBG of rxvt and Konsole, `foreground;background` or `foreground;default;background` in numbers of the
    /// ANSI palette; nil where it says nothing.
    init?(colorfgbg: String?) {
        guard let colorfgbg, colorfgbg.contains(";"), let last = colorfgbg.split(separator: ";").last, let number = Int(last)
        else { return nil }
        switch number {
        case 0...6, 8: self = .dark
        case 7, 9...15: self = .light
        default: return nil
        }
    }
}
