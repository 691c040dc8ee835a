import Foundation
import Glibc
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

/// Tells when files change, on a thread that sleeps until they do.
///
/// The folders are watched, so a file that is replaced, or that does not exist yet, is noticed too.
final class FileWatcher: Sendable {
    private let watch: Int32
    private let stop: (read: Int32, write: Int32)

    /// Nil if the system has no more watches or threads to give: then nothing follows, and everything else works.
    init?(files: [String], changed: @escaping @Sendable () -> Void) {
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        guard watch >= 0 else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            close(watch)
            return nil
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.watch = watch
        stop = (ends[0], ends[1])
        let mask = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE)
        let urls = files.map { URL(filePath: $0) }
        for folder in Set(urls.map { $0.deletingLastPathComponent().path }) { inotify_add_watch(watch, folder, mask) }
        let names = Set(urls.map(\.lastPathComponent))
        let stopped = ends[0]
        do {
            try BackgroundThread.start(name: "watch") {
                while Self.wait(watch: watch, stop: stopped) {
                    if !Self.namesOfEvents(watch).isDisjoint(with: names) { changed() }
                }
                close(watch)
                close(stopped)
            }
        } catch {
            close(watch)
            close(stopped)
            return nil
        }
    }

    /// The thread ends and closes what it reads from.
    deinit { close(stop.write) }

    /// False once it is to end.
    private static func wait(watch: Int32, stop: Int32) -> Bool {
        var sources = [pollfd(fd: watch, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0)]
        while poll(&sources, 2, -1) < 0 { guard errno == EINTR else { return false } }
        return sources[1].revents == 0
    }

    /// The names of all files that have changed since the last call.
    private static func namesOfEvents(_ watch: Int32) -> Set<String> {
        var names: Set<String> = []
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            let count = read(watch, buffer.baseAddress, buffer.count)
            var place = 0
            let header = MemoryLayout<inotify_event>.size
            while place + header <= count {
                let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                let bytes = buffer[(place + header)..<min(place + header + Int(event.len), count)]
                names.insert(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
                place += header + Int(event.len)
            }
        }
        return names
    }
}
