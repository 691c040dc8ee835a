import Canvas
import Evaluation

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
        left.axis == right.axis && left.trueCounts == right.trueCounts
            && left.generatedCounts == right.generatedCounts
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
