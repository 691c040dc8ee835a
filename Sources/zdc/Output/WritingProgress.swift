import DataSets
import Files

/// Shows how far a data set is, and ends the writing when a signal comes.
final class WritingProgress: WritingWatch {
    private var line: ProgressLine
    private let count: Int

    init(count: Int) {
        self.count = count
        line = ProgressLine(count: count)
    }

    var patience: Duration { ProgressLine.interval }

    func check() throws { try Interruption.check() }

    func begin(noun: String, from: Int) {
        if from > 0, from < count { line.tell("Resumes after \(ProgressLine.amount(from, of: count, noun)).") }
        line.begin(noun: noun, from: from)
    }

    func update(done: Int) { line.update(done: done) }

    func stopped(canResume: Bool) {
        line.clear()
        if canResume { line.tell("Stopped; the same command resumes from here.") }
    }

    fileprivate func clear() { line.clear() }
    fileprivate func finish(output: String?) { line.finish(output: output) }
}

extension DataSetWriting {
    /// Writes the file with its progress on standard error.
    func write() throws {
        Interruption.watch()
        let progress = WritingProgress(count: source.count)
        do {
            try write(progress)
        } catch {
            progress.clear()
            throw error
        }
        progress.finish(output: output == "-" ? nil : output)
        if source.brightest.isBeyondLimit {
            Notes.write(
                "Note: some pixels have more than \(BrightestPixels.limit) photons and are written as \(BrightestPixels.limit).\n"
            )
        }
    }
}
