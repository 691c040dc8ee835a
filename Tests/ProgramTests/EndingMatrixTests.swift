import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Every ending in every view, whatever it is doing. Each of the 24 situations has one of the eight endings in turn;
/// `ZDC_ALL_ENDINGS=1` takes all 192.
@Suite("Endings in every view", .serialized)
struct EndingMatrixTests {
    enum Activity: CaseIterable { case idle, playing, evaluating, dialog }
    enum Ending: CaseIterable { case quit, controlC, terminate, hangUp, interrupt, close, crash, abort }

    struct Situation: CustomTestStringConvertible {
        let view: Int
        let activity: Activity
        let endings: [Ending]
        var testDescription: String { "view \(view), \(activity): \(endings)" }

        static let all: [Situation] = {
            let isComplete = ProcessInfo.processInfo.environment["ZDC_ALL_ENDINGS"] != nil
            return (1...6).flatMap { view in
                Activity.allCases.enumerated().map { number, activity in
                    let endings = isComplete ? Ending.allCases : [Ending.allCases[(view + 2 * number) % 8]]
                    return Situation(view: view, activity: activity, endings: endings)
                }
            }
        }()
    }

    private static let titles = ["Explore", "Diversity", "Compare", "Histograms", "Metrics", "Training"]

    @Test("The terminal is given back", arguments: Situation.all)
    func endings(situation: Situation) throws {
        for ending in situation.endings {
            let session = try PtySession("zdc", width: 120, height: 40)
            let title = "▌\(situation.view) \(Self.titles[situation.view - 1])▐"
            session.type("\(situation.view)")
            session.expect("the view \(situation.view)") { $0.contains(title) }
            switch situation.activity {
            case .idle:
                session.type("\u{1B}")
                _ = session.comesToRest(for: .milliseconds(60), within: .seconds(1))
            case .playing: session.type(" ")
            case .evaluating: session.type("r")
            case .dialog:
                session.type("?")
                session.expect("the help") { $0.contains("keys") }
            }
            let expected: Set<PtySession.Ending>
            switch ending {
            case .quit:
                // Dialogs have letters of their own: Esc leaves them.
                session.type(situation.activity == .dialog ? "?q" : "q")
                // Where the Esc before it was not read yet, both are one key.
                if situation.activity == .idle, session.ending(within: .seconds(5)) == .running { session.type("q") }
                expected = [.exited(0)]
            case .controlC:
                session.type("\u{3}")
                expected = [.signalled(SIGINT)]
            case .terminate, .hangUp, .interrupt, .crash, .abort:
                let signals: [Ending: Int32] = [
                    .terminate: SIGTERM, .hangUp: SIGHUP, .interrupt: SIGINT, .crash: SIGSEGV, .abort: SIGABRT,
                ]
                let signal = try #require(signals[ending])
                session.send(signal: signal)
                expected = [.signalled(signal)]
            case .close:
                session.hangUp()
                expected = [.signalled(SIGHUP)]
            }
            let end = session.ending()
            #expect(expected.contains(end), "\(ending) ended it as \(end)")
            // Behind a closed window there is no terminal left to look at.
            if ending != .close { session.expectTerminalRestored() }
        }
    }
}
