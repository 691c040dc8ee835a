import Calorimeter
import Evaluation
import Scoring

/// Makes the samples of one particle in order, and keeps their channel sums.
///
/// Sample k is the same whenever and wherever it is made; so a change of model keeps the truth, and a change of
/// the sample on screen keeps everything.
struct SampleAccumulator {
    private let source: Truth
    private(set) var particle: Particle
    private var seed: UInt64
    private var map: ChannelMap
    private var model: Model?
    private let truthSampler: Sampler
    private let repeatSampler: Sampler
    private var modelSampler: Sampler?
    private var galleryLimit: Int

    private(set) var truth: SampleSeries
    private(set) var repeated: SampleSeries
    private(set) var generated: SampleSeries
    /// What adding up the responses took, besides making them.
    private(set) var bookkeepingSeconds = 0.0

    /// Samples made at once: the most that a step of the work has.
    static let batch = 32

    init(truth source: Truth, request: SamplingRequest, model: Model?) {
        self.source = source
        particle = request.particle
        seed = request.seed
        map = ChannelMap(detector: source.detector, convention: request.convention)
        self.model = model
        truthSampler = Sampler(source.responder(.truth), batch: Self.batch)
        repeatSampler = Sampler(source.responder(.truthRepeat), batch: Self.batch)
        modelSampler = model.map { Sampler($0.responder, batch: Self.batch) }
        galleryLimit = request.gallery
        let none = SampleSeries(request, detector: source.detector)
        (truth, repeated, generated) = (none, SampleSeries(), none)
    }

    /// Takes over what a new request leaves valid, and forgets the rest.
    mutating func adopt(_ request: SamplingRequest, model newModel: Model?) {
        let isSameTruth =
            request.particle == particle && request.seed == seed && request.convention == map.convention
            && (request.pinned == nil || truth.shape != nil) && request.gallery <= galleryLimit
        let isSameModel = newModel == model
        particle = request.particle
        seed = request.seed
        galleryLimit = max(galleryLimit, request.gallery)
        if map.convention != request.convention {
            map = ChannelMap(detector: source.detector, convention: request.convention)
        }
        if !isSameModel {
            model = newModel
            modelSampler = newModel.map { Sampler($0.responder, batch: Self.batch) }
        }
        guard !isSameTruth || !isSameModel else { return }
        let none = SampleSeries(request, detector: source.detector)
        if !isSameTruth { truth = none }
        // The repeat starts again too: a floor is worth the sizes of the distance beside it.
        (generated, repeated) = (none, SampleSeries())
    }

    func pictures(_ request: SamplingRequest) -> SamplePictures {
        func picture(_ sampler: Sampler?) -> Response? {
            sampler?.responses(to: particle, seed: seed, indices: request.index..<request.index + 1).first
        }
        return SamplePictures(request: request, truth: picture(truthSampler), generated: picture(modelSampler))
    }

    mutating func addTruth(_ count: Int, target: Int) { add(count, to: \.truth, of: targets(target).truth, truthSampler) }

    /// Makes up to `count` more responses of the independent repeat.
    mutating func addRepeat(_ count: Int, target: Int) { add(count, to: \.repeated, of: targets(target).repeated, repeatSampler) }

    mutating func addGenerated(_ count: Int, target: Int) {
        guard let modelSampler else { return }
        if let sums = model?.file?.sums(answering: particle, with: map.convention) {
            let wanted = min(generated.count + count, targets(target).generated, sums.count)
            return generated.add(sums[min(generated.count, wanted)..<wanted])
        }
        add(count, to: \.generated, of: targets(target).generated, modelSampler)
    }

