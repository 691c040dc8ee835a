import Calorimeter
import Evaluation
import Random
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

    private(set) var truth = ChannelSamples()
    private(set) var repeated = ChannelSamples()
    private(set) var generated = ChannelSamples()
    private(set) var truthGallery: [Response] = []
    private(set) var generatedGallery: [Response] = []
    /// Of true and of generated responses, while something is pinned.
    private var trueShape: ShapeAccumulator?
    private var generatedShape: ShapeAccumulator?

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
        if request.pinned != nil { (trueShape, generatedShape) = (noShape, noShape) }
    }

    private var noShape: ShapeAccumulator { ShapeAccumulator(pixels: source.detector.pixelCount) }

    /// Takes over what a new request leaves valid, and forgets the rest.
    mutating func adopt(_ request: SamplingRequest, model newModel: Model?) {
        let sameTruth =
            request.particle == particle && request.seed == seed && request.convention == map.convention
            && (request.pinned == nil || trueShape != nil)
        if request.pinned != nil, !sameTruth { (trueShape, generatedShape) = (noShape, noShape) }
        let galleryGrew = request.gallery > galleryLimit
        if !sameTruth || galleryGrew {
            (truth, repeated, truthGallery) = (ChannelSamples(), ChannelSamples(), [])
            if trueShape != nil { trueShape = noShape }
        }
        if newModel != model {
            model = newModel
            modelSampler = newModel.map { Sampler($0.responder, batch: Self.batch) }
            // The repeat starts again too: a floor is worth the sizes of the distance beside it.
            (generated, repeated, generatedGallery) = (ChannelSamples(), ChannelSamples(), [])
            if generatedShape != nil { generatedShape = noShape }
        } else if !sameTruth || galleryGrew {
            (generated, generatedGallery) = (ChannelSamples(), [])
            if generatedShape != nil { generatedShape = noShape }
        }
        particle = request.particle
        seed = request.seed
        galleryLimit = max(galleryLimit, request.gallery)
        if map.convention != request.convention {
            map = ChannelMap(detector: source.detector, convention: request.convention)
        }
    }

    /// The pictures of the sample that a request shows.
    func pictures(_ request: SamplingRequest) -> SamplePictures {
        func picture(_ sampler: Sampler?) -> Response? {
            sampler?.responses(to: particle, seed: seed, indices: request.index..<request.index + 1).first
        }
        return SamplePictures(request: request, truth: picture(truthSampler), generated: picture(modelSampler))
    }

    /// Makes up to `count` more true responses.
    mutating func addTruth(_ count: Int, target: Int) {
        let (sums, pictures) = make(truthSampler, next(count, after: truth, target: targets(target).truth), &trueShape)
        truth.append(contentsOf: sums)
        truthGallery += pictures
    }

    /// Makes up to `count` more responses of the independent repeat.
    mutating func addRepeat(_ count: Int, target: Int) {
        var none: ShapeAccumulator?
        repeated.append(
            contentsOf: make(repeatSampler, next(count, after: repeated, target: targets(target).repeated), &none).sums)
    }

    /// Makes up to `count` more generated responses.
    mutating func addGenerated(_ count: Int, target: Int) {
        guard let modelSampler else { return }
        let (sums, pictures) = make(
            modelSampler, next(count, after: generated, target: targets(target).generated), &generatedShape)
        generated.append(contentsOf: sums)
        generatedGallery += pictures
    }

    private func next(_ count: Int, after samples: ChannelSamples, target: Int) -> Range<Int> {
        samples.count..<samples.count + max(0, min(count, target - samples.count))
    }

    /// The channel sums of some samples, and the pictures of those that the gallery shows.
    private func make(_ sampler: Sampler, _ indices: Range<Int>, _ shape: inout ShapeAccumulator?) -> (
        sums: ChannelSamples, pictures: [Response]
    ) {
        let detector = source.detector
        var (sums, pictures): (ChannelSamples, [Response]) = (ChannelSamples(), [])
        sampler.make(indices, of: particle, seed: seed) { index, photons in
            sums.append(map.sums(photons))
            shape?.add(photons)
            guard index < galleryLimit else { return }
            pictures.append(Response(rows: detector.rows, columns: detector.columns, photons: Array(photons)))
        }
        return (sums, pictures)
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

    private var shapes: (truth: ShapeMeans, generated: ShapeMeans)? {
        guard let trueShape, let generatedShape else { return nil }
        return (trueShape.means, generatedShape.means)
    }

    /// The state of the histograms, for the screen.
    func statistics(request: SamplingRequest, timing: SampleTiming?) -> SampleStatistics {
        SampleStatistics(
            request: request, comparison: ChannelComparison(true: truth, generated: generated, repeated: repeated),
            truth: truth, generated: generated, truthGallery: truthGallery, generatedGallery: generatedGallery,
            timing: timing, shapes: shapes, targets: (targets(request.target).truth, targets(request.target).generated))
    }
}
