/// What the mouse did, and over which cell.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }

    public var action: Action
    /// 1 left, 2 middle, 3 right; 0 for the wheel, and for a release by a terminal that does not say of what.
    public var button: Int
    /// The column, from 0.
    public var x: Int
    /// The row, from 0.
    public var y: Int
    public var modifiers: Modifiers

    public init(_ action: Action, button: Int, x: Int, y: Int, modifiers: Modifiers = []) {
        self.action = action
        self.button = button
        self.x = x
        self.y = y
        self.modifiers = modifiers
    }
}

/// Everything the terminal and the system tell the program.
public enum TerminalEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Pasted text on one line: line ends and tabs are blanks, other control characters are gone.
    case paste(String)
    /// The terminal has this size now, in cells.
    case resize(width: Int, height: Int)
    /// The terminal has answered `Screen.askForBackground`, at once or much later.
    case background(TerminalBackground)
    /// The program goes on after Ctrl-Z; the next `present` draws everything again.
    case resumed
    /// SIGTERM, SIGINT or SIGHUP has come, the last also when the terminal is gone: end in order, then `die(by:)`.
    case terminate(signal: Int32)
}
