import Foundation
import Glibc
import Random

/// What a user, a window and a job control shell may do to the explorer in quick succession.
enum StormStep: Hashable, CustomStringConvertible {
    /// Bytes from the terminal: keys, reports of the mouse, pastes, noise.
    case input(String)
    case resize(Int, Int)
    /// Many changes of size at once.
    case flutter(Int)
    /// Stopped past its handlers, and continued.
    case stop
    case signal(Int32)
    /// The user looks at what there is.
    case look

    var description: String {
        switch self {
        case .input(let text): ".input(\(text.debugDescription))"
        case .resize(let width, let height): ".resize(\(width), \(height))"
        case .flutter(let count): ".flutter(\(count))"
        case .stop: ".stop"
        case .signal(let number): ".signal(\(number))"
        case .look: ".look"
        }
    }
}

/// How a storm ends.
enum StormEnding: CaseIterable { case key, controlC, terminate, hangUp, interrupt, close }

/// Random events for the explorer on a terminal, and how it ends: number `index` of a seed is always the same.
struct TerminalStorm {
    var steps: [StormStep]
    let ending: StormEnding
    private let environment: [String: String]
    private let size: (width: Int, height: Int)

    init(seed: UInt64, index: UInt64, events: Int) {
        var random = RandomStream(seed: seed, purpose: RandomStream.Purpose(rawValue: 0xF2), index: index)
        func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
        ending = StormEnding.allCases[Int(index) % StormEnding.allCases.count]
        environment = pick([[:], ["COLORTERM": "truecolor"], ["LC_ALL": "C"], ["NO_COLOR": "1"], ["TERM": "screen-256color"], ["TERM": "tmux-256color"]])
        size = pick([(80, 24), (120, 40), (200, 60), (20, 5)])
        // No q, no Ctrl-C, Ctrl-\ or Ctrl-Z: they end or stop it, which has its own steps. No slash: files stay in the folder.
        let characters = Array("123456abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0789.+-<>[]=:?,;~!@#%^&*()_{}| éπ字\u{1}\u{5}\u{8}\u{C}\u{10}\u{12}\u{15}".unicodeScalars).map { String($0) }
        let sequences = [
            "\r", "\t", "\u{1B}", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[1;2C", "\u{1B}[1;2D", "\u{1B}[1;5A", "\u{1B}[Z",
            "\u{1B}[3~", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\u{1B}OP", "\u{1B}[", "\u{1B}O", "\u{1B}[99999999999999999999;9;9u",
            "\u{1B}[<999;99999;0M", "\u{1B}]0;x\u{7}", "\u{1B}P1\u{1B}\\", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M !!", "\u{1B}x", "\u{1B}[?1;2c",
        ]
        steps = (0..<events).map { _ in
            switch below(100) {
            case ..<52: return .input(pick(characters))
            case ..<70: return .input(pick(sequences))
            case ..<74: return .input("\u{1B}[200~\(pick(["42/7", "2 TeV", "", "qqq\u{3}", String(repeating: "paste ", count: 200)]))\u{1B}[201~")
            case ..<88: return .input("\u{1B}[<\(pick([0, 0, 0, 1, 2, 32, 64, 65, 16]));\(1 + below(210));\(1 + below(62))\(pick(["M", "M", "m"]))")
            case ..<92: return .resize(1 + below(pick([100, 200, 500])), 1 + below(pick([30, 60, 200])))
            case ..<94: return .flutter(2 + below(30))
            case ..<95: return .stop
            case ..<96: return .signal(pick([SIGCONT, SIGWINCH, SIGTSTP]))
            default: return .look
            }
        }
    }

    /// Runs the explorer in this folder through it all; what was wrong, or nil.
    func failure(program: String, folder: String) throws -> String? {
        let session = try PtySession(
            "/bin/sh", ["-c", "cd '\(folder)' && exec '\(program)'"], width: size.width, height: size.height,
            environment: environment.merging(["HOME": folder]) { $1 })
        func drawn(_ screen: VTScreen) -> Bool { screen.contains("1 Explore") || screen.contains("The explorer needs") }
        guard session.sees(within: .seconds(60), drawn) else { return "it does not start:\n\(session.screen.text)" }
        for step in steps {
            switch step {
            case .input(let text): session.type(text)
            case .resize(let width, let height): session.resize(width: width, height: height)
            case .flutter(let count): for number in 0..<count { session.resize(width: 60 + 7 * number, height: 20 + 3 * (number % 9)) }
            case .stop:
                session.send(signal: SIGSTOP)
                session.send(signal: SIGCONT)
            case .signal(let number): session.send(signal: number)
            case .look: session.drain()
            }
        }
        // A command or a hint may have been chosen that quits.
        let early = session.ending(within: .zero)
        if early != .running {
            return early == .exited(0) ? session.disorder.first : "it ended by itself: \(early)\n\(session.screen.text)"
        }
        // The end of a paste that was begun, and the way out of every dialog; then the program must answer.
        session.type("\u{1B}[201~\u{1B}")
        session.resize(width: 90, height: 30)
        for _ in 0..<4 {
            session.drain()
            session.type("\u{1B}")
            _ = session.sees(within: .milliseconds(60)) { _ in false }
        }
        guard session.sees(within: .seconds(60), { $0.contains("1 Explore") }) || session.ending(within: .zero) != .running else {
            return "it does not answer any more:\n\(session.screen.text)"
        }
        let expected: PtySession.Ending
        switch ending {
        case .key: (expected, _) = (.exited(0), session.type("q"))
        case .controlC: (expected, _) = (.signalled(SIGINT), session.type("\u{3}"))
        case .terminate: (expected, _) = (.signalled(SIGTERM), session.send(signal: SIGTERM))
        case .hangUp: (expected, _) = (.signalled(SIGHUP), session.send(signal: SIGHUP))
        case .interrupt: (expected, _) = (.signalled(SIGINT), session.send(signal: SIGINT))
        case .close: (expected, _) = (.signalled(SIGHUP), session.hangUp())
        }
        let end = session.ending(within: .seconds(60))
        guard end == expected || end == .exited(0) else { return "\(ending) ended it as \(end), expected \(expected)\n\(session.screen.text)" }
        // Behind a closed window there is no terminal left to look at.
        return ending == .close ? nil : session.disorder.first
    }
}
