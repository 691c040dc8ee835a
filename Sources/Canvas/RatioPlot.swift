/// Ratios per bin with error bars, below a histogram of the same bins: points around a line at one.
///
/// The first series is drawn as points, at three heights per cell, with error bars; the others with their step glyphs. A ratio
/// outside the range is an arrow at that edge; NaN is skipped.
public struct RatioPlot: Hashable, Sendable {
    /// One bin's ratio and its standard error.
    public struct Point: Hashable, Sendable {
        public var value: Double
        public var error: Double

        public init(value: Double, error: Double) {
            self.value = value
            self.error = error
        }

        /// The ratio of two counts scaled by `scale`, with the error of independent Poisson counts; nil without a
        /// denominator.
        public init?(_ numerator: Double, over denominator: Double, scale: Double = 1) {
            guard denominator > 0, numerator >= 0, numerator.isFinite, denominator.isFinite, scale.isFinite else { return nil }
            let value = scale * numerator / denominator
            // An empty bin has the error of one count.
            let relative = (1 / max(numerator, 1) + 1 / denominator).squareRoot()
            self.init(value: value, error: scale * max(numerator, 1) / denominator * relative)
        }
    }

    /// For each series a point per bin; nil where there is none.
    public var series: [[Point?]]
    /// The values at the lower and upper edge.
    public var range: ClosedRange<Double>
    /// Columns per bin.
    public var columnsPerBin: Int
    /// The bin under the cursor.
    public var selectedBin: Int?

    public init(
        series: [[Point?]], range: ClosedRange<Double> = 0...2, columnsPerBin: Int = 1, selectedBin: Int? = nil
    ) {
        self.series = series
        self.range = range
        self.columnsPerBin = max(1, columnsPerBin)
        self.selectedBin = selectedBin
    }

    /// Draws into at least three rows; the first `labelWidth` columns hold the numbers of the axis.
    public func draw(on canvas: inout Canvas, in rect: Rect, labelWidth: Int, appearance: Appearance) {
        let plot = Rect(x: rect.x + labelWidth, y: rect.y, width: rect.width - labelWidth, height: rect.height)
        guard plot.height >= 3, plot.width > 0 else { return }
        drawAxis(on: &canvas, plot, rect, appearance)
        if let bars = series.first {
            for (bin, point) in bars.enumerated() {
                guard let point, point.value.isFinite, point.error.isFinite, range.contains(point.value) else { continue }
                drawBar(point, on: &canvas, x: column(bin, plot), plot, appearance)
            }
        }
        for (index, points) in series.enumerated().reversed() {
            for (bin, point) in points.enumerated() {
                guard let point, !point.value.isNaN else { continue }
                draw(point.value, series: index, on: &canvas, x: column(bin, plot), plot, appearance)
            }
        }
        guard let selectedBin else { return }
        let first = plot.x + selectedBin * columnsPerBin
        canvas.restyle(Rect(x: first, y: plot.y, width: columnsPerBin, height: plot.height).intersection(plot)) {
            $0.attributes.formUnion(.reverse)
        }
    }

    private func column(_ bin: Int, _ plot: Rect) -> Int { plot.x + bin * columnsPerBin + (columnsPerBin - 1) / 2 }

    /// The position of a value in thirds of a row, from the top.
    private func thirds(_ value: Double, _ plot: Rect) -> Int {
        let share = (range.upperBound - value) / (range.upperBound - range.lowerBound)
        // The numbers of the edges are in the first and last row.
        return Int((1 + min(max(share, 0), 1) * Double(3 * plot.height - 3)).rounded())
    }

    private func draw(
        _ value: Double, series: Int, on canvas: inout Canvas, x: Int, _ plot: Rect, _ appearance: Appearance
    ) {
        guard x < plot.maxX else { return }
        let glyphs = appearance.glyphs
        let style = appearance.generatedStyle(series)
        if value > range.upperBound {
            canvas[x, plot.y] = Cell(glyphs.arrowUp, style)
        } else if value < range.lowerBound {
            canvas[x, plot.maxY - 1] = Cell(glyphs.arrowDown, style)
        } else {
            let third = thirds(value, plot)
            let glyph = series == 0 ? glyphs.points[third % 3] : glyphs.steps[series % glyphs.steps.count]
            canvas[x, plot.y + third / 3] = Cell(glyph, style)
        }
    }

    private func drawBar(_ point: Point, on canvas: inout Canvas, x: Int, _ plot: Rect, _ appearance: Appearance) {
        guard x < plot.maxX else { return }
        let top = thirds(point.value + point.error, plot) / 3
        let bottom = thirds(point.value - point.error, plot) / 3
        for row in top...max(top, bottom) {
            canvas[x, plot.y + row] = Cell(appearance.glyphs.box.vertical, appearance.quietStyle)
        }
    }

    /// Draws the line at one, and the numbers of both ends and of the line.
    private func drawAxis(on canvas: inout Canvas, _ plot: Rect, _ rect: Rect, _ appearance: Appearance) {
        let style = appearance.quietStyle
        let middle = plot.y + thirds(1, plot) / 3
        for x in plot.x..<plot.maxX { canvas[x, middle] = Cell(appearance.glyphs.guide, style) }
        guard plot.x > rect.x else { return }
        for y in plot.y..<plot.maxY { canvas[plot.x - 1, y] = Cell(appearance.glyphs.box.vertical, style) }
        for (value, y) in [(range.upperBound, plot.y), (1, middle), (range.lowerBound, plot.maxY - 1)] {
            let text = NumberText.compact(value)
            canvas.text(NumberText.rightAligned(text, width: plot.x - 1 - rect.x), x: rect.x, y: y, style)
        }
    }
}
