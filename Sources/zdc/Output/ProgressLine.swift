import Canvas
import Foundation
import Text

/// How far a batch command has come, on one line of standard error: redrawn while it is a terminal, and once at the end.
struct ProgressLine {
    private let count: Int
    private let start = ContinuousClock.now
    /// What is counted now, since when, and from which number on.
    private var noun = "responses"
    private var begun = ContinuousClock.now
    private var from = 0
    private var shown = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Time between two redraws.
    static let interval = Duration.milliseconds(100)

    init(count: Int) { self.count = count }

    /// Counts something from now on, of which an earlier program has done some.
    mutating func begin(noun: String, from: Int) { (self.noun, self.from, begun) = (noun, from, .now) }

    /// Redraws the line if it is time. `stage` tells what is being done.
    mutating func update(done: Int, stage: String = "") {
        let now = ContinuousClock.now
        guard isTerminal, done > from, now - shown >= Self.interval else { return }
        shown = now
        let seconds = (now - begun) / .seconds(1)
        let left = Duration.seconds(seconds / Double(done - from) * Double(count - done))
        let line =
            "\(Self.amount(done, of: count, noun)), \(rate(done - from, seconds)), "
            + "\(Self.text(left)) left\(stage.isEmpty ? "" : " · \(stage)")"
        write("\r\u{1B}[K" + Self.fitting(line))
    }

    /// The beginning of a line that a terminal draws in one row: one that is wrapped cannot be redrawn.
    static func fitting(_ line: String) -> String {
        var window = winsize()
        let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 ? Int(window.ws_col) : 80
        return String(line.prefix(columns - 1))
    }

    /// Replaces the line with what has been done: "Wrote 1200 responses to out.npz in 420 ms (2857/s)."
    func finish(verb: String = "Wrote", output: String? = nil) {
        let elapsed = ContinuousClock.now - start
        let noun = count == 1 ? "response" : "responses"
        clear()
        write(
            "\(verb) \(NumberText.grouped(count)) \(noun)\(output.map { " to \(displayable($0))" } ?? "") in \(Self.text(elapsed)) "
                + "(\(rate(count - from, elapsed / .seconds(1)))).\n")
    }

    /// Says a sentence on a line of its own.
    func tell(_ sentence: String) {
        clear()
        write(sentence + "\n")
    }

    /// "1 200 of 5 000 responses"
    static func amount(_ done: Int, of count: Int, _ noun: String) -> String {
        "\(NumberText.grouped(done)) of \(NumberText.grouped(count)) \(noun)"
    }

    /// Takes the line away, so that a message can stand in its place.
    func clear() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func rate(_ done: Int, _ seconds: Double) -> String {
        "\(NumberText.grouped(Int((Double(done) / max(seconds, 1e-9)).rounded())))/s"
    }

    private func write(_ text: String) { Notes.write(text) }

    /// "420 ms", "3.57 s", "37 s", "5 min 12 s", "2 h 05 min".
    static func text(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 10 { return "\((seconds * 100).rounded() / 100) s" }
        let whole = Int(min(seconds, 1e9).rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3600) h \(padded(whole / 60 % 60)) min"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
