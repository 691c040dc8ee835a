extension Canvas {
    /// Replaces every glyph beyond ASCII by a likeness of one character, so that text written for better terminals still
    /// reads where only ASCII can be shown: `σ` becomes `s`, `→` becomes `>`, what has no likeness `?`.
    public mutating func restrictToASCII() {
        for y in 0..<height {
            for x in 0..<width where !self[x, y].glyph.isASCII {
                self[x, y].glyph = self[x, y].glyph.asciiLikeness
            }
        }
    }
}

extension Unicode.Scalar {
    /// One ASCII character that reads like this one.
    var asciiLikeness: Unicode.Scalar {
        if isASCII { return self }
        if let likeness = Self.asciiLikenesses[self] { return likeness }
        return switch value {
        case 0x2500...0x257F: "+"  // box lines
        case 0x2580...0x259F: "#"  // blocks
        default: "?"
        }
    }

    // π is left out: `p-` would name another particle.
    private static let asciiLikenesses: [Unicode.Scalar: Unicode.Scalar] = {
        let alphabets: [(String, String)] = [
            ("αβγδεζηθικλμµνξρστυφχψω", "abgdezhtiklmunxrstufcyw"),
            ("ΓΔΘΛΞΠΣΦΨΩ∂∑√∞", "GDTLXPSFYOdSV8"),
            ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789"),
            ("−–—·•…±×÷°≤≥≈≠∝", "---..~~x/o<>~!~"),
            ("←→↑↓↔⇧⇥◂▸◄►◀▶▲△▼▽", "<>^v-^><><><>^^vv"),
            ("●○◆◇▰▱■□▪✓✔✗✘", "oooo#-#.#++xx"),
            ("─━┄┅╌╍═│┃┆┇║", "--~~~~=|||||"),
            ("«»‹›‘’“”", "<><>''\"\""),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (scalars, likenesses) in alphabets {
            for (scalar, likeness) in zip(scalars.unicodeScalars, likenesses.unicodeScalars) { table[scalar] = likeness }
        }
        return table
    }()
}
