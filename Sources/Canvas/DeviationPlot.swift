/// How far generated counts are from true ones, bin by bin, below a histogram of the same bins: points around a line.
///
/// All series stand on one grid, two dots wide and four high in each cell where the terminal has Braille. The first series has
/// error bars, or in a pull the way from zero. A value outside the range is an arrow at that edge; NaN is skipped.
public struct DeviationPlot: Hashable, Sendable {
    /// What is compared with what.
    public enum Kind: String, CaseIterable, Hashable, Codable, Sendable {
        /// Generated over true.
        case ratio
        /// Generated minus true, in standard errors of their difference.
        case pull

        /// The name of the vertical axis.
        public func title(isUnicode: Bool) -> String {
            self == .ratio ? "generated/true" : isUnicode ? "(generated − true)/σ" : "(generated - true)/sigma"
        }
        var range: ClosedRange<Double> { self == .ratio ? 0...2 : -4...4 }
        /// Where a perfect model is.
        public var guide: Double { self == .ratio ? 1 : 0 }
        /// The scale of a heat map of differences from the guide.
        public var heatMapScale: HeatMapScale { .difference(.linear, peak: Float(range.upperBound - guide)) }
    }

    /// One bin's value and its standard error.
    public struct Point: Hashable, Sendable {
        public var value: Double
        public var error: Double

        public init(value: Double, error: Double) {
            self.value = value
            self.error = error
        }

        /// The deviation of a number of generated entries, scaled by `scale`, from a number of true ones, both with the error of
        /// a Poisson count; nil where it has none.
        ///
        /// A ratio needs true entries. The pull is (s g − t)/√(s² g + t).
        public init?(_ kind: Kind, generated: Double, true truth: Double, scale: Double = 1) {
            guard truth >= 0, generated >= 0, generated.isFinite, truth.isFinite, scale.isFinite else { return nil }
            switch kind {
            case .ratio:
                guard truth > 0 else { return nil }
                // An empty bin has the error of one count.
                let relative = (1 / max(generated, 1) + 1 / truth).squareRoot()
                self.init(value: scale * generated / truth, error: scale * max(generated, 1) / truth * relative)
            case .pull:
                let variance = scale * scale * generated + truth
                guard variance > 0 else { return nil }
                self.init(value: (scale * generated - truth) / variance.squareRoot(), error: 1)
            }
        }
    }

    public var kind: Kind
    /// For each series a point per bin; nil where there is none.
    public var series: [[Point?]]
    /// Columns per bin.
    public var columnsPerBin: Int
    /// The bin under the cursor.
    public var selectedBin: Int?

    public init(_ kind: Kind, series: [[Point?]], columnsPerBin: Int = 1, selectedBin: Int? = nil) {
        self.kind = kind
        self.series = series
        self.columnsPerBin = max(1, columnsPerBin)
        self.selectedBin = selectedBin
    }

    /// Draws into at least three rows; the first `labelWidth` columns hold the numbers of the axis.
    public func draw(on canvas: inout Canvas, in rect: Rect, labelWidth: Int, appearance: Appearance) {
        let plot = Rect(x: rect.x + labelWidth, y: rect.y, width: rect.width - labelWidth, height: rect.height)
        guard plot.height >= 3, plot.width > 0 else { return }
        drawAxis(on: &canvas, plot, rect, appearance)
        // The first series is drawn last, on top.
        for (index, points) in series.enumerated().reversed() {
            for (bin, point) in points.enumerated() {
                let x = plot.x + bin * columnsPerBin + (columnsPerBin - 1) / 2
                guard let point, !point.value.isNaN, x < plot.maxX else { continue }
                draw(point, series: index, on: &canvas, x: x, plot, appearance)
            }
        }
        guard let selectedBin else { return }
        let first = plot.x + selectedBin * columnsPerBin
        canvas.restyle(Rect(x: first, y: plot.y, width: columnsPerBin, height: plot.height).intersection(plot)) {
            $0.attributes.formUnion(.reverse)
        }
    }

    /// The dot of a value, counted from the bottom; the ends of the range are in the middle of the outermost rows, where their
    /// numbers are.
    private func dot(_ value: Double, _ plot: Rect) -> Int {
        let share = (value - kind.range.lowerBound) / (kind.range.upperBound - kind.range.lowerBound)
        let rows = Double(plot.height)
        return DotLine.dot(share: (min(max(share, 0), 1) * (rows - 1) + 0.5) / rows, rows: plot.height)
    }

