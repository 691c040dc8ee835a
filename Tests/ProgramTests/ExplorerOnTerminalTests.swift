import PseudoTerminal
import Testing

/// The explorer as a user has it: the built program on a terminal, of any kind and size.
@Suite(.serialized) struct ExplorerOnTerminal {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func startsWithoutArgumentsAndQuits(width: Int, height: Int) throws {
        let session = try PtySession.explorer(width: width, height: height)
        #expect(session.screen.contains("energy"))
        #expect(session.screen.contains("3192.38 GeV"))
        #expect(session.screen.isAlternate)
        session.quit()
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
        session.quit()
    }

    @Test func keysTurnKnobsAndTheHistogramsStartAgain() throws {
        let session = try PtySession.explorer()
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
        session.quit()
    }

    @Test func theMousePointsAndPasteIsTextOnly() throws {
        let session = try PtySession.explorer()
        session.click(x: 10, y: 10)
        session.expect("the pixel") { $0.contains("row ") }
        session.type("\u{1B}")
        session.expect("the cross is gone") { !$0.contains("row ") }
        session.paste("qqq")
        session.expect("a pasted q quits nothing") { $0.contains("press Enter on a row") }
        session.quit()
    }

    @Test func anIdleExplorerSleeps() throws {
        let session = try PtySession.explorer()
        #expect(session.comesToRest(for: .seconds(2)))
        session.quit()
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
        session.quit()
    }

    @Test func noColourMeansNoColour() throws {
        let session = try PtySession.explorer(environment: ["NO_COLOR": "1"])
        #expect(session.screen.cells.allSatisfy { $0.pen.foreground == .standard && $0.pen.background == .standard })
        session.quit()
    }

    @Test func theCLocaleDrawsASCII() throws {
        let session = try PtySession.explorer(environment: ["LC_ALL": "C"])
        #expect(session.screen.text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(session.screen.contains("[1 Explore]"))
        session.quit()
    }

    @Test func directColourNeedsNoInstalledEntry() throws {
        let session = try PtySession.explorer(environment: ["COLORTERM": "truecolor"])
        let hasDirect = session.screen.cells.contains { cell in
            if case .rgb = cell.pen.foreground { true } else { false }
        }
        #expect(hasDirect)
        session.quit()
    }

    @Test(arguments: ["dumb", "nosuch-terminal"])
    func aTerminalThatCannotIsToldInOneSentence(type: String) throws {
        let session = try PtySession("zdc", width: 250, environment: ["TERM": type])
        #expect(session.ending() == .exited(2))
        #expect(session.screen.contains("zdc render explore"))
        #expect(session.screen.contains(type))
        session.expectTerminalRestored()
    }
}
