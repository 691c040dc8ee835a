import CZlib

/// A part of a file read front to back, decompressed where it is compressed.
final class ByteStream {
    enum Coding { case stored, deflated }

    let file: InputFile
    /// What the bytes are, for messages: a path, or a path and the name of an array.
    let title: String
    /// Bytes after decompression, as the file states them.
    let size: Int
    private(set) var position = 0

    private let end: Int
    private var next: Int
    /// CRC-32 that the whole stream must have; nil if the file has none.
    private let expectedChecksum: UInt?
    private var checksum: UInt = 0
    private let inflater: Inflater?

    /// - Parameter range: where the bytes are in the file; the caller has checked that the file has them.
    init(
        file: InputFile, title: String, range: Range<Int>, size: Int, coding: Coding, checksum: UInt?
    ) throws(FileError) {
        // A deflate stream cannot say more than 1032 bytes with one (RFC 1951: 258 bytes in two bits).
        let (most, overflow) = range.count.multipliedReportingOverflow(by: coding == .stored ? 1 : 1032)
        guard coding == .stored ? size == range.count : size <= most || overflow else {
            throw FileError.content(title, "claims \(size) bytes, which its \(range.count) bytes in the file cannot hold")
        }
        self.file = file
        self.title = title
        self.size = size
        next = range.lowerBound
        end = range.upperBound
        expectedChecksum = checksum
        inflater = coding == .deflated ? Inflater() : nil
    }

    /// Fills `bytes` with what comes next.
    func read(into bytes: UnsafeMutableRawBufferPointer) throws(FileError) {
        guard bytes.count <= size - position else {
            throw FileError.content(title, "ends after \(size) bytes; expected \(bytes.count - (size - position)) more")
        }
        if let inflater {
            try inflate(inflater, into: bytes)
        } else {
            try file.read(at: next, into: bytes)
            next += bytes.count
        }
        position += bytes.count
        guard let expectedChecksum else { return }
        checksum = crc32_z(checksum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        if position == size, checksum != expectedChecksum {
            throw FileError.content(title, "is damaged: its checksum does not match")
        }
    }

    func read(count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { (buffer) throws(FileError) in try read(into: buffer) }
        return bytes
    }

    private func inflate(_ inflater: Inflater, into bytes: UnsafeMutableRawBufferPointer) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if inflater.needsInput, next < end {
                let input = try file.bytes(at: next, count: min(Inflater.inputSize, end - next))
                next += input.count
                inflater.feed(input)
            }
            let room = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(1 << 30))
            guard let count = inflater.inflate(into: room), count > 0 || inflater.needsInput && next < end else {
                throw FileError.content(title, "is damaged: its compressed bytes make no sense")
            }
            rest = rest.dropFirst(count)
        }
    }
}

/// zlib's decompressor with the input it has not used yet.
private final class Inflater {
    static let inputSize = 1 << 16

    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(capacity: Self.inputSize)
        input.initialize(repeating: 0)
        let rawWindow: Int32 = -15
        let started = inflateInit2_(stream, rawWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(started == Z_OK, "zlib cannot start: out of memory or of another version than its header")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    var needsInput: Bool { stream.pointee.avail_in == 0 }

    func feed(_ bytes: [UInt8]) {
        _ = input.update(fromContentsOf: bytes)
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(bytes.count)
    }

    /// The number of bytes decompressed; nil if the input is not a deflate stream or has ended.
    func inflate(into bytes: UnsafeMutableRawBufferPointer) -> Int? {
        stream.pointee.next_out = bytes.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(bytes.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        let count = bytes.count - Int(stream.pointee.avail_out)
        switch status {
        case Z_OK, Z_BUF_ERROR: return count
        case Z_STREAM_END: return count > 0 ? count : nil
        default: return nil
        }
    }
}
