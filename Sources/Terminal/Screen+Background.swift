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
    /// An answer takes as long as the line to the terminal; nobody waits longer for a first picture.
    private static let answerPatience = Duration.milliseconds(80)

    /// Asks the terminal for the colour of its background, unless the environment says it. The answer is read by `background`, and
    /// dropped if it comes later.
    public func askForBackground() {
        checkThread()
        guard backgroundQuestion == .open, answerEnd == nil else { return }
        // Every terminal answers the second question (DA1), so that one which does not know the first (OSC 11) is soon known.
        send("\u{1B}]11;?\u{1B}\\\u{1B}[c")
        answerEnd = ContinuousClock.now + Self.answerPatience
    }

    /// Whether the terminal is dark or light; nil if it has said so neither by now nor within 80 ms of `askForBackground`. Keys that
    /// are pressed meanwhile are kept for `wait`.
    public func background() -> TerminalBackground? {
        checkThread()
        if case .answered(let background) = backgroundQuestion { return background }
        var isOver = false
        while !isOver, let answerEnd, decoder.answers.background == nil, !decoder.answers.hasDeviceAttributes, !input.isClosed {
            let rest = answerEnd - ContinuousClock.now
            // What is there already is read however late it is asked for.
            isOver = rest <= .zero
            output.flush()
            var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if Glibc.poll(&watched, 1, max(rest, .zero).pollTimeout) > 0 { readInput(into: &earlyEvents) }
        }
        return decoder.answers.background
    }
}
