import Calorimeter
import Evaluation
import Scoring

/// The particle table wanted: of which responses, and in which order.
struct TableRequest: WorkRequest {
    typealias Result = TableResult
    typealias Worker = TableWorker

    var seed: UInt64
    var model: String?
    var convention: MaskConvention
    var sortedBy: TableSettings.Column
    var isDescending: Bool

    /// Whether another request asks for the same numbers, in whatever order.
    func hasNumbers(of other: TableRequest) -> Bool {
        (seed, model, convention) == (other.seed, other.model, other.convention)
    }
}

struct TableResult: WorkResult {
    var request: TableRequest
    var rows: TableRows
    /// The places of the particles, in the order asked for.
    var order: [Int32]
    /// Particles whose generated responses are there.
    var done: Int

    var isComplete: Bool { done >= order.count }
}

/// Numbers of all particles, 20 bytes each beside the particle; NaN where a number is not known yet, or has no meaning.
struct TableRows: Sendable {
    let particles: [Particle]
    var repeats: [Float]
    var trueSums: [Float]
    var generatedSums: [Float]
    var distances: [Float]
    var floors: [Float]

    init(_ particles: [Particle] = []) {
        let unknown = [Float](repeating: .nan, count: particles.count)
        self.particles = particles
        (repeats, trueSums, generatedSums, distances, floors) = (unknown, unknown, unknown, unknown, unknown)
    }

    /// The particles' places sorted by a column, those without a number last, equal ones in the order of their numbers.
    func order(by column: TableSettings.Column, descending isDescending: Bool, on detector: Detector) -> [Int32] {
        let count = particles.count
        guard column != .number else { return (0..<Int32(count)).map { isDescending ? Int32(count) - 1 - $0 : $0 } }
        var keys = [UInt64](repeating: 0, count: count)
        keys.withUnsafeMutableBufferPointer { keys in
            for place in 0..<count {
                let value = value(column, of: place, on: detector)
                // Whole numbers in the order of the values.
                let bits = value.bitPattern
                let ascending = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
                let key = value.isNaN ? UInt32.max : isDescending ? ~ascending : ascending
                keys[place] = UInt64(key) << 32 | UInt64(place)
            }
            keys.sort()
        }
        return keys.map { Int32(truncatingIfNeeded: $0) }
    }

    /// The number in a column; species are in the order of the list of species.
    func value(_ column: TableSettings.Column, of place: Int, on detector: Detector) -> Float {
        switch column {
        case .number: Float(place + 1)
        case .species:
            particles[place].species.flatMap { species in Species.all.firstIndex(of: species) }.map(Float.init) ?? .nan
        case .energy: Float(particles[place].energyGeV)
        case .x: Float(LandingPoint(of: particles[place], on: detector).x)
        case .y: Float(LandingPoint(of: particles[place], on: detector).y)
        case .repeats: repeats[place]
        case .trueSum: trueSums[place]
        case .generatedSum: generatedSums[place]
        case .distance: distances[place]
        case .floor: floors[place]
        }
    }
}

/// Fills the particle table: first the true sums, which are read off the data set once, then generated responses, the particles
/// that stand first before the others.
///
/// Another order needs no new numbers, and what was stopped goes on where it stood.
struct TableWorker: BackgroundWorker {
    /// Responses of each kind to a particle, unless a data set has fewer.
    static let repeats = 64

    private let truth: Truth
    private var maker: ResponseMaker
    private var request: TableRequest?
    private var rows = TableRows()
    /// Particles whose true sums, and whose generated responses, are there.
    private var summed = 0
    private var isGenerated: [Bool] = []
    private var done = 0

    init(truth: Truth, models: [Model]) {
        self.truth = truth
        maker = ResponseMaker(truth: truth, models: models)
    }

