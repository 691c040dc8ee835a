import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A text read line by line in constant memory: a file, a pipe, or standard input.
package final class LineReader {
    /// The longest line that is read, bytes.
    package static let longestLine = 1 << 16
    private static let bufferSize = 4 * longestLine

    /// What messages call the text: its path, or "standard input".
    package let title: String
    /// The number of the line that was read last, from 1.
    package private(set) var lineNumber = 0

    /// Bytes taken from the text so far.
    package private(set) var byteCount = 0
    /// Bytes of the whole text; nil for a pipe, which does not tell.
    package let size: Int?

    private let descriptor: Int32
    private let buffer: UnsafeMutablePointer<UInt8>
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    /// - Parameter path: a file's, or "-" for standard input.
    package init(path: String) throws(FileError) {
        title = path == "-" ? "standard input" : path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        buffer = .allocate(capacity: Self.bufferSize)
        guard descriptor >= 0 else {
            size = nil
            throw FileError.system("read", path)
        }
        var status = stat()
        size = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        buffer.deallocate()
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// The next line without its end, valid until the one after it is read; nil at the end of the text.
    package func next() throws(FileError) -> UnsafeBufferPointer<UInt8>? {
        var searched = start
        while true {
            if searched < end, let place = memchr(buffer + searched, Int32(UInt8(ascii: "\n")), end - searched) {
                let newline = UnsafeRawPointer(buffer).distance(to: UnsafeRawPointer(place))
                defer { start = newline + 1 }
                return try line(start..<newline)
            }
            if isAtEnd {
                guard start < end else { return nil }
                defer { start = end }
                return try line(start..<end)
            }
            guard end - start <= Self.longestLine else {
                throw error("line \(lineNumber + 1) is longer than \(Self.longestLine) bytes")
            }
            searched = end - start
            try fill()
        }
    }

    /// "particles.csv: ….", for what was found in the text.
    package func error(_ found: String) -> FileError { FileError.content(title, found) }

    private func line(_ range: Range<Int>) throws(FileError) -> UnsafeBufferPointer<UInt8> {
        lineNumber += 1
        var bytes = UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
        guard bytes.count <= Self.longestLine else { throw error("line \(lineNumber) is longer than \(Self.longestLine) bytes") }
        guard !bytes.contains(0) else { throw error("line \(lineNumber) is no text: it has a byte of zero") }
        if bytes.last == UInt8(ascii: "\r") { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
        return bytes
    }

    /// Moves what is left to the front and reads behind it.
    private func fill() throws(FileError) {
        memmove(buffer, buffer + start, end - start)
        (start, end) = (0, end - start)
        while true {
            let count = read(descriptor, buffer + end, Self.bufferSize - end)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError.system("read", title)
            }
            end += count
            byteCount += count
            isAtEnd = count == 0
            return
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// As a sentence can hold it.
    package var quoted: String { Text.quoted(String(decoding: prefix(64), as: UTF8.self), limit: 32) }

    /// Without blanks at either end.
    package var trimmed: UnsafeBufferPointer<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = firstIndex { !isBlank($0) } ?? endIndex
        let end = lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        return UnsafeBufferPointer(rebasing: self[start..<end])
    }
}
