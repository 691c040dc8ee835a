import Canvas
import Evaluation

/// The panel of one observable: the histograms over each other, and how far they are from the truth below.
struct ObservablePanel {
    let observable: Observable
    let figure: ObservableFigure
    let plot: HistogramPlot
    /// Where the histogram stands with its axis, and where the deviation does.
    let plotArea: Rect
    let belowArea: Rect?
    let below: DeviationPlot.Kind
    private let area: Rect
    private let isFramed: Bool

    /// Rows below which a second plot would take too much of a panel.
    private static let leastRowsWithBelow = 13

    init(
        _ result: HistogramResult, _ observable: Observable, settings: HistogramsSettings, scale: CountAxis.Scale?, in area: Rect,
        isFramed: Bool
    ) {
        self.observable = observable
        self.area = area
        self.isFramed = isFramed
        let inside = Panel.inside(area, isFramed: isFramed)
        let hasBelow = settings.below.map { $0 != .nothing } ?? (inside.height >= Self.leastRowsWithBelow)
        below = settings.below == .pull ? .pull : .ratio
        // One row names the lower plot where there is room, and one the counts.
        let belowRows =
            hasBelow && !result.models.isEmpty
            ? DeviationPlot.rows(atMost: max(3, inside.height / 4) | 1) + (isFramed ? 1 : 0) : 0
        let titleRows = isFramed ? 1 : 0
        let (upper, rest) = inside.split(top: inside.height - belowRows)
        plotArea = upper.split(top: titleRows).1
        belowArea = belowRows > 0 ? rest : nil
        // The numbers of the counts take four columns, large ones on a linear axis one more.
        let columns = max(1, plotArea.width - 4 - (scale == .logarithmic ? 0 : 1))
        figure = ObservableFigure(
            result, observable, zoom: settings.ranges[observable.index], columns: columns, columnsPerBin: settings.columnsPerBin)
        let isChosen = settings.observable == observable
        var plot = HistogramPlot(
            true: figure.trueCounts, generated: figure.generatedCounts.first ?? [], scale: scale,
            axis: ValueAxis(figure.axis.range, unit: observable.unit), hasAxisLine: !isFramed || inside.height > 20,
            hasCountLabels: true, selectedBin: isChosen ? settings.cursor.flatMap(figure.axis.bin(of:)) : nil)
        plot.generatedCounts += figure.generatedCounts.dropFirst()
        self.plot = plot
    }

    /// The scale that suits all observables: logarithmic as soon as one of them needs it.
    static func commonScale(_ result: HistogramResult, _ settings: HistogramsSettings) -> CountAxis.Scale {
        if let chosen = settings.countScale { return chosen }
        let needsLogarithm = result.request.set.observables.contains { observable in
            let figure = ObservableFigure(result, observable, zoom: nil, columns: 40, columnsPerBin: 1)
            return CountAxis.Scale.automatic(for: [figure.trueCounts] + figure.generatedCounts) == .logarithmic
        }
        return needsLogarithm ? .logarithmic : .linear
    }

    /// - Parameter names: those of the models, for the legend inside a large plot.
    func draw(_ result: HistogramResult, names: [String], isChosen: Bool, on canvas: inout Canvas, appearance: Appearance) {
        let title = title(result, width: area.width - (isFramed ? 6 : 2))
        Panel.drawTitle(
            title, isFramed: isFramed, isFocused: isChosen, hasMark: true, on: &canvas, in: area, appearance: appearance)
        if isFramed {
            canvas.text(figure.countTitle, x: plotArea.x, y: plotArea.y - 1, appearance.quietStyle, limit: plotArea.width)
        }
        plot.draw(on: &canvas, in: plotArea, appearance: appearance)
        if plotArea.height > 20 { drawLegend(names, on: &canvas, appearance) }
        guard var belowArea else { return }
        let bars = plot.plotArea(in: plotArea)
        if isFramed {
            canvas.text(
                below.title(isUnicode: appearance.glyphs.isUnicode), x: belowArea.x, y: belowArea.y, appearance.quietStyle,
                limit: belowArea.width)
            belowArea = belowArea.split(top: 1).1
        }
        let series = figure.generatedCounts.indices.map { model in
            (0..<figure.binCount).map { figure.deviation(below, model: model, bin: $0) }
        }
        DeviationPlot(below, series: series, columnsPerBin: bars.columnsPerBin, selectedBin: plot.selectedBin).draw(
            on: &canvas, in: Rect(x: belowArea.x, y: belowArea.y, width: bars.area.maxX - belowArea.x, height: belowArea.height),
            labelWidth: bars.area.x - belowArea.x, appearance: appearance)
    }

    /// Which glyph is whose, in the upper right corner if nothing is drawn there.
    private func drawLegend(_ names: [String], on canvas: inout Canvas, _ appearance: Appearance) {
        let bars = plot.plotArea(in: plotArea).area
        let lines = appearance.legend(of: names)
        let width = (lines.map(\.name.unicodeScalars.count).max() ?? 0) + 3
        let box = Rect(x: bars.maxX - width - 1, y: bars.y + 1, width: width, height: lines.count)
        let isFree = (box.y..<box.maxY).allSatisfy { y in (box.x..<box.maxX).allSatisfy { canvas[$0, y].glyph == " " } }
        guard box.x > bars.x, isFree else { return }
        for (row, (mark, name)) in lines.enumerated() {
            for x in box.x..<box.x + 2 { canvas[x, box.y + row] = mark }
            canvas.text(name, x: box.x + 3, y: box.y + row)
        }
    }

