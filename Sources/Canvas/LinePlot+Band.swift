extension LinePlot {
    /// Fills the band, its upper edge to an eighth of a row, its lower edge to half a row. What is thinner is left to the curve in it.
    ///
    /// - Parameter share: the share of the height at which a transferred value stands; nil outside the axis.
    func drawBand(on canvas: inout Canvas, _ plot: Rect, _ appearance: Appearance, share: (Double) -> Double?) {
        guard band.count > 1, let range = verticalRange else { return }
        /// Eighths of rows from the bottom to a value.
        func eighths(_ value: Double) -> Int {
            let height = min(max(transferred(value) ?? range.lower, range.lower), range.upper)
            return Int(((share(height) ?? 0) * Double(8 * plot.height)).rounded())
        }
        for column in 0..<plot.width {
            guard let edges = bandEdges(atColumn: column, of: plot.width) else { continue }
            let (low, high) = (eighths(edges.low), eighths(edges.high))
            for row in low / 8..<max((high + 7) / 8, low / 8) {
                let part = max(low - 8 * row, 0)..<min(high - 8 * row, 8)
                guard let cell = bandCell(part, appearance) else { continue }
                canvas[plot.x + column, plot.maxY - 1 - row] = cell
            }
        }
    }

    /// The cell that shows a part of its height, in eighths from the bottom; nil for less than half a cell that no glyph shows.
    private func bandCell(_ part: Range<Int>, _ appearance: Appearance) -> Cell? {
        let shade = appearance.trueShade
        if part.lowerBound == 0, part.count < 8 {
            let style = shade == .standard ? appearance.trueStyle : Style(shade)
            return Cell(appearance.glyphs.trueTops[part.count - 1], style)
        }
        return part.count >= 4 ? Cell(appearance.glyphs.trueFill, appearance.trueStyle) : nil
    }

    /// The edges in a column, interpolated between the points beside its middle; nil where they are not numbers. Where points are
    /// hardly wider apart than columns, these are the mean of its own points, so that no peak falls between two columns.
    private func bandEdges(atColumn column: Int, of width: Int) -> (low: Double, high: Double)? {
        // The end of the range belongs to the last column.
        let own =
            3 * band.count > 2 * width
            ? band.filter { min(axis.column(of: $0.x, width: width), width - 1) == column && $0.x <= axis.range.upperBound } : []
        if !own.isEmpty {
            let count = Double(own.count)
            let (low, high) = own.reduce((0, 0)) { ($0.0 + $1.low / count, $0.1 + $1.high / count) }
            return low.isFinite && high.isFinite && low < high ? (low, high) : nil
        }
        let span = axis.range.upperBound - axis.range.lowerBound
        let x = axis.range.lowerBound + (Double(column) + 0.5) / Double(width) * span
        let next = min(max(band.firstIndex { $0.x >= x } ?? band.count - 1, 1), band.count - 1)
        let (left, right) = (band[next - 1], band[next])
        let share = right.x > left.x ? min(max((x - left.x) / (right.x - left.x), 0), 1) : 0
        let (low, high) = (left.low + share * (right.low - left.low), left.high + share * (right.high - left.high))
        return low.isFinite && high.isFinite && low < high ? (low, high) : nil
    }
}
