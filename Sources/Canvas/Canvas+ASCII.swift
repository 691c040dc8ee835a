extension Canvas {
    /// Replaces every glyph outside ASCII by one similar character, so that text written for better terminals stays readable
    /// where only ASCII can be shown: `σ` becomes `s`, `→` becomes `>`, and glyphs without a likeness become `?`.
    public mutating func restrictToASCII() {
        for y in 0..<height {
            for x in 0..<width where !self[x, y].glyph.isASCII {
                self[x, y].glyph = self[x, y].glyph.asciiLikeness
            }
        }
    }
}

extension Unicode.Scalar {
    /// The ASCII character that looks most like this one.
    var asciiLikeness: Unicode.Scalar {
        if isASCII { return self }
        if let likeness = Self.asciiLikenesses[self] { return likeness }
        return switch value {
        case 0x2500...0x257F: "+"  // box lines
        case 0x2580...0x259F: "#"  // blocks
        default: "?"
        }
    }

    // π has no entry: `p-` would name another particle.
    private static let asciiLikenesses: [Unicode.Scalar: Unicode.Scalar] = {
        let alphabets: [(String, String)] = [
            ("αβγδεζηθικλμµνξρστυφχψω", "abgdezhtiklmunxrstufcyw"),
            ("ΓΔΘΛΞΠΣΦΨΩ∂∑√∞", "GDTLXPSFYOdSV8"),
            ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789"),
            ("−–—·•…±×÷°≤≥≈≠∝", "---..~~x/o<>~!~"),
            ("←→↑↓↔⇧⇥◂▸◄►◀▶▲△▼▽", "<>^v-^><><><>^^vv"),
            ("●○◆◇▰▱■□▪✓✔✗✘", "oooo#-#.#++xx"),
            ("─━┄┅┈╌╍═│┃┆┇║", "--~~~~~=|||||"),
            ("«»‹›‘’“”", "<><>''\"\""),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (scalars, likenesses) in alphabets {
            for (scalar, likeness) in zip(scalars.unicodeScalars, likenesses.unicodeScalars) { table[scalar] = likeness }
        }
        return table
    }()
}