    private func draw(
        _ point: Point, series: Int, on canvas: inout Canvas, x: Int, _ plot: Rect, _ appearance: Appearance
    ) {
        let glyphs = appearance.glyphs
        let style = appearance.generatedStyle(series)
        let isInside = kind.range.contains(point.value)
        if series == 0, point.error.isFinite {
            let ends = kind == .ratio ? (point.value - point.error, point.value + point.error) : (kind.guide, point.value)
            let (low, high) = (min(ends.0, ends.1), max(ends.0, ends.1))
            if high >= kind.range.lowerBound, low <= kind.range.upperBound {
                drawBar(dot(low, plot)...dot(high, plot), on: &canvas, x: x, plot, style, glyphs)
            }
        }
        guard isInside else {
            let isAbove = point.value > kind.range.upperBound
            canvas[x, isAbove ? plot.y : plot.maxY - 1] = Cell(isAbove ? glyphs.arrowUp : glyphs.arrowDown, style)
            return
        }
        let place = dot(point.value, plot)
        let y = plot.maxY - 1 - place / DotLine.dotsPerRow
        guard glyphs.isUnicode else {
            canvas[x, y] = Cell(
                series == 0 ? glyphs.points[[2, 1, 1, 0][place % 4]] : glyphs.steps[series % glyphs.steps.count], style)
            return
        }
        // The first series has both dots of its place, the others one.
        let columns = series == 0 ? [0, 1] : [(series + 1) % 2]
        add(columns.reduce(0) { $0 | Braille.bit(column: $1, row: place % 4) }, on: &canvas, x: x, y: y, style)
    }

    /// A vertical line through dots.
    private func drawBar(
        _ dots: ClosedRange<Int>, on canvas: inout Canvas, x: Int, _ plot: Rect, _ style: Style, _ glyphs: GlyphSet
    ) {
        for row in dots.lowerBound / DotLine.dotsPerRow...dots.upperBound / DotLine.dotsPerRow {
            let y = plot.maxY - 1 - row
            guard glyphs.isUnicode else {
                canvas[x, y] = Cell(glyphs.box.vertical, Style(style.foreground))
                continue
            }
            let own = (0..<4).filter { dots.contains(DotLine.dotsPerRow * row + $0) }
            add(own.reduce(0) { $0 | Braille.bit(column: 0, row: $1) }, on: &canvas, x: x, y: y, style)
        }
    }

    private func add(_ pattern: UInt8, on canvas: inout Canvas, x: Int, y: Int, _ style: Style) {
        canvas[x, y] = Cell(Braille.glyph(pattern | (Braille.pattern(of: canvas[x, y].glyph) ?? 0)), style)
    }

    /// Whether there is room for numbers half way to the ends too, each in the middle of a row.
    private static func hasHalves(rows: Int) -> Bool { rows >= 9 && rows % 4 == 1 }

    /// As many of an odd number of rows as let all numbers of the axis stand in the middle of theirs.
    public static func rows(atMost rows: Int) -> Int { rows >= 9 ? rows - (rows - 1) % 4 : rows }

    /// Draws the line where a perfect model is, and the numbers of both ends and of the line, with more room also those between.
    private func drawAxis(on canvas: inout Canvas, _ plot: Rect, _ rect: Rect, _ appearance: Appearance) {
        let style = appearance.quietStyle
        let middle = dot(kind.guide, plot)
        if appearance.glyphs.isUnicode {
            DotLine(heights: Array(repeating: middle, count: 2 * plot.width), series: nil, dropsToBottom: false)
                .draw(on: &canvas, in: plot, style: style, appearance: appearance)
        }
        guard plot.x > rect.x else { return }
        for y in plot.y..<plot.maxY { canvas[plot.x - 1, y] = Cell(appearance.glyphs.box.vertical, style) }
        let ends = [kind.range.lowerBound, kind.range.upperBound]
        let halves = Self.hasHalves(rows: plot.height) ? ends.map { ($0 + kind.guide) / 2 } : []
        for value in ends + halves + [kind.guide] {
            let y = plot.maxY - 1 - dot(value, plot) / DotLine.dotsPerRow
            canvas[plot.x - 1, y] = Cell(appearance.glyphs.box.intervalEnd, style)
            canvas.text(NumberText.rightAligned(NumberText.compact(value), width: plot.x - 1 - rect.x), x: rect.x, y: y, style)
        }
    }
}