    mutating func run(_ request: TableRequest, _ context: WorkContext<TableRequest>) {
        guard context.isWanted() else { return }
        if self.request?.hasNumbers(of: request) != true { startOver(request) }
        self.request = request
        let total = rows.particles.count
        var reporter = ProgressReporter(context, done: summed + done, total: 2 * total)
        var pace = DeliveryPace()
        // The first rows are seen before anything is counted, unless the order needs it.
        if summed < total, request.sortedBy == .number { deliver(context) }
        while summed < total {
            guard context.isWanted() else { return }
            sumTruth(of: summed, request)
            summed += 1
            if summed % 256 == 0 || truth.dataSet == nil, reporter.isTimeToDeliver(done: summed + done) {
                pace.deliver { deliver(context) }
            }
        }
        let order = deliver(context)
        guard request.model != nil else { return finish(context) }
        for place in order.map(Int.init) where !isGenerated[place] {
            guard context.isWanted() else { return }
            compare(place, request)
            isGenerated[place] = true
            done += 1
            if reporter.isTimeToDeliver(done: summed + done) { pace.deliver { deliver(context) } }
        }
        deliver(context)
    }

    private mutating func startOver(_ request: TableRequest) {
        // Without a data set these are the particles that one walks through with the keys.
        let particles = truth.dataSet?.particles ?? TestParticles.all
        // True sums of a data set depend on nothing.
        if truth.dataSet == nil || rows.particles.count != particles.count || summed < particles.count {
            (rows, summed) = (TableRows(particles), 0)
        }
        let unknown = [Float](repeating: .nan, count: particles.count)
        (rows.generatedSums, rows.distances, rows.floors) = (unknown, unknown, unknown)
        (isGenerated, done) = (Array(repeating: false, count: particles.count), 0)
    }

    private mutating func finish(_ context: WorkContext<TableRequest>) {
        done = rows.particles.count
        deliver(context)
    }

    @discardableResult
    private func deliver(_ context: WorkContext<TableRequest>) -> [Int32] {
        let request = context.request
        let order = rows.order(by: request.sortedBy, descending: request.isDescending, on: truth.detector)
        context.deliver(TableResult(request: request, rows: rows, order: order, done: done))
        return order
    }

    /// The mean photon sum of all true responses to a particle.
    private mutating func sumTruth(of place: Int, _ request: TableRequest) {
        var sum = 0.0
        let count: Int
        if let dataSet = truth.dataSet {
            let responses = dataSet.rows(ofParticle: place)
            for row in responses { dataSet.responses.forEachLitPixel(of: row) { sum += Double($1) } }
            count = responses.count
        } else {
            count = Self.repeats
            maker.make(.truth, of: rows.particles[place], seed: request.seed, indices: 0..<count) { photons in
                sum += photons.reduce(0.0) { $0 + Double($1) }
            }
        }
        rows.repeats[place] = Float(count)
        rows.trueSums[place] = Float(sum / Double(max(count, 1)))
    }

    /// Generated responses to a particle against as many true ones, and those against their repeat.
    private mutating func compare(_ place: Int, _ request: TableRequest) {
        let particle = rows.particles[place]
        let counts = truth.comparedCounts(of: particle, wanted: Self.repeats)
        let map = ChannelMap(detector: truth.detector, convention: request.convention)
        func samples(_ source: ResponseMaker.Source, _ count: Int, _ maker: inout ResponseMaker) -> ChannelSamples {
            var samples = ChannelSamples()
            maker.makeSums(source, of: particle, seed: request.seed, indices: 0..<count, map: map) { samples.append($0) }
            return samples
        }
        guard let model = request.model, counts.truth > 0 else { return }
        let generated = samples(.model(model), maker.count(.model(model), of: particle, wanted: counts.truth), &maker)
        guard generated.count > 0 else { return }
        rows.generatedSums[place] = generated.totals.reduce(0, +) / Float(max(generated.count, 1))
        // A distance between a few responses says more about them than about the model.
        guard min(counts.truth, generated.count) >= SampleCounts.fewest else { return }
        let truth = samples(.truth, counts.truth, &maker)
        func mean(_ other: ChannelSamples) -> Float {
            Float((0..<ChannelSums.count).reduce(0.0) { $0 + wasserstein1(truth[$1], other[$1]) } / Double(ChannelSums.count))
        }
        rows.distances[place] = mean(generated)
        if counts.repeated >= SampleCounts.fewest { rows.floors[place] = mean(samples(.repeatedTruth, counts.repeated, &maker)) }
    }
}
