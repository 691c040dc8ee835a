import Calorimeter
import Evaluation
import Scoring

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
    /// The particle that this one is compared with; nil: none.
    var pinned: Particle?

    /// The same samples of the pinned particle.
    var ofPinned: SamplingRequest? {
        pinned.map { pinned in
            var request = self
            (request.particle, request.pinned) = (pinned, particle)
            return request
        }
    }

    /// Whether another request draws its histograms from the same samples; it may show another one of them.
    func hasTheSameSamples(as other: SamplingRequest) -> Bool {
        particle == other.particle && seed == other.seed && model == other.model && convention == other.convention
            && (pinned == nil) == (other.pinned == nil)
    }
}

/// What is known of the samples: each delivery brings one part.
struct SamplingResult: WorkResult {
    var request: SamplingRequest
    var pictures: SamplePictures?
    var statistics: SampleStatistics?
    /// Stays when the samples change: it is about the model and the machine.
    var timing: SampleTiming?
    /// Those of the pinned particle.
    var pinned: SampleStatistics?

    init(_ pictures: SamplePictures) { (request, self.pictures) = (pictures.request, pictures) }

    init(_ statistics: SampleStatistics) {
        (request, self.statistics, timing) = (statistics.request, statistics, statistics.timing)
    }

    init(_ request: SamplingRequest, pinned: SampleStatistics) { (self.request, self.pinned) = (request, pinned) }

    func answers(_ request: SamplingRequest) -> Bool { pictures?.request == request }

    func merged(into known: SamplingResult?, wanted: SamplingRequest) -> SamplingResult? {
        let isWanted = pictures == nil ? request.hasTheSameSamples(as: wanted) : request == wanted
        guard isWanted else { return known }
        guard var merged = known else { return self }
        merged.request = request
        merged.pictures = pictures ?? merged.pictures
        merged.statistics = statistics ?? merged.statistics
        merged.timing = timing ?? merged.timing
        merged.pinned = pinned ?? merged.pinned
        return merged
    }
}

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

    /// Peaks and diversities of the true and the generated responses; nil where nothing is pinned.
    var shapes: (truth: ShapeMeans, generated: ShapeMeans)?

    /// Photons along x, along y and away from the landing point.
    var profiles: (truth: ResponseProfiles, generated: ResponseProfiles)?

    /// The channels, then the photon sum.
    var rows: [ChannelComparison.Row] { comparison.channels + [comparison.total] }
    static let rowNames = MaskConvention.channelNames + ["sum"]

    /// Too few for a distance.
    var isSmall: Bool { min(truth.count, generated.count) < SampleCounts.fewest }

    /// All that there can be.
    var isComplete: Bool {
        let targets = targets ?? (request.target, request.target)
        return truth.count >= targets.truth && (request.model == nil || generated.count >= targets.generated)
    }

    /// True and generated responses that there will be; nil: as many as asked for.
    var targets: (truth: Int, generated: Int)?

}

/// Time per sample on one core, seconds, measured while the histograms filled.
struct SampleTiming: Equatable, Sendable {
    var truth: Double?
    var generated: Double?
}

/// Makes the samples of one particle: first the pictures, then the channel sums that fill histograms.
struct SamplingWorker: BackgroundWorker {
    private let truth: Truth
    private let models: [Model]
    private var accumulator: SampleAccumulator?
    private var pinned: SampleAccumulator?

    init(truth: Truth, models: [Model]) {
        self.truth = truth
        self.models = models
    }

