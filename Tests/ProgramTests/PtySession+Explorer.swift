import PseudoTerminal
import Testing

extension PtySession {
    /// The explorer on a terminal, once its histograms are full.
    static func explorer(
        _ arguments: [String] = [], width: Int = 80, height: Int = 24, environment: [String: String] = [:]
    ) throws -> PtySession {
        let session = try PtySession("zdc", arguments, width: width, height: height, environment: environment)
        session.expect("the explorer is drawn and its histograms are full") { $0.contains("n 1000 ") && $0.contains("1 Explore") }
        return session
    }

    /// Quits the explorer, which leaves the terminal as it was.
    func quit(sourceLocation: SourceLocation = #_sourceLocation) {
        type("q")
        #expect(ending() == .exited(0), sourceLocation: sourceLocation)
        expectTerminalRestored(sourceLocation: sourceLocation)
    }
}
