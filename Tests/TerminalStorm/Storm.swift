import Glibc
import Random

/// How a storm ends.
enum StormEnding: CaseIterable { case key, controlC, terminate, hangUp, interrupt, quitSignal, close }

/// Random events for the explorer on a terminal, and a way to end it; the same seed and `index` give the same storm.
struct Storm {
    var steps: [StormStep]
    let ending: StormEnding
    let environment: [String: String]
    let size: (width: Int, height: Int)
    let arguments: [String]
    /// Whether a shell runs it as a job and continues it whenever it stops itself.
    let isJob: Bool

    init(seed: UInt64, index: UInt64, events: Int) {
        var random = RandomStream(seed: seed, purpose: RandomStream.Purpose(rawValue: 0xF3), index: index)
        ending = StormEnding.allCases[Int(index % UInt64(StormEnding.allCases.count))]
        isJob = index % 3 == 2
        environment = Self.environments[Int.random(in: 0..<Self.environments.count, using: &random)]
        size = [(80, 24), (120, 40), (200, 60), (20, 5), (1, 1), (500, 200)][Int.random(in: 0..<6, using: &random)]
        arguments = index % 4 == 3 ? ["explore", "--detector", "zp"] : []
        steps = []
        var count = 0
        while count < events {
            let step = Self.step(&random)
            steps.append(step)
            count += step.events
        }
    }

    private static let environments: [[String: String]] = [
        [:], ["COLORTERM": "truecolor"], ["LC_ALL": "C"], ["NO_COLOR": "1"], ["TERM": "screen-256color"],
        ["TERM": "tmux-256color"],
        ["TERM": "vt100"],
    ]
    // No q, Ctrl-C or Ctrl-\, because ending has its own steps. No slash, so that saved files stay in its folder.
    private static let characters = Array(
        "123456abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0789.+-<>[]=:?,;!@#%^&*()_{}| éπ字\u{1}\u{5}\u{8}\u{C}\u{10}\u{12}\u{15}\u{1A}"
            .unicodeScalars
    ).map { String($0) }
    private static let sequences = [
        "\r", "\t", "\u{1B}", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[1;2C", "\u{1B}[1;2D",
        "\u{1B}[1;5A", "\u{1B}[Z",
        "\u{1B}[3~", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\u{1B}OP", "\u{1B}[", "\u{1B}O",
        "\u{1B}[99999999999999999999;9;9u",
        "\u{1B}[<999;99999;0M", "\u{1B}]0;x\u{7}", "\u{1B}P1\u{1B}\\", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M !!", "\u{1B}x",
        "\u{1B}[?1;2c",
    ]
    private static let pastes = ["42/7", "2 TeV", "", "1e999", "nan", "qqq", String(repeating: "paste ", count: 200)]

    private static func step(_ random: inout RandomStream) -> StormStep {
        func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
        switch below(100) {
        case ..<52: return .input(pick(characters))
        case ..<70: return .input(pick(sequences))
        case ..<74: return .input("\u{1B}[200~\(pick(pastes))\u{1B}[201~")
        case ..<88:
            return .input(
                "\u{1B}[<\(pick([0, 0, 0, 1, 2, 32, 64, 65, 16]));\(1 + below(210));\(1 + below(62))\(pick(["M", "M", "m"]))")
        case ..<92: return .resize(1 + below(pick([100, 200, 500])), 1 + below(pick([30, 60, 200])))
        case 92: return .flutter(2 + below(30))
        case 93: return .stop
        case 94: return .signal(pick([SIGCONT, SIGWINCH, SIGTSTP]))
        default: return .look
        }
    }
}
