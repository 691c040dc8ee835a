import Calorimeter
import Evaluation

/// What the explorer wants to see: the pictures of one sample, and the channel sums of many.
struct SamplingRequest: WorkRequest {
    typealias Result = SamplingResult
    typealias Worker = SamplingWorker

    var particle: Particle
    var seed: UInt64
    /// Which sample the pictures show.
    var index: Int
    /// The name of the model, nil if there is none to run.
    var model: String?
    var convention: MaskConvention
    /// How many samples of each kind fill the histograms.
    var target: Int
    /// How many of the first responses are kept for the gallery.
    var gallery: Int

    /// Whether another request draws its histograms from the same samples; it may show another one of them.
    func hasTheSameSamples(as other: SamplingRequest) -> Bool {
        particle == other.particle && seed == other.seed && model == other.model && convention == other.convention
    }
}

/// What is known of the samples: each delivery brings one part.
struct SamplingResult: WorkResult {
    var request: SamplingRequest
    var pictures: SamplePictures?
    var statistics: SampleStatistics?
    /// Stays when the samples change: it is about the model and the machine.
    var timing: SampleTiming?

    init(_ pictures: SamplePictures) { (request, self.pictures) = (pictures.request, pictures) }

    init(_ statistics: SampleStatistics) {
        (request, self.statistics, timing) = (statistics.request, statistics, statistics.timing)
    }

    func answers(_ request: SamplingRequest) -> Bool { pictures?.request == request }

    func merged(into known: SamplingResult?, wanted: SamplingRequest) -> SamplingResult? {
        let isWanted = pictures == nil ? request.hasTheSameSamples(as: wanted) : request == wanted
        guard isWanted else { return known }
        guard var merged = known else { return self }
        merged.request = request
        merged.pictures = pictures ?? merged.pictures
        merged.statistics = statistics ?? merged.statistics
        merged.timing = timing ?? merged.timing
        return merged
    }
}

/// The pictures of one sample.
struct SamplePictures: Equatable, Sendable {
    var request: SamplingRequest
    /// Nil where a data set has no response.
    var truth: Response?
    /// Nil without a model.
    var generated: Response?
}

/// The channel sums of all samples so far. `isComplete` when the targets are reached.
struct SampleStatistics: Sendable {
    var request: SamplingRequest
    var comparison: ChannelComparison
    var truth: ChannelSamples
    var generated: ChannelSamples
    var truthGallery: [Response]
    var generatedGallery: [Response]
    /// What a sample takes on one core; nil where nothing was measured, as in a picture that must repeat.
    var timing: SampleTiming?

    /// All that there can be.
    var isComplete: Bool {
        truth.count >= trueTarget && (request.model == nil || generated.count >= generatedTarget)
    }

    /// True and generated responses that there will be; nil: as many as asked for.
    var targets: (truth: Int, generated: Int)?
    private var trueTarget: Int { targets?.truth ?? request.target }
    private var generatedTarget: Int { targets?.generated ?? request.target }
}

/// Time per sample on one core, seconds, measured while the histograms filled.
struct SampleTiming: Equatable, Sendable {
    var truth: Double?
    var generated: Double?
}
