import Calorimeter
import Evaluation
import FastSimulation
import ReferenceMC
import Testing
import Threads

@testable import Scoring

/// Notes what an evaluation tells, and ends it after a number of checks.
private final class Watch: EvaluationWatch {
    struct Ended: Error {}

    private(set) var stages: [EvaluationStage] = []
    private(set) var responses = 0
    private(set) var scored: [EvaluationRow] = []
    private(set) var partial: Score?
    private var checks: Int

    init(checks: Int = .max) { self.checks = checks }

    var patience: Duration { .seconds(10) }

    func check() throws {
        guard checks > 0 else { throw Ended() }
        checks -= 1
    }

    func begin(_ stage: EvaluationStage) { stages.append(stage) }

    func made(_ responses: Int, score: (() -> Score)?) {
        self.responses += responses
        if let score { partial = score() }
    }

    func scored(_ row: EvaluationRow, _ score: Score) { scored.append(row) }
}

/// A clock that goes on by a second whenever it is read.
private final class Ticks: Sendable {
    private let count = Guarded(0)

    @Sendable func read() -> Duration {
        count.withLock { count in
            count += 1
            return .seconds(count)
        }
    }
}

@Suite("The evaluation of models")
struct ModelEvaluationTests {
    static let particles = ConditionSampler().particles(count: 30, seed: 3)
    static let testSet = TestSet(detector: .zn, particles: particles, repeats: 4)
    let subject = EvaluationSubject.simulated(testSet, seed: 3, runs: 2)

    private func models() throws -> [Generator] {
        try (1...2).map { try .untrained(width: 1 / 32, detector: .zn, seed: $0) }
    }

    private func evaluation(threads: Int = 2, hasClassifiers: Bool = false) throws -> ModelEvaluation {
        ModelEvaluation(
            subject, models: try models().map { Model($0) },
            options: ModelEvaluation.Options(convention: .thesis, threads: threads, hasClassifiers: hasClassifiers))
    }

    @Test("Every model is scored once before any a second time, and all of it is told")
    func order() throws {
        var evaluation = try evaluation()
        let watch = Watch()
        try evaluation.run(watch)
        let rows: [EvaluationRow] = [.floor, .conditionalMean, .model(0), .model(1)]
        #expect(watch.scored == rows + rows)
        #expect(watch.stages.first == .truth && watch.stages.count == 7)
        #expect(watch.responses == subject.responseCount(models: try models().map { Model($0) }))
        let table = evaluation.table
        #expect(table.rows.map(\.kind) == [.model, .model, .floor, .conditionalMean])
        #expect(table.rows.prefix(3).allSatisfy { $0.score.runCount == 2 && $0.score.runSpread != nil })
        #expect(table.sample.particles == 30 && table.sample.responses == 120)
        #expect(watch.partial?.particleCount == 30)
    }

    @Test("The scores are those of each pass alone, for any number of threads")
    func scores() throws {
        var tables: [ScoreTable] = []
        for threads in [1, 3] {
            var evaluation = try evaluation(threads: threads, hasClassifiers: threads == 1)
            try evaluation.run(Watch())
            tables.append(evaluation.table)
        }
        #expect(tables[0].rows[0].score.auc != nil && tables[1].rows[0].score.auc == nil)
        #expect(tables[0].rows.map(\.score.ws) == tables[1].rows.map(\.score.ws))
        let pass = EvaluationPass(
            Self.testSet, map: ChannelMap(detector: .zn, convention: .thesis), threads: 1)
        func responses(_ source: ResponseSource) throws -> ResponseSet {
            try pass.run(source, patience: .seconds(10)) {}.responses
        }
        let truth = try responses(.simulated(.zn, seed: 3, purpose: .truth, firstIndex: 0))
        let model = try models()[1]
        let runs = try (0..<2).map { run in
            Score(
                true: truth, generated: try responses(ResponseSource(model, seed: 3, firstIndex: run * 120)), in: Self.testSet)
        }
        #expect(tables[1].rows[1].score.ws == Score(meanOf: runs)?.ws)
    }

    @Test("The time per response is that of the responses alone, whatever the clock says between them")
    func times() throws {
        var evaluation = ModelEvaluation(
            subject, models: try models().map { Model($0) },
            options: ModelEvaluation.Options(convention: .thesis, threads: 1, clock: Ticks().read))
        try evaluation.run(Watch())
        // A particle has four responses and 16 particles fill a batch: 120 responses are two batches of a second each.
        let rows = evaluation.table.rows
        #expect(rows.prefix(3).map(\.score.secondsPerResponse) == Array(repeating: 2.0 / 120, count: 3))
        #expect(rows[3].kind == .conditionalMean && rows[3].score.secondsPerResponse == nil)
        #expect(ScoreFigure.time.text(of: rows[0].score) == "16.7")
    }

    @Test("Without a clock no time is measured")
    func noTimes() throws {
        var evaluation = try evaluation()
        try evaluation.run(Watch())
        #expect(evaluation.table.rows.allSatisfy { $0.score.secondsPerResponse == nil })
    }

    @Test("A watch ends the evaluation")
    func ended() throws {
        var evaluation = try evaluation()
        #expect(throws: Watch.Ended.self) { try evaluation.run(Watch(checks: 2)) }
    }

    @Test("Particles seen in training are scored apart, with the models that were trained on them")
    func seen() throws {
        let models = try models()
        let known = try Generator(
            name: "known", detector: .zn, encoding: models[0].encoding, channels: models[0].channels,
            parameters: models[0].parameters, metadata: ["data-seed": "9", "data-particles": "50"])
        let plan = EvaluationPlan(
            models: [Model(known), Model(models[1])], truth: .simulated(particles: 20, repeats: 3), runs: 2, seed: 3,
            includesSeen: true,
            detector: .zn)
        #expect(plan.responseCount == 60 * (1 + 4 + 2) + 60 * (1 + 1 + 1))
        let watch = Watch()
        let report = try plan.report(options: ModelEvaluation.Options(convention: .thesis, threads: 2), watch: watch)
        #expect(watch.responses == plan.responseCount)
        #expect(report.unknown == [models[1].name])
        #expect(report.seen.count == 1 && report.seen[0].sample.particleKind == "seen in training (data seed 9)")
        #expect(report.seen[0].rows[0].name == "known" && report.seen[0].rows[0].score.runCount == 1)
    }
}
