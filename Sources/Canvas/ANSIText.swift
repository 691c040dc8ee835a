/// A canvas as text with colour codes (ECMA-48 SGR), for files and pipes that end on a terminal.
public enum ANSIText {
    /// One line per row; each ends with the terminal's default style and a line feed. Codes are written only where the style
    /// changes, trailing plain blanks are dropped, and colours that the level lacks become the nearest ones it has.
    public static func render(_ canvas: Canvas, level: ColorLevel) -> String {
        var text = ""
        text.reserveCapacity(canvas.cells.count * 4)
        var reduced: [Color: Color] = [:]
        func reduce(_ color: Color) -> Color {
            if level == .direct || color == .standard { return color }
            if let known = reduced[color] { return known }
            let result = color.reduced(to: level)
            reduced[color] = result
            return result
        }
        for y in 0..<canvas.height {
            var style = Style.plain
            var width = canvas.width
            while width > 0, canvas[width - 1, y] == Cell() { width -= 1 }
            for x in 0..<width {
                let cell = canvas[x, y]
                let wanted = Style(
                    reduce(cell.style.foreground), on: reduce(cell.style.background), cell.style.attributes)
                // The foreground of a blank does not show.
                let isInkless =
                    cell.glyph == " " && wanted.background == style.background
                    && wanted.attributes == style.attributes && !wanted.attributes.contains(.reverse)
                if wanted != style, !isInkless {
                    write(from: style, to: wanted, into: &text)
                    style = wanted
                }
                text.unicodeScalars.append(cell.glyph)
            }
            if style != .plain { text += "\u{1B}[0m" }
            text += "\n"
        }
        return text
    }

    private static func write(from old: Style, to new: Style, into text: inout String) {
        var codes: [String] = []
        // Resets attributes and colours together: there is no portable code that ends bold alone.
        let isFresh = !old.attributes.isSubset(of: new.attributes)
        let start = isFresh ? Style.plain : old
        if isFresh || new == .plain { codes.append("0") }
        if new != .plain {
            for (attribute, code) in attributes where new.attributes.subtracting(start.attributes).contains(attribute) {
                codes.append(code)
            }
            if new.foreground != start.foreground { codes.append(code(new.foreground, isBackground: false)) }
            if new.background != start.background { codes.append(code(new.background, isBackground: true)) }
        }
        text += "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static let attributes: [(Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]

    private static func code(_ color: Color, isBackground: Bool) -> String {
        if let (red, green, blue) = color.components { return "\(isBackground ? 48 : 38);2;\(red);\(green);\(blue)" }
        guard let index = color.paletteIndex else { return isBackground ? "49" : "39" }
        return switch index {
        case 0..<8: String((isBackground ? 40 : 30) + Int(index))
        case 8..<16: String((isBackground ? 100 : 90) + Int(index) - 8)
        default: "\(isBackground ? 48 : 38);5;\(index)"
        }
    }
}