    /// Adds up to `count` samples to a series, as long as it has fewer than there are to be.
    private mutating func add(_ count: Int, to path: WritableKeyPath<Self, SampleSeries>, of target: Int, _ sampler: Sampler) {
        // Taken out, so that nothing is copied when it grows.
        var series = self[keyPath: path]
        self[keyPath: path] = SampleSeries()
        let (detector, map, galleryLimit) = (source.detector, map, galleryLimit)
        var seconds = 0.0
        sampler.make(series.count..<series.count + max(0, min(count, target - series.count)), of: particle, seed: seed) {
            index, photons in
            let start = ContinuousClock.now
            defer { seconds += start.duration(to: .now).seconds }
            series.add(photons, sums: map.sums(photons))
            guard index < galleryLimit, series.profiles != nil else { return }
            series.gallery.append(Response(rows: detector.rows, columns: detector.columns, photons: Array(photons)))
        }
        bookkeepingSeconds += seconds
        self[keyPath: path] = series
    }

    /// Whether every kind of sample has reached the target.
    func isComplete(target: Int) -> Bool {
        let targets = targets(target)
        return truth.count >= targets.truth && repeated.count >= targets.repeated
            && (modelSampler == nil || generated.count >= targets.generated)
    }

    /// How many responses of each kind there will be. As many generated ones as true ones, so that counts stand side by side;
    /// all of them where there is no truth.
    private func targets(_ target: Int) -> (truth: Int, repeated: Int, generated: Int) {
        let (truth, repeated) = source.comparedCounts(of: particle, wanted: target)
        let wanted = truth > 0 ? truth : target
        return (truth, repeated, model?.count(of: particle, wanted: wanted) ?? wanted)
    }

    /// The state of the histograms, for the screen.
    func statistics(request: SamplingRequest, timing: SampleTiming?) -> SampleStatistics {
        var statistics = SampleStatistics(
            request: request, comparison: ChannelComparison(true: truth.sums, generated: generated.sums, repeated: repeated.sums),
            truth: truth.sums, generated: generated.sums, truthGallery: truth.gallery, generatedGallery: generated.gallery,
            timing: timing, targets: (targets(request.target).truth, targets(request.target).generated))
        if let shape = truth.shape, let generated = generated.shape, model?.hasPictures != false {
            statistics.shapes = (shape.means, generated.means)
        }
        if let profiles = truth.profiles, let generated = generated.profiles { statistics.profiles = (profiles, generated) }
        return statistics
    }
}

/// What is kept of the responses of one kind to one particle.
struct SampleSeries {
    private(set) var sums = ChannelSamples()
    /// The first responses, as pictures.
    var gallery: [Response] = []
    /// Nil where no particle is pinned.
    private(set) var shape: ShapeAccumulator?
    /// Nil for the repeat, of which the channels are enough.
    private(set) var profiles: ResponseProfiles?

    init() {}

    /// All that a request shows.
    init(_ request: SamplingRequest, detector: Detector) {
        if request.pinned != nil { shape = ShapeAccumulator(pixels: detector.pixelCount) }
        let landing = LandingPoint(of: request.particle, on: detector)
        profiles = ResponseProfiles(bins: ProfileBins(detector: detector, around: (landing.x, landing.y)))
    }

    var count: Int { sums.count }

    /// Adds responses of which the channel sums are all that is known.
    mutating func add(_ channels: some Sequence<ChannelSums>) {
        for channels in channels { sums.append(channels) }
    }

    /// Adds one response: photons, row-major, and their channel sums.
    mutating func add(_ photons: UnsafeBufferPointer<Float>, sums channels: ChannelSums) {
        sums.append(channels)
        shape?.add(photons)
        profiles?.add(photons)
    }
}

/// What the channels do not tell of many responses to one particle.
struct ShapeMeans: Equatable, Sendable {
    /// The mean of the photons in the brightest pixel.
    var peak: Double
    /// The mean over the pixels of their standard deviation, photons.
    var diversity: Double
}

/// Adds responses up to `ShapeMeans`.
struct ShapeAccumulator {
    private var spread: SpreadAccumulator
    private var peaks = 0.0

    init(pixels: Int) { spread = SpreadAccumulator(pixels: pixels) }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        peaks += Double(photons.max() ?? 0)
        spread.add(photons)
    }

    var means: ShapeMeans { ShapeMeans(peak: peaks / Double(max(spread.count, 1)), diversity: spread.meanSigma) }
}
