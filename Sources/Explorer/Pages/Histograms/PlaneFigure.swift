import Canvas
import Evaluation

/// Two observables against each other as a picture: true and generated responses in the same bins and colours, and how far
/// they are from each other.
struct PlaneFigure {
    let counts: PlaneCounts
    let panels: [PlanePanel]
    private let result: HistogramResult
    private let state: ExplorerState
    private let layout: PlaneLayout
    private let scale: CountAxis.Scale

    /// Nil where nothing was counted of two observables.
    init?(_ result: HistogramResult, _ state: ExplorerState, in body: Rect) {
        guard let counts = result.plane else { return nil }
        (self.result, self.counts, self.state) = (result, counts, state)
        let settings = state.histograms
        let layout = PlaneLayout(body, settings, hasModel: counts.generated != nil)
        let values = (truth: counts.trueCounts, generated: counts.generatedCounts)
        // Chosen, or by the counts of both sides.
        let scale = settings.countScale ?? .automatic(for: [values.truth, values.generated].map { $0.map(Double.init) })
        (self.layout, self.scale) = (layout, scale)
        let peak = max(values.truth.max() ?? 0, values.generated.max() ?? 0, 1)
        let common = HeatMapScale(transfer: scale == .logarithmic ? .logarithmic : .linear, peak: peak)
        let kind = PlanePanel.kind(settings)
        panels = layout.panels.map { picture, area in
            let shown =
                switch picture {
                case .truth: values.truth
                case .generated: values.generated
                case .deviation: counts.deviations(kind)
                }
            let plot = PlanePlot(
                shown, columns: counts.x.binCount, rows: counts.y.binCount, x: ValueAxis(counts.x.range),
                y: ValueAxis(counts.y.range), scale: picture == .deviation ? kind.heatMapScale : common)
            return PlanePanel(
                picture: picture, area: area, plotArea: layout.plotArea(in: area), plot: plot, counts: counts, kind: kind,
                isFramed: layout.isFramed)
        }
    }

    private var settings: HistogramsSettings { state.histograms }
    private var appearance: Appearance { state.appearance }

    var selected: (x: Int, y: Int)? {
        guard let x = settings.cursor.flatMap(counts.x.bin), let y = settings.cursorY.flatMap(counts.y.bin) else { return nil }
        return (x, y)
    }

    private var generatedName: String { result.models.first.map { state.shortNames[$0.name] ?? $0.name } ?? "generated" }

    func draw(on canvas: inout Canvas) {
        var words: [String] = []
        if state.isFrozen { words.append("frozen") }
        if counts.generated == nil, result.models.first != nil {
            let observables: Set = [counts.x.observable, counts.y.observable]
            words.append("\(generatedName): \(HistogramResult.Model.unknown(observables, result.request.cut))")
        }
        for axis in [counts.x, counts.y] where settings.ranges[axis.observable.index] != nil { words.append(axis.rangeText) }
        words.append(scale == .logarithmic ? "log counts" : "linear counts")
        words.append("responses / \(counts.x.widthText) \(appearance.text("×", ascii: "x")) \(counts.y.widthText)")
        HistogramsHeading(result: result, state: state).draw(entries: [], words: words, on: &canvas, in: layout.heading)
        let chosen = PlaneLayout.chosen(settings, hasModel: counts.generated != nil)
        for panel in panels {
            panel.draw(
                name: generatedName, isChosen: panel.picture == chosen, selected: selected, on: &canvas, appearance: appearance)
        }
        canvas.text(
            " \(readOut(width: layout.readOut.width - 1))", x: layout.readOut.x, y: layout.readOut.y,
            selected == nil ? appearance.quietStyle : .plain, limit: layout.readOut.width)
    }

    /// "sum [100,125) photons  lit [20,22) pixels   true 12   gan 9 (pull -0.71)"; without units where there is less room.
    func readOut(width: Int) -> String {
        guard let (x, y) = selected else {
            return appearance.text("click a bin, or ←→↑↓ move over bins", ascii: "click a bin, or arrows move over bins")
        }
        let places = [(counts.x, x), (counts.y, y)].map { axis, bin in
            (name: "\(axis.observable.rawValue) \(axis.binText(bin))", unit: axis.observable.unit)
        }
        let withUnits = places.map { "\($0.name) \($0.unit)" }.joined(separator: "  ") + "   " + numbers(x, y)
        return withUnits.unicodeScalars.count <= width
            ? withUnits : places.map(\.name).joined(separator: "  ") + "   " + numbers(x, y)
    }

