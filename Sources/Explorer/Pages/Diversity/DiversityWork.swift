import Calorimeter
import Scoring

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

/// Makes many responses to one particle, true ones and those of every model.
struct DiversityWorker: BackgroundWorker {
    private var maker: ResponseMaker
    private var last: DiversityRequest?
    private var rows: [SpreadAccumulator] = []

    init(truth: Truth, models: [Model]) {
        maker = ResponseMaker(truth: truth, models: models)
    }

    mutating func run(_ request: DiversityRequest, _ context: WorkContext<DiversityRequest>) {
        if last?.hasTheSameSamples(as: request) != true {
            rows = Array(repeating: SpreadAccumulator(pixels: maker.truth.detector.pixelCount), count: request.models.count + 1)
        }
        last = request
        var pictures: [[Response]] = []
        /// Responses of a row that there will be.
        let targets = rows.indices.map {
            maker.pictureCount(.row($0, of: request.models), of: request.particle, wanted: request.count)
        }
        for row in rows.indices {
            guard context.isWanted() else { return }
            pictures.append(
                maker.responses(
                    .row(row, of: request.models), to: request.particle, seed: request.seed,
                    indices: request.window.clamped(to: 0..<targets[row])))
        }
        func deliver(_ rows: [SpreadAccumulator]) {
            context.deliver(
                DiversityResult(
                    request: request, rows: zip(pictures, rows).map { DiversityResult.Row(samples: $0, spread: $1.spread) }))
        }
        deliver(rows)
        let total = rows.indices.reduce(0) { $0 + targets[$1] }
        func done() -> Int { rows.reduce(0) { $0 + $1.count } }
        guard done() < total else { return }
        var reporter = ProgressReporter(context, done: done(), total: total)
        // All rows grow together: numbers side by side are worth the same.
        while done() < total {
            for row in rows.indices {
                guard context.isWanted() else { return }
                let first = rows[row].count
                let indices = first..<min(first + ResponseMaker.step, targets[row])
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
