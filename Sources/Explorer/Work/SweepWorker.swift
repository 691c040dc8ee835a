import Calorimeter
import FastSimulation
import ReferenceMC

/// What a sweep wants to see: the pictures of one point, and the photon sums of all points.
struct SweepRequest: Equatable, Sendable {
    /// The particle at each point.
    var particles: [Particle]
    /// The point shown.
    var position: Int
    var seed: UInt64
    /// The sample shown.
    var index: Int
    /// Samples of each kind at each point that the curve is made of.
    var count: Int
    /// The names of the models.
    var models: [String]

    /// Whether another request has the same curve; it may show another point of it.
    func hasTheSameCurve(as other: SweepRequest) -> Bool {
        particles == other.particles && seed == other.seed && count == other.count && models == other.models
    }
}

struct SweepResult: Sendable {
    var request: SweepRequest
    /// The truth first, then the models.
    var pictures: [Response]
    /// Row by row, point by point; nil where it is not known yet.
    var curves: [[CurvePoint?]]

    struct CurvePoint: Equatable, Sendable {
        /// The photon sum and its standard deviation.
        var mean: Double
        var sigma: Double

        var isFinite: Bool { (mean + sigma).isFinite }
    }
}

/// Makes the pictures of one point at once, and fills the response curve from coarse to fine between them.
struct SweepWorker {
    private var maker: ResponseMaker
    private var last: SweepRequest?
    private var curves: [[SweepResult.CurvePoint?]] = []

    init(reference: ReferenceMC, models: [Generator]) {
        maker = ResponseMaker(reference: reference, models: models)
    }

    mutating func run(_ request: SweepRequest, _ context: WorkContext) {
        let rows = request.models.count + 1
        if last?.hasTheSameCurve(as: request) != true {
            curves = Array(repeating: Array(repeating: nil, count: request.particles.count), count: rows)
        }
        last = request
        var pictures: [Response] = []
        for row in 0..<rows {
            guard context.isWanted() else { return }
            pictures += maker.responses(
                .row(row, of: request.models), to: request.particles[request.position], seed: request.seed,
                indices: request.index..<request.index + 1)
        }
        func deliver(_ curves: [[SweepResult.CurvePoint?]]) {
            context.deliver(.sweep(SweepResult(request: request, pictures: pictures, curves: curves)))
        }
        deliver(curves)
        let points = Self.coarseToFine(count: request.particles.count)
        let missing = points.filter { point in curves.contains { $0[point] == nil } }
        guard !missing.isEmpty else { return }
        var reporter = ProgressReporter(context, done: points.count - missing.count, total: points.count)
        for (place, point) in missing.enumerated() {
            for row in 0..<rows where curves[row][point] == nil {
                var sums: [Float] = []
                for first in stride(from: 0, to: request.count, by: ResponseMaker.step) {
                    guard context.isWanted() else { return }
                    maker.make(
                        .row(row, of: request.models), of: request.particles[point], seed: request.seed,
                        indices: first..<min(first + ResponseMaker.step, request.count)
                    ) { sums.append($0.reduce(0, +)) }
                }
                let (mean, sigma) = sums.meanAndSigma
                curves[row][point] = SweepResult.CurvePoint(mean: mean, sigma: sigma)
            }
            if reporter.isTimeToDeliver(done: points.count - missing.count + place + 1) { deliver(curves) }
        }
        guard context.isWanted() else { return }
        deliver(curves)
    }

    /// Every eighth point, then every fourth and so on: the shape of the curve is there soon.
    static func coarseToFine(count: Int) -> [Int] {
        var seen = Set<Int>()
        return [8, 4, 2, 1].flatMap { stride(from: 0, to: count, by: $0) }.filter { seen.insert($0).inserted }
    }
}
