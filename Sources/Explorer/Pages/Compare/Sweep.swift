import Calorimeter
import Evaluation
import Scoring

/// One number of one particle running over a range.
struct Sweep: Equatable, Codable, Sendable {
    /// The particle that the rest is taken from.
    let base: Particle
    var parameter: ParameterRow
    var position: Int
    /// Which way it plays.
    var isRising = true

    /// Points of a sweep, both ends among them.
    static let points = 61
    /// The parameters that can run.
    static let parameters: [ParameterRow] = [
        .energy, .parameter(.px), .parameter(.py), .parameter(.vz), .landing(.x), .landing(.y),
    ]

    init(base: Particle, parameter: ParameterRow, detector: Detector) {
        self.base = base
        self.parameter = parameter
        position = Self.points / 2
        let range = range(detector)
        let value = parameter.value(of: base, on: detector) ?? range.lowerBound
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        if share >= 0, share <= 1 { position = Int((share * Double(Self.points - 1)).rounded()) }
    }

    /// What is impossible about it; nil if nothing.
    var problem: String? {
        if let reason = OnShellLock.problem(in: base) { return "compare.sweep.base: \(reason)" }
        guard (0..<Self.points).contains(position) else {
            return "compare.sweep.position is \(position); expected 0 to \(Self.points - 1)"
        }
        guard !Self.parameters.contains(parameter) else { return nil }
        return "compare.sweep runs over \(parameter.name); expected \(Self.parameters.map(\.name).joined(separator: ", "))"
    }

    /// As the command line says it.
    var words: [String] { ["--sweep", parameter.word, "--at", "\(Double(position) / Double(Self.points - 1))"] }

    /// The ends: energies of the data's bulk, or above a mass that is beyond them; transverse momenta that carry a straight line across the face and a tenth
    /// beyond; vertices of the data; the edges of the face.
    func range(_ detector: Detector) -> ClosedRange<Double> {
        let pz = max(abs(base.momentumGeV.z), 1)
        let face = detector.faceCM(pz: base.momentumGeV.z)
        func across(_ low: Double, _ high: Double) -> ClosedRange<Double> {
            let margin = 0.1 * (high - low)
            return ((low - margin) / face * pz)...((high + margin) / face * pz)
        }
        switch parameter {
        case .parameter(.px): return across(detector.lowEdgeXCM, detector.highEdgeXCM)
        case .parameter(.py): return across(detector.lowEdgeYCM, detector.highEdgeYCM)
        case .landing(let axis): return axis.edges(detector)
        case .parameter(.vz): return -0.25...0.25
        default:
            let low = max(100, 1.01 * base.massGeV)
            return low...max(3000, 2 * low)
        }
    }

    func value(at point: Int, _ detector: Detector) -> Double {
        let range = range(detector)
        return range.lowerBound + Double(point) / Double(Self.points - 1) * (range.upperBound - range.lowerBound)
    }

    /// The particle at a point, or the one that it is taken from where there is none.
    func particle(at point: Int, _ detector: Detector) -> Particle { reached(at: point, detector) ?? base }

    /// The particle at a point: the momentum follows a changed energy, the energy a changed momentum. Nil where no particle may
    /// have that, or none comes to that point of the face.
    func reached(at point: Int, _ detector: Detector) -> Particle? {
        let value = value(at: point, detector)
        guard case .parameter(let parameter) = parameter else {
            return try? OnShellLock.energyFollows.setting(parameter, to: value, in: base, on: detector)
        }
        var particle = base
        particle[parameter] = value
        guard let settled = parameter == .energy ? particle.withMomentumOnShell() : particle.withEnergyOnShell() else {
            return nil
        }
        return OnShellLock.problem(of: .energy, in: settled) == nil ? settled : nil
    }

    /// One point on, to and fro between the ends.
    mutating func advance() {
        if position >= Self.points - 1 { isRising = false }
        if position <= 0 { isRising = true }
        position += isRising ? 1 : -1
    }
}

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
