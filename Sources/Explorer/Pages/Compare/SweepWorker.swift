import Calorimeter
import Evaluation
import Scoring

/// What a sweep wants to see: the pictures of one point, and the photon sums of all points.
struct SweepRequest: WorkRequest {
    typealias Result = SweepResult
    typealias Worker = SweepWorker

    /// The particle at each point.
    var particles: [Particle]
    /// Whether a particle comes to that point; the others have no picture and no sum.
    var isReached: [Bool]
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
        particles == other.particles && isReached == other.isReached && seed == other.seed && count == other.count
            && models == other.models
    }
}

struct SweepResult: WorkResult {
    var request: SweepRequest
    /// The truth first, then the models; nil where a data set has no such particle.
    var pictures: [Response?]
    /// Row by row, point by point; nil where it is not known yet.
    var curves: [[CurvePoint?]]

    struct CurvePoint: Equatable, Sendable {
        /// The photon sum and its standard deviation.
        var mean: Double
        var sigma: Double

        var isFinite: Bool { (mean + sigma).isFinite }
    }
}

extension SweepResult.CurvePoint {
    /// The point of these photon sums; zeros if there are none.
    init(_ sums: [Float]) {
        let moments = Moments(sums)
        self.init(mean: sums.isEmpty ? 0 : moments.mean, sigma: sums.isEmpty ? 0 : moments.sigma)
    }
}

/// Makes the pictures of one point at once, and fills the response curve from coarse to fine between them.
struct SweepWorker: BackgroundWorker {
    private var maker: ResponseMaker
    private var last: SweepRequest?
    private var curves: [[SweepResult.CurvePoint?]] = []

    init(truth: Truth, models: [Model]) {
        maker = ResponseMaker(truth: truth, models: models)
    }

    mutating func run(_ request: SweepRequest, _ context: WorkContext<SweepRequest>) {
        let rows = request.models.count + 1
        if last?.hasTheSameCurve(as: request) != true {
            curves = Array(repeating: Array(repeating: nil, count: request.particles.count), count: rows)
        }
        last = request
        var pictures: [Response?] = []
        for row in 0..<rows {
            guard context.isWanted() else { return }
            pictures.append(
                answers(row, request.position, request)
                    ? maker.responses(
                        .row(row, of: request.models), to: request.particles[request.position], seed: request.seed,
                        indices: request.index..<request.index + 1
                    ).first
                    : nil)
        }
        func deliver(_ curves: [[SweepResult.CurvePoint?]]) {
            context.deliver(SweepResult(request: request, pictures: pictures, curves: curves))
        }
        deliver(curves)
        // The sum of the channels is that of all pixels, whatever the masks are.
        let map = ChannelMap(detector: maker.truth.detector, convention: .thesis)
        let points = Self.coarseToFine(count: request.particles.count)
        func isWanted(_ row: Int, _ point: Int) -> Bool {
            curves[row][point] == nil && answers(row, point, request)
        }
        let missing = points.filter { point in (0..<rows).contains { isWanted($0, point) } }
        guard !missing.isEmpty else { return }
        var reporter = ProgressReporter(context, done: points.count - missing.count, total: points.count)
        for (place, point) in missing.enumerated() {
            for row in 0..<rows where isWanted(row, point) {
                var sums: [Float] = []
                let count = maker.count(.row(row, of: request.models), of: request.particles[point], wanted: request.count)
                for first in stride(from: 0, to: count, by: ResponseMaker.step) {
                    guard context.isWanted() else { return }
                    maker.makeSums(
                        .row(row, of: request.models), of: request.particles[point], seed: request.seed,
                        indices: first..<min(first + ResponseMaker.step, count), map: map
                    ) { sums.append($0.total) }
                }
                curves[row][point] = SweepResult.CurvePoint(sums)
            }
            if reporter.isTimeToDeliver(done: points.count - missing.count + place + 1) { deliver(curves) }
        }
        guard context.isWanted() else { return }
        deliver(curves)
    }

    /// Whether there is a particle at a point and a row has responses to exactly it: the nearest one of a data set would stay the same for many points, and
    /// then jump.
    private func answers(_ row: Int, _ point: Int, _ request: SweepRequest) -> Bool {
        guard request.isReached[point] else { return false }
        let isStored = row == 0 || maker.model(request.models[row - 1])?.file != nil
        return !isStored || maker.truth.answersExactly(request.particles[point])
    }

    /// Every eighth point, then every fourth and so on: the shape of the curve is there soon.
    static func coarseToFine(count: Int) -> [Int] {
        var seen = Set<Int>()
        return [8, 4, 2, 1].flatMap { stride(from: 0, to: count, by: $0) }.filter { seen.insert($0).inserted }
    }
}
