/// A bar from zero with an interval around its end: `█████├─┤`, of which the part on the bar is reversed.
public struct IntervalBar: Hashable, Sendable {
    /// Shares of the width, 0…1.
    public var fraction: Double
    public var interval: ClosedRange<Double>

    public init(fraction: Double, interval: ClosedRange<Double>) {
        self.fraction = fraction
        self.interval = interval
    }

    /// Draws into one row. Shares outside 0…1, or not finite, are clamped.
    public func draw(
        on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = .plain, appearance: Appearance
    ) {
        guard width > 0 else { return }
        func column(_ share: Double) -> Int { share > 0 ? min(Int((min(share, 1) * Double(width)).rounded()), width - 1) : 0 }
        let glyphs = appearance.glyphs
        for offset in 0..<column(fraction) { canvas[x + offset, y] = Cell(glyphs.progressFull, style) }
        let first = column(interval.lowerBound)
        let last = column(interval.upperBound)
        for offset in first...max(first, last) {
            let glyph =
                offset == last
                ? glyphs.box.intervalEnd : offset == first ? glyphs.box.intervalStart : glyphs.box.horizontal
            var mark = style
            if offset < column(fraction) { mark.attributes.formSymmetricDifference(.reverse) }
            canvas[x + offset, y] = Cell(glyph, mark)
        }
    }
}
