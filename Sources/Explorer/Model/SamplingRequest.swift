import Calorimeter
import Evaluation

/// What the explorer wants to see: the pictures of one sample, and the channel sums of many.
struct SamplingRequest: Equatable, Sendable {
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
