import Canvas
import Evaluation

/// One picture of two observables with its axes, its colours and its numbers.
struct PlanePanel {
    let picture: HistogramsSettings.Picture
    let area: Rect
    let plotArea: Rect
    let plot: PlanePlot
    let counts: PlaneCounts
    let kind: DeviationPlot.Kind
    let isFramed: Bool

    /// How far generated counts are from true ones: as a pull, unless a ratio was chosen.
    static func kind(_ settings: HistogramsSettings) -> DeviationPlot.Kind { settings.below == .ratio ? .ratio : .pull }

    /// - Parameter name: that of the model.
    func draw(
        name: String, isChosen: Bool, selected: (x: Int, y: Int)?, on canvas: inout Canvas, appearance: Appearance
    ) {
        let quiet = appearance.quietStyle
        let title = title(name, appearance)
        if isFramed {
            Frame(title: title, isFocused: isChosen).draw(on: &canvas, in: area, appearance: appearance)
        } else {
            let mark = isChosen ? String(appearance.glyphs.selection) : " "
            canvas.text(mark + title, x: area.x, y: area.y, isChosen ? .bold : .plain, limit: area.width - 1)
        }
        canvas.text(axisTitle(counts.y), x: plotArea.x, y: plotArea.y - 1, quiet, limit: plotArea.width)
        var plot = plot
        plot.selected = selected
        plot.draw(on: &canvas, in: plotArea, appearance: appearance)
        // Below the axis and its numbers. Bins may leave rows free; those are the last ones.
        let map = plot.plotArea(in: plotArea, appearance: appearance)
        var (x, y) = (plotArea.x, map.maxY + 2)
        let (name, end) = (axisTitle(counts.x), plotArea.maxX)
        if isFramed {
            canvas.text(name, endingAt: max(map.maxX, plotArea.x + name.unicodeScalars.count), y: y, quiet)
            y += 1
        } else {
            x = canvas.text(" \(name)", x: x, y: y, quiet, limit: plotArea.width) + 2
        }
        ColorBar(scale: plot.scale, middle: picture == .deviation ? kind.guide : 0).draw(
            on: &canvas, x: x, y: y, width: max(0, end - x), appearance: appearance)
        for (row, line) in numbers.enumerated() {
            canvas.text(isFramed ? line : " " + line, x: plotArea.x, y: y + 1 + row, limit: plotArea.width)
        }
    }

    /// "photon sum, photons", "lit pixels".
    private func axisTitle(_ axis: ObservableAxis) -> String {
        let (title, unit) = (axis.observable.title, axis.observable.unit)
        return title.hasSuffix(unit) ? title : "\(title), \(unit)"
    }

    private var side: PlaneCounts.Side? {
        switch picture {
        case .truth: counts.truth
        case .generated: counts.generated
        case .deviation: nil
        }
    }

    /// "true  correlation 0.83", "(generated − true)/σ".
    private func title(_ model: String, _ appearance: Appearance) -> String {
        guard let side else { return kind.title(isUnicode: appearance.glyphs.isUnicode) }
        let correlation = side.correlation.map { NumberText.fixed($0, decimals: 3) } ?? "-"
        return "\(picture == .truth ? "true" : model)  correlation \(correlation)"
    }

    /// How many entries there are, and what lies beyond the axes.
    private var numbers: [String] {
        guard let histogram = side?.histogram else { return [] }
        let (x, y) = (histogram.flowX, histogram.flowY)
        let empty = histogram.unknown > 0 ? ", \(NumberText.grouped(histogram.unknown)) empty" : ""
        return [
            "\(NumberText.grouped(histogram.inside)) of \(NumberText.grouped(histogram.entries)) inside\(empty)",
            "under/over  x \(x.under)/\(x.over)  y \(y.under)/\(y.over)",
        ]
    }
}
