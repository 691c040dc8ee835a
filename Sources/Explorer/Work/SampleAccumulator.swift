import Calorimeter
import Evaluation
import FastSimulation
import Random
import ReferenceMC

/// Makes the samples of one particle in order, and keeps their channel sums.
///
/// Sample k is the same whenever and wherever it is made; so a change of model keeps the truth, and a change of
/// the sample on screen keeps everything.
struct SampleAccumulator {
    private let reference: ReferenceMC
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

    init(reference: ReferenceMC, request: SamplingRequest, model: Generator?) {
        self.reference = reference
        particle = request.particle
        seed = request.seed
        map = ChannelMap(detector: reference.detector, convention: request.convention)
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
            map = ChannelMap(detector: reference.detector, convention: request.convention)
        }
    }

    /// The pictures of the sample that a request shows.
    func pictures(_ request: SamplingRequest) -> SamplePictures {
        SamplePictures(
            request: request, truth: reference.response(to: particle, seed: seed, index: UInt64(request.index)),
            generated: session?.response(to: particle, seed: seed, index: request.index))
    }

    /// Makes up to `count` more true responses.
    mutating func addTruth(_ count: Int, target: Int) {
        add(min(count, target - truth.count), purpose: .truth, to: \.truth, keeping: true)
    }

    /// Makes up to `count` more responses of the independent repeat.
    mutating func addRepeat(_ count: Int, target: Int) {
        add(min(count, target - repeated.count), purpose: .truthRepeat, to: \.repeated, keeping: false)
    }

    private mutating func add(
        _ count: Int, purpose: RandomStream.Purpose, to samples: WritableKeyPath<SampleAccumulator, ChannelSamples>,
        keeping: Bool
    ) {
        let pixels = reference.detector.pixelCount
        if buffer.count < pixels { buffer = Array(repeating: 0, count: pixels) }
        for _ in 0..<max(0, count) {
            let index = self[keyPath: samples].count
            var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(index))
            let sums = buffer.withUnsafeMutableBufferPointer { buffer in
                let photons = UnsafeMutableBufferPointer(rebasing: buffer[..<pixels])
                reference.respond(to: particle, random: &random, into: photons)
                return map.sums(UnsafeBufferPointer(photons))
            }
            if keeping, index < galleryLimit { truthGallery.append(picture(at: 0)) }
            self[keyPath: samples].append(sums)
        }
    }

    /// Makes up to `count` more generated responses.
    mutating func addGenerated(_ count: Int, target: Int) {
        guard let session else { return }
        let pixels = reference.detector.pixelCount
        let count = min(count, target - generated.count)
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
        let detector = reference.detector
        let pixels = detector.pixelCount
        return Response(
            rows: detector.rows, columns: detector.columns,
            photons: Array(buffer[(offset * pixels)..<((offset + 1) * pixels)]))
    }

    /// Whether every kind of sample has reached the target.
    func isComplete(target: Int) -> Bool {
        truth.count >= target && repeated.count >= target && (session == nil || generated.count >= target)
    }

    /// The state of the histograms, for the screen.
    func statistics(request: SamplingRequest, timing: SampleTiming?) -> SampleStatistics {
        SampleStatistics(
            request: request, comparison: ChannelComparison(true: truth, generated: generated, repeated: repeated),
            truth: truth, generated: generated, truthGallery: truthGallery, generatedGallery: generatedGallery,
            timing: timing)
    }
}
