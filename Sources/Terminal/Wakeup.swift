import CTerminal
import Glibc

/// Makes `Screen.wait` return, from any thread. Many signals before the screen looks count as one.
public final class Wakeup: Sendable {
    /// An event counter; reading takes all signals at once.
    let descriptor: Int32

    init() throws(TerminalError) {
        descriptor = ct_event_counter()
        guard descriptor >= 0 else {
            throw .system(action: "making an event counter", reason: String(cString: strerror(errno)))
        }
    }

    deinit { Glibc.close(descriptor) }

    public func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout.size(ofValue: one))
    }

    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout.size(ofValue: count))
    }
}
