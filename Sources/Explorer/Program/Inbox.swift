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

/// Readings of files in the background, of which the newest alone counts.
final class Readings: Sendable {
    private let newest = Guarded(0)

    /// Begins another one; those before are given up.
    ///
    /// - Parameter progress: what tells the part that was read, 0…1.
    func begin(for inbox: Inbox, progress: @escaping @Sendable (Double) -> ExplorerEvent) -> Reading {
        let number = newest.withLock { newest in
            newest += 1
            return newest
        }
        return Reading(number: number, readings: self, inbox: inbox, progress: progress)
    }

    fileprivate func isNewest(_ number: Int) -> Bool { newest.withLock { $0 == number } }
}

/// One reading, as its thread knows it.
struct Reading: Sendable {
    fileprivate let number: Int
    fileprivate let readings: Readings
    fileprivate let inbox: Inbox
    fileprivate let progress: @Sendable (Double) -> ExplorerEvent

    /// Takes the part that was read, and tells it now and then.
    func reporter() -> (Double?) -> Void {
        var shown = ContinuousClock.now
        return { part in
            let now = ContinuousClock.now
            guard let part, now - shown >= ProgressReporter.interval else { return }
            shown = now
            put(progress(part))
        }
    }

    func end(_ event: ExplorerEvent) { put(event) }

    private func put(_ event: ExplorerEvent) { if readings.isNewest(number) { inbox.put(event) } }
}
