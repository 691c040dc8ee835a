import Terminal
import Threads

/// Events from other threads, kept until the terminal's thread takes them.
final class Inbox: Sendable {
    private let events = Guarded<[ExplorerEvent]>([])
    private let wakeup: Wakeup

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    /// Keeps what the background has made, and wakes the loop.
    func put(_ event: ExplorerEvent) {
        events.withLock { $0.append(event) }
        wakeup.signal()
    }

    func takeAll() -> [ExplorerEvent] {
        events.withLock { events in
            defer { events.removeAll() }
            return events
        }
    }
}
