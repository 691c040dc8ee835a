/// An answer of the terminal that was asked for: whether it is worth waiting for, and that it is reported once.
struct AwaitedAnswer {
    /// An answer takes as long as the line to the terminal. Nothing waits longer than this for it; one that comes later counts all
    /// the same.
    static let patience = Duration.milliseconds(100)

    /// Until when something waits for it; nil while nothing does.
    private(set) var end: ContinuousClock.Instant?
    /// It was asked for and has not been reported.
    private var isOpen = false

    /// Whether something waits for it.
    var isAwaited: Bool { end != nil }

    mutating func ask(at now: ContinuousClock.Instant) { (end, isOpen) = (now + Self.patience, true) }

    /// Ends the waiting, not the question, when its time is over.
    mutating func expire(at now: ContinuousClock.Instant) {
        if let end, now >= end { self.end = nil }
    }

    /// The background, the first time that the terminal has told it.
    mutating func take(_ answers: TerminalAnswers) -> TerminalBackground? {
        guard isOpen, answers.background != nil || answers.hasDeviceAttributes else { return nil }
        (end, isOpen) = (nil, false)
        return answers.background
    }
}
