import Assets
import Foundation
import Glibc
import PseudoTerminal
import Testing

/// The explorer as a user has it: the built program on a terminal.
@Suite(.serialized) struct ExplorerOnTerminal {
    private func explorer(
        _ arguments: [String] = [], width: Int = 80, height: Int = 24, environment: [String: String] = [:]
    ) throws -> PtySession {
        let session = try PtySession("zdc", arguments, width: width, height: height, environment: environment)
        session.expect("the explorer is drawn and its histograms are full") { $0.contains("n 1000 ") && $0.contains("1 Explore") }
        return session
    }

    private func quit(_ session: PtySession) {
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func startsWithoutArgumentsAndQuits(width: Int, height: Int) throws {
        let session = try explorer(width: width, height: height)
        #expect(session.screen.contains("energy"))
        #expect(session.screen.contains("3192.38 GeV"))
        #expect(session.screen.isAlternate)
        quit(session)
    }

    @Test func isDrawnAndAnswersBeforeItsModelsAreLoaded() throws {
        let folder = try CommandFolder()
        let models = folder.path("models")
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        let shipped = try Assets.models().appending(path: "vae.safetensors").path
        // So many take a while.
        for number in 0..<30 {
            try FileManager.default.createSymbolicLink(atPath: "\(models)/\(number).safetensors", withDestinationPath: shipped)
        }
        let environment = ["XDG_STATE_HOME": folder.path("state"), "HOME": folder.url.path, "ZDC_MODELS": models]
        let session = try PtySession("zdc", ["--model", "gan"], width: 80, height: 24, environment: environment)
        session.expect("a frame without models") { $0.contains("1 Explore") && $0.contains("loading models") }
        session.type("L")
        session.expect("a key is answered") { $0.contains("3511.62 GeV") && $0.contains("loading models") }
        quit(session)
        // What was to be shown is kept for the next run.
        let next = try PtySession("zdc", [], width: 80, height: 24, environment: environment)
        next.expect("the model that was asked for") { $0.contains("generated: gan ") && $0.contains("3511.62 GeV") }
        quit(next)
    }

    /// Its TERM is that of a terminal with eight colours.
    @Test(arguments: [("XTerm(379)", true), (nil, false)])
    func xtermHas256Colours(version: String?, has256: Bool) throws {
        let session = try PtySession(
            "zdc", ["explore", "--no-state"],
            environment: ["TERM": "xterm"].merging(version.map { ["XTERM_VERSION": $0] } ?? [:]) { $1 })
        session.expect("the explorer is drawn") { $0.contains("1 Explore") && $0.contains("energy") && !$0.modes.contains(2026) }
        let isBeyond16 = session.screen.cells.contains {
            if case .indexed(let number) = $0.pen.foreground { number >= 16 } else { false }
        }
        #expect(isBeyond16 == has256)
        quit(session)
    }

    @Test func theFilesOfASessionComeWithItsDataSetAndCanBeNamed() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "-o", "true.npz").status == 0)
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "--seed", "7", "-o", "other.npz").status == 0)
        #expect(try folder.run("generate", "--sampler", "3", "--repeats", "8", "-o", "mine.npz").status == 0)
        func opened(_ arguments: String...) throws -> PtySession {
            let session = try PtySession("zdc", ["explore", "--no-state"] + arguments, width: 80, height: 24, environment: [:])
            session.expect("the data set is read") { $0.contains("responses to 3 particles") }
            return session
        }
        let first = try opened("--data", folder.path("true.npz"), "--generated", folder.path("mine.npz"))
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("a.session") + "\r")
        first.expect("saved") { $0.contains("saved") }
        first.type("m")
        first.expect("another model") { !$0.contains("generated: mine ") }
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("b.session") + "\r")
        first.expect("saved") { $0.contains("b.session") && $0.contains("saved") }
        quit(first)
        // The session's model is in front, unless files of responses are asked for.
        let other = try opened("--session", folder.path("b.session"))
        other.expect("the session's model") { $0.contains("generated: ") && !$0.contains("generated: mine ") }
        quit(other)
        let typed = try opened(
            "--session", folder.path("b.session"), "--data", folder.path("true.npz"), "--generated", folder.path("mine.npz"))
        typed.expect("the file's responses") { $0.contains("generated: mine ") }
        quit(typed)
        let own = try opened("--session", folder.path("a.session"), "--model", "mine")
        own.expect("the file's responses") { $0.contains("generated: mine ") }
        quit(own)
        quit(try opened("--session", folder.path("a.session"), "--data", folder.path("other.npz")))
        let wrong = try folder.run("explore", "--session", "a.session", "--data", "other.npz", "--model", "mine")
        #expect(wrong.status == 64 && wrong.errors.contains("There is no model \"mine\""), "\(wrong.errors)")
    }

    @Test func filesAreOpenedWhileItRuns() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "-o", "true.npz").status == 0)
        #expect(try folder.run("generate", "--sampler", "3", "--repeats", "8", "-o", "mine.npz").status == 0)
        let session = try explorer(["explore", "--no-state"], width: 120, height: 40)
        session.type(":open \(folder.path("tr"))\t")
        session.expect("the path is completed") { $0.contains("true.npz") }
        session.type("\r")
        session.expect("the data set is read") { $0.contains("true.npz: 24 responses to 3 particles") }
        session.type(":open generated \(folder.path("mine.npz"))\r")
        session.expect("the model in front") { $0.contains("mine: 24 responses beside true.npz") }
        session.expect("its responses") { $0.contains("generated: mine ") }
        session.type(":open \(folder.path("none.npz"))\r")
        session.expect("a sentence") { $0.contains("No such file or directory") }
        session.type("\u{1B}")
        session.expect("everything as before") { $0.contains("generated: mine ") && !$0.contains("No such file") }
        quit(session)
    }

    @Test func theTruthComesFromADataSet() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "--output", "set.npz").status == 0)
        let session = try PtySession(
            "zdc", ["explore", "--data", folder.path("set.npz")], width: 80, height: 24, environment: [:])
        session.expect("the data set is read") { $0.contains("n 4 true (set.npz), 4 gen") }
        session.type("/3\r")
        session.expect("another particle of it") { $0.contains("particle 3 of 3 of set.npz, 8 responses") }
        quit(session)
        let missing = try folder.run("explore", "--data", "none.npz")
        #expect(missing.status == 1 && missing.errors == "Error: Could not read none.npz: No such file or directory.\n")
    }

    @Test func aDataSetThatIsDamagedEndsTheExplorerWithASentence() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "40", "--repeats", "8", "--output", "set.npz").status == 0)
        var bytes = try folder.bytes("set.npz")
        bytes.replaceSubrange(bytes.count / 2..<bytes.count / 2 + 64, with: [UInt8](repeating: 0xFF, count: 64))
        try bytes.write(to: folder.url.appending(path: "damaged.npz"))
        let session = try PtySession(
            "zdc", ["explore", "--data", folder.path("damaged.npz")], width: 80, height: 24, environment: [:])
        #expect(session.ending() == .exited(1))
        session.expect("the reason is left on the screen") { $0.contains("Error: ") && $0.contains("damaged.npz") }
        session.expectTerminalRestored()
    }

    @Test func keysTurnKnobsAndTheHistogramsStartAgain() throws {
        let session = try explorer()
        session.type("L")
        session.expect("the energy is ten steps up") { $0.contains("3511.62 GeV") }
        session.expect("the histograms are full again") { $0.contains("n 1000 ") }
        session.type("u")
        session.expect("undone") { $0.contains("3192.38 GeV") }
        session.type("\r2 TeV\r")
        session.expect("a typed value") { $0.contains("2000 GeV") }
        session.type("d")
        session.expect("the truth") { $0.contains("true (ref. MC)") }
        session.type("\t")
        session.expect("the small histograms") { $0.contains("ch5 WS") }
        quit(session)
    }

    @Test func theMousePointsAndPasteIsTextOnly() throws {
        let session = try explorer()
        session.click(x: 10, y: 10)
        session.expect("the pixel") { $0.contains("row ") }
        session.type("\u{1B}")
        session.expect("the cross is gone") { !$0.contains("row ") }
        session.paste("qqq")
        session.expect("a pasted q quits nothing") { $0.contains("press Enter on a row") }
        quit(session)
    }

    @Test func anIdleExplorerSleeps() throws {
        let session = try explorer()
        #expect(session.comesToRest(for: .seconds(2)))
        quit(session)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalEndsInOrderAndStaysVisible(signal: Int32) throws {
        let session = try explorer()
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
        let session = try explorer()
        session.send(signal: signal)
        #expect(session.ending() == .signalled(signal))
        session.expectTerminalRestored()
    }

    /// None of them is the explorer's; the last two are the first and the last of the real-time signals.
    @Test(arguments: [
        SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGIO, SIGPWR, SIGSTKFLT, 34, 64,
    ])
    func anySignalGivesTheTerminalBack(signal: Int32) throws {
        let session = try explorer()
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
        let session = try explorer()
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

    @Test func aWindowTooSmallSaysSoAndComesBack() throws {
        let session = try PtySession("zdc", width: 60, height: 10)
        session.expect("one plain sentence") {
            $0.contains("The explorer needs 80 columns by 24 rows.") && $0.contains("This terminal has 60 by 10.")
        }
        session.resize(width: 120, height: 40)
        session.expect("the view") { $0.contains("on shell") && $0.contains("channels") }
        session.resize(width: 1, height: 1)
        session.resize(width: 80, height: 24)
        session.expect("the small view") { $0.contains("floor") }
        quit(session)
    }

    @Test func noColourMeansNoColour() throws {
        let session = try explorer(environment: ["NO_COLOR": "1"])
        #expect(session.screen.cells.allSatisfy { $0.pen.foreground == .standard && $0.pen.background == .standard })
        quit(session)
    }

    @Test func theCLocaleDrawsASCII() throws {
        let session = try explorer(environment: ["LC_ALL": "C"])
        #expect(session.screen.text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(session.screen.contains("[1 Explore]"))
        quit(session)
    }

    @Test func directColourNeedsNoInstalledEntry() throws {
        let session = try explorer(environment: ["COLORTERM": "truecolor"])
        let hasDirect = session.screen.cells.contains { cell in
            if case .rgb = cell.pen.foreground { true } else { false }
        }
        #expect(hasDirect)
        quit(session)
    }

    @Test(arguments: ["dumb", "nosuch-terminal"])
    func aTerminalThatCannotIsToldInOneSentence(type: String) throws {
        let session = try PtySession("zdc", width: 250, environment: ["TERM": type])
        #expect(session.ending() == .exited(2))
        #expect(session.screen.contains("zdc render explore"))
        #expect(session.screen.contains(type))
        session.expectTerminalRestored()
    }

    @Test func missingWeightsLeaveTheTruth() throws {
        let session = try PtySession("zdc", environment: ["ZDC_ASSETS": "/nonexistent"])
        session.expect("the truth goes on, and the reason is said") {
            $0.contains("no model to run") && $0.contains("/nonexistent")
        }
        session.type("d")
        session.expect("the truth") { $0.contains("true (ref. MC)") }
        quit(session)
    }

    @Test func theViewIsKeptForTheNextRunAndASessionOpensIt() throws {
        let folder = try CommandFolder()
        let environment = ["XDG_STATE_HOME": folder.path("state")]
        let first = try explorer(environment: environment)
        first.type("L4")
        first.expect("the histograms") { $0.contains("test set") }
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("a.session") + "\r")
        first.expect("saved") { $0.contains("saved") }
        first.type("w\u{15}" + folder.path("a.session"))
        first.type("\r")
        first.expect("asked before it is replaced") { $0.contains("Enter replaces it") }
        first.type("\u{1B}")
        first.expect("the question is gone") { !$0.contains("Enter replaces it") }
        first.type("\u{1B}")
        first.expect("the dialog is closed") { !$0.contains("PNG: the screen") }
        quit(first)

        let second = try PtySession("zdc", environment: environment)
        second.expect("where the last run ended") { $0.contains("▌4 Histograms▐") }
        second.type("1")
        second.expect("its particle") { $0.contains("3511.62 GeV") }
        quit(second)

        let third = try PtySession("zdc", ["explore", "--session", folder.path("a.session"), "--no-state", "--theme", "light"])
        third.expect("the session's view") { $0.contains("▌4 Histograms▐") }
        #expect(third.screen.cells.contains { $0.pen.background == .indexed(255) })
        quit(third)

        let fourth = try explorer(["explore", "--no-state"], environment: environment)
        #expect(fourth.screen.contains("3192.38 GeV"))
        quit(fourth)
    }
}
