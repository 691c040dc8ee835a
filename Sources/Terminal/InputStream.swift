import Glibc

/// The bytes from the terminal, and whether it is still there.
struct InputStream {
    /// The terminal has hung up; there will be no more bytes.
    private(set) var isClosed = false
    /// The hang-up has not been reported yet.
    private(set) var hasNewsOfClosing = false
    /// A return from suspension has not been reported yet.
    var resumed = false

    private var buffer = [UInt8](repeating: 0, count: 4096)

    mutating func takeNewsOfClosing() -> Bool {
        defer { hasNewsOfClosing = false }
        return hasNewsOfClosing
    }

    /// The bytes that have arrived; call it only when `poll` said there are some, for it waits otherwise.
    mutating func read() -> ArraySlice<UInt8> {
        let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count > 0 { return buffer[..<count] }
        // Nothing, or EIO: the other end of the terminal is closed.
        if count == 0 || (errno != EINTR && errno != EAGAIN) { close() }
        return []
    }

    /// Whether `read` would return at once.
    var hasMore: Bool {
        var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return !isClosed && poll(&watched, 1, 0) > 0
    }

    private mutating func close() {
        guard !isClosed else { return }
        isClosed = true
        hasNewsOfClosing = true
    }
}
