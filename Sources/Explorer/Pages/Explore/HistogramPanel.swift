import Calorimeter
import Canvas
import Evaluation

struct HistogramPanel {
    var channel: Int
    /// Both calorimeters are shown, so each has its name.
    var namesDetector = false

    func draw(_ state: ExplorerState, isFramed: Bool, in area: Rect, of scene: inout Scene) {
        Panel.drawTitle(
            title(state), isFramed: isFramed, isFocused: state.explore.focus == .histograms, on: &scene.canvas, in: area,
            appearance: state.appearance)
        let inside = Panel.inside(area, isFramed: isFramed)
        scene.add(.pane(.histograms), at: area)
        let plot = Rect(x: inside.x, y: inside.y, width: inside.width, height: inside.height - 1)
        guard let binning = Self.drawPlot(state, channel: channel, in: plot, of: &scene) else { return }
        drawAxis(binning, state, in: Rect(x: inside.x, y: plot.maxY, width: inside.width, height: 1), of: &scene)
    }

    /// Draws the bars alone; nil before there are samples.
    static func drawPlot(_ state: ExplorerState, channel: Int, in area: Rect, of scene: inout Scene) -> HistogramBinning? {
        guard let statistics = state.statistics, statistics.truth.count + statistics.generated.count > 0, area.width > 0,
            area.height > 0
        else { return nil }
        let generated = statistics.generated.hasChannels ? statistics.generated[channel] : []
        let binning = HistogramBinning(
            truth: statistics.truth[channel], generated: generated,
            row: statistics.comparison.channels[channel], columns: HistogramPlot.columns(in: area))
        HistogramPlot(
            true: binning.truth.counts.map(Double.init),
            generated: !generated.isEmpty ? binning.generated.counts.map(Double.init) : [], scale: state.explore.countScale
        ).draw(on: &scene.canvas, in: area, appearance: state.appearance)
        return binning
    }

    private func title(_ state: ExplorerState) -> String {
        let name = (namesDetector ? state.detector.name + " " : "") + MaskConvention.channelNames[channel]
        guard let statistics = state.statistics, !statistics.isSmall else { return name }
        guard statistics.generated.hasChannels else { return "\(name)  \(ModelSummary.otherMasks)" }
        let row = statistics.comparison.channels[channel]
        return "\(name)  WS \(NumberText.photons(row.ws, width: 4)) / \(TruthText.floor(row.floor, width: 4))"
    }

    /// The ends of the axis, with what flowed over them.
    private func drawAxis(_ binning: HistogramBinning, _ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        let range = binning.truth.range
        let quiet = state.appearance.quietStyle
        let under = binning.truth.underflow + binning.generated.underflow
        let over = binning.truth.overflow + binning.generated.overflow
        let low = NumberText.compact(range.lowerBound) + (under > 0 ? " (\(under) below)" : "")
        let high = (over > 0 ? "(\(over) above) " : "") + NumberText.compact(range.upperBound)
        let end = scene.canvas.text(low, x: line.x, y: line.y, quiet)
        scene.canvas.text(high, endingAt: line.maxX, y: line.y, quiet)
        let room = Rect(x: end, y: line.y, width: line.maxX - high.unicodeScalars.count - end, height: 1)
        let unit = state.explore.countScale == .logarithmic ? "photons, log y" : "photons"
        if room.width >= unit.count + 2 { scene.canvas.text(unit, centredIn: room, y: line.y, quiet) }
    }
}

/// Five two-line histograms, for a terminal without room for more.
enum SmallHistograms {
    private static let labelWidth = 17

    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        scene.add(.pane(.picture), at: area)
        for channel in 0..<ChannelSums.count {
            let y = area.y + 2 * channel
            guard y + 1 < area.maxY else { return }
            scene.canvas.text(MaskConvention.channelNames[channel], x: area.x + 1, y: y, .bold)
            let plot = Rect(x: area.x + labelWidth, y: y, width: area.width - labelWidth - 1, height: 2)
            guard let binning = HistogramPanel.drawPlot(state, channel: channel, in: plot, of: &scene),
                let statistics = state.statistics
            else { continue }
            let quiet = state.appearance.quietStyle
            let range = binning.truth.range
            scene.canvas.text(
                "\(NumberText.compact(range.lowerBound))-\(NumberText.compact(range.upperBound)) ph", x: area.x + 1, y: y + 1,
                quiet)
            guard statistics.generated.count >= SampleCounts.fewest else { continue }
            let row = statistics.comparison.channels[channel]
            let distances = "\(NumberText.knownPhotons(row.ws, width: 4))/\(TruthText.floor(row.floor, width: 4))"
            let hasRoom = distances.unicodeScalars.count <= labelWidth - 9
            scene.canvas.text((hasRoom ? "WS " : "") + distances, endingAt: area.x + labelWidth - 1, y: y)
        }
    }
}

/// True and generated values of one channel in the same bins, whole photons wide.
struct HistogramBinning {
    let truth: Histogram
    let generated: Histogram
    /// Bins for a plot of so many columns. The range covers both samples up to five standard deviations from their
    /// means, and of a model no more than double what the truth needs; what lies beyond is counted in the flow bins.
    init(truth: [Float], generated: [Float], row: ChannelComparison.Row, columns: Int) {
        let range = Self.range(truth: truth, generated: generated, row: row)
        let span = max(1, Int((range.high - range.low).rounded(.up)))
        let width = (span + columns - 1) / columns
        // Few whole photons on many columns: the plot makes each bin wider instead of leaving gaps.
        let bins = max(1, width > 1 ? columns : columns / max(1, columns / span))
        let axis = range.low..<(range.low + Double(bins * width))
        var trueHistogram = Histogram(range: axis, bins: bins)
        trueHistogram.fill(contentsOf: truth)
        var generatedHistogram = Histogram(range: axis, bins: bins)
        generatedHistogram.fill(contentsOf: generated)
        self.truth = trueHistogram
        self.generated = generatedHistogram
    }

    private static func range(truth: [Float], generated: [Float], row: ChannelComparison.Row) -> (low: Double, high: Double) {
        var low = Double.infinity
        var high = -Double.infinity
        for (values, mean, sigma) in [(truth, row.trueMean, row.trueSigma), (generated, row.generatedMean, row.generatedSigma)] {
            guard let least = values.min(), let greatest = values.max(), mean.isFinite, sigma.isFinite else { continue }
            low = min(low, max(Double(least), mean - 5 * sigma))
            let end = min(Double(greatest), mean + 5 * sigma)
            high = high.isFinite ? max(high, min(end, 2 * max(high, 1))) : end
        }
        guard low.isFinite, high.isFinite else { return (0, 1) }
        // Beyond this no detector counts, and whole photons would not differ in double precision.
        let limit = 1e12
        // A sample that starts near zero shows zero.
        let start = min(low < 0.4 * high ? 0 : low.rounded(.down), limit)
        return (start, min(max(high.rounded(.down) + 1, start + 1), start + 1e9))
    }
}
