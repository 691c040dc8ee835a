import Calorimeter
import Evaluation

/// Histograms of some observables wanted of one particle or of the test set: the truth and any number of models.
struct HistogramRequest: WorkRequest {
    typealias Result = HistogramResult
    typealias Worker = HistogramWorker

    enum Source: Equatable, Sendable {
        /// Sample k answers to this particle.
        case particle(Particle)
        /// Sample k answers to the k-th particle of the test set.
        case testSet
    }

    var source: Source
    /// What is counted; all of it is kept, so that another set needs no new responses.
    var set = ObservableSet.channels
    var seed: UInt64
    /// Names of models, the first one in front.
    var models: [String]
    var convention: MaskConvention
    /// Responses of each kind.
    var target: Int
    /// A particle whose responses are drawn beside those of another one; nil: none.
    var pinned: Particle?
    /// Which responses count; nil: all. Another one needs no new responses.
    var cut: Cut?
    /// Two observables that are counted together; nil: none. Others, or other bins, need no new responses.
    var plane: PlaneRequest?

    /// What is drawn over the truth, in order: the models, then the truth and the model in front of the pinned particle.
    var kinds: [HistogramKind] {
        models.map { .model($0) } + (pinned == nil ? [] : [.pinnedTruth] + models.prefix(1).map { .pinned($0) })
    }
}

/// The values counted so far. Lists of samples and distances are in the order of `request.set.observables`.
struct HistogramResult: WorkResult {
    struct Model: Sendable {
        var name: String
        /// Responses so far, and those of them that a file lacks.
        var count: Int
        var missing = 0
        /// What is known of its responses: not all where there are no pictures, nothing where the cut asks for more.
        var known = Set(Observable.allCases)
        var samples: [SortedSample]
        /// The true responses to what a file has, where it lacks some; nil: all of them.
        var truth: [SortedSample]?
        var distances: [WassersteinEstimate]

        func hasValues(of observable: Observable) -> Bool { known.contains(observable) }

        /// Why these are unknown, in two words.
        static func unknown(_ observables: Set<Observable>, _ cut: Cut?) -> String {
            observables.union(cut?.observables ?? []).allSatisfy(\.isOfChannels)
                ? ModelSummary.otherMasks : ModelSummary.noPictures
        }

        var meanWS: Double { distances.reduce(0) { $0 + $1.distance } / Double(max(distances.count, 1)) }

        /// The spread of the distances over the channels (population).
        var sigmaOverChannels: Double {
            Moments(distances.map(\.distance)).sigma
        }
    }

    var request: HistogramRequest
    var count: Int
    /// True responses that fulfil the cut; nil without one.
    var kept: Int?
    var truth: [SortedSample]
    /// Distances between the truth and its independent repeat; NaN where it has none.
    var floors: [Double]
    var models: [Model]
    /// Nil where no two observables were asked for.
    var plane: PlaneCounts?
    /// Responses of each kind that there will be: as many as asked for, unless a data set has fewer.
    var target: Int
    /// The data set that the truth comes from, and how far the particle is that it answers for, in σ; nil: no other one.
    var dataSetName: String?
    var distance: Double?

    /// Responses that the truth and all models have.
    var leastCount: Int { models.reduce(count) { min($0, $1.count) } }
    var isComplete: Bool { leastCount >= target && models.count == request.kinds.count }
    var meanFloor: Double { floors.reduce(0, +) / Double(max(floors.count, 1)) }
}
