import Calorimeter
import FastSimulation
import Scoring

/// A walk through the latent space of one model: its noises set by hand.
struct LatentWalk: Equatable, Codable, Sendable {
    /// Where the walk began: the noises of a sample, each drawn with mean 0 and standard deviation 1.
    let start: [Float]
    var noise: [Float]
    /// The noise that keys act on.
    var selected = 0
    /// Which way the selected noise plays.
    var isRising = true

    /// The ends of the sliders, standard deviations.
    static let limit: Float = 3
    /// How far a step of the play goes.
    static let playStep: Float = 0.1
    /// The values that a noise's curve is made of.
    static let curveValues = Array(stride(from: -limit, through: limit, by: 0.5))

    init(start: [Float]) { (self.start, noise) = (start, start) }

    /// What is impossible about it; nil if nothing.
    var problem: String? {
        let count = Generator.Session.noise(seed: 0, index: 0).count
        guard start.count == count, noise.count == count else {
            return "diversity.walk has \(noise.count) noises; expected \(count)"
        }
        guard start.allSatisfy({ abs($0) < 100 }) else { return "diversity.walk starts at a noise that no sample has" }
        // One in four hundred noises of samples lies beyond the ends of the sliders.
        guard zip(noise, start).allSatisfy({ abs($0) <= max(Self.limit, abs($1)) }) else {
            return "diversity.walk has a noise beyond its slider; expected at most \(Self.limit)"
        }
        return (0..<count).contains(selected) ? nil : "diversity.walk.selected is \(selected); expected 0 to \(count - 1)"
    }

    /// The next value of what plays: to and fro between the ends.
    mutating func next(after value: Float) -> Float {
        let next = value + (isRising ? Self.playStep : -Self.playStep)
        if abs(next) >= Self.limit { isRising = next < 0 }
        return min(max(next, -Self.limit), Self.limit)
    }
}

/// A response made of given noises, and what each noise alone would change.
struct WalkRequest: WorkRequest {
    typealias Result = WalkResult
    typealias Worker = WalkWorker

    var particle: Particle
    var model: String
    /// The sample whose random numbers count the photons, so that the walk begins at its picture.
    var seed: UInt64
    var sample: Int
    var noise: [Float]
    /// The noises that the difference is taken to.
    var start: [Float]
    /// Values of each noise in turn, the others staying: the points of its curve. Empty while it plays.
    var values: [Float]
}

extension WalkRequest {
    /// Whether another request shows the same picture; it may ask for other curves.
    func hasTheSamePicture(as other: WalkRequest) -> Bool {
        particle == other.particle && model == other.model && seed == other.seed && sample == other.sample && noise == other.noise
            && start == other.start
    }
}

struct WalkResult: WorkResult {
    var request: WalkRequest
    var response: Response
    var start: Response
    /// The photon sums over `values`, for each noise; empty until they are made.
    var curves: [[Double]]

    func answers(_ request: WalkRequest) -> Bool { self.request.hasTheSamePicture(as: request) }

    /// Keeps the curves of the result before until there are new ones: they change little from step to step.
    func merged(into known: WalkResult?, wanted: WalkRequest) -> WalkResult? {
        guard request == wanted else { return known }
        guard curves.isEmpty, let last = known, last.request.model == request.model, last.request.particle == request.particle
        else { return self }
        var result = self
        result.curves = last.curves
        return result
    }
}

/// Runs one model on noises set by hand.
struct WalkWorker: BackgroundWorker {
    private let models: [Model]
    private var session: Generator.Session?
    private static let batch = 16

    init(truth: Truth, models: [Model]) { self.models = models }

    mutating func run(_ request: WalkRequest, _ context: WorkContext<WalkRequest>) {
        if session?.generator.name != request.model {
            session = models.first { $0.name == request.model }?.generator?.makeSession(batch: Self.batch)
        }
        guard let session else { return }
        func responses(_ noises: [[Float]]) -> [Response] {
            session.responses(to: request.particle, noises: noises, seed: request.seed, index: request.sample)
        }
        let both = responses([request.noise, request.start])
        var result = WalkResult(request: request, response: both[0], start: both[1], curves: [])
        context.deliver(result)
        guard !request.values.isEmpty else { return }
        for index in request.noise.indices {
            guard context.isWanted() else { return }
            let noises = request.values.map { value in
                var noise = request.noise
                noise[index] = value
                return noise
            }
            result.curves.append(responses(noises).map { $0.photons.reduce(0) { $0 + Double($1) } })
        }
        guard context.isWanted() else { return }
        context.deliver(result)
    }
}
