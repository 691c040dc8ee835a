import Synchronization
import Terminal

/// Events from other threads, kept until the terminal's thread takes them.
final class Inbox: Sendable {
    private let events = Mutex<[ExplorerEvent]>([])
    private let wakeup: Wakeup

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    /// Keeps what the background has made, and wakes the loop.
    func put(_ delivery: SamplingService.Delivery) {
        let event: ExplorerEvent =
            switch delivery {
            case .pictures(let pictures): .pictures(pictures)
            case .statistics(let statistics): .statistics(statistics)
            }
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
