import Canvas
import Evaluation

/// One channel's histograms in common bins, whole photons wide, with their ratios to the truth.
struct ChannelFigure: Equatable {
    /// The axis that all bins cover.
    let range: Range<Double>
    let binWidth: Double
    /// Entries per bin, scaled to the number of true responses.
    let trueCounts: [Double]
    let generatedCounts: [[Double]]
    let ratios: [[RatioPlot.Point?]]
    /// Entries below and above the axis: of the truth, then of each model.
    let flow: [(under: Int, over: Int)]

    var binCount: Int { trueCounts.count }

    static func == (left: ChannelFigure, right: ChannelFigure) -> Bool {
        left.range == right.range && left.trueCounts == right.trueCounts && left.generatedCounts == right.generatedCounts
    }

    /// - Parameters:
    ///   - zoom: the part of the axis wanted; nil shows everything but the last of the tails.
    ///   - columns: how many columns the bins can take.
    init(_ result: HistogramResult, channel: Int, zoom: Range<Double>?, columns: Int, columnsPerBin: Int) {
        let truth = result.truth[channel]
        let models = result.models.map { $0.channels[channel] }
        let wanted = zoom ?? Self.fullRange(truth: truth, models: models)
        let span = max(1, wanted.upperBound - wanted.lowerBound)
        let width = max(1, (span * Double(columnsPerBin) / Double(max(columns, columnsPerBin))).rounded(.up))
        let bins = max(1, Int((span / width).rounded(.up)))
        let axis = wanted.lowerBound..<wanted.lowerBound + Double(bins) * width
        let binned = ([truth] + models).map { $0.binned(range: axis, bins: bins) }
        range = axis
        binWidth = width
        trueCounts = binned[0].counts.map(Double.init)
        flow = binned.map { ($0.under, $0.over) }
        let scales = models.map { $0.count > 0 ? Double(truth.count) / Double($0.count) : 0 }
        generatedCounts = zip(binned.dropFirst(), scales).map { binned, scale in binned.counts.map { Double($0) * scale } }
        let trueCounts = trueCounts
        ratios = zip(binned.dropFirst(), scales).map { binned, scale in
            zip(binned.counts, trueCounts).map { RatioPlot.Point(Double($0), over: $1, scale: scale) }
        }
    }

    /// From zero, or from where the values begin if they are all far from it, to where a thousandth is left; a model's tail
    /// may double what the truth needs, not more. The ends are round numbers.
    static func fullRange(truth: SortedSample, models: [SortedSample]) -> Range<Double> {
        func ends(_ sample: SortedSample) -> (low: Double, high: Double)? {
            guard let low = sample.quantile(0.001), let high = sample.quantile(0.999), low.isFinite, high.isFinite else {
                return nil
            }
            return (Double(low), Double(high))
        }
        let own = ends(truth)
        var (low, high) = own ?? (0, 1)
        for model in models.compactMap(ends) {
            low = own == nil ? model.low : min(low, model.low)
            high = own == nil ? model.high : max(high, min(model.high, 2 * high))
        }
        if low < 0.4 * high { low = 0 }
        let limit = 1e9
        let step = ValueAxis.roundStep(above: max(1, (min(high, limit) + 1 - low) / 20))
        let start = (min(low, limit) / step).rounded(.down) * step
        let end = max(((min(high, limit) + 1) / step).rounded(.up) * step, start + step)
        return start..<end
    }

    /// The bin that holds a number of photons.
    func bin(of photons: Double) -> Int? {
        guard range.contains(photons) else { return nil }
        return min(Int((photons - range.lowerBound) / binWidth), binCount - 1)
    }

    /// The photons of a bin.
    func edges(ofBin bin: Int) -> Range<Double> {
        let low = range.lowerBound + Double(bin) * binWidth
        return low..<low + binWidth
    }
}
