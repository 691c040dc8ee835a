import Calorimeter
import Evaluation
import Scoring

/// What the compare view wants to see: one sample of each particle from the truth and from each model, and the numbers of
/// many.
struct CompareRequest: WorkRequest {
    typealias Result = CompareResult
    typealias Worker = CompareWorker

    var particles: [Particle]
    var seed: UInt64
    var index: Int
    /// Samples of each kind that the numbers are made of.
    var count: Int
    var models: [String]
    var convention: MaskConvention
}

/// What is known of the particles, in the order of the request.
struct CompareResult: WorkResult {
    var request: CompareRequest
    var columns: [Column]
    /// Time for one sample on one core, seconds: the truth first, then the models; nil where nothing was measured.
    var secondsPerSample: [Double?]

    struct Column: Sendable {
        /// The truth first, then the models; nil where a data set has no truth.
        var pictures: [Response?]
        var numbers: [Numbers]
    }

    /// The numbers of one particle and one row.
    struct Numbers: Sendable {
        var count = 0
        var sumMean = 0.0
        var sumSigma = 0.0
        /// The mean distance of the five channels to the truth and that of the truth to its repeat, photons; nil for the
        /// truth itself and where there is none. The floor is NaN where the truth has no repeat.
        var distance: (ws: Double, floor: Double)?
    }

    /// Mean distance and floor of a row over all particles; nil before all of them are known.
    func distance(row: Int) -> (ws: Double, floor: Double)? {
        let distances = columns.compactMap { $0.numbers.indices.contains(row) ? $0.numbers[row].distance : nil }
        guard !columns.isEmpty, distances.count == columns.count else { return nil }
        let count = Double(distances.count)
        return (distances.reduce(0) { $0 + $1.ws } / count, distances.reduce(0) { $0 + $1.floor } / count)
    }

    /// What is said of the models against the best of them, over the same particles; the truth has no verdict.
    var verdicts: [ModelVerdict?] {
        let rows = request.models.count + 1
        return ModelVerdict.all(
            distances: (0..<rows).map { row in
                let distances = columns.compactMap { $0.numbers.indices.contains(row) ? $0.numbers[row].distance?.ws : nil }
                return distances.count == columns.count && columns.count > 1 ? distances : nil
            })
    }

    /// Whether the samples of a row hardly differ where the true ones do, as in the view of diversity: over all particles with light,
    /// or for one of them. Nil where it cannot be told.
    func isCollapsed(row: Int, column: Int? = nil) -> Bool? {
        let lit = (column.map { [columns[$0]] } ?? columns).filter {
            row > 0 && $0.numbers.indices.contains(row) && $0.numbers[row].count > 1 && $0.numbers[0].count > 1
                && $0.numbers[0].sumMean >= 1
        }
        let truth = lit.reduce(0) { $0 + $1.numbers[0].sumSigma }
        guard truth > 0 else { return nil }
        return SpreadText.isCollapsed(sumRatio: lit.reduce(0) { $0 + $1.numbers[row].sumSigma } / truth)
    }

    /// The photon sum of all particles in a row over that of the truth, minus one; nil without light.
    func sumError(row: Int) -> Double? {
        let columns = columns.filter { ($0.numbers.first?.count ?? 0) > 0 }
        let truth = columns.reduce(0) { $0 + ($1.numbers.first?.sumMean ?? 0) }
        guard truth > 0 else { return nil }
        return columns.reduce(0) { $0 + ($1.numbers.indices.contains(row) ? $1.numbers[row].sumMean : 0) } / truth - 1
    }
}

/// Makes the samples of several particles; what is known of a particle stays while it is among those compared.
struct CompareWorker: BackgroundWorker {
    private var maker: ResponseMaker
    private var columns: [Column] = []
    private var last: CompareRequest?
    private var seconds: [Double] = []
    private var made: [Int] = []

    /// What is known of one particle.
    private struct Column {
        var particle: Particle
        var index: Int
        var pictures: [Response?]
        /// Samples that all rows have, as far as there are any.
        var done = 0
        var truth = ChannelSamples()
        var repeated = ChannelSamples()
        var generated: [ChannelSamples]
        var comparisons: [ChannelComparison] = []
    }

    init(truth: Truth, models: [Model]) {
        maker = ResponseMaker(truth: truth, models: models)
    }

