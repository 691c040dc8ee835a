import PseudoTerminal
import Testing

extension PtySession {
    /// Reads output until the screen satisfies a condition; a failure names what was awaited and shows the screen.
    @discardableResult
    func expect(
        _ what: String, within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: (VTScreen) -> Bool
    ) -> Bool {
        if sees(within: limit, condition) { return true }
        Issue.record("not seen within \(limit): \(what)\n\(screen.text)\n\(screen.modes.sorted())", sourceLocation: sourceLocation)
        return false
    }

    /// Whether the terminal is as it was before: main screen, cursor, modes of the line, no mouse or paste reports.
    func expectTerminalRestored(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(disorder == [], sourceLocation: sourceLocation)
    }
}
