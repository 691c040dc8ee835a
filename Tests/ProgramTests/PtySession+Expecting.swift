import PseudoTerminal
import Testing

extension PtySession {
    /// Reads output until the screen satisfies a condition; a failure names what was awaited and shows the screen.
    @discardableResult
    func expect(
        _ what: String, within limit: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (VTScreen) -> Bool
    ) -> Bool {
        if sees(within: limit, condition) { return true }
        Issue.record(
            "not seen within \(limit): \(what)\n\(screen.text)\n\(screen.modes.sorted())", sourceLocation: sourceLocation)
        return false
    }

    /// Whether the program has a handler for a signal.
    func catches(_ signal: Int32) -> Bool {
        let line = TextFile.read("/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        guard let set = line.flatMap({ UInt64($0.dropFirst(7).drop { $0 == "\t" }, radix: 16) }) else { return false }
        return set & 1 << UInt64(signal - 1) != 0
    }

    /// Whether the terminal is as it was before: main screen, cursor, modes of the line, no mouse or paste reports.
    func expectTerminalRestored(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(disorder == [], sourceLocation: sourceLocation)
    }
}
