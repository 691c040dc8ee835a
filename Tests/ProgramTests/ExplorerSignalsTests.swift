import Glibc
import PseudoTerminal
import Testing

/// How signals end and stop the explorer, and what they leave of the terminal.
@Suite(.serialized) struct ExplorerSignals {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalEndsInOrderAndStaysVisible(signal: Int32) throws {
        let session = try PtySession.explorer()
        session.send(signal: signal)
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
    }

    /// With the reporter of crashes that a user has.
    @Test(arguments: [SIGQUIT, SIGABRT, SIGSEGV])
    func aSignalOfACrashThatSomebodySendsIsNone(signal: Int32) throws {
        let session = try PtySession("zdc", environment: ["SWIFT_BACKTRACE": "enable=yes"])
        session.expect("the explorer is drawn") { $0.contains("1 Explore") }
        if signal == SIGQUIT { session.type("\u{1C}") } else { session.send(signal: signal) }
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
        #expect(!session.screen.contains("crashed"), "\(session.screen.text)")
    }

    @Test func controlBackslashEndsACommand() throws {
        let folder = try CommandFolder()
        let session = try PtySession(
            "zdc", ["simulate", "--sampler", "2000000", "--threads", "1", "-o", folder.path("out.npz")],
            environment: ["SWIFT_BACKTRACE": "enable=yes"])
        session.expect("it works") { $0.contains("of 2 000 000 responses") }
        session.type("\u{1C}")
        #expect(session.ending() == .signalled(SIGQUIT))
        #expect(!session.screen.contains("rashed"), "\(session.screen.text)")
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
    func aCrashGivesTheTerminalBack(signal: Int32) throws {
        let session = try PtySession.explorer()
        session.send(signal: signal)
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
    }

    /// None of them is the explorer's; the last two are the first and the last of the real-time signals.
    @Test(arguments: [
        SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGIO, SIGPWR, SIGSTKFLT, 34, 64,
    ])
    func anySignalGivesTheTerminalBack(signal: Int32) throws {
        let session = try PtySession.explorer()
        session.send(signal: signal)
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
    }

    @Test func aLimitOnTheTimeOfTheProcessorGivesTheTerminalBack() throws {
        let session = try PtySession("/bin/sh", ["-c", "ulimit -S -t 1; exec '\(CommandFolder.program.path)' --no-state"])
        session.expect("the explorer is drawn") { $0.contains("1 Explore") }
        session.type("5")
        #expect(session.ending() == .signalled(SIGXCPU))
        session.expectTerminalRestored()
    }

    @Test func controlCInterrupts() throws {
        let session = try PtySession.explorer()
        session.type("\u{3}")
        #expect(session.ending() == .signalled(SIGINT))
        session.expectTerminalRestored()
    }

    @Test func signalsEndItWhileItPlaysAndWhileADialogIsOpen() throws {
        for keys in [" ", "?", "p", "\r"] {
            let session = try PtySession("zdc")
            session.expect("the explorer is drawn") { $0.contains("1 Explore") }
            session.type(keys)
            session.send(signal: SIGTERM)
            #expect(session.ending() == .signalled(SIGTERM))
            session.expectTerminalRestored()
        }
    }

    @Test func controlZStopsAndComesBack() throws {
        let script = "set -m; \(PtySession.buildFolder)/zdc; echo stopped $?; read answer; fg; echo ended $?"
        let session = try PtySession("/bin/sh", ["-c", script])
        session.expect("the explorer is drawn") { $0.contains("n 1000 ") && $0.contains("1 Explore") }
        session.type("\u{1A}")
        session.expect("the shell says so") { $0.contains("stopped") }
        session.expectTerminalRestored()
        session.type("\n")
        session.expect("the explorer is back") { $0.isAlternate && $0.contains("1 Explore") && $0.contains("n 1000") }
        session.type("L")
        session.expect("it goes on") { $0.contains("3511.62 GeV") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
        #expect(session.screen.contains("ended 0"))
    }
}
