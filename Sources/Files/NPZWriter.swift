import CZlib

/// Writes named arrays into one NPZ file, front to back, in constant memory.
///
///     let file = try NPZWriter(path: "out.npz")
///     try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [2, 9]))
///     try file.append(ArrayChunk(firstRow))
///     try file.append(ArrayChunk(secondRow))
///     try file.commit()
///
/// The same numbers in the same chunks give the same bytes. Sizes and checksums are in the local headers, which simple readers
/// such as cnpy trust; in a stream, which cannot be rewritten, they follow the data. The file appears when it is committed; see
/// `AtomicFile`. Source of the format: PKWARE APPNOTE 6.3.10; NPZ is a zip archive of NPY files.
public final class NPZWriter {
    private struct Entry {
        let name: [UInt8]
        let offset: UInt64
        let isLarge: Bool
        let headerBytes: Int
        let expectedBytes: Int
        var compressedBytes: UInt64 = 0
        var bytes = 0
        var checksum: UInt = 0
    }

    private let file: any OutputFile
    private var offset: UInt64 = 0
    private var entries: [Entry] = []
    /// Entries that an earlier program began and that have not been begun again.
    private var restored: [Progress] = []
    /// The size from which the 64-bit fields of the format are used.
    private let largeSize: UInt64

    /// How far the data of an entry has come.
    private typealias Progress = (offset: UInt64, compressedBytes: UInt64, bytes: UInt64, checksum: UInt64)

    /// What the 32-bit fields of the format cannot hold.
    private static let largest32: UInt64 = 0xFFFF_FFFF

    public convenience init(path: String) throws(FileError) {
        try self.init(path: path, largeSize: Self.largest32)
    }

    convenience init(path: String, largeSize: UInt64) throws(FileError) {
        self.init(file: try AtomicFile(path: path), largeSize: largeSize)
    }

    /// Writes into a file.
    ///
    /// - Parameter state: that of the writer whose bytes the file has already; the arrays that it began are begun again,
    ///   with the same names and headers, and filled from where it was. Empty for a new file. Nil if it is not a state.
    public convenience init?(file: any OutputFile, state: [UInt64]) {
        self.init(file: file, largeSize: Self.largest32)
        guard let first = state.first else { return }
        let numbers = state.dropFirst()
        guard numbers.count % 4 == 0, !numbers.isEmpty || first == 0 else { return nil }
        offset = first
        restored = stride(from: numbers.startIndex, to: numbers.endIndex, by: 4).map {
            (numbers[$0], numbers[$0 + 1], numbers[$0 + 2], numbers[$0 + 3])
        }
    }

    private init(file: any OutputFile, largeSize: UInt64) { (self.file, self.largeSize) = (file, largeSize) }

    /// How far the writer is, for another one that resumes behind the bytes written so far.
    public var state: [UInt64] {
        [offset] + entries.flatMap { [$0.offset, $0.compressedBytes, UInt64($0.bytes), UInt64($0.checksum)] }
    }

    /// Begins the next array; the one before must be complete.
    public func beginArray(named name: String, _ header: NPYHeader) throws(FileError) {
        let isNew = restored.isEmpty
        if isNew { try endArray() }
        let encoded = header.encoded
        // Room for what cannot be compressed.
        let bound = UInt64(header.byteCount + encoded.count) / 8 * 9 + 1024
        var entry = Entry(
            name: Array("\(name).npy".utf8), offset: restored.first?.offset ?? offset, isLarge: bound >= largeSize,
            headerBytes: encoded.count, expectedBytes: encoded.count + header.byteCount)
        precondition(!entries.contains { $0.name == entry.name }, "an NPZ file has one array named \(name)")
        if !isNew {
            try restore(&entry)
            entries.append(entry)
            return
        }
        entries.append(entry)
        try put(localHeader(of: entry))
        try append(ArrayChunk(encoded))
    }

