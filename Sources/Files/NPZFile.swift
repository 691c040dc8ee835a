import Text

/// An NPZ file: a zip archive of arrays in NPY format, stored or deflated, of any size.
///
/// Source of the format: PKWARE APPNOTE 6.3.10.
public struct NPZFile: Sendable {
    public let path: String
    /// The names of the arrays, in the order of the file.
    public var names: [String] { entries.map(\.name) }

    private struct Entry: Sendable {
        var name: String
        var method: Int
        var isEncrypted: Bool
        var checksum: UInt
        var compressedSize: Int
        var size: Int
        var offset: Int
    }

    private let file: InputFile
    private let entries: [Entry]
    private let directoryStart: Int

    /// Reads the table of contents.
    public init(path: String) throws(FileError) {
        self.path = path
        file = try InputFile(path: path)
        let directory = try Self.findDirectory(file)
        directoryStart = directory.lowerBound
        entries = try Self.readDirectory(file, directory)
    }

    /// One of the arrays, from its beginning.
    public func array(named name: String) throws(FileError) -> ArrayReader {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw FileError.content(
                path, "has no array '\(name)'; found \(names.isEmpty ? "none" : names.joined(separator: ", "))")
        }
        let title = "\(path), array '\(name)'"
        guard !entry.isEncrypted else { throw FileError.content(title, "is encrypted") }
        let coding: ByteStream.Coding
        switch entry.method {
        case 0: coding = .stored
        case 8: coding = .deflated
        default:
            throw FileError.content(title, "is compressed with zip method \(entry.method); expected 0 (stored) or 8 (deflated)")
        }
        let headerSize = 30
        guard entry.offset >= 0, entry.offset <= directoryStart - headerSize else { throw Self.damaged(path) }
        let header = Record(try file.bytes(at: entry.offset, count: headerSize))
        guard header.integer(at: 0, size: 4) == 0x0403_4B50 else { throw Self.damaged(path) }
        let start = entry.offset + headerSize + header.integer(at: 26, size: 2) + header.integer(at: 28, size: 2)
        guard start <= directoryStart, entry.compressedSize <= directoryStart - start else { throw Self.damaged(path) }
        return try ArrayReader(
            ByteStream(
                file: file, title: title, range: start..<start + entry.compressedSize, size: entry.size, coding: coding,
                checksum: entry.checksum))
    }

    private static func damaged(_ path: String) -> FileError {
        FileError.content(path, "is damaged or cut short: its table of contents points outside the file")
    }

    /// Where the table of contents lies: the record at the very end of an archive tells.
    private static func findDirectory(_ file: InputFile) throws(FileError) -> Range<Int> {
        let recordSize = 22
        let longestComment = 0xFFFF
        let tailSize = min(file.size, recordSize + longestComment)
        let tail = Record(try file.bytes(at: file.size - tailSize, count: tailSize))
        let candidates = stride(from: tailSize - recordSize, through: 0, by: -1)
        let found = candidates.first { start in
            tail.integer(at: start, size: 4) == 0x0605_4B50
                && start + recordSize + tail.integer(at: start + 20, size: 2) == tailSize
        }
        guard let found else {
            throw FileError.content(file.path, "is not an NPZ file or is cut short: it has no table of contents at its end")
        }
        var size = tail.integer(at: found + 12, size: 4)
        var start = tail.integer(at: found + 16, size: 4)
        let end = file.size - tailSize + found
        if size == 0xFFFF_FFFF || start == 0xFFFF_FFFF || tail.integer(at: found + 10, size: 2) == 0xFFFF {
            let locatorSize = 20
            let largeRecordSize = 56
            guard end >= locatorSize + largeRecordSize else { throw damaged(file.path) }
            let locator = Record(try file.bytes(at: end - locatorSize, count: locatorSize))
            let place = locator.integer(at: 8, size: 8)
            guard locator.integer(at: 0, size: 4) == 0x0706_4B50, place >= 0, place <= end - largeRecordSize else {
                throw damaged(file.path)
            }
            let record = Record(try file.bytes(at: place, count: largeRecordSize))
            guard record.integer(at: 0, size: 4) == 0x0606_4B50 else { throw damaged(file.path) }
            size = record.integer(at: 40, size: 8)
            start = record.integer(at: 48, size: 8)
        }
        guard start >= 0, size >= 0, start <= end, size <= end - start else { throw damaged(file.path) }
        guard size <= 1 << 26 else {
            throw FileError.content(file.path, "has a table of contents of \(size) bytes; expected less")
        }
        return start..<start + size
    }

    private static func readDirectory(_ file: InputFile, _ range: Range<Int>) throws(FileError) -> [Entry] {
        let directory = Record(try file.bytes(at: range.lowerBound, count: range.count))
        let recordSize = 46
        var entries: [Entry] = []
        var names: Set<String> = []
        var place = 0
        while place < range.count {
            guard place <= range.count - recordSize, directory.integer(at: place, size: 4) == 0x0201_4B50 else {
                throw damaged(file.path)
            }
            let nameSize = directory.integer(at: place + 28, size: 2)
            let extraSize = directory.integer(at: place + 30, size: 2)
            let commentSize = directory.integer(at: place + 32, size: 2)
            let extraStart = place + recordSize + nameSize
            let next = extraStart + extraSize + commentSize
            guard next <= range.count else { throw damaged(file.path) }
            let fileName = directory.text(at: place + recordSize, size: nameSize)
            var entry = Entry(
                name: fileName.hasSuffix(".npy") ? String(fileName.dropLast(4)) : "",
                method: directory.integer(at: place + 10, size: 2),
                isEncrypted: directory.integer(at: place + 8, size: 2) & 1 == 1,
                checksum: UInt(directory.integer(at: place + 16, size: 4)),
                compressedSize: directory.integer(at: place + 20, size: 4), size: directory.integer(at: place + 24, size: 4),
                offset: directory.integer(at: place + 42, size: 4))
            readLargeFields(of: &entry, directory, extraStart..<extraStart + extraSize)
            guard entry.size >= 0, entry.compressedSize >= 0 else { throw damaged(file.path) }
            place = next
            guard fileName.hasSuffix(".npy") else { continue }
            guard names.insert(entry.name).inserted else {
                throw FileError.content(file.path, "has two arrays of the same name '\(entry.name)'")
            }
            entries.append(entry)
        }
        return entries
    }

    /// Sizes that 32 bits cannot hold stand in an extra field, in a fixed order, only those that are needed.
    private static func readLargeFields(of entry: inout Entry, _ directory: Record, _ range: Range<Int>) {
        var place = range.lowerBound
        while place + 4 <= range.upperBound {
            let kind = directory.integer(at: place, size: 2)
            let end = place + 4 + directory.integer(at: place + 2, size: 2)
            var field = place + 4
            guard end <= range.upperBound else { return }
            func take(_ value: inout Int) {
                guard value == 0xFFFF_FFFF, field + 8 <= end else { return }
                value = directory.integer(at: field, size: 8)
                field += 8
            }
            if kind == 1 {
                take(&entry.size)
                take(&entry.compressedSize)
                take(&entry.offset)
            }
            place = end
        }
    }
}

/// Little-endian integers and text in a run of bytes.
private struct Record {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// An integer of up to eight bytes; beyond the largest `Int` it comes out negative.
    func integer(at place: Int, size: Int) -> Int {
        var number: UInt64 = 0
        for index in (0..<size).reversed() { number = number << 8 | UInt64(bytes[place + index]) }
        return Int(truncatingIfNeeded: number)
    }

    /// Text as it may be shown, since it ends up in messages.
    func text(at place: Int, size: Int) -> String {
        displayable(String(decoding: bytes[place..<place + size], as: UTF8.self), limit: size)
    }
}