    /// The bin under a cell of the histogram or of the plot below it.
    func bin(atX x: Int, y: Int) -> Int? {
        let bars = plot.plotArea(in: plotArea)
        guard area.contains(x: x, y: y), x >= bars.area.x, x < bars.area.maxX, figure.binCount > 0 else { return nil }
        return min((x - bars.area.x) / bars.columnsPerBin, figure.binCount - 1)
    }

    /// "ch1  WS 5.1 ± 0.2 / 0.6": the distance, its error and the floor; what has no room is left out from the end.
    private func title(_ result: HistogramResult, width: Int) -> String {
        let place = result.place(of: observable)
        guard let model = result.models.first else { return observable.title }
        let names = [observable.title, observable.rawValue]
        guard model.hasValues(of: observable) else {
            let reason = HistogramResult.Model.unknown([observable], result.request.cut)
            return names.map { "\($0)  \(reason)" }.first { $0.unicodeScalars.count <= width } ?? names[1]
        }
        guard min(result.leastCount, result.truth[place].count, model.samples[place].count) >= SampleCounts.fewest else {
            return "\(observable.title)  n < \(SampleCounts.fewest)"
        }
        let distance = model.distances[place]
        let ws = "WS " + observable.text(distance.distance, width: 4)
        let error = distance.error.map { " ± " + observable.text($0, width: 3) } ?? ""
        let floor = " / " + observable.floorText(result.floors[place], width: 4)
        let choices =
            (observable.isCount ? [] : ["\(names[0])  \(ws)\(error)\(floor) cm"]) + names.map { "\($0)  \(ws)\(error)\(floor)" }
            + names.map { "\($0)  \(ws)\(floor)" } + ["\(names[1])  \(ws)"]
        return choices.first { $0.unicodeScalars.count <= width } ?? names[1]
    }
}

extension Observable {
    /// A value or a distance in a few characters: lengths keep the millimetre and less.
    func text(_ value: Double, width: Int) -> String {
        guard !isCount, value.isFinite else { return NumberText.photons(value, width: width) }
        return NumberText.fixed(value, decimals: abs(value) < 0.995 ? 3 : abs(value) < 9.995 ? 2 : 1)
    }

    /// A floor; `none` where the truth has no repeat.
    func floorText(_ floor: Double, width: Int) -> String {
        floor.isNaN ? TruthText.floor(floor, width: width) : text(floor, width: width)
    }
}

/// One observable's histograms in common bins, with how far they are from the truth.
struct ObservableFigure: Equatable {
    let axis: ObservableAxis
    let trueCounts: [Double]
    /// Entries per bin, scaled to the number of true responses; a file's to the number of those to what it has.
    /// Nothing where the model has no such values.
    let generatedCounts: [[Double]]
    /// Entries below and above the axis: of the truth, then of each model.
    let flow: [(under: Int, over: Int)]
    /// Entries of each model, what they are multiplied by, and the true ones that they are compared with.
    private let entries: [(counts: [Int], scale: Double, truth: [Double])]

    var binCount: Int { trueCounts.count }

    static func == (left: ObservableFigure, right: ObservableFigure) -> Bool {
        left.axis == right.axis && left.trueCounts == right.trueCounts && left.generatedCounts == right.generatedCounts
    }

    /// - Parameters:
    ///   - zoom: the part of the axis wanted; nil shows everything but the last of the tails.
    ///   - columns: how many columns the bins can take.
    init(_ result: HistogramResult, _ observable: Observable, zoom: Range<Double>?, columns: Int, columnsPerBin: Int) {
        let place = result.place(of: observable)
        let truth = result.truth[place]
        let models = result.models.map { $0.samples[place] }
        let axis = ObservableAxis(
            observable, zoom: zoom, full: ObservableAxis.fullRange(observable, truth: truth, models: models), columns: columns,
            columnsPerBin: columnsPerBin)
        self.axis = axis
        let binned = ([truth] + models).map { $0.binned(range: axis.range, bins: axis.binCount) }
        let trueCounts = binned[0].counts.map(Double.init)
        self.trueCounts = trueCounts
        flow = binned.map { ($0.under, $0.over) }
        entries = zip(binned.dropFirst(), result.models).map { binned, model in
            let own = model.truth?[place]
            let present = model.count - model.missing
            // With a cut it is seen whether as many fulfil it.
            let (trueCount, count) =
                result.request.cut == nil
                ? ((own ?? truth).count, model.samples[place].count) : (own == nil ? result.count : present, present)
            return (
                binned.counts, count > 0 ? Double(trueCount) / Double(count) : 0,
                own?.binned(range: axis.range, bins: axis.binCount).counts.map(Double.init) ?? trueCounts
            )
        }
        generatedCounts = zip(entries, result.models).map { entry, model in
            model.hasValues(of: observable) ? entry.counts.map { Double($0) * entry.scale } : []
        }
    }

    /// How far a model's bin is from the truth; nil where that has no meaning.
    func deviation(_ kind: DeviationPlot.Kind, model: Int, bin: Int) -> DeviationPlot.Point? {
        guard !generatedCounts[model].isEmpty else { return nil }
        return DeviationPlot.Point(
            kind, generated: Double(entries[model].counts[bin]), true: entries[model].truth[bin], scale: entries[model].scale)
    }

    /// The true entries per bin that a model is compared with: of what it has.
    func trueCounts(ofModel model: Int) -> [Double] { entries[model].truth }

    /// "responses / 25 photons": what the vertical axis counts.
    var countTitle: String { "responses / \(axis.widthText)" }
}

extension HistogramResult {
    /// The place of an observable in the lists of samples; the first one if it was not asked for.
    func place(of observable: Observable) -> Int { request.set.observables.firstIndex(of: observable) ?? 0 }
}
