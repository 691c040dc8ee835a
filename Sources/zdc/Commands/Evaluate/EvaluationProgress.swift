import Evaluation
import Scoring

/// Shows how far an evaluation is, and ends it when a signal comes.
final class EvaluationProgress: EvaluationWatch {
    private var line: ProgressLine
    private var done = 0
    /// What is being made, behind the numbers.
    private var stage = ""

    init(count: Int) { line = ProgressLine(count: count) }

    var patience: Duration { ProgressLine.interval }

    func check() throws {
        try Interruption.check()
        line.update(done: done, stage: stage)
    }

    func begin(_ stage: EvaluationStage) {
        self.stage =
            switch stage {
            case .truth: "truth"
            case .run(_, let name, let number, let count): count > 1 ? "\(name), run \(number + 1) of \(count)" : name
            case .classifier(let kind, let name): "classifier of \(kind.rawValue), \(name)"
            }
    }

    func made(_ responses: Int, score: (() -> Score)?) { done += responses }

    func scored(_ row: EvaluationRow, _ score: Score) {}

    func clear() { line.clear() }

    func finish() { line.finish(verb: "Compared") }
}
