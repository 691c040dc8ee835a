import Canvas
import Evaluation
import Glibc

/// One observable's histograms in common bins, with how far they are from the truth. Bins of photons and pixels are whole
/// numbers wide.
struct ObservableFigure: Equatable {
    let observable: Observable
    /// The axis that all bins cover.
    let range: Range<Double>
    let binWidth: Double
    let trueCounts: [Double]
    /// Entries per bin, scaled to the number of true responses; a file's to the number of those to what it has.
    let generatedCounts: [[Double]]
    /// Entries below and above the axis: of the truth, then of each model.
    let flow: [(under: Int, over: Int)]
    /// Entries of each model, what they are multiplied by, and the true ones that they are compared with.
    private let entries: [(counts: [Int], scale: Double, truth: [Double])]

    var binCount: Int { trueCounts.count }

    static func == (left: ObservableFigure, right: ObservableFigure) -> Bool {
        (left.observable, left.range) == (right.observable, right.range) && left.trueCounts == right.trueCounts
            && left.generatedCounts == right.generatedCounts
    }

    /// - Parameters:
    ///   - zoom: the part of the axis wanted; nil shows everything but the last of the tails.
    ///   - columns: how many columns the bins can take.
    init(_ result: HistogramResult, _ observable: Observable, zoom: Range<Double>?, columns: Int, columnsPerBin: Int) {
        self.observable = observable
        let place = result.place(of: observable)
        let truth = result.truth[place]
        let models = result.models.map { $0.samples[place] }
        let wanted = zoom ?? Self.fullRange(observable, truth: truth, models: models)
        let least = observable.isCount ? 1 : Self.leastSpan
        let span = max(least, wanted.upperBound - wanted.lowerBound)
        let width = Self.width(above: span * Double(columnsPerBin) / Double(max(columns, columnsPerBin)), observable)
        let bins = max(1, Int((span / width - 1e-9).rounded(.up)))
        let axis = wanted.lowerBound..<wanted.lowerBound + Double(bins) * width
        let binned = ([truth] + models).map { $0.binned(range: axis, bins: bins) }
        range = axis
        binWidth = width
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
                own?.binned(range: axis, bins: bins).counts.map(Double.init) ?? trueCounts
            )
        }
        generatedCounts = entries.map { counts, scale, _ in counts.map { Double($0) * scale } }
    }

    /// How far a model's bin is from the truth; nil where that has no meaning.
    func deviation(_ kind: DeviationPlot.Kind, model: Int, bin: Int) -> DeviationPlot.Point? {
        DeviationPlot.Point(
            kind, generated: Double(entries[model].counts[bin]), true: entries[model].truth[bin], scale: entries[model].scale)
    }

    /// The true entries per bin that a model is compared with: of what it has.
    func trueCounts(ofModel model: Int) -> [Double] { entries[model].truth }

    /// The shortest axis of lengths, cm.
    static let leastSpan = 0.01

    /// The width of a bin that is not below a value: whole numbers where values are, else numbers of two digits.
    private static func width(above value: Double, _ observable: Observable) -> Double {
        guard !observable.isCount else { return max(1, value.rounded(.up)) }
        let power = pow(10, log10(max(value, 1e-6)).rounded(.down))
        return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].lazy.map { $0 * power }.first { $0 >= value * (1 - 1e-9) } ?? 10 * power
    }

    /// From zero, or from where the values begin if they are all far from it, to where a thousandth is left; a model's tail
    /// may double what the truth needs, not more. The ends are round numbers.
    static func fullRange(_ observable: Observable, truth: SortedSample, models: [SortedSample]) -> Range<Double> {
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
        if low >= 0, low < 0.4 * high { low = 0 }
        let limit = 1e9
        // The last whole number has a bin of its own.
        let last = observable.isCount ? 1.0 : 0
        let step = ValueAxis.roundStep(
            above: max(observable.isCount ? 1 : leastSpan, (min(high, limit) + last - low) / 20))
        let start = (min(low, limit) / step).rounded(.down) * step
        let end = max(((min(high, limit) + last) / step).rounded(.up) * step, start + step)
        return start..<end
    }

    /// The bin that holds a value.
    func bin(of value: Double) -> Int? {
        guard range.contains(value) else { return nil }
        return min(Int((value - range.lowerBound) / binWidth), binCount - 1)
    }

    /// The values of a bin.
    func edges(ofBin bin: Int) -> Range<Double> {
        let low = range.lowerBound + Double(bin) * binWidth
        return low..<low + binWidth
    }

    /// "responses / 25 photons": what the vertical axis counts.
    var countTitle: String {
        let width = NumberText.significant(binWidth, digits: 6)
        let unit = binWidth == 1 && observable.isCount ? String(observable.unit.dropLast()) : observable.unit
        return "responses / \(width == "1" && observable.isCount ? "" : width + " ")\(unit)"
    }
}

extension HistogramResult {
    /// The place of an observable in the lists of samples; the first one if it was not asked for.
    func place(of observable: Observable) -> Int { request.set.observables.firstIndex(of: observable) ?? 0 }
}
