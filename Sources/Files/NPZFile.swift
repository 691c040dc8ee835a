import Text

/// An NPZ file: a zip archive of arrays in NPY format, stored or deflated, of any size.
///
/// It is read as NumPy reads it: names of members count with or without `.npy`, of two members of one name the last is taken,
/// and bytes before and after the archive are skipped. Source of the format: PKWARE APPNOTE 6.3.10; CPython's zipfile.
public struct NPZFile: Sendable {
    public let path: String
    /// The names of the arrays without `.npy`, in the order of the file.
    public let names: [String]

    private struct Entry: Sendable {
        var name: String
        /// Whether its name says that it is an array.
        var isArray: Bool
        var method: Int
        var isEncrypted: Bool
        var checksum: UInt
        var compressedSize: Int
        var size: Int
        var offset: Int
    }

    private let file: InputFile
    private let entries: [Entry]
    private let directory: Directory

    /// Reads the table of contents.
    public init(path: String) throws(FileError) {
        self.path = path
        file = try InputFile(path: path)
        guard let directory = try Self.findDirectory(file) else {
            let isArchive = try file.bytes(at: 0, count: min(4, file.size)) == [0x50, 0x4B, 0x03, 0x04]
            let kind = isArchive ? nil : FileKind.name(of: file)
            throw FileError.content(
                path,
                kind.map { "is \($0); expected an NPZ file" }
                    ?? "is not an NPZ file or is cut short: it has no table of contents at its end")
        }
        self.directory = directory
        entries = try Self.readDirectory(file, directory)
        var unnamed = 0
        var names: [String] = []
        for entry in entries {
            if !entry.isArray {
                unnamed += 1
                guard unnamed <= Self.mostUnnamed, Self.beginsAsArray(entry, file, directory) else { continue }
            }
            names.append(entry.name)
        }
        self.names = names
    }

    /// Members without `.npy` that are looked into; archives of other programs have thousands.
    private static let mostUnnamed = 64

    /// Whether a member without `.npy` is an array.
    private static func beginsAsArray(_ entry: Entry, _ file: InputFile, _ directory: Directory) -> Bool {
        do throws(FileError) {
            let stream = try stream(entry, file, directory, title: file.path)
            return try stream.read(count: min(stream.size, NPYHeader.magic.count)) == NPYHeader.magic
        } catch {
            return false
        }
    }

    /// Whether a file ends as an archive does.
    static func isArchive(_ file: InputFile) -> Bool {
        do throws(FileError) {
            return try findDirectory(file) != nil
        } catch {
            return false
        }
    }

    /// "the arrays a, b", for messages; what the archive is if none of its members is an array.
    public var contents: String {
        let members = entries.map(\.name)
        let kinds: [(mark: String, kind: String)] = [
            ("data.pkl", "the members of a PyTorch file"), ("xl/", "the members of an Excel workbook"),
            ("word/", "the members of a Word document"), ("META-INF/", "the members of a Java archive"),
            (".keras", "the members of a Keras model"), ("config.json", "the members of a Keras model"),
        ]
        for (mark, kind) in kinds
        where names.isEmpty && members.contains(where: { $0.hasPrefix(mark) || $0.hasSuffix("/" + mark) || $0 == mark }) {
            return "\(kind), which are not arrays of NumPy's"
        }
        if names.isEmpty { return "no arrays" }
        let shown = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
        return names.count == 1 ? "the array \(shown)" : "the arrays \(shown)"
    }

    /// One of the arrays, from its beginning.
    public func array(named name: String) throws(FileError) -> ArrayReader {
        guard let entry = entries.last(where: { $0.name == name }) else {
            throw FileError.content(path, "has no array '\(name)'; found \(contents)")
        }
        return try ArrayReader(Self.stream(entry, file, directory, title: "\(path), array '\(name)'"))
    }

    /// The bytes of a member.
    private static func stream(
        _ entry: Entry, _ file: InputFile, _ directory: Directory, title: String
    ) throws(FileError) -> ByteStream {
        guard !entry.isEncrypted else { throw FileError.content(title, "is encrypted") }
        let coding: ByteStream.Coding
        switch entry.method {
        case 0: coding = .stored
        case 8: coding = .deflated
        default:
            throw FileError.content(title, "is compressed with zip method \(entry.method); expected 0 (stored) or 8 (deflated)")
        }
        let headerSize = 30
        guard entry.offset >= 0, entry.offset <= directory.range.lowerBound - headerSize else { throw damaged(file.path) }
        let header = Record(try file.bytes(at: entry.offset, count: headerSize))
        guard header.integer(at: 0, size: 4) == 0x0403_4B50 else { throw damaged(file.path) }
        let start = entry.offset + headerSize + header.integer(at: 26, size: 2) + header.integer(at: 28, size: 2)
        let end = directory.range.lowerBound
        guard start <= end, entry.compressedSize <= end - start else { throw damaged(file.path) }
        return try ByteStream(
            file: file, title: title, range: start..<start + entry.compressedSize, size: entry.size, coding: coding,
            checksum: entry.checksum)
    }

