import Calorimeter
import Evaluation
import Foundation
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
    /// Responses with fewer photons do not count in the distances.
    var leastPhotons = 0
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
        /// The scores over the first run, the first two and so on.
        var byRuns: [Score] = []

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

    /// Whether finished runs of a model are of fewer particles than there are: it is neither better nor worse than the others.
    func isOfFewer(_ row: Row) -> Bool {
        row.kind == .model && !row.isPartial && row.score.map { !sample.isWhole($0) } ?? false
    }

    /// The data set that the truth comes from; nil: the reference Monte Carlo.
    var dataSetName: String?

    /// The score of a model over the runs that all models have; nil before it has one.
    func compared(_ row: Row) -> Score? {
        guard row.kind == .model, !row.isPartial else { return row.isPartial ? nil : row.score }
        let count = commonRuns(of: rows.filter { $0.kind == .model }.map { $0.byRuns.count })
        return row.byRuns.indices.contains(count - 1) ? row.byRuns[count - 1] : row.score
    }

    /// The score that stands in a row: while runs are under way, over those that the order and the verdicts are of.
    func shown(_ row: Row) -> Score? { isComplete ? row.score : compared(row) ?? row.score }

    /// The runs that the order and the verdicts are of, where the means of some rows are over more; nil where all are the same.
    var fewerRuns: Int? {
        guard isComplete else { return nil }
        let models = rows.filter { $0.kind == .model }
        let common = commonRuns(of: models.map { $0.byRuns.count })
        let most = models.compactMap { $0.score?.runCount }.max() ?? 0
        return common > 0 && common < most ? common : nil
    }

    /// What there is as the table that `zdc evaluate` writes.
    var table: ScoreTable {
        var sample = sample
        if !isComplete { sample.remarks.append("Not all runs were made.") }
        func score(_ kind: ScoreTable.Row.Kind) -> Score? { rows.first { $0.kind == kind }?.score }
        let models = rows.filter { $0.kind == .model }.compactMap { row in
            row.score.map { ScoreTable.Row(name: row.name, score: $0, common: compared(row)) }
        }
        return ScoreTable(sample: sample, models: models, floor: score(.floor), conditionalMean: score(.conditionalMean))
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
    private let models: [Model]
    var threads = Processors.usable
    /// What was computed last, so that coming back to the view costs nothing.
    private var last: MetricsResult?
    /// What was left before it was complete, so that coming back to the view goes on.
    private var begun: Begun?

    private struct Begun {
        var evaluation: ModelEvaluation
        var result: MetricsResult
        /// The responses of what is over.
        var done: Int
    }

    init(truth: Truth, models: [Model]) { (self.truth, self.models) = (truth, models) }

    mutating func run(_ request: MetricsRequest, _ context: WorkContext<MetricsRequest>) {
        if let last, last.request == request, last.isComplete { return context.deliver(last) }
        let amount = request.amount
        let subject = EvaluationSubject.first(
            amount.particles, of: truth.dataSet, on: truth.detector, repeats: amount.repeats, runs: amount.runs,
            seed: request.seed)
        let wanted = request.models.compactMap { name in models.first { $0.name == name } }
        let clock: (@Sendable () -> Duration)? = context.measuresTime ? { @Sendable in ThreadTime.now } : nil
        let options = ModelEvaluation.Options(
            convention: request.convention, threads: threads, leastSum: request.leastPhotons, clock: clock
        ) {
            BackgroundThread.giveWay()
        }
        let known = begun.take().flatMap { $0.result.request == request ? $0 : nil }
        var evaluation = known?.evaluation ?? ModelEvaluation(subject, models: wanted, options: options)
        let watch = MetricsWatch(context, models: wanted, subject: subject, dataSetName: truth.dataSet?.name)
        if let known { watch.goOn(from: known.result, done: known.done) }
        context.deliver(watch.result)
        // The only error is that of a work that is not wanted any more.
        guard (try? evaluation.run(watch)) != nil, context.isWanted() else {
            begun = Begun(evaluation: evaluation, result: watch.result, done: watch.finished)
            return
        }
        watch.result.isComplete = true
        last = watch.result
        context.deliver(watch.result)
    }
}

/// Delivers the scores as they come, and ends the work when it is not wanted any more.
private final class MetricsWatch: EvaluationWatch {
    private struct NotWanted: Error {}

    private let context: WorkContext<MetricsRequest>
    var result: MetricsResult
    private let modelCount: Int
    private let total: Int
    private var reporter: ProgressReporter
    private var pace = DeliveryPace()
    private var done = 0
    /// The responses of rows whose run is over.
    private(set) var finished = 0
    /// The row whose run is being made.
    private var row = 0

    init(_ context: WorkContext<MetricsRequest>, models: [Model], subject: EvaluationSubject, dataSetName: String?) {
        self.context = context
        modelCount = models.count
        let rows =
            models.map { MetricsResult.Row(name: $0.name, kind: .model) } + [
                MetricsResult.Row(name: "floor", kind: .floor),
                MetricsResult.Row(name: "conditional mean", kind: .conditionalMean),
            ]
        let request = context.request
        result = MetricsResult(
            request: request, rows: rows,
            sample: ScoreTable.Sample(subject, seed: request.seed, convention: request.convention), dataSetName: dataSetName)
        total = subject.responseCount(models: models)
        reporter = ProgressReporter(context, done: 0, total: total)
        result.sample.remarks = models.compactMap { $0.file?.remark }
        if request.leastPhotons > 0 {
            let responses = MetricsFigure.leastText(request.leastPhotons)
            result.sample.remarks.append("Distances are of \(responses), true and generated; all else is of all responses.")
        }
    }

    /// Begins with what was scored before.
    func goOn(from known: MetricsResult, done: Int) {
        result = known
        (self.done, finished) = (done, done)
        reporter = ProgressReporter(context, done: done, total: total)
    }

    var patience: Duration { .milliseconds(5) }

    func check() throws { if !context.isWanted() { throw NotWanted() } }

    func begin(_ stage: EvaluationStage) {
        // What was made before is over.
        finished = done
        if case .run(let row, _, _, _) = stage { self.row = place(of: row) }
    }

    func made(_ responses: Int, score: (() -> Score)?) {
        done += responses
        guard reporter.isTimeToDeliver(done: done), let score else { return }
        pace.deliver {
            result.rows[row].score = score()
            result.rows[row].isPartial = true
            context.deliver(result)
        }
    }

    func scored(_ row: EvaluationRow, _ score: Score) {
        finished = done
        let place = place(of: row)
        result.rows[place].score = score
        result.rows[place].isPartial = false
        if case .model = row { result.rows[place].byRuns.append(score) }
        if case .model = row { context.deliver(result) }
    }

    private func place(of row: EvaluationRow) -> Int {
        switch row {
        case .model(let place): place
        case .floor: modelCount
        case .conditionalMean: modelCount + 1
        }
    }
}
