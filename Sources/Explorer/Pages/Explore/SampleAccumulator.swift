import Calorimeter
import Evaluation
import FastSimulation
import Random

/// Makes the samples of one particle in order, and keeps their channel sums.
///
/// Sample k is the same whenever and wherever it is made; so a change of model keeps the truth, and a change of
/// the sample on screen keeps everything.
struct SampleAccumulator {
    private let source: Truth
    private var particle: Particle
    private var seed: UInt64
    private var map: ChannelMap
    private var model: Generator?
    private var session: Generator.Session?
    private var galleryLimit: Int

    private(set) var truth = ChannelSamples()
    private(set) var repeated = ChannelSamples()
    private(set) var generated = ChannelSamples()
    private(set) var truthGallery: [Response] = []
    private(set) var generatedGallery: [Response] = []
    private var buffer: [Float] = []

    init(truth source: Truth, request: SamplingRequest, model: Generator?) {
        self.source = source
        particle = request.particle
        seed = request.seed
        map = ChannelMap(detector: source.detector, convention: request.convention)
        self.model = model
        session = model?.makeSession()
        galleryLimit = request.gallery
    }

    /// Takes over what a new request leaves valid, and forgets the rest.
    mutating func adopt(_ request: SamplingRequest, model newModel: Generator?) {
        let sameTruth = request.particle == particle && request.seed == seed && request.convention == map.convention
        let galleryGrew = request.gallery > galleryLimit
        if !sameTruth || galleryGrew {
            (truth, repeated, truthGallery) = (ChannelSamples(), ChannelSamples(), [])
        }
        if newModel !== model {
            model = newModel
            session = newModel?.makeSession()
            // The repeat starts again too: a floor is worth the sizes of the distance beside it.
            (generated, repeated, generatedGallery) = (ChannelSamples(), ChannelSamples(), [])
        } else if !sameTruth || galleryGrew {
            (generated, generatedGallery) = (ChannelSamples(), [])
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
        SamplePictures(
            request: request, truth: source.response(to: particle, seed: seed, index: request.index),
            generated: session?.response(to: particle, seed: seed, index: request.index))
    }

    /// Makes up to `count` more true responses.
    mutating func addTruth(_ count: Int, target: Int) {
        add(min(count, targets(target).truth - truth.count), purpose: .truth, to: \.truth, keeping: true)
    }

    /// Makes up to `count` more responses of the independent repeat.
    mutating func addRepeat(_ count: Int, target: Int) {
        add(min(count, targets(target).repeated - repeated.count), purpose: .truthRepeat, to: \.repeated, keeping: false)
    }

    private mutating func add(
        _ count: Int, purpose: RandomStream.Purpose, to samples: WritableKeyPath<SampleAccumulator, ChannelSamples>,
        keeping: Bool
    ) {
        let pixels = source.detector.pixelCount
        if buffer.count < pixels { buffer = Array(repeating: 0, count: pixels) }
        for _ in 0..<max(0, count) {
            let index = self[keyPath: samples].count
            let sums: ChannelSums? = buffer.withUnsafeMutableBufferPointer { buffer in
                let photons = UnsafeMutableBufferPointer(rebasing: buffer[..<pixels])
                guard source.write(purpose, to: particle, seed: seed, index: index, into: photons) else { return nil }
                return map.sums(UnsafeBufferPointer(photons))
            }
            guard let sums else { return }
            if keeping, index < galleryLimit { truthGallery.append(picture(at: 0)) }
            self[keyPath: samples].append(sums)
        }
    }

    /// Makes up to `count` more generated responses.
    mutating func addGenerated(_ count: Int, target: Int) {
        guard let session else { return }
        let pixels = source.detector.pixelCount
        let count = min(count, targets(target).generated - generated.count)
        guard count > 0 else { return }
        let first = generated.count
        if buffer.count < count * pixels { buffer = Array(repeating: 0, count: count * pixels) }
        buffer.withUnsafeMutableBufferPointer { buffer in
            let images = UnsafeMutableBufferPointer(rebasing: buffer[..<(count * pixels)])
            session.generate(particle, seed: seed, indices: first..<first + count, into: images)
        }
        for offset in 0..<count {
            let sums = buffer.withUnsafeBufferPointer { buffer in
                map.sums(UnsafeBufferPointer(rebasing: buffer[(offset * pixels)..<((offset + 1) * pixels)]))
            }
            if first + offset < galleryLimit { generatedGallery.append(picture(at: offset)) }
            generated.append(sums)
        }
    }

    private func picture(at offset: Int) -> Response {
        let detector = source.detector
        let pixels = detector.pixelCount
        return Response(
            rows: detector.rows, columns: detector.columns,
            photons: Array(buffer[(offset * pixels)..<((offset + 1) * pixels)]))
    }

    /// Whether every kind of sample has reached the target.
    func isComplete(target: Int) -> Bool {
        let targets = targets(target)
        return truth.count >= targets.truth && repeated.count >= targets.repeated
            && (session == nil || generated.count >= targets.generated)
    }

    /// How many responses of each kind there will be. As many generated ones as true ones, so that counts stand side by side;
    /// all of them where there is no truth.
    private func targets(_ target: Int) -> (truth: Int, repeated: Int, generated: Int) {
        let (truth, repeated) = source.comparedCounts(of: particle, wanted: target)
        return (truth, repeated, truth > 0 ? truth : target)
    }

    /// The state of the histograms, for the screen.
    func statistics(request: SamplingRequest, timing: SampleTiming?) -> SampleStatistics {
        SampleStatistics(
            request: request, comparison: ChannelComparison(true: truth, generated: generated, repeated: repeated),
            truth: truth, generated: generated, truthGallery: truthGallery, generatedGallery: generatedGallery,
            timing: timing, targets: (targets(request.target).truth, targets(request.target).generated))
    }
}
