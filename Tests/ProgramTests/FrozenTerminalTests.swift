import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A terminal that takes no more output: a connection that stands still, a window whose scrolling is locked.
@Suite(.serialized) struct FrozenTerminalTests {
    /// The picture that nobody reads is cut off; what undoes it comes through when somebody reads again.
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalEndsTheScreen(signal: Int32) throws {
        let session = try PtySession(
            "screen-probe", ["confetti"], width: 200, height: 60, environment: ["COLORTERM": "truecolor"])
        session.expect("the probe is drawn") { $0.contains("drawn 1") }
        session.type("!")
        #expect(session.freeze())
        session.send(signal: signal)
        #expect(session.endingUnread(within: .seconds(2)) == .signalled(signal))
        session.drain()
        session.expectTerminalRestored()
    }

    @Test func aCrashGivesBackWhatItCan() throws {
        let session = try PtySession(
            "screen-probe", ["confetti"], width: 200, height: 60, environment: ["COLORTERM": "truecolor"])
        session.expect("the probe is drawn") { $0.contains("drawn 1") }
        session.type("!")
        #expect(session.freeze())
        session.send(signal: SIGQUIT)
        #expect(session.endingUnread(within: .seconds(2)) == .signalled(SIGQUIT))
        session.drain()
        session.expectTerminalRestored()
    }

    /// What was set is kept, and q works as ever.
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, nil])
    func theExplorerEndsWhileItPlays(signal: Int32?) throws {
        let folder = try CommandFolder()
        let environment = ["COLORTERM": "truecolor", "HOME": folder.url.path, "XDG_STATE_HOME": folder.path("state")]
        let session = try PtySession("zdc", width: 200, height: 60, environment: environment)
        session.expect("the explorer is drawn") { $0.contains("1 Explore") && $0.contains("energy") }
        session.type("L ")
        #expect(session.freeze())
        if let signal { session.send(signal: signal) } else { session.type("q") }
        #expect(session.endingUnread(within: .seconds(2)) == (signal.map { .signalled($0) } ?? .exited(0)))
        session.drain()
        session.expectTerminalRestored()
        let again = try PtySession("zdc", width: 200, height: 60, environment: environment)
        again.expect("the energy that was set") { $0.contains("3511.62 GeV") }
    }

    /// The picture on the screen is a whole one again, with what was typed meanwhile.
    @Test func whatThawsGoesOn() throws {
        let session = try PtySession(
            "zdc", ["explore", "--no-state"], width: 200, height: 60, environment: ["COLORTERM": "truecolor"])
        session.expect("the explorer is drawn") { $0.contains("1 Explore") && $0.contains("energy") }
        session.type(" ")
        #expect(session.freeze())
        session.type(" L")
        session.expect("the key that was pressed while nobody read") { $0.contains("3511.62 GeV") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }
}