    private static func damaged(_ path: String) -> FileError {
        FileError.content(path, "is damaged or cut short: its table of contents points outside the file")
    }

    /// The table of contents of an archive.
    private struct Directory {
        let range: Range<Int>
        /// Bytes before the archive, which no offset in it counts.
        let prefix: Int
    }

    /// Finds the table of contents; nil if the file is not an archive.
    ///
    /// The last record that can end an archive says where it is. Other bytes may follow, as many as a comment may have.
    private static func findDirectory(_ file: InputFile) throws(FileError) -> Directory? {
        let recordSize = 22
        let longestComment = 0xFFFF
        let tailSize = min(file.size, recordSize + longestComment)
        let tail = Record(try file.bytes(at: file.size - tailSize, count: tailSize))
        let candidates = stride(from: tailSize - recordSize, through: 0, by: -1)
        guard let found = candidates.first(where: { tail.integer(at: $0, size: 4) == 0x0605_4B50 }) else { return nil }
        var size = tail.integer(at: found + 12, size: 4)
        var start = tail.integer(at: found + 16, size: 4)
        // What the table of contents ends at: the record that was found, or the larger one before it.
        var end = file.size - tailSize + found
        if size == 0xFFFF_FFFF || start == 0xFFFF_FFFF || tail.integer(at: found + 10, size: 2) == 0xFFFF {
            let locatorSize = 20
            let largeRecordSize = 56
            guard end >= locatorSize + largeRecordSize else { throw damaged(file.path) }
            let locator = Record(try file.bytes(at: end - locatorSize, count: locatorSize))
            guard locator.integer(at: 0, size: 4) == 0x0706_4B50 else { throw damaged(file.path) }
            // Where the locator says, or right before it if other bytes precede the archive.
            var record: Record?
            for place in [locator.integer(at: 8, size: 8), end - locatorSize - largeRecordSize]
            where record == nil && place >= 0 && place <= end - locatorSize - largeRecordSize {
                let found = Record(try file.bytes(at: place, count: largeRecordSize))
                if found.integer(at: 0, size: 4) == 0x0606_4B50 { (record, end) = (found, place) }
            }
            guard let record else { throw damaged(file.path) }
            size = record.integer(at: 40, size: 8)
            start = record.integer(at: 48, size: 8)
        }
        guard start >= 0, size >= 0, start <= end, size <= end - start else { throw damaged(file.path) }
        guard size <= 1 << 26 else {
            throw FileError.content(file.path, "has a table of contents of \(size) bytes; expected less")
        }
        return Directory(range: end - size..<end, prefix: end - size - start)
    }

    private static func readDirectory(_ file: InputFile, _ place: Directory) throws(FileError) -> [Entry] {
        let range = place.range
        let directory = Record(try file.bytes(at: range.lowerBound, count: range.count))
        let recordSize = 46
        var entries: [Entry] = []
        var place = (next: 0, prefix: place.prefix)
        while place.next < range.count {
            let start = place.next
            guard start <= range.count - recordSize, directory.integer(at: start, size: 4) == 0x0201_4B50 else {
                throw damaged(file.path)
            }
            let nameSize = directory.integer(at: start + 28, size: 2)
            let extraSize = directory.integer(at: start + 30, size: 2)
            let commentSize = directory.integer(at: start + 32, size: 2)
            let extraStart = start + recordSize + nameSize
            place.next = extraStart + extraSize + commentSize
            guard place.next <= range.count else { throw damaged(file.path) }
            let fileName = directory.text(at: start + recordSize, size: nameSize)
            var entry = Entry(
                name: fileName.hasSuffix(".npy") ? String(fileName.dropLast(4)) : fileName,
                isArray: fileName.hasSuffix(".npy"),
                method: directory.integer(at: start + 10, size: 2),
                isEncrypted: directory.integer(at: start + 8, size: 2) & 1 == 1,
                checksum: UInt(directory.integer(at: start + 16, size: 4)),
                compressedSize: directory.integer(at: start + 20, size: 4), size: directory.integer(at: start + 24, size: 4),
                offset: directory.integer(at: start + 42, size: 4))
            readLargeFields(of: &entry, directory, extraStart..<extraStart + extraSize)
            guard entry.size >= 0, entry.compressedSize >= 0, entry.offset >= 0, entry.offset <= range.lowerBound else {
                throw damaged(file.path)
            }
            entry.offset += place.prefix
            // A folder has no content.
            if !fileName.hasSuffix("/") { entries.append(entry) }
        }
        return entries
    }

    /// Sizes that 32 bits cannot hold are in an extra field, in a fixed order, only those that are needed.
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
