import Calorimeter
import Evaluation
import FastSimulation
import Foundation
import ReferenceMC
import Scoring
import Threads

/// Scores wanted of models on particles of the sampler. The same numbers as `zdc evaluate --no-classifiers --no-seen`.
struct MetricsRequest: WorkRequest {
    typealias Result = MetricsResult
    typealias Worker = MetricsWorker

    var models: [String]
    var amount: MetricsSettings.Amount
    var seed: UInt64
    var convention: MaskConvention
}

/// The scores so far: those of finished runs, and of what there is of a first one.
struct MetricsResult: WorkResult {
    struct Row: Equatable, Sendable {
        var name: String
        var kind: ScoreTable.Row.Kind
        /// Nil until there is something to compare.
        var score: Score?
        /// The score is that of a first run which is under way.
        var isPartial = false

        /// Runs that are over.
        var finishedRuns: Int { isPartial ? 0 : score?.runCount ?? 0 }
    }

    var request: MetricsRequest
    /// Models in the order of the request, then the floor and the conditional mean.
    var rows: [Row]
    var isComplete = false
    /// What the models are compared with.
    var sample: ScoreTable.Sample

    /// Whether a row is to have more responses than it has: it cannot be compared with others yet, or only with reserve.
    func isUnfinished(_ row: Row) -> Bool { !isComplete && row.kind == .model && row.finishedRuns < request.amount.runs }

    /// The data set that the truth comes from; nil: the reference Monte Carlo.
    var dataSetName: String?

    /// What there is as the table that `zdc evaluate` writes.
    var table: ScoreTable {
        var sample = sample
        if !isComplete { sample.remarks.append("Not all runs were made.") }
        func score(_ kind: ScoreTable.Row.Kind) -> Score? { rows.first { $0.kind == kind }?.score }
        let models = rows.filter { $0.kind == .model }.compactMap { row in
            row.score.map { ScoreTable.Row(name: row.name, score: $0) }
        }
        return ScoreTable(
            sample: sample, models: models, floor: score(.floor), conditionalMean: score(.conditionalMean))
    }
}

extension ScoreTable.Sample {
    /// Particles of the sampler, answered by the reference Monte Carlo.
    static func simulated(_ request: MetricsRequest, detector: Detector) -> ScoreTable.Sample {
        let amount = request.amount
        return ScoreTable.Sample(
            detector: detector, truth: "reference Monte Carlo", particleKind: "unseen in training", particles: amount.particles,
            responses: amount.particles * amount.repeats, runs: amount.runs, seed: request.seed, convention: request.convention)
    }
}

/// Scores models run by run, every one once before any a second time, so that the whole table is soon filled.
struct MetricsWorker: BackgroundWorker {
    private let truth: Truth
    private let models: [Generator]
    private let threads: Int
    /// What was computed last, so that coming back to the view costs nothing.
    private var last: MetricsResult?

    init(truth: Truth, models: [Generator]) {
        self.init(truth: truth, models: models, threads: Processors.usable)
    }

    init(truth: Truth, models: [Generator], threads: Int) {
        self.truth = truth
        self.models = models
        self.threads = threads
    }

    mutating func run(_ request: MetricsRequest, _ context: WorkContext<MetricsRequest>) {
        if let last, last.request == request, last.isComplete { return context.deliver(last) }
        let wanted = request.models.compactMap { name in models.first { $0.name == name } }
        var scoring = MetricsRun(
            request: request, models: wanted, subject: MetricsSubject(request, truth),
            map: ChannelMap(detector: truth.detector, convention: request.convention), threads: threads, context: context)
        // The only error is that of a work that is not wanted any more.
        guard (try? scoring.run()) != nil, context.isWanted() else { return }
        last = scoring.result
        context.deliver(scoring.result)
    }
}

/// What models are scored on.
private struct MetricsSubject {
    let testSet: TestSet
    let truth: ResponseSource
    /// The same particles with as many responses as each has in a repeat of the truth.
    let repeatedSet: TestSet
    /// Repeats of the truth that there are.
    let repeatedRuns: Int
    let repeated: (_ run: Int) -> ResponseSource
    let sample: ScoreTable.Sample
    let dataSetName: String?