    mutating func run(_ request: SamplingRequest, _ context: WorkContext<SamplingRequest>) {
        guard context.isWanted() else { return }
        let model = models.first { $0.name == request.model }
        // The two have changed places.
        if let pinned, pinned.particle == request.particle { swap(&accumulator, &self.pinned) }
        var samples = accumulator.take() ?? SampleAccumulator(truth: truth, request: request, model: model)
        samples.adopt(request, model: model)
        context.deliver(SamplingResult(samples.pictures(request)))
        let isDone = fill(&samples, request, model, context) { context.deliver(SamplingResult($0)) }
        accumulator = samples
        guard isDone, let other = request.ofPinned else { return }
        var otherSamples = pinned.take() ?? SampleAccumulator(truth: truth, request: other, model: model)
        otherSamples.adopt(other, model: model)
        _ = fill(&otherSamples, other, model, context) { context.deliver(SamplingResult(request, pinned: $0)) }
        pinned = otherSamples
    }

    /// Makes all samples of a request and delivers what grows; false when something newer is wanted.
    private func fill(
        _ samples: inout SampleAccumulator, _ request: SamplingRequest, _ model: Model?, _ context: WorkContext<SamplingRequest>,
        deliver: (SampleStatistics) -> Void
    ) -> Bool {
        var clock = FillClock()
        var reporter = ProgressReporter(context, done: samples.truth.count, total: request.target)
        // Generated and repeat grow together, so that the floor always has the sizes of the distance beside it.
        while !samples.isComplete(target: request.target) {
            let step = clock.step
            guard context.isWanted() else { return false }
            clock.measureTruth(samples: &samples, count: step, target: request.target)
            guard context.isWanted() else { return false }
            clock.measureGenerated(samples: &samples, count: step, target: request.target)
            let done = model == nil ? samples.truth.count : min(samples.truth.count, samples.generated.count)
            if reporter.isTimeToDeliver(done: done) {
                deliver(samples.statistics(request: request, timing: context.measuresTime ? clock.timing : nil))
            }
        }
        guard context.isWanted() else { return false }
        deliver(samples.statistics(request: request, timing: context.measuresTime ? clock.timing : nil))
        return true
    }
}

/// Fills in small steps and keeps the time that each kind of sample takes.
private struct FillClock {
    /// About how long a step takes, so that a newer request never waits long: a fraction of a frame.
    private static let stepSeconds = 0.001
    /// The most samples a step makes.
    private static let largestStep = SampleAccumulator.batch

    private var truth = (seconds: 0.0, samples: 0)
    private var generated = (seconds: 0.0, samples: 0)

    /// Makes a step of true responses and of their independent repeat.
    mutating func measureTruth(samples: inout SampleAccumulator, count: Int, target: Int) {
        let before = samples.truth.count + samples.repeated.count
        truth.seconds += Self.seconds(of: &samples) { samples in
            samples.addTruth(count, target: target)
            samples.addRepeat(count, target: target)
        }
        truth.samples += samples.truth.count + samples.repeated.count - before
    }

    mutating func measureGenerated(samples: inout SampleAccumulator, count: Int, target: Int) {
        let before = samples.generated.count
        generated.seconds += Self.seconds(of: &samples) { $0.addGenerated(count, target: target) }
        generated.samples += samples.generated.count - before
    }

    /// The time that making the responses takes, without adding them up.
    private static func seconds(of samples: inout SampleAccumulator, _ make: (inout SampleAccumulator) -> Void) -> Double {
        let (start, before) = (ContinuousClock.now, samples.bookkeepingSeconds)
        make(&samples)
        return max(start.duration(to: .now).seconds - (samples.bookkeepingSeconds - before), 0)
    }

    /// How many samples of each kind the next step makes, by the time they have taken so far.
    var step: Int {
        guard let timing else { return 1 }
        let slowest = max(2 * (timing.truth ?? 0), timing.generated ?? 0, 1e-6)
        return min(max(Int(Self.stepSeconds / slowest), 1), Self.largestStep)
    }

    /// Nil while nothing was made in this request.
    var timing: SampleTiming? {
        guard truth.samples > 0 || generated.samples > 0 else { return nil }
        return SampleTiming(
            truth: truth.samples > 0 ? truth.seconds / Double(truth.samples) : nil,
            generated: generated.samples > 0 ? generated.seconds / Double(generated.samples) : nil)
    }
}
