import Canvas
import Evaluation

/// The whole histograms view as a picture of what was counted: heading, histograms, deviations and numbers.
struct HistogramsFigure {
    let result: HistogramResult
    let settings: HistogramsSettings
    let layout: HistogramsLayout
    let panels: [ObservablePanel]
    private let state: ExplorerState
    private let scale: CountAxis.Scale

    /// - Parameter settings: nil: those of the page.
    init(_ result: HistogramResult, _ state: ExplorerState, settings: HistogramsSettings? = nil, in body: Rect) {
        let settings = settings ?? state.histograms
        let layout = HistogramsLayout(body, result.request.set, enlarged: settings.isEnlarged ? settings.observable : nil)
        let scale = ObservablePanel.commonScale(result, settings)
        (self.result, self.settings, self.state) = (result, settings, state)
        (self.layout, self.scale) = (layout, scale)
        panels = layout.panels.map { observable, area in
            ObservablePanel(result, observable, settings: settings, scale: scale, in: area, isFramed: layout.isFramed)
        }
    }

    var appearance: Appearance { state.appearance }
    var chosen: ObservablePanel? { panels.first { $0.observable == settings.observable } }

    func draw(on canvas: inout Canvas) {
        drawHeading(on: &canvas)
        for panel in panels {
            panel.draw(
                result, names: result.models.map(name), isChosen: panel.observable == settings.observable, on: &canvas,
                appearance: appearance)
        }
        HistogramSummary(figure: self).draw(on: &canvas)
        if let line = layout.readOut { drawReadOut(on: &canvas, in: line) }
    }

    private func drawHeading(on canvas: inout Canvas) {
        let entries = appearance.legend(of: result.models.map(name))
        var words: [String] = []
        if let chosen, settings.ranges[chosen.observable.index] != nil { words.append(chosen.figure.axis.rangeText) }
        words.append(scale == .logarithmic ? "log y" : "linear y")
        if let chosen { words.append(chosen.figure.countTitle) }
        if state.isFrozen { words.append("frozen") }
        HistogramsHeading(result: result, state: state).draw(entries: entries, words: words, on: &canvas, in: layout.heading)
    }

    func name(_ model: HistogramResult.Model) -> String { state.shortNames[model.name] ?? model.name }

    /// What the cursor points at: the bin, its counts and how far they are from the truth.
    var readOut: (place: String, counts: [(name: String, count: Double, deviation: DeviationPlot.Point?)])? {
        guard let chosen, let bin = chosen.plot.selectedBin else { return nil }
        let place = "\(chosen.observable.title) bin \(bin + 1)  \(chosen.figure.axis.binText(bin))"
        var counts: [(String, Double, DeviationPlot.Point?)] = [("true", chosen.figure.trueCounts[bin], nil)]
        for (index, model) in result.models.enumerated() where !chosen.figure.generatedCounts[index].isEmpty {
            counts.append(
                (
                    name(model), chosen.figure.generatedCounts[index][bin],
                    chosen.figure.deviation(chosen.below, model: index, bin: bin)
                ))
        }
        return (place, counts)
    }

    /// "ratio 1.01 ± 0.05", "pull -1.3".
    func text(_ deviation: DeviationPlot.Point) -> String {
        let value = NumberText.fixed(deviation.value, decimals: 2)
        return chosen?.below == .pull ? "pull \(value)" : "ratio \(value) ± \(NumberText.fixed(deviation.error, decimals: 2))"
    }

    private func drawReadOut(on canvas: inout Canvas, in line: Rect) {
        guard let readOut else {
            let flow = appearance.text(
                "click a bin, or Tab for a histogram and ←→ for a bin",
                ascii: "click a bin, or Tab for a histogram and arrows for a bin")
            canvas.text(" \(flow)", x: line.x, y: line.y, appearance.quietStyle, limit: line.width)
            return
        }
        var text = " \(readOut.place) \(settings.observable.unit)"
        for entry in readOut.counts {
            text += "   \(entry.name) \(NumberText.compact(entry.count))"
            if let deviation = entry.deviation { text += " (\(self.text(deviation)))" }
        }
        canvas.text(text, x: line.x, y: line.y, limit: line.width)
    }
}

/// Where the parts of the histograms view lie, for the room between tabs and status line.
struct HistogramsLayout: Equatable {
    let isFramed: Bool
    /// What is counted, and which glyph is whose.
    let heading: Rect
    /// The observables that are shown with their panels: the whole set, or the enlarged one.
    let panels: [(observable: Observable, area: Rect)]
    /// Panels beside each other.
    let columns: Int
    let summary: Rect
    /// A row for what the cursor points at; nil where the summary says it.
    let readOut: Rect?

    static func == (left: HistogramsLayout, right: HistogramsLayout) -> Bool {
        left.heading == right.heading && left.summary == right.summary && left.panels.map(\.area) == right.panels.map(\.area)
    }

    /// Columns of the numbers beside an enlarged histogram.
    static let summaryWidth = 40

    init(_ body: Rect, _ set: ObservableSet, enlarged: Observable?) {
        // Five panels and the numbers, or two by two panels and the numbers beside them.
        let columns = set == .channels ? 3 : 2
        self.columns = columns
        isFramed = Panel.areFramed(in: body)
        let (heading, below) = body.split(top: 1)
        self.heading = heading
        let (grid, rest) = below.split(top: below.height - (isFramed ? 1 : 0))
        readOut = isFramed ? rest : nil
        if let enlarged {
            let width = isFramed ? Self.summaryWidth : body.columns(3)[1].width
            let (panel, summary) = grid.split(left: grid.width - width)
            panels = [(enlarged, panel)]
            self.summary = summary
            return
        }
        let cells = grid.rows(2).flatMap { $0.columns(3).prefix(columns) }
        panels = zip(set.observables, cells).map { ($0, $1) }
        let last = grid.columns(3)[2]
        summary = columns == 3 ? last.rows(2)[1] : last
    }
}
