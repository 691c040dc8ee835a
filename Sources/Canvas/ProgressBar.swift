/// The progress of a piece of work.
public struct ProgressBar: Hashable, Sendable {
    /// 0…1; other values are clamped, and NaN is drawn as 0.
    public var fraction: Double

    public init(fraction: Double) { self.fraction = fraction }

    /// Draws into one row. Only finished work fills the last cell.
    public func draw(
        on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = .plain, appearance: Appearance
    ) {
        let share = fraction > 0 ? min(fraction, 1) : 0
        let full = Int(share * Double(max(0, width)))
        for column in 0..<max(0, width) {
            let glyph = column < full ? appearance.glyphs.progressFull : appearance.glyphs.progressEmpty
            canvas[x + column, y] = Cell(glyph, style)
        }
    }
}
