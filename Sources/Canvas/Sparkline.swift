/// Numbers as bars without an axis, scaled from zero to the largest, with the latest on the right.
///
/// If there are too many values, the earliest are dropped. A positive value is never invisible, zero is blank, and a negative
/// or NaN value is shown as `?`.
public struct Sparkline: Hashable, Sendable {
    public var values: [Double]
    /// The value of a full bar; nil means the largest one shown.
    public var peak: Double?

    public init(values: [Double], peak: Double? = nil) {
        self.values = values
        self.peak = peak
    }

    public func draw(on canvas: inout Canvas, in rect: Rect, style: Style = .plain, appearance: Appearance) {
        let shown = values.suffix(rect.width)
        let top = peak ?? shown.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        let glyphs = appearance.glyphs
        for (index, value) in shown.enumerated() where value != 0 {
            let x = rect.x + index
            guard value > 0, value.isFinite else {
                if rect.height > 0 { canvas[x, rect.maxY - 1] = Cell("?", style) }
                continue
            }
            Bars.draw(
                eighths: Bars.eighths(share: top > 0 ? value / top : 1, highest: 8 * rect.height), on: &canvas,
                x: x, bottom: rect.maxY, rows: rect.height, fill: glyphs.bars[7], tops: glyphs.bars, style: style)
        }
    }
}
