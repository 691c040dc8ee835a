import Calorimeter
import Evaluation

/// Channel histograms wanted of one particle or of the test set: the truth and any number of models.
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
    var seed: UInt64
    /// Names of models, the first one in front.
    var models: [String]
    var convention: MaskConvention
    /// Responses of each kind.
    var target: Int
}

/// The channel values counted so far.
struct HistogramResult: WorkResult {
    struct Model: Sendable {
        var name: String
        /// Channels 1…5.
        var channels: [SortedSample]
        /// Distances of the channels from the truth.
        var distances: [WassersteinEstimate]

        var meanWS: Double { distances.reduce(0) { $0 + $1.distance } / Double(max(distances.count, 1)) }

        /// The spread of the distances over the channels (population).
        var sigmaOverChannels: Double {
            ChannelSpread.sigma(distances.map(\.distance))
        }
    }

    var request: HistogramRequest
    /// Responses of each kind so far.
    var count: Int
    /// Channels 1…5 of the truth.
    var truth: [SortedSample]
    /// Distances of the channels between the truth and its independent repeat; NaN where it has none.
    var floors: [Double]
    var models: [Model]
    /// Responses of each kind that there will be: as many as asked for, unless a data set has fewer.
    var target: Int
    /// The data set that the truth comes from, and how far the particle is that it answers for, in σ; nil: no other one.
    var dataSetName: String?
    var distance: Double?

    /// Responses that the truth and all models have.
    var leastCount: Int { models.reduce(count) { min($0, $1.channels.first?.count ?? 0) } }
    var isComplete: Bool { leastCount >= target && models.count == request.models.count }
    var meanFloor: Double { floors.reduce(0, +) / Double(max(floors.count, 1)) }
}

enum ChannelSpread {
    /// The population standard deviation.
    static func sigma(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
}
