/// Heights of bars in eighths of a cell.
enum Bars {
    /// The eighths a share (0…1) of `rows` cells fills; a positive value fills at least one.
    static func eighths(share: Double, isPositive: Bool, rows: Int) -> Int {
        let full = 8 * rows
        guard share > 0 else { return isPositive ? 1 : 0 }
        let height = Int((min(share, 1) * Double(full)).rounded())
        return max(height, isPositive ? 1 : 0)
    }

    /// Draws one column of a bar that stands on the row above `bottom`.
    static func draw(
        eighths: Int, on canvas: inout Canvas, x: Int, bottom: Int, rows: Int, fill: Unicode.Scalar,
        tops: [Unicode.Scalar], style: Style
    ) {
        for row in 0..<rows {
            let rest = eighths - 8 * row
            guard rest > 0 else { return }
            let glyph = rest >= 8 ? fill : rest <= tops.count ? tops[rest - 1] : fill
            canvas[x, bottom - 1 - row] = Cell(glyph, style)
        }
    }
}
