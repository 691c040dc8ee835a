import Calorimeter
import Canvas
import Evaluation

/// The panel of one channel: the histograms over each other, and their ratio to the truth below.
struct ChannelHistogram {
    let channel: Int
    let figure: ChannelFigure
    let plot: HistogramPlot
    /// Where the histogram stands with its axis, and where the ratio does.
    let plotArea: Rect
    let ratioArea: Rect?
    private let area: Rect
    private let isFramed: Bool

    /// Rows below which a ratio would take too much of a panel.
    private static let leastRowsWithRatio = 13

    init(
        _ result: HistogramResult, channel: Int, settings: HistogramsSettings, scale: CountAxis.Scale?, in area: Rect,
        isFramed: Bool
    ) {
        self.channel = channel
        self.area = area
        self.isFramed = isFramed
        let inside =
            isFramed
            ? area.inset() : Rect(x: area.x, y: area.y + 1, width: area.width - 1, height: area.height - 1)
        let hasRatio = settings.showsRatio ?? (inside.height >= Self.leastRowsWithRatio)
        // One row names the ratio where there is room.
        let ratioRows = hasRatio && !result.models.isEmpty ? max(3, inside.height / 4) + (isFramed ? 1 : 0) : 0
        let (plotArea, rest) = inside.split(top: inside.height - ratioRows)
        self.plotArea = plotArea
        ratioArea = ratioRows > 0 ? rest : nil
        // The numbers of the counts take four columns, large ones on a linear axis one more.
        let columns = max(1, plotArea.width - 4 - (scale == .logarithmic ? 0 : 1))
        figure = ChannelFigure(
            result, channel: channel, zoom: settings.ranges[channel], columns: columns,
            columnsPerBin: settings.columnsPerBin)
        let isChosen = settings.channel == channel
        var plot = HistogramPlot(
            true: figure.trueCounts, generated: figure.generatedCounts.first ?? [], scale: scale,
            axis: ValueAxis(figure.range, unit: "photons"), hasAxisLine: !isFramed, hasCountLabels: true,
            selectedBin: isChosen ? settings.cursor.flatMap(figure.bin(of:)) : nil)
        plot.generatedCounts += figure.generatedCounts.dropFirst()
        self.plot = plot
    }

    /// The scale that suits all channels: logarithmic as soon as one of them needs it.
    static func commonScale(_ result: HistogramResult, _ settings: HistogramsSettings) -> CountAxis.Scale {
        if let chosen = settings.countScale { return chosen }
        let needsLogarithm = (0..<ChannelSums.count).contains { channel in
            let figure = ChannelFigure(result, channel: channel, zoom: nil, columns: 40, columnsPerBin: 1)
            return CountAxis.Scale.automatic(for: [figure.trueCounts] + figure.generatedCounts) == .logarithmic
        }
        return needsLogarithm ? .logarithmic : .linear
    }

    func draw(_ result: HistogramResult, isChosen: Bool, on canvas: inout Canvas, appearance: Appearance) {
        let title = title(result)
        if isFramed {
            Frame(title: title, isFocused: isChosen).draw(on: &canvas, in: area, appearance: appearance)
        } else {
            let mark = isChosen ? String(appearance.glyphs.selection) : " "
            canvas.text(mark + title, x: area.x, y: area.y, isChosen ? .bold : .plain, limit: area.width - 1)
        }
        plot.draw(on: &canvas, in: plotArea, appearance: appearance)
        guard var ratioArea else { return }
        let bars = plot.plotArea(in: plotArea)
        if isFramed {
            canvas.text("generated/true", x: ratioArea.x, y: ratioArea.y, appearance.quietStyle, limit: ratioArea.width)
            ratioArea = ratioArea.split(top: 1).1
        }
        RatioPlot(series: figure.ratios, columnsPerBin: bars.columnsPerBin, selectedBin: plot.selectedBin).draw(
            on: &canvas,
            in: Rect(
                x: ratioArea.x, y: ratioArea.y, width: bars.area.maxX - ratioArea.x, height: ratioArea.height),
            labelWidth: bars.area.x - ratioArea.x, appearance: appearance)
    }

    /// The bin under a cell of the histogram or of its ratio.
    func bin(atX x: Int, y: Int) -> Int? {
        let bars = plot.plotArea(in: plotArea)
        guard area.contains(x: x, y: y), x >= bars.area.x, x < bars.area.maxX, figure.binCount > 0 else { return nil }
        return min((x - bars.area.x) / bars.columnsPerBin, figure.binCount - 1)
    }

    /// "ch1  WS 5.1 ± 0.2 / 0.6": the distance, its error and the floor.
    private func title(_ result: HistogramResult) -> String {
        let name = MaskConvention.channelNames[channel]
        guard let model = result.models.first else { return name }
        guard result.leastCount >= SampleCounts.fewest else { return "\(name)  n < \(SampleCounts.fewest)" }
        let distance = model.distances[channel]
        let error = distance.error.map { " ± " + NumberText.photons($0, width: 3) } ?? ""
        return "\(name)  WS \(NumberText.photons(distance.distance, width: 4))\(error)"
            + " / \(TruthText.floor(result.floors[channel], width: 4))"
    }
}
