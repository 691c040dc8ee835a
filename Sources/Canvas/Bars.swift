/// Heights of bars in eighths of a cell.
enum Bars {
    /// The height in eighths of a cell for a positive value that is this share (0…1) of the highest bar: at least one, so
    /// that the bar is never invisible.
    static func eighths(share: Double, highest: Int) -> Int {
        share > 0 ? max(1, Int((min(share, 1) * Double(highest)).rounded())) : 1
    }

    /// Draws one column of a bar whose lowest cell is in the row above `bottom`.
    static func draw(
        eighths: Int, on canvas: inout Canvas, x: Int, bottom: Int, rows: Int, fill: Unicode.Scalar,
        tops: [Unicode.Scalar], style: Style, topStyle: Style? = nil
    ) {
        for row in 0..<rows {
            let rest = eighths - 8 * row
            guard rest > 0 else { return }
            let glyph = rest >= 8 ? fill : rest <= tops.count ? tops[rest - 1] : fill
            canvas[x, bottom - 1 - row] = Cell(glyph, rest >= 8 ? style : topStyle ?? style)
        }
    }
}
