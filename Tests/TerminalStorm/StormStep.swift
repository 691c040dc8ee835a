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

    /// How many events the explorer gets.
    var events: Int { if case .flutter(let count) = self { count } else { 1 } }

    /// Swift that makes the same step.
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
