/// Shows where a value lies between two ends.
public struct Slider: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Filled up to the value, for quantities that start at zero.
        case bar
        /// A knob on a track, for quantities of either sign.
        case knob
    }

    /// 0 at the left end, 1 at the right end; other values are clamped, and NaN is not drawn.
    public var fraction: Double
    public var kind: Kind
    /// The position of zero on the track of a knob, marked while the knob is elsewhere.
    public var zero: Double?

    public init(fraction: Double, kind: Kind = .bar, zero: Double? = nil) {
        self.fraction = fraction
        self.kind = kind
        self.zero = zero
    }

    public func draw(
        on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = .plain, appearance: Appearance
    ) {
        guard width > 0 else { return }
        let glyphs = appearance.glyphs
        for column in 0..<width { canvas[x + column, y] = Cell(glyphs.sliderEmpty, style) }
        if let zero, kind == .knob, let column = Self.column(of: zero, width: width) {
            canvas[x + column, y] = Cell(glyphs.sliderZero, style)
        }
        switch kind {
        case .bar:
            guard !fraction.isNaN else { return }
            let share = min(max(fraction, 0), 1)
            let full = Int((share * Double(width)).rounded())
            for column in 0..<full { canvas[x + column, y] = Cell(glyphs.sliderFull, style) }
        case .knob:
            guard let column = Self.column(of: fraction, width: width) else { return }
            canvas[x + column, y] = Cell(glyphs.sliderKnob, style)
        }
    }

    /// The fraction that a click on a column sets; columns outside are clamped.
    public static func fraction(atColumn column: Int, width: Int) -> Double {
        guard width > 1 else { return 0.5 }
        return min(max(Double(column) / Double(width - 1), 0), 1)
    }

    /// The column of a fraction, the inverse of `fraction(atColumn:width:)`.
    private static func column(of fraction: Double, width: Int) -> Int? {
        guard !fraction.isNaN else { return nil }
        return Int((min(max(fraction, 0), 1) * Double(width - 1)).rounded())
    }
}
