/// How far an evaluation has come, and whether it is to end.
final class EvaluationProgress {
    private var line: ProgressLine
    private var done = 0
    /// What is being made, behind the numbers.
    var stage = ""

    init(count: Int) { line = ProgressLine(count: count) }

    /// Counts responses that are made.
    func add(_ count: Int) { done += count }

    /// Redraws the line if it is time. Throws if the user or the system asks to stop.
    func check() throws {
        try Interruption.check()
        line.update(done: done, stage: stage)
    }

    func clear() { line.clear() }

    func finish() { line.finish(verb: "Compared") }
}