    /// Takes over how far an entry has come, if it fits the array that is named now and the entries around it.
    private func restore(_ entry: inout Entry) throws(FileError) {
        let progress = restored.removeFirst()
        let before =
            entries.last.map {
                $0.offset + localHeaderSize(of: $0) + $0.compressedBytes + descriptorSize(of: $0)
            } ?? 0
        let isLast = restored.isEmpty
        // No sum below overflows: none of its parts is beyond the end.
        guard progress.offset == before, progress.offset <= offset, progress.compressedBytes <= offset, offset < 1 << 60,
            progress.bytes >= UInt64(entry.headerBytes), progress.bytes <= UInt64(entry.expectedBytes),
            progress.checksum <= Self.largest32
        else { throw ResumableFile.misfit(file.path) }
        (entry.compressedBytes, entry.bytes, entry.checksum) = (
            progress.compressedBytes, Int(progress.bytes), UInt(progress.checksum)
        )
        let end = entry.offset + localHeaderSize(of: entry) + entry.compressedBytes
        guard isLast ? end == offset : end < offset && entry.bytes == entry.expectedBytes else {
            throw ResumableFile.misfit(file.path)
        }
    }

    /// Bytes of numbers that the array has which was begun last.
    public var numberBytes: Int { entries.last.map { $0.bytes - $0.headerBytes } ?? 0 }

    /// Adds the next numbers of the array that was begun.
    public func append(_ chunk: ArrayChunk) throws(FileError) {
        precondition(!entries.isEmpty, "an array is begun before numbers are added")
        try put(chunk.compressed)
        let last = entries.count - 1
        entries[last].compressedBytes += UInt64(chunk.compressed.count)
        entries[last].bytes += chunk.byteCount
        entries[last].checksum = crc32_combine(entries[last].checksum, chunk.checksum, chunk.byteCount)
        precondition(entries[last].bytes <= entries[last].expectedBytes, "more numbers than the shape of the array holds")
    }

    /// Ends the file and gives it its name.
    public func commit() throws(FileError) {
        try endArray()
        let start = offset
        for entry in entries { try put(directoryRecord(of: entry)) }
        try put(endRecord(directoryStart: start, directorySize: offset - start))
        try file.commit()
    }

    private func endArray() throws(FileError) {
        guard let last = entries.indices.last else { return }
        precondition(entries[last].bytes == entries[last].expectedBytes, "an array has as many numbers as its shape says")
        try put(ArrayChunk.end)
        entries[last].compressedBytes += UInt64(ArrayChunk.end.count)
        if file.canRewrite {
            try file.rewrite(localHeader(of: entries[last]), at: Int(entries[last].offset))
        } else {
            try put(descriptor(of: entries[last]))
        }
    }

    private func localHeaderSize(of entry: Entry) -> UInt64 { UInt64(30 + entry.name.count + (entry.isLarge ? 20 : 0)) }

    /// Bytes behind the data of an entry.
    private func descriptorSize(of entry: Entry) -> UInt64 { file.canRewrite ? 0 : entry.isLarge ? 24 : 16 }

    /// What follows the data of an entry where its local header could not say it.
    private func descriptor(of entry: Entry) -> [UInt8] {
        var descriptor = LittleEndian()
        descriptor.put(0x0807_4B50 as UInt32)
        descriptor.put(UInt32(entry.checksum))
        if entry.isLarge {
            descriptor.put(entry.compressedBytes)
            descriptor.put(UInt64(entry.bytes))
        } else {
            descriptor.put(UInt32(entry.compressedBytes))
            descriptor.put(UInt32(entry.bytes))
        }
        return descriptor.bytes
    }

    private func put(_ bytes: [UInt8]) throws(FileError) {
        try file.write(bytes)
        offset += UInt64(bytes.count)
    }
}

// MARK: - Records of a zip archive

extension NPZWriter {
    /// Whether sizes and checksum follow the data.
    private var flags: UInt16 { file.canRewrite ? 0 : 1 << 3 }
    private static let deflated: UInt16 = 8
    /// 1 January 1980, the first day of the format: a file does not depend on when it was written.
    private static let date: UInt16 = 1 << 5 | 1

