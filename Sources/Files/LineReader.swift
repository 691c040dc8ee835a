import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A text read line by line in constant memory: a file, a pipe, standard input, or bytes in memory.
///
/// A line ends with LF, CRLF or CR, the last one also with the text. A byte order mark of UTF-8 is skipped. What is not text is
/// refused by its name: see `FileKind`.
package final class LineReader {
    /// The longest line that is read, bytes.
    package static let longestLine = 1 << 16
    private static let bufferSize = 4 * longestLine

    /// What messages call the text: its path, or "standard input".
    package let title: String
    /// The number of the line that was read last, from 1.
    package private(set) var lineNumber = 0
    /// Whether the line that was read last had an end of its own.
    package private(set) var isLineEnded = true

    /// Bytes taken from the text so far.
    package private(set) var byteCount = 0
    /// Bytes of the whole text; nil for a pipe, whose length is unknown.
    package let size: Int?

    private let descriptor: Int32?
    private let buffer: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    /// Where the next LF is, at or behind `start`; `end` if there is none. Nil if it has not been looked for.
    private var newline: Int?
    /// Whether an LF at `start` belongs to the CR before it.
    private var skipsNewline = false

    /// - Parameter path: a file's, or "-" for standard input.
    package init(path: String) throws(FileError) {
        title = path == "-" ? "standard input" : path
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        self.descriptor = descriptor
        capacity = Self.bufferSize
        buffer = .allocate(capacity: capacity)
        guard descriptor >= 0 else {
            size = nil
            throw FileError.system("read", path)
        }
        var status = stat()
        size = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Reads bytes that are in memory already.
    package init(bytes: [UInt8], title: String) {
        self.title = title
        descriptor = nil
        capacity = max(bytes.count, 1)
        buffer = .allocate(capacity: capacity)
        size = bytes.count
        (end, byteCount, isAtEnd) = (bytes.count, bytes.count, true)
        _ = UnsafeMutableBufferPointer(start: buffer, count: bytes.count).update(fromContentsOf: bytes)
    }

    deinit {
        buffer.deallocate()
        if let descriptor, descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// The next line without its end, valid until the one after it is read; nil at the end of the text.
    package func next() throws(FileError) -> UnsafeBufferPointer<UInt8>? {
        if lineNumber == 0 { try begin() }
        var searched = start
        while true {
            if skipsNewline, start < end {
                skipsNewline = false
                if buffer[start] == UInt8(ascii: "\n") { (start, newline) = (start + 1, nil) }
                searched = max(searched, start)
            }
            if let line = try lineInBuffer(from: searched) { return line }
            if isAtEnd {
                guard start < end else { return nil }
                defer { start = end }
                isLineEnded = false
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

    /// Looks at the first bytes: a byte order mark, or what is not text at all.
    private func begin() throws(FileError) {
        while !isAtEnd, end < FileKind.startSize { try fill() }
        let bytes = Array(UnsafeBufferPointer(start: buffer, count: min(end, FileKind.startSize)))
        if !bytes.isEmpty, let kind = FileKind.name(ofStart: bytes) { throw error("is \(kind); expected text") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    }

    /// The line that begins at `start`, if its end is in the buffer; there is none before `searched`.
    private func lineInBuffer(from searched: Int) throws(FileError) -> UnsafeBufferPointer<UInt8>? {
        let newline = self.newline ?? place(of: UInt8(ascii: "\n"), in: searched..<end)
        let carriage = found(UInt8(ascii: "\r"), in: searched..<max(newline, searched))
        let stop = carriage ?? newline
        guard stop < end else {
            self.newline = nil
            return nil
        }
        let line = try line(start..<stop)
        start = stop + 1
        if carriage != nil {
            if start == end {
                // Its LF may be the next byte that is read.
                skipsNewline = true
            } else if buffer[start] == UInt8(ascii: "\n") {
                start += 1
            }
        }
        self.newline = start > newline ? nil : newline
        isLineEnded = true
        return line
    }

    private func place(of byte: UInt8, in range: Range<Int>) -> Int { found(byte, in: range) ?? range.upperBound }

    private func found(_ byte: UInt8, in range: Range<Int>) -> Int? {
        guard !range.isEmpty, let place = memchr(buffer + range.lowerBound, Int32(byte), range.count) else { return nil }
        return UnsafeRawPointer(buffer).distance(to: UnsafeRawPointer(place))
    }

    private func line(_ range: Range<Int>) throws(FileError) -> UnsafeBufferPointer<UInt8> {
        lineNumber += 1
        let bytes = UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
        guard bytes.count <= Self.longestLine else { throw error("line \(lineNumber) is longer than \(Self.longestLine) bytes") }
        guard found(0, in: range) == nil else { throw error("line \(lineNumber) is not text: it has a byte of zero") }
        return bytes
    }

    /// Moves what is left to the front and reads behind it.
    private func fill() throws(FileError) {
        guard let descriptor else {
            isAtEnd = true
            return
        }
        memmove(buffer, buffer + start, end - start)
        (start, end) = (0, end - start)
        newline = nil
        while true {
            let count = read(descriptor, buffer + end, capacity - end)
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
