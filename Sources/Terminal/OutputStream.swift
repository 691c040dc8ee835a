import Glibc

/// The bytes on their way to the terminal, which may take them late or never: a stopped line, a frozen connection.
///
/// Writing never waits: what the terminal does not take now stays here until the next `flush`.
struct OutputStream {
    let descriptor: Int32
    /// Whether the descriptor is ours to close, and never blocks.
    private let isOwn: Bool
    private var bytes: [UInt8] = []
    private var sent = 0

    /// A terminal that cannot be opened again, as after su(1), is written to in pieces this small, and only when it says it has room.
    private static let piece = 256

    /// Opens the terminal of standard output again. O_NONBLOCK belongs to the open file, which the shell shares with this process.
    init() {
        let opened = open("/proc/self/fd/\(STDOUT_FILENO)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        isOwn = opened >= 0 && isatty(opened) == 1
        if opened >= 0, !isOwn { Glibc.close(opened) }
        descriptor = isOwn ? opened : STDOUT_FILENO
    }

    func close() { if isOwn { Glibc.close(descriptor) } }

    /// Whether the terminal has taken everything.
    var isEmpty: Bool { sent == bytes.count }

    mutating func append(_ new: some Sequence<UInt8>) { bytes += new }

    /// Forgets what the terminal has not taken.
    mutating func discard() {
        bytes.removeAll(keepingCapacity: true)
        sent = 0
    }

    /// Writes what the terminal takes now.
    mutating func flush() {
        while !isEmpty {
            guard isOwn || hasRoom(within: .zero) else { return }
            let most = isOwn ? bytes.count - sent : min(Self.piece, bytes.count - sent)
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + sent }, most) }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                // The terminal is gone; its input says so.
                break
            }
        }
        discard()
    }

    /// Writes everything; false if the terminal has not taken it in time.
    mutating func flush(within limit: Duration) -> Bool {
        let end = ContinuousClock.now + limit
        flush()
        while !isEmpty, case let rest = end - ContinuousClock.now, rest > .zero {
            guard hasRoom(within: rest) else { continue }
            flush()
        }
        return isEmpty
    }

    private func hasRoom(within limit: Duration) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&watched, 1, limit.pollTimeout) > 0
    }
}

extension Duration {
    /// Milliseconds for poll(2), rounded up, so that waiting ends after the time and not just before it.
    var pollTimeout: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return max(0, Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}
