import Calorimeter
import Scoring

/// Makes responses of the truth and of models by name, with one sampler each; all of whole photons.
struct ResponseMaker {
    let truth: Truth
    private let models: [Model]
    private var samplers: [Source: Sampler] = [:]

    /// Samples made at a time: few, so that nothing newer waits long.
    static let step = 8

    init(truth: Truth, models: [Model]) {
        self.truth = truth
        self.models = models
    }

    enum Source: Hashable {
        case truth
        /// Truth with streams of its own.
        case repeatedTruth
        case model(String)

        /// The truth first, then the models.
        static func row(_ row: Int, of models: [String]) -> Source { row == 0 ? .truth : .model(models[row - 1]) }
    }

    /// The responses of a kind that there are to a particle, at most `wanted`.
    func count(_ source: Source, of particle: Particle, wanted: Int) -> Int {
        switch source {
        case .truth, .repeatedTruth: truth.count(of: particle, wanted: wanted)
        case .model(let name): model(name)?.count(of: particle, wanted: wanted) ?? 0
        }
    }

    /// Those of them that are pictures.
    func pictureCount(_ source: Source, of particle: Particle, wanted: Int) -> Int {
        if case .model(let name) = source, model(name)?.hasPictures == false { return 0 }
        return count(source, of: particle, wanted: wanted)
    }

    func model(_ name: String) -> Model? { models.first { $0.name == name } }

    /// Calls `body` with the photons of samples `indices`, one after the other. No model of that name, or no
    /// truth: none.
    mutating func make(
        _ source: Source, of particle: Particle, seed: UInt64, indices: Range<Int>,
        _ body: (UnsafeBufferPointer<Float>) -> Void
    ) {
        sampler(source)?.make(indices, of: particle, seed: seed) { body($1) }
    }

    /// Calls `body` with the channel sums of samples `indices`, which are all that some files have; of other masks than those of
    /// the file the photon sum alone.
    mutating func makeSums(
        _ source: Source, of particle: Particle, seed: UInt64, indices: Range<Int>, map: ChannelMap, _ body: (ChannelSums) -> Void
    ) {
        if case .model(let name) = source, let sums = model(name)?.file?.sums(answering: particle, with: map.convention) {
            return sums[indices.clamped(to: sums.indices)].forEach(body)
        }
        make(source, of: particle, seed: seed, indices: indices) { body(map.sums($0)) }
    }

    /// Samples `indices` as pictures.
    mutating func responses(_ source: Source, to particle: Particle, seed: UInt64, indices: Range<Int>) -> [Response] {
        sampler(source)?.responses(to: particle, seed: seed, indices: indices) ?? []
    }

    private mutating func sampler(_ source: Source) -> Sampler? {
        if let sampler = samplers[source] { return sampler }
        let responder: (any Responder)? =
            switch source {
            case .truth: truth.responder(.truth)
            case .repeatedTruth: truth.responder(.truthRepeat)
            case .model(let name): model(name)?.responder
            }
        let sampler = responder.map { Sampler($0, batch: Self.step) }
        samplers[source] = sampler
        return sampler
    }
}
