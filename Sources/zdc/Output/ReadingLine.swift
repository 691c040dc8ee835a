import Canvas
import Foundation

/// How far a file has been read, on one line of standard error, while it is a terminal.
struct ReadingLine {
    private let title: String
    private var shown = ContinuousClock.now
    private var isShown = false
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// - Parameter title: what is read, as it may be shown.
    init(_ title: String) { self.title = title }

    /// Redraws the line if it is time: "Reading set.npz: 120 000 responses, 40 %".
    mutating func update(count: Int, noun: String, part: Double?) {
        let now = ContinuousClock.now
        guard isTerminal, now - shown >= ProgressLine.interval else { return }
        (shown, isShown) = (now, true)
        let percent = part.map { ", \(Int(100 * $0)) %" } ?? ""
        write("\r\u{1B}[KReading \(title): \(NumberText.grouped(count)) \(noun)\(percent)")
    }

    /// Takes the line away.
    mutating func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    private func write(_ text: String) { Notes.write(text) }
}
