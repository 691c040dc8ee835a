import Canvas
import Glibc

/// How to find out whether the terminal is dark or light.
enum BackgroundQuestion: Hashable, Sendable {
    /// The environment says it.
    case answered(TerminalBackground)
    /// The terminal can be asked.
    case open
    /// Nobody knows, or it makes no difference.
    case none

    init(environment: [String: String], description: TerminalDescription, level: ColorLevel) {
        if level == .mono {
            self = .none
        } else if let background = TerminalBackground(colorfgbg: environment["COLORFGBG"]) {
            self = .answered(background)
        } else {
            // The Linux console and the terminals that terminfo gives few colours were never asked for one: some print the question.
            self = description.colors >= 256 || environment["TERM"]?.hasPrefix("xterm") == true ? .open : .none
        }
    }
}

extension Screen {
    /// Asks the terminal for the colour of its background, unless the environment says it. `wait` tells the answer.
    public func askForBackground() {
        checkThread()
        switch backgroundQuestion {
        case .answered(let background): earlyEvents.append(.background(background))
        case .open where !answer.isAwaited:
            // Every terminal answers the second question (DA1), so that one which does not know the first (OSC 11) is soon known.
            send("\u{1B}]11;?\u{1B}\\\u{1B}[c")
            answer.ask(at: .now)
        case .open, .none: break
        }
    }

    /// Whether it is worth waiting for what was asked; `wait` tells it later, too.
    public var awaitsAnswer: Bool {
        checkThread()
        return answer.isAwaited || !earlyEvents.isEmpty
    }

    /// Tells the answer once it is there.
    func takeAnswer(into events: inout [TerminalEvent]) {
        if let background = answer.take(decoder.answers) { events.append(.background(background)) }
    }
}
