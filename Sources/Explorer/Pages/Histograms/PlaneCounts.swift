import Canvas
import Evaluation

/// Two observables that are to be counted together.
struct PlaneRequest: Equatable, Sendable {
    struct Axis: Equatable, Sendable {
        var observable: Observable
        /// The part of the axis wanted; nil shows all of it.
        var zoom: Range<Double>?
        /// How many bins the screen has room for.
        var room: Int
    }

    var x: Axis
    var y: Axis
    /// Places that a bin takes at least.
    var placesPerBin: Int

    var observables: Set<Observable> { [x.observable, y.observable] }
}

/// Responses counted in bins of two observables: the true ones and those of the model in front.
struct PlaneCounts: Sendable {
    /// Responses of one kind.
    struct Side: Sendable {
        var histogram: PairHistogram
        /// Over all responses that have both values, beyond the axes too; nil where one of them does not vary.
        var correlation: Double?
    }

    let x: ObservableAxis
    let y: ObservableAxis
    /// What the axes show without a zoom.
    let full: (x: Range<Double>, y: Range<Double>)
    let truth: Side
    /// Nil without a model.
    let generated: Side?
    /// The true responses to what a file has, where it lacks some; nil: all of them.
    let ownTruth: PairHistogram?
    /// What generated entries are multiplied by, to be as many as the true ones that they are compared with.
    let scale: Double

    /// - Parameters:
    ///   - truth: the responses that count; the others are unknown, the photon sum too.
    ///   - generated: the same of the model in front.
    ///   - isThere: which of the true responses the model answers; nil: all of them.
    ///   - made: how many responses there are without a cut; nil where none is set.
    init(
        _ request: PlaneRequest, truth: ObservableSamples, generated: ObservableSamples?, isThere: [Bool]? = nil,
        made: (truth: Int, generated: Int)? = nil
    ) {
        func axis(_ wanted: PlaneRequest.Axis) -> (ObservableAxis, full: Range<Double>) {
            let full = ObservableAxis.fullRange(
                wanted.observable, truth: SortedSample(known: truth[wanted.observable]),
                models: generated.map { [SortedSample(known: $0[wanted.observable])] } ?? [])
            let axis = ObservableAxis(
                wanted.observable, zoom: wanted.zoom, full: full, columns: wanted.room, columnsPerBin: request.placesPerBin)
            return (axis, full)
        }
        let (x, y) = (axis(request.x), axis(request.y))
        (self.x, self.y, full) = (x.0, y.0, (x.full, y.full))
        func counted(_ samples: ObservableSamples, _ isWanted: [Bool]? = nil) -> PairHistogram {
            var histogram = PairHistogram(x: x.0.binning, y: y.0.binning)
            let (sums, xs, ys) = (samples[.sum], samples[request.x.observable], samples[request.y.observable])
            for index in sums.indices where !sums[index].isNaN && isWanted.map({ index < $0.count && $0[index] }) ?? true {
                histogram.fill(Double(xs[index]), Double(ys[index]))
            }
            return histogram
        }
        func side(_ samples: ObservableSamples) -> Side {
            Side(
                histogram: counted(samples),
                correlation: correlation(samples[request.x.observable], samples[request.y.observable]))
        }
        self.truth = side(truth)
        self.generated = generated.map(side)
        ownTruth = isThere.map { counted(truth, $0) }
        let entries = made ?? ((ownTruth ?? self.truth.histogram).entries, self.generated?.histogram.entries ?? 0)
        scale = entries.generated > 0 ? Double(entries.truth) / Double(entries.generated) : 0
    }

    /// Counts by bin, those of the lowest row first.
    private func values(_ value: (Int, Int) -> Double) -> [Float] {
        (0..<y.binCount).flatMap { row in (0..<x.binCount).map { Float(value($0, row)) } }
    }

    var trueCounts: [Float] { values { Double(truth.histogram.count(x: $0, y: $1)) } }

    /// Scaled to the number of true responses; empty without a model.
    var generatedCounts: [Float] {
        generated.map { side in values { scale * Double(side.histogram.count(x: $0, y: $1)) } } ?? []
    }

    /// How far the model's bins are from the truth, less where a perfect model is; the most where only the truth is empty, 0 where
    /// both are.
    func deviations(_ kind: DeviationPlot.Kind) -> [Float] {
        let most = Double(kind.heatMapScale.peak)
        return values { x, y in
            if let point = deviation(kind, x: x, y: y) { return point.value - kind.guide }
            return (generated?.histogram.count(x: x, y: y) ?? 0) > 0 ? most : 0
        }
    }

    /// True counts where the model has responses; empty where it has all.
    var ownTrueCounts: [Float] { ownTruth.map { own in values { Double(own.count(x: $0, y: $1)) } } ?? [] }

    /// How far the model's bin is from the truth; nil where that has no meaning.
    func deviation(_ kind: DeviationPlot.Kind, x: Int, y: Int) -> DeviationPlot.Point? {
        generated.flatMap { side in
            DeviationPlot.Point(
                kind, generated: Double(side.histogram.count(x: x, y: y)),
                true: Double((ownTruth ?? truth.histogram).count(x: x, y: y)), scale: scale)
        }
    }
}
