import Calorimeter
import FastSimulation

/// What the diversity view wants to see: a few samples of the truth and of each model, and how much all of them vary.
struct DiversityRequest: WorkRequest {
    typealias Result = DiversityResult
    typealias Worker = DiversityWorker

    var particle: Particle
    var seed: UInt64
    /// Samples of each kind that the numbers are made of: 0 up to here.
    var count: Int
    /// The samples shown as pictures.
    var window: Range<Int>
    /// The names of the models.
    var models: [String]

    /// Whether another request makes its numbers of the same samples; it may show others of them.
    func hasTheSameSamples(as other: DiversityRequest) -> Bool {
        particle == other.particle && seed == other.seed && models == other.models && count == other.count
    }
}

/// What is known of the diversity of one particle: the truth first, then the models in the order of the request.
struct DiversityResult: WorkResult {
    var request: DiversityRequest
    var rows: [Row]

    struct Row: Sendable {
        /// The pictures of the window.
        var samples: [Response]
        var spread: Spread
    }
}

/// How much the responses to one particle vary.
struct Spread: Equatable, Sendable {
    /// The responses that went in.
    var count = 0
    /// Mean photons of each pixel and their standard deviation, row-major.
    var mean: [Float] = []
    var sigma: [Float] = []
    /// Mean over the pixels of their standard deviation, photons.
    var meanSigma = 0.0
    /// The photon sum and its standard deviation.
    var sumMean = 0.0
    var sumSigma = 0.0
}

/// Adds responses up to a `Spread`.
struct SpreadAccumulator {
    private(set) var count = 0
    private var total: [Double]
    private var squares: [Double]
    private var sum = 0.0
    private var sumSquares = 0.0

    init(pixels: Int) {
        total = Array(repeating: 0, count: pixels)
        squares = total
    }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        var light = 0.0
        total.withUnsafeMutableBufferPointer { total in
            squares.withUnsafeMutableBufferPointer { squares in
                for pixel in 0..<total.count {
                    let n = Double(photons[pixel])
                    total[pixel] += n
                    squares[pixel] += n * n
                    light += n
                }
            }
        }
        sum += light
        sumSquares += light * light
        count += 1
    }

    var spread: Spread {
        guard count > 0 else { return Spread() }
        let n = Double(count)
        var spread = Spread()
        spread.count = count
        spread.mean = total.map { Float($0 / n) }
        spread.sigma = zip(total, squares).map { Self.sigma(total: $0, squares: $1, count: n) }.map(Float.init)
        spread.meanSigma = spread.sigma.reduce(0) { $0 + Double($1) } / Double(max(1, total.count))
        spread.sumMean = sum / n
        spread.sumSigma = Self.sigma(total: sum, squares: sumSquares, count: n)
        return spread
    }

    /// The population's standard deviation, as in the published diversity; exact for whole photons, so what never varies
    /// adds nothing.
    private static func sigma(total: Double, squares: Double, count: Double) -> Double {
        (max(count * squares - total * total, 0)).squareRoot() / count
    }
}

/// Makes many responses to one particle, true ones and those of every model.
struct DiversityWorker: BackgroundWorker {
    private var maker: ResponseMaker
    private var last: DiversityRequest?
    private var rows: [SpreadAccumulator] = []

    init(truth: Truth, models: [Generator]) {
        maker = ResponseMaker(truth: truth, models: models)
    }

    mutating func run(_ request: DiversityRequest, _ context: WorkContext<DiversityRequest>) {
        if last?.hasTheSameSamples(as: request) != true {
            rows = Array(
                repeating: SpreadAccumulator(pixels: maker.truth.detector.pixelCount), count: request.models.count + 1)
        }
        last = request
        var pictures: [[Response]] = []
        /// Responses of a row that there will be.
        let trueCount = maker.truth.count(of: request.particle, wanted: request.count)
        func target(_ row: Int) -> Int { row == 0 ? trueCount : request.count }
        for row in rows.indices {
            guard context.isWanted() else { return }
            pictures.append(
                maker.responses(
                    .row(row, of: request.models), to: request.particle, seed: request.seed,
                    indices: request.window.clamped(to: 0..<target(row))))
        }
        func deliver(_ rows: [SpreadAccumulator]) {
            context.deliver(
                DiversityResult(
                    request: request, rows: zip(pictures, rows).map { DiversityResult.Row(samples: $0, spread: $1.spread) }))
        }
        deliver(rows)
        let total = rows.indices.reduce(0) { $0 + target($1) }
        func done() -> Int { rows.reduce(0) { $0 + $1.count } }
        guard done() < total else { return }
        var reporter = ProgressReporter(context, done: done(), total: total)
        // All rows grow together: numbers side by side are worth the same.
        while done() < total {
            for row in rows.indices {
                guard context.isWanted() else { return }
                let first = rows[row].count
                let indices = first..<min(first + ResponseMaker.step, target(row))
                maker.make(.row(row, of: request.models), of: request.particle, seed: request.seed, indices: indices) {
                    rows[row].add($0)
                }
            }
            if reporter.isTimeToDeliver(done: done()) { deliver(rows) }
        }
        guard context.isWanted() else { return }
        deliver(rows)
    }
}
