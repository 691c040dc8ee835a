import Calorimeter
import Evaluation
import FastSimulation
import Scoring

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
    /// The response of the noises at the start.
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
