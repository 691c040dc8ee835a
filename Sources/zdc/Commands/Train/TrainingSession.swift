import Canvas
import FastSimulation
import Files
import Foundation
import Text
import Training

/// Drives a run to its end: progress on standard error, checkpoints, the history and the best model on disk.
struct TrainingSession {
    let run: TrainingRun
    let output: String
    let checkpoint: String?
    /// Time between two checkpoints.
    let interval: Duration
    let history: String

    private static let refresh = Duration.milliseconds(200)
    /// Time between two lines where lines cannot be redrawn.
    private static let lineInterval = Duration.seconds(60)

    /// Trains until the schedule is done. Interrupted, it leaves a checkpoint and throws the interruption.
    func train() throws {
        let isTerminal = isatty(STDERR_FILENO) == 1
        let clock = ContinuousClock()
        let (start, firstStep) = (clock.now, run.step)
        let past = run.history.rows.last?.seconds ?? 0
        var (saved, shown) = (start, start - Self.refresh)
        var rows = run.history.rows.count
        var best = run.bestScore?.step
        func seconds() -> Double { past + (clock.now - start) / .seconds(1) }
        if firstStep > 0 {
            say("Resuming after step \(NumberText.grouped(firstStep)) of \(NumberText.grouped(run.plan.schedule.count)).\n")
        }
        say(planned())
        do {
            while !run.isDone {
                try run.advance(seconds: seconds())
                if run.history.rows.count > rows {
                    rows = run.history.rows.count
                    if isTerminal { say("\r\u{1B}[K") }
                    say(validated() + "\n")
                    let isBest = run.bestScore?.step != best
                    best = run.bestScore?.step
                    try all([isBest ? writeModel : {}, writeHistory])
                }
                let now = clock.now
                if checkpoint != nil, now - saved >= interval {
                    try save()
                    saved = now
                }
                // The first time off a terminal comes soon: it tells how long the run will take.
                let wait = isTerminal ? Self.refresh : shown < start ? .seconds(5) : Self.lineInterval
                if now - max(shown, start) > wait || (isTerminal && shown < start) {
                    shown = now
                    let rate = Double(run.step - firstStep) / ((now - start) / .seconds(1))
                    let line = progress(rate: rate)
                    say(isTerminal ? "\r\u{1B}[K" + ProgressLine.fitting(line) : line + "\n")
                }
                try Interruption.check()
            }
        } catch {
            if isTerminal { say("\r\u{1B}[K") }
            if error is FileError, checkpoint != nil {
                // What could not be written is lost only as far as it must be.
                let isTried = (error as? FileError)?.path == checkpointFile?.path
                guard !isTried else { throw error }
                do {
                    try save()
                } catch let second {
                    // It may say where the checkpoint is instead.
                    say("\(second)\n")
                    throw error
                }
                say("Stopped after step \(NumberText.grouped(run.step)); the same command with --resume continues.\n")
            } else if error is Interruption, checkpoint != nil {
                try save()
                say("Stopped after step \(NumberText.grouped(run.step)); the same command with --resume continues.\n")
            } else if error is Interruption {
                let kept =
                    run.bestScore.map { "the model of step \(NumberText.grouped($0.step)) is in \(displayable(output))" }
                    ?? "no model was written yet"
                say(
                    "Stopped after step \(NumberText.grouped(run.step)); without --checkpoint the run cannot be resumed, and \(kept).\n"
                )
            }
            throw error
        }
        try all([writeModel, save, writeHistory])
        if isTerminal { say("\r\u{1B}[K") }
        say(
            "Wrote \(displayable(output))\(run.bestScore.map { ", step \(NumberText.grouped($0.step)), validation WS \(number($0.score.ws))" } ?? "").\n"
        )
    }

    /// What is going to be done.
    private func planned() -> String {
        let schedule = run.plan.schedule
        let phases = [
            (schedule.regression, "towards the mean response"), (schedule.catchUp, "for the critic to catch up"),
            (schedule.objective, run.plan.settings.objective.method), (schedule.flow, "of the flow alone"),
            (schedule.joint, "of decoder and flow together"),
        ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        return "Plan: \(NumberText.grouped(schedule.count)) steps, \(phases.joined(separator: ", ")); validated every "
            + "\(NumberText.grouped(run.plan.validationInterval)) steps.\n"
            + (checkpoint == nil ? "There is no --checkpoint: a run that is stopped cannot be resumed.\n" : "")
    }

    private var checkpointFile: URL? { checkpoint.map { URL(fileURLWithPath: $0) } }

    private func save() throws {
        if let checkpointFile { try run.writeCheckpoint(to: checkpointFile) }
    }

    private func writeHistory() throws { try AtomicFile.write(run.history.csv, path: history) }

    /// Writes each file, whatever becomes of the others.
    ///
    /// - Throws: the first error; the others are said.
    private func all(_ files: [() throws -> Void]) throws {
        var first: (any Error)?
        for write in files {
            do {
                try write()
            } catch {
                if first != nil { say("\(error)\n") }
                first = first ?? error
            }
        }
        if let first { throw first }
    }

    private func writeModel() throws {
        try run.bestModel().encoded().withUnsafeBytes { try AtomicFile.writeResult($0, path: output) }
    }

    /// One line for a validation.
    private func validated() -> String {
        guard let row = run.history.rows.last else { return "" }
        let epoch = Double(row.samples) / Double(max(run.data.count, 1))
        var parts = ["step \(NumberText.grouped(row.step))", "epoch \(NumberText.fixed(epoch, decimals: 2))"]
        for term in LossTerm.allCases { if let value = row[term] { parts.append("\(term.rawValue) \(number(value))") } }
        if let ws = row.validationWS { parts.append("validation WS \(number(ws))") }
        if let floor = run.validation.floor { parts.append("floor \(number(floor))") }
        if let ratio = row.diversityRatio, ratio.isFinite { parts.append("diversity ratio \(number(ratio))") }
        if let empty = row.empty { parts.append("empty \(NumberText.fixed(100 * empty, decimals: 1)) %") }
        if run.bestScore?.step == row.step { parts.append("best") }
        return parts.joined(separator: "  ")
    }

    /// One line while it runs.
    private func progress(rate: Double) -> String {
        let (done, all) = (run.step, run.plan.schedule.count)
        let width = 20
        let filled = all > 0 ? done * width / all : width
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let left = Duration.seconds(Double(all - done) / max(rate, 1e-9))
        return
            "\(run.plan.settings.objective.rawValue) \(run.phase.rawValue) \(bar) \(NumberText.grouped(done))/\(NumberText.grouped(all))"
            + "  \(number(rate)) steps/s  \(ProgressLine.text(left)) left"
            + (run.bestScore.map { "  best WS \(number($0.score.ws))" } ?? "")
    }

    private func number(_ value: Double) -> String { NumberText.significant(value, digits: 3) }

    private func say(_ text: String) { Notes.write(text) }
}
