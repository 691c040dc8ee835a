import Canvas

/// How the colours of cells become colour numbers of the terminal.
struct ColorNumbers: Hashable, Sendable {
    let level: ColorLevel
    /// Colours the terminal has by number.
    let count: Int

    /// The number that means the terminal's own foreground or background.
    static let standard: Int32 = -1

    /// A colour number, and whether bold must stand in for brightness that the number cannot carry.
    struct Number: Hashable, Sendable {
        var value: Int32
        var isBright = false
    }

    func number(of color: Color) -> Number {
        if color == .standard || level == .mono { return Number(value: Self.standard) }
        switch level {
        case .direct:
            if let index = color.paletteIndex { return Number(value: Int32(index)) }
            guard let (red, green, blue) = color.components else { return Number(value: Self.standard) }
            let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
            // Numbers below 256 are the palette in `TerminfoEntry.direct`: black and pure dark blues get one step of green.
            return Number(value: value < 256 ? value | 1 << 8 : value)
        case .palette256:
            if let index = color.paletteIndex { return Number(value: Int32(index)) }
            guard let components = color.components else { return Number(value: Self.standard) }
            return Number(value: Int32(XtermPalette.nearest(to: components, in: 16..<256)))
        case .ansi16:
            let index: Int
            switch (color.paletteIndex, color.components) {
            case (let palette?, _) where palette < 16: index = Int(palette)
            case (let palette?, _): index = XtermPalette.nearest(to: XtermPalette.components(of: Int(palette)), in: 0..<16)
            case (nil, let components?): index = XtermPalette.nearest(to: components, in: 0..<16)
            case (nil, nil): return Number(value: Self.standard)
            }
            if index < min(16, count) { return Number(value: Int32(index)) }
            return Number(value: Int32(index - 8), isBright: true)
        case .mono: return Number(value: Self.standard)
        }
    }
}
