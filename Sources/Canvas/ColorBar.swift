/// The legend of a scale: a number at each end and the ramp between them.
public struct ColorBar: Hashable, Sendable {
    public var scale: HeatMapScale
    /// What is added to the numbers at the ends: where the colours stand for a difference from it.
    public var middle: Double

    public init(scale: HeatMapScale, middle: Double = 0) { (self.scale, self.middle) = (scale, middle) }

    /// Draws the bar in `width` cells of one row; only the numbers if there is no room for a ramp.
    public func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, appearance: Appearance) {
        guard width > 0 else { return }
        let high = NumberText.compact(middle + Double(scale.peak))
        let low = NumberText.compact(scale.isDiverging ? middle - Double(scale.peak) : middle)
        let start = canvas.text(low, x: x, y: y, limit: width) + 1
        let end = x + width - high.unicodeScalars.count - 1
        guard end > start else { return }
        let cells = Shading(scale: scale, appearance: appearance).cells
        let count = end - start
        for column in 0..<count {
            // A bar of two or more cells shows both ends of the ramp.
            let index = count > 1 ? (column * (cells.count - 1) + (count - 1) / 2) / (count - 1) : cells.count - 1
            canvas[start + column, y] = cells[index]
        }
        canvas.text(high, x: end + 1, y: y)
    }
}
