import Calorimeter
import Evaluation

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

    var isOfDataSet: Bool { sample.truth.hasPrefix("data set ") }

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
