import Glibc
import PseudoTerminal
import Testing

/// How the screen is given back: for a while, at the end, after a crash, or never taken.
extension ScreenSeamTests {
    // MARK: Suspending

    /// Runs the probe as a job of a shell, which says when the job stops and brings it back on Enter.
    private func probeInShell(_ action: String = "none") throws -> PtySession {
        let probe = PtySession.buildFolder + "/screen-probe"
        let script = "set -m; \(probe) \(action); echo stopped $?; read answer; fg; echo ended $?"
        let session = try PtySession("/bin/sh", ["-c", script])
        session.expect("the probe is drawn", isDrawn)
        return session
    }

    @Test(arguments: ["\u{1A}", "!"])
    func suspendsAndComesBack(key: String) throws {
        let session = try probeInShell("suspend")
        session.type(key)
        session.expect("the shell says so") { $0.contains("stopped") }
        session.expectTerminalRestored()
        session.resize(width: 90, height: 20)
        session.type("\n")
        session.expect("the picture comes back") {
            $0.contains("resumed") && $0.contains("resize 90x20") && $0.contains("probe 90x20")
        }
        #expect(session.screen.modes.isSuperset(of: [1002, 1006, 2004]))
        #expect(!session.screen.isCursorVisible)
        session.type("k")
        session.expect("keys arrive") { $0.contains("key k") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
        #expect(session.screen.contains("ended 0"))
    }

    @Test func comesBackAfterAStopItCouldNotSee() throws {
        let session = try probeInShell()
        let child = try #require(
            TextFile.read("/proc/\(session.process)/task/\(session.process)/children").split(separator: " ").first)
        kill(try #require(pid_t(child)), SIGSTOP)
        session.expect("the shell says so") { $0.contains("stopped") }
        session.type("\n")
        session.expect("the picture comes back") { $0.isAlternate && $0.contains("resumed") && $0.contains("probe 80x24") }
        #expect(!session.modes.hasEcho)
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    // MARK: Endings

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func endsInOrderAndDiesByTheSignal(signal: Int32) throws {
        let session = try probe()
        session.send(signal: signal)
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
        #expect(session.screen.contains("ended by signal \(signal)"))
    }

    @Test func controlCIsAnInterrupt() throws {
        let session = try probe()
        session.type("\u{03}")
        #expect(session.ending() == .signalled(SIGINT))
        session.expectTerminalRestored()
    }

    @Test(arguments: [
        ("trap", [SIGILL, SIGTRAP]), ("fatal", [SIGILL, SIGTRAP]), ("segv", [SIGSEGV]), ("abort", [SIGABRT]),
        ("overflow", [SIGSEGV]), ("overflow-elsewhere", [SIGSEGV]),
        ("trap-elsewhere", [SIGILL, SIGTRAP]),
    ])
    func aCrashGivesTheTerminalBack(kind: String, signals: [Int32]) throws {
        let session = try probe([kind])
        session.type("!")
        let ending = session.ending()
        #expect(signals.contains { ending == .signalled($0) }, "\(ending)")
        session.expectTerminalRestored()
        if kind == "fatal" { #expect(session.screen.contains("the probe failed as told"), "\(session.screen.text)") }
    }

    /// The reporter of crashes draws on the terminal as it was before, and the program ends behind it.
    @Test(arguments: [("segv", SIGSEGV), ("abort", SIGABRT)])
    func aReportedCrashEndsTheProgram(kind: String, signal: Int32) throws {
        let session = try probe(
            [kind], environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,threads=crashed,limit=4"])
        session.type("!")
        #expect(session.ending(within: .seconds(60)) == .signalled(signal))
        session.expectTerminalRestored()
        #expect(session.screen.contains("Backtrace took"), "\(session.screen.text)")
    }

    /// Without an alternate screen the picture stays, and what comes next stands below it.
    @Test(arguments: ["q", "\u{1C}"])
    func aTerminalWithoutAnotherScreenGoesOnBelow(key: String) throws {
        let session = try probe(environment: ["TERM": "vt100"])
        session.type(key)
        #expect(session.ending() != .running)
        session.expectTerminalRestored()
        #expect(session.screen.text.contains { !$0.isWhitespace })
        #expect(session.screen.cursor.x == 0 && session.screen.line(session.screen.cursor.y).isEmpty, "\(session.screen.text)")
    }

    @Test func quitGivesTheTerminalBack() throws {
        let session = try probe()
        session.type("\u{1C}")
        #expect(session.ending() == .signalled(SIGQUIT))
        session.expectTerminalRestored()
    }

    @Test(arguments: ["exit", "exit-elsewhere"])
    func anExitGivesTheTerminalBack(action: String) throws {
        let session = try probe([action])
        session.type("!")
        #expect(session.ending() == .exited(3))
        session.expectTerminalRestored()
    }

    @Test func insistingEndsAProgramThatHangs() throws {
        let session = try probe(["hang"])
        session.type("!")
        session.expect("it hangs") { $0.contains("hanging") }
        // The first is noted for a loop that no longer asks; one that comes over a second later ends the program.
        var ending = PtySession.Ending.running
        for _ in 0..<40 where ending == .running {
            session.send(signal: SIGINT)
            ending = session.ending(within: .milliseconds(500))
        }
        #expect(ending == .signalled(SIGINT))
        session.expectTerminalRestored()
    }

    @Test func endsWhenTheTerminalIsGone() throws {
        let session = try probe()
        session.hangUp()
        #expect(session.ending() == .signalled(SIGHUP))
    }

    @Test func messagesWaitForTheEnd() throws {
        let session = try probe(["stderr"])
        session.type("!")
        session.expect("the key") { $0.contains("key !") }
        #expect(!session.screen.contains("a message for later"))
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
        #expect(session.screen.contains("a message for later"))
    }

    // MARK: No screen

    @Test(arguments: [
        ("dumb", "cannot place its cursor"), ("vt52", "cannot place its cursor"), ("nosuch", "'nosuch'"), ("", "TERM is not set"),
    ])
    func saysWhatIsWrongWithTheTerminal(type: String, message: String) throws {
        let session = try PtySession("screen-probe", width: 300, environment: ["TERM": type])
        #expect(session.ending() == .exited(2))
        #expect(session.screen.contains(message), "\(session.screen.text)")
        #expect(session.screen.contains("zdc render explore"))
        session.expectTerminalRestored()
    }

    @Test(arguments: [("0</dev/null", "standard input is not one"), ("| cat", "standard output is not one")])
    func saysThatItNeedsATerminal(redirection: String, message: String) throws {
        let probe = PtySession.buildFolder + "/screen-probe"
        let session = try PtySession("/bin/sh", ["-c", "\(probe) \(redirection)"], width: 200)
        #expect(session.ending() != .running)
        #expect(session.screen.contains(message), "\(session.screen.text)")
    }
}
