/// What a user, a window and a shell may do to the explorer in quick succession.
enum StormStep: Hashable, CustomStringConvertible {
    /// Bytes from the terminal: keys, mouse reports, pastes, noise.
    case input(String)
    case resize(Int, Int)
    /// Many changes of size in a row.
    case flutter(Int)
    /// Stopped by SIGSTOP, which it cannot handle, and continued.
    case stop
    case signal(Int32)
    /// Waits until the screen is drawn.
    case look

    /// The number of events for the explorer.
    var events: Int { if case .flutter(let count) = self { count } else { 1 } }

    /// Swift source for this step.
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
