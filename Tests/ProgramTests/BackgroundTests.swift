import Foundation
import PseudoTerminal
import Testing

/// Light or dark: what the terminal says, what the environment says, what the user says.
@Suite(.serialized) struct BackgroundTests {
    private static let white = "rgb:ffff/ffff/ffff"

    private func explorer(_ arguments: [String] = [], environment: [String: String] = [:], background: String?) throws
        -> PtySession
    {
        let session = try PtySession("zdc", ["explore"] + arguments, width: 80, height: 24, environment: environment)
        session.background = background
        session.expect("the explorer is drawn") {
            $0.contains("1 Explore") && $0.contains("energy") && !$0.modes.contains(2026)
        }
        return session
    }

    /// The light theme draws its paper itself.
    private func isLight(_ session: PtySession) -> Bool { session.screen[79, 22].pen.background == .indexed(255) }

    private func quit(_ session: PtySession) {
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    @Test(arguments: [
        (white, true), ("rgb:0000/0000/0000", false), ("rgb:fd/f6/e3", true), ("#1e1e2e", false), ("?", false), (nil, false),
    ])
    func theTerminalIsAsked(background: String?, light: Bool) throws {
        let session = try explorer(["--no-state"], background: background)
        session.expect("its theme") { _ in isLight(session) == light }
        quit(session)
    }

    @Test(arguments: [("0;15", true), ("15;default;0", false)])
    func theEnvironmentAnswersFirst(value: String, light: Bool) throws {
        let session = try explorer(
            ["--no-state"], environment: ["COLORFGBG": value], background: light ? "rgb:0/0/0" : Self.white)
        #expect(session.screen.questions.isEmpty)
        #expect(isLight(session) == light)
        quit(session)
    }

    @Test func whoHasChosenAThemeIsNotAsked() throws {
        let folder = try CommandFolder()
        let environment = ["XDG_STATE_HOME": folder.path("state"), "HOME": folder.url.path]
        let chosen = try explorer(["--theme", "dark"], environment: environment, background: Self.white)
        #expect(!isLight(chosen))
        quit(chosen)
        // What was chosen is kept.
        let next = try explorer(environment: environment, background: Self.white)
        #expect(!isLight(next))
        quit(next)
        let other = try explorer(["--theme", "light", "--no-state"], background: "rgb:0/0/0")
        #expect(other.screen.questions.isEmpty && isLight(other))
        quit(other)
    }

    @Test func whatNobodyChoseIsAskedAgain() throws {
        let folder = try CommandFolder()
        let environment = ["XDG_STATE_HOME": folder.path("state"), "HOME": folder.url.path]
        for background in [Self.white, "rgb:0/0/0", Self.white] {
            let session = try explorer(environment: environment, background: background)
            session.expect("its theme") { _ in isLight(session) == (background == Self.white) }
            quit(session)
        }
    }

    @Test(arguments: ["linux", "vt100", "screen"])
    func terminalsThatWouldPrintTheQuestionAreNotAsked(type: String) throws {
        let session = try explorer(["--no-state"], environment: ["TERM": type], background: nil)
        #expect(session.screen.questions.isEmpty)
        quit(session)
    }

    @Test func anAnswerAfterTheFirstFrameIsNoKeyAndBringsItsTheme() throws {
        let session = try explorer(["--no-state"], background: nil)
        #expect(!isLight(session))
        session.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62;22c")
        session.type("L")
        session.expect("the key behind the answer") { $0.contains("3511.62 GeV") }
        session.expect("the theme of the answer") { _ in isLight(session) }
        quit(session)
    }

    /// Every picture is one synchronized update.
    @Test func everyFrameIsOneUpdate() throws {
        let session = try explorer(["--no-state"], background: nil)
        let before = session.screen.updates
        #expect(before >= 1)
        session.type("L")
        session.expect("the next frame") { $0.contains("3511.62 GeV") && $0.updates > before && !$0.modes.contains(2026) }
        quit(session)
    }
}
