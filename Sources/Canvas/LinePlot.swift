import Glibc

/// Curves over equal steps, for histories such as losses over epochs. Each curve has a glyph of its own.
///
/// Steps share the width; more steps than columns are averaged in equal groups. Values that are not finite leave a gap, as
/// do values at or below zero on a logarithmic axis.
public struct LinePlot: Hashable, Sendable {
    /// One value a step, from the first step on; curves may have different lengths.
    public var curves: [[Double]]
    public var scale: CountAxis.Scale
    /// Labels in one row under the plot.
    public var ends: HistogramPlot.Ends?
    /// A step to point at.
    public var selectedStep: Int?

    public init(
        curves: [[Double]], scale: CountAxis.Scale = .linear, ends: HistogramPlot.Ends? = nil, selectedStep: Int? = nil
    ) {
        self.curves = curves
        self.scale = scale
        self.ends = ends
        self.selectedStep = selectedStep
    }

    /// Draws with the values' range in eight columns on the left and an axis line below.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        let plot = plotRect(in: rect)
        guard plot.height >= 2, plot.width > 0 else { return }
        drawAxes(on: &canvas, plot, appearance)
        guard let range = valueRange else { return }
        let rows = Double(plot.height - 1)
        for (index, curve) in curves.enumerated().reversed() {
            let cell = Cell(appearance.glyphs.steps[index % appearance.glyphs.steps.count], appearance.generatedStyle(index))
            for column in 0..<plot.width {
                guard let value = value(curve, atColumn: column, width: plot.width) else { continue }
                let share = range.upper > range.lower ? (value - range.lower) / (range.upper - range.lower) : 0.5
                canvas[plot.x + column, plot.maxY - 1 - Int((share * rows).rounded())] = cell
            }
        }
        for (value, y) in [(range.upper, plot.y), (range.lower, plot.maxY - 1)] {
            let text = NumberText.significant(scale == .linear ? value : exp(value), digits: 3)
            canvas.text(text, endingAt: plot.x - 1, y: y, appearance.quietStyle)
        }
        guard let column = selectedStep.flatMap({ self.column(ofStep: $0, width: plot.width) }) else { return }
        for y in plot.y..<plot.maxY {
            if canvas[plot.x + column, y].glyph == " " {
                canvas[plot.x + column, y] = Cell(appearance.glyphs.box.vertical, appearance.quietStyle)
            } else {
                canvas[plot.x + column, y].style.attributes.formUnion(.reverse)
            }
        }
    }

    /// The steps a cell shows, for the mouse; nil outside the plot.
    public func steps(atX x: Int, y: Int, in rect: Rect) -> Range<Int>? {
        let plot = plotRect(in: rect)
        guard plot.contains(x: x, y: y) else { return nil }
        let steps = steps(atColumn: x - plot.x, width: plot.width)
        return steps.isEmpty ? nil : steps
    }

    private func plotRect(in rect: Rect) -> Rect {
        Rect(x: rect.x + 8, y: rect.y, width: rect.width - 8, height: rect.height - (ends == nil ? 1 : 2))
    }

    private var stepCount: Int { curves.reduce(0) { max($0, $1.count) } }

    private func steps(atColumn column: Int, width: Int) -> Range<Int> {
        let count = stepCount
        let perColumn = max(1, (count + width - 1) / width)
        let columnsPerStep = max(1, width / max(count, 1))
        let first = column / columnsPerStep * perColumn
        return min(first, count)..<min(first + perColumn, count)
    }

    private func column(ofStep step: Int, width: Int) -> Int? {
        (0..<width).first { steps(atColumn: $0, width: width).contains(step) }
    }

    private func transferred(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        guard scale == .logarithmic else { return value }
        return value > 0 ? log(value) : nil
    }

    /// The mean of a column's steps on the axis.
    private func value(_ curve: [Double], atColumn column: Int, width: Int) -> Double? {
        var sum = 0.0
        var count = 0.0
        for step in steps(atColumn: column, width: width) where step < curve.count {
            guard let value = transferred(curve[step]) else { continue }
            sum += value
            count += 1
        }
        return count > 0 ? sum / count : nil
    }

    /// The range of all values on the axis; nil without any.
    private var valueRange: (lower: Double, upper: Double)? {
        let values = curves.joined().compactMap(transferred)
        guard let lower = values.min(), let upper = values.max() else { return nil }
        return (lower, upper)
    }

    private func drawAxes(on canvas: inout Canvas, _ plot: Rect, _ appearance: Appearance) {
        let box = appearance.glyphs.box
        let style = appearance.quietStyle
        for y in plot.y..<plot.maxY { canvas[plot.x - 1, y] = Cell(box.vertical, style) }
        canvas[plot.x - 1, plot.y] = Cell(box.intervalEnd, style)
        canvas[plot.x - 1, plot.maxY - 1] = Cell(box.intervalEnd, style)
        canvas[plot.x - 1, plot.maxY] = Cell(box.bottomLeft, style)
        for x in plot.x..<plot.maxX { canvas[x, plot.maxY] = Cell(box.horizontal, style) }
        ends?.draw(on: &canvas, x: plot.x, y: plot.maxY + 1, width: plot.width, style: style)
    }
}