    private static func version(isLarge: Bool) -> UInt16 { isLarge ? 45 : 20 }

    private func localHeader(of entry: Entry) -> [UInt8] {
        var record = LittleEndian()
        record.put(0x0403_4B50 as UInt32)
        record.put(Self.version(isLarge: entry.isLarge))
        record.put(flags)
        record.put(Self.deflated)
        record.put(0 as UInt16)
        record.put(Self.date)
        // Before the end of the array these are unknown; its header is then written again, if that can be.
        let isKnown = file.canRewrite
        let (packed, size) = isKnown ? (entry.compressedBytes, UInt64(entry.bytes)) : (0, 0)
        record.put(isKnown ? UInt32(entry.checksum) : 0)
        record.put(entry.isLarge ? .max : UInt32(packed))
        record.put(entry.isLarge ? .max : UInt32(size))
        record.put(UInt16(entry.name.count))
        var extra = LittleEndian()
        if entry.isLarge {
            extra.put(1 as UInt16)
            extra.put(16 as UInt16)
            extra.put(size)
            extra.put(packed)
        }
        record.put(UInt16(extra.bytes.count))
        return record.bytes + entry.name + extra.bytes
    }

    private func directoryRecord(of entry: Entry) -> [UInt8] {
        let farAway = entry.offset >= largeSize
        var fields = LittleEndian()
        if entry.isLarge {
            fields.put(UInt64(entry.bytes))
            fields.put(entry.compressedBytes)
        }
        if farAway { fields.put(entry.offset) }
        var extra = LittleEndian()
        if !fields.bytes.isEmpty {
            extra.put(1 as UInt16)
            extra.put(UInt16(fields.bytes.count))
        }

        var record = LittleEndian()
        let unix: UInt16 = 3
        let isLarge = entry.isLarge || farAway
        record.put(0x0201_4B50 as UInt32)
        record.put(unix << 8 | Self.version(isLarge: isLarge))
        record.put(Self.version(isLarge: isLarge))
        record.put(flags)
        record.put(Self.deflated)
        record.put(0 as UInt16)
        record.put(Self.date)
        record.put(UInt32(entry.checksum))
        record.put(entry.isLarge ? .max : UInt32(entry.compressedBytes))
        record.put(entry.isLarge ? .max : UInt32(entry.bytes))
        record.put(UInt16(entry.name.count))
        record.put(UInt16(extra.bytes.count + fields.bytes.count))
        record.put(0 as UInt16)  // comment
        record.put(0 as UInt16)  // disk
        record.put(0 as UInt16)  // internal attributes
        record.put(0o100644 << 16 as UInt32)
        record.put(farAway ? .max : UInt32(entry.offset))
        return record.bytes + entry.name + extra.bytes + fields.bytes
    }

    private func endRecord(directoryStart: UInt64, directorySize: UInt64) -> [UInt8] {
        var record = LittleEndian()
        let isLarge = directoryStart >= largeSize
        if isLarge {
            record.put(0x0606_4B50 as UInt32)
            record.put(44 as UInt64)
            record.put(Self.version(isLarge: true))
            record.put(Self.version(isLarge: true))
            record.put(0 as UInt32)
            record.put(0 as UInt32)
            record.put(UInt64(entries.count))
            record.put(UInt64(entries.count))
            record.put(directorySize)
            record.put(directoryStart)
            record.put(0x0706_4B50 as UInt32)
            record.put(0 as UInt32)
            record.put(directoryStart + directorySize)
            record.put(1 as UInt32)
        }
        record.put(0x0605_4B50 as UInt32)
        record.put(0 as UInt16)
        record.put(0 as UInt16)
        record.put(UInt16(entries.count))
        record.put(UInt16(entries.count))
        record.put(UInt32(directorySize))
        record.put(isLarge ? .max : UInt32(directoryStart))
        record.put(0 as UInt16)
        return record.bytes
    }
}

/// A record of a file, put together from little-endian integers.
private struct LittleEndian {
    private(set) var bytes: [UInt8] = []

    mutating func put<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
}