    /// Particles of the sampler, or the first ones of the data set with all their responses.
    init(_ request: MetricsRequest, _ truth: Truth) {
        let (amount, seed) = (request.amount, request.seed)
        dataSetName = truth.dataSet?.name
        guard let dataSet = truth.dataSet else {
            let particles = ConditionSampler(detector: truth.detector).particles(count: amount.particles, seed: seed)
            let testSet = TestSet(detector: truth.detector, particles: particles, repeats: amount.repeats)
            (self.testSet, repeatedSet, repeatedRuns) = (testSet, testSet, amount.runs)
            self.truth = .simulated(truth.detector, seed: seed, purpose: .truth, firstIndex: 0)
            repeated = {
                .simulated(testSet.detector, seed: seed, purpose: .truthRepeat, firstIndex: $0 * testSet.responseCount)
            }
            sample = .simulated(request, detector: truth.detector)
            return
        }
        let data = DataSetTruth(dataSet, particles: amount.particles)
        (testSet, self.truth, repeatedSet) = (data.truth, data.truthSource, data.repeated)
        repeatedRuns = data.repeated.responseCount > 0 ? 1 : 0
        repeated = { _ in data.repeatedSource }
        sample = ScoreTable.Sample(
            detector: dataSet.detector, truth: "data set \(dataSet.name)", particleKind: "of the data set",
            particles: testSet.particles.count,
            responses: testSet.responseCount, runs: amount.runs, seed: seed, convention: request.convention)
    }
}

/// One request being worked on.
private struct MetricsRun {
    private struct NotWanted: Error {}

    let subject: MetricsSubject
    let pass: EvaluationPass
    let repeatedPass: EvaluationPass
    let models: [Generator]
    let context: WorkContext<MetricsRequest>
    var result: MetricsResult
    private let seed: UInt64
    private let runs: Int
    private var truth = ResponseSet()
    private var means = MeanChannelSums()
    private var scores: [[Score]]
    private var reporter: ProgressReporter
    private var pace = DeliveryPace()
    private var done = 0

    init(
        request: MetricsRequest, models: [Generator], subject: MetricsSubject, map: ChannelMap, threads: Int,
        context: WorkContext<MetricsRequest>
    ) {
        (self.models, self.subject, self.context) = (models, subject, context)
        pass = EvaluationPass(subject.testSet, map: map, threads: threads)
        repeatedPass = EvaluationPass(subject.repeatedSet, map: map, threads: threads)
        (seed, runs) = (request.seed, request.amount.runs)
        scores = Array(repeating: [], count: models.count + 1)
        let rows =
            models.map { MetricsResult.Row(name: $0.name, kind: .model) } + [
                MetricsResult.Row(name: "floor", kind: .floor),
                MetricsResult.Row(name: "conditional mean", kind: .conditionalMean),
            ]
        result = MetricsResult(request: request, rows: rows, sample: subject.sample, dataSetName: subject.dataSetName)
        reporter = ProgressReporter(
            context, done: 0,
            total: subject.testSet.responseCount * (1 + runs * models.count) + subject.repeatedSet.responseCount
                * subject.repeatedRuns)
    }

    mutating func run() throws {
        context.deliver(result)
        truth = try responses(of: subject.truth, pass) { _, _ in }
        for run in 0..<runs {
            if run < subject.repeatedRuns {
                var means = means
                let repeated = try responses(of: subject.repeated(run), repeatedPass) { means.add($1.sums, ofParticle: $0) }
                self.means = means
                add(repeated, row: models.count)
                result.rows[models.count + 1].score = Score(true: truth, conditionalMeanOf: means)
            }
            for (row, model) in models.enumerated() {
                let source = ResponseSource(model, seed: seed, firstIndex: run * subject.testSet.responseCount)
                add(try responses(of: source, pass, row: run == 0 ? row : nil) { _, _ in }, row: row)
                context.deliver(result)
            }
        }
        result.isComplete = true
    }

    /// Takes over one finished run of a row.
    private mutating func add(_ generated: ResponseSet, row: Int) {
        scores[row].append(Score(true: truth, generated: generated, in: subject.testSet))
        result.rows[row].score = Score(meanOf: scores[row])
        result.rows[row].isPartial = false
    }

    /// - Parameter row: where the score of what there is so far is shown; nil shows nothing before the end.
    private mutating func responses(
        of source: ResponseSource, _ pass: EvaluationPass, row: Int? = nil, each: (Int, ParticleResponses) -> Void
    ) throws -> ResponseSet {
        var set = ResponseSet()
        var (done, reporter, pace, result) = (done, reporter, pace, result)
        let (context, truth, testSet) = (context, truth, subject.testSet)
        try pass.run(
            source, patience: .milliseconds(5),
            begin: {
                // On Linux this is the priority of the calling thread: keys and the terminal come first.
                _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            },
            check: { if !context.isWanted() { throw NotWanted() } }, extra: (), add: { _, _, _, _, _ in }
        ) { particle, responses, _ in
            each(particle, responses)
            set.append(responses)
            done += responses.count
            guard reporter.isTimeToDeliver(done: done), let row else { return }
            pace.deliver {
                result.rows[row].score = Score(true: truth, generated: set, in: testSet)
                result.rows[row].isPartial = true
                context.deliver(result)
            }
        }
        (self.done, self.reporter, self.pace) = (done, reporter, pace)
        return set
    }
}