    mutating func run(_ request: CompareRequest, _ context: WorkContext<CompareRequest>) {
        guard adopt(request, context) else { return }
        context.deliver(result(request, context))
        let targets = request.particles.map { maker.truth.comparedCounts(of: $0, wanted: request.count) }
        // As many of each model as of the truth, or all of them where there is none.
        let counts = targets.map { $0.truth > 0 ? $0.truth : request.count }
        let total = counts.reduce(0, +)
        func done() -> Int { columns.reduce(0) { $0 + $1.done } }
        guard done() < total else { return }
        var reporter = ProgressReporter(context, done: done(), total: total)
        let map = ChannelMap(detector: maker.truth.detector, convention: request.convention)
        for place in columns.indices {
            while columns[place].done < counts[place] {
                let first = columns[place].done
                let part = first..<min(first + ResponseMaker.step, counts[place])
                for row in 0...request.models.count {
                    guard context.isWanted() else { return row > 0 ? forget(place) : () }
                    let own = maker.count(.row(row, of: request.models), of: request.particles[place], wanted: counts[place])
                    add(
                        part.clamped(to: 0..<own), row: row, column: place, map: map,
                        repeated: part.clamped(to: 0..<targets[place].repeated), request)
                }
                columns[place].done = part.upperBound
                if reporter.isTimeToDeliver(done: done()) { context.deliver(result(request, context)) }
            }
            compare(place)
        }
        guard context.isWanted() else { return }
        context.deliver(result(request, context))
    }

    /// Takes over what is still valid and makes the pictures that are missing; false when something newer is wanted.
    private mutating func adopt(_ request: CompareRequest, _ context: WorkContext<CompareRequest>) -> Bool {
        if last?.seed != request.seed || last?.models != request.models || last?.convention != request.convention
            || (last?.count ?? 0) > request.count
        {
            columns = []
            seconds = Array(repeating: 0, count: request.models.count + 1)
            made = Array(repeating: 0, count: request.models.count + 1)
        }
        last = request
        let known = Dictionary(columns.map { ($0.particle, $0) }, uniquingKeysWith: { first, _ in first })
        var columns: [Column] = []
        for particle in request.particles {
            var column = known[particle] ?? empty(particle, index: -1, pictures: [], models: request.models.count)
            if column.index != request.index {
                guard context.isWanted() else { return false }
                let indices = request.index..<request.index + 1
                column.pictures = (0...request.models.count).map {
                    maker.responses(.row($0, of: request.models), to: particle, seed: request.seed, indices: indices).first
                }
                column.index = request.index
            }
            columns.append(column)
        }
        self.columns = columns
        return true
    }

    private mutating func add(
        _ indices: Range<Int>, row: Int, column: Int, map: ChannelMap, repeated: Range<Int>, _ request: CompareRequest
    ) {
        let particle = columns[column].particle
        var samples = ChannelSamples()
        let start = ContinuousClock.now
        maker.makeSums(.row(row, of: request.models), of: particle, seed: request.seed, indices: indices, map: map) {
            samples.append($0)
        }
        seconds[row] += start.duration(to: .now).seconds
        made[row] += indices.count
        guard row == 0 else { return columns[column].generated[row - 1].append(contentsOf: samples) }
        columns[column].truth.append(contentsOf: samples)
        samples.removeAll()
        maker.makeSums(.repeatedTruth, of: particle, seed: request.seed, indices: repeated, map: map) { samples.append($0) }
        columns[column].repeated.append(contentsOf: samples)
    }

    private func empty(_ particle: Particle, index: Int, pictures: [Response?], models: Int) -> Column {
        Column(particle: particle, index: index, pictures: pictures, generated: Array(repeating: ChannelSamples(), count: models))
    }

    /// A step that was left in the middle begins again, so that all rows have the same samples.
    private mutating func forget(_ place: Int) {
        let column = columns[place]
        columns[place] = empty(column.particle, index: column.index, pictures: column.pictures, models: column.generated.count)
    }

    private mutating func compare(_ place: Int) {
        let column = columns[place]
        columns[place].comparisons = column.generated.map {
            ChannelComparison(true: column.truth, generated: $0, repeated: column.repeated)
        }
    }

    private func result(_ request: CompareRequest, _ context: WorkContext<CompareRequest>) -> CompareResult {
        let columns = columns.map { column in
            let rows = [column.truth] + column.generated
            return CompareResult.Column(
                pictures: column.pictures,
                numbers: rows.enumerated().map { row, samples in
                    var numbers = CompareResult.Numbers()
                    numbers.count = samples.count
                    let moments = Moments(samples.totals)
                    (numbers.sumMean, numbers.sumSigma) = moments.count > 0 ? (moments.mean, moments.sigma) : (0, 0)
                    if row > 0, column.comparisons.indices.contains(row - 1), column.truth.count > 0, samples.count > 0,
                        samples.hasChannels
                    {
                        let comparison = column.comparisons[row - 1]
                        numbers.distance = (comparison.meanWS, comparison.meanFloor)
                    }
                    return numbers
                })
        }
        // Reading a file says nothing about how it was made.
        let isFile = [maker.truth.dataSet != nil] + request.models.map { maker.model($0)?.file != nil }
        let times: [Double?] = seconds.indices.map { row in
            context.measuresTime && made[row] > 0 && !isFile[row] ? seconds[row] / Double(made[row]) : nil
        }
        return CompareResult(request: request, columns: columns, secondsPerSample: times)
    }
}
