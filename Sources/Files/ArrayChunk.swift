import CZlib

/// Some numbers of an array, as a file stores them.
///
/// Each chunk is compressed by itself, so that many threads can make them, and ends on a whole byte, so that chunks in order
/// are one valid stream.
public struct ArrayChunk: Sendable {
    let compressed: [UInt8]
    /// Bytes before compression.
    let byteCount: Int
    /// CRC-32 of the bytes before compression.
    let checksum: UInt

    /// Responses are mostly zeros: runs alone take the least time and give the smallest files, at any level.
    private static let level: Int32 = 1
    private static let strategy = Z_RLE

    /// Compresses numbers whose bytes in memory are those of the file.
    public init<Number: BitwiseCopyable>(_ numbers: UnsafeBufferPointer<Number>) {
        self.init(bytes: UnsafeRawBufferPointer(numbers))
    }

    /// Compresses numbers.
    public init<Number: BitwiseCopyable>(_ numbers: [Number]) {
        self = numbers.withUnsafeBufferPointer { ArrayChunk($0) }
    }

    /// Compresses bytes as they are.
    public init(bytes: UnsafeRawBufferPointer) {
        byteCount = bytes.count
        checksum = crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        compressed = Self.deflated(bytes)
    }

    /// A raw deflate stream (RFC 1951) that is flushed but not ended.
    private static func deflated(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        let rawWindow: Int32 = -15
        let memory: Int32 = 8
        let started = deflateInit2_(
            stream, level, Z_DEFLATED, rawWindow, memory, strategy, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(started == Z_OK, "zlib cannot start: out of memory or of another version than its header")
        defer { deflateEnd(stream) }

        var compressed: [UInt8] = []
        compressed.reserveCapacity(bytes.count / 8 + 64)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { room in
            var rest = bytes[...]
            repeat {
                // zlib counts in 32 bits.
                let block = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30)).bindMemory(to: UInt8.self)
                rest = rest.dropFirst(block.count)
                stream.pointee.next_in = UnsafeMutablePointer(mutating: block.baseAddress)
                stream.pointee.avail_in = UInt32(block.count)
                repeat {
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    deflate(stream, rest.isEmpty ? Z_SYNC_FLUSH : Z_NO_FLUSH)
                    compressed += room.prefix(room.count - Int(stream.pointee.avail_out))
                } while stream.pointee.avail_out == 0
            } while !rest.isEmpty
        }
        return compressed
    }

    /// What ends a stream of chunks: a last, empty block.
    static let end: [UInt8] = [0x03, 0x00]
}