    private func numbers(_ x: Int, _ y: Int) -> String {
        var text = "true \(counts.truth.histogram.count(x: x, y: y))"
        guard let generated = counts.generated else { return text }
        text += "   \(generatedName) \(NumberText.compact(counts.scale * Double(generated.histogram.count(x: x, y: y))))"
        let kind = PlanePanel.kind(settings)
        if let deviation = counts.deviation(kind, x: x, y: y) {
            text += " (\(kind.rawValue) \(NumberText.fixed(deviation.value, decimals: 2)))"
        }
        return text
    }

    /// The panel under a cell, and the bin there.
    func place(atX x: Int, y: Int) -> (picture: HistogramsSettings.Picture, bin: (x: Int, y: Int)?)? {
        guard let panel = panels.first(where: { $0.area.contains(x: x, y: y) }) else { return nil }
        return (panel.picture, panel.plot.bin(atX: x, y: y, in: panel.plotArea, appearance: appearance))
    }
}

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
    func draw(name: String, isChosen: Bool, selected: (x: Int, y: Int)?, on canvas: inout Canvas, appearance: Appearance) {
        let quiet = appearance.quietStyle
        Panel.drawTitle(
            title(name, appearance), isFramed: isFramed, isFocused: isChosen, hasMark: true, on: &canvas, in: area,
            appearance: appearance)
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

/// Where the pictures of two observables lie, for the room between tabs and status line.
struct PlaneLayout {
    let isFramed: Bool
    /// What is counted.
    let heading: Rect
    /// What the cursor points at.
    let readOut: Rect
    let panels: [(picture: HistogramsSettings.Picture, area: Rect)]

    init(_ body: Rect, _ settings: HistogramsSettings, hasModel: Bool) {
        isFramed = Panel.areFramed(in: body)
        let (heading, below) = body.split(top: 1)
        let (grid, readOut) = below.split(top: below.height - 1)
        (self.heading, self.readOut) = (heading, readOut)
        let shown = Self.shown(settings, hasModel: hasModel, isWide: body.width >= 120)
        panels = zip(shown, grid.columns(shown.count)).map { ($0, $1) }
    }

    static func offered(_ settings: HistogramsSettings, hasModel: Bool) -> [HistogramsSettings.Picture] {
        !hasModel ? [.truth] : settings.below == .nothing ? [.truth, .generated] : HistogramsSettings.Picture.allCases
    }

    /// The picture that has the keys.
    static func chosen(_ settings: HistogramsSettings, hasModel: Bool) -> HistogramsSettings.Picture {
        let offered = offered(settings, hasModel: hasModel)
        return settings.picture.flatMap { offered.contains($0) ? $0 : offered.last } ?? .truth
    }

    /// Where there is room for two, those are next to each other.
    private static func shown(_ settings: HistogramsSettings, hasModel: Bool, isWide: Bool) -> [HistogramsSettings.Picture] {
        let (offered, chosen) = (offered(settings, hasModel: hasModel), chosen(settings, hasModel: hasModel))
        if settings.isEnlarged { return [chosen] }
        return isWide || offered.count < 3 ? offered : chosen == .deviation ? [.generated, .deviation] : [.truth, .generated]
    }

    /// Where a picture with its axes lies in its panel.
    ///
    /// Above are the title or the frame and the name of the vertical axis; below are the name of the horizontal one, the
    /// colours and two lines of numbers.
    func plotArea(in area: Rect) -> Rect {
        let inside = Panel.inside(area, isFramed: isFramed)
        return Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 1 - (isFramed ? 4 : 3))
    }
}

extension ExplorerState {
    /// What is to be counted of two observables, in as many bins as there is room for; nil for histograms of one.
    var planeRequest: PlaneRequest? {
        guard let against = histograms.against else { return nil }
        let layout = PlaneLayout(FrameLayout(size).body, histograms, hasModel: !histogramModels.isEmpty)
        // All pictures have the bins of the narrowest one.
        let rooms = layout.panels.map { PlanePlot.room(in: layout.plotArea(in: $0.area), appearance: appearance) }
        func axis(_ observable: Observable, _ room: Int?) -> PlaneRequest.Axis {
            PlaneRequest.Axis(observable: observable, zoom: histograms.ranges[observable.index], room: room ?? 1)
        }
        return PlaneRequest(
            x: axis(histograms.observable, rooms.map(\.columns).min()), y: axis(against, rooms.map(\.rows).min()),
            placesPerBin: histograms.columnsPerBin)
    }
}
