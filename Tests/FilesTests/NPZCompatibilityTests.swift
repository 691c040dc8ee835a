import CZlib
import Foundation
import Testing

@testable import Files

/// The logic of cnpy (cnpy.cpp, `npz_load`), on which many programs in C++ are built: it goes through the local headers alone, and
/// believes what they say of sizes.
enum Cnpy {
    struct Failure: Error { let reason: String }

    /// The names and the NPY bytes of all members.
    static func load(_ file: [UInt8]) throws -> [(name: String, npy: [UInt8])] {
        func integer(_ place: Int, _ size: Int) -> Int { (0..<size).reversed().reduce(0) { $0 << 8 | Int(file[place + $1]) } }
        var members: [(name: String, npy: [UInt8])] = []
        var place = 0
        while place + 30 <= file.count {
            // "if we've reached the global header, stop reading"
            if file[place + 2] != 0x03 || file[place + 3] != 0x04 { break }
            let (nameSize, extraSize) = (integer(place + 26, 2), integer(place + 28, 2))
            let name = String(decoding: file[place + 30..<place + 30 + nameSize], as: UTF8.self)
            let (method, packed, size) = (integer(place + 8, 2), integer(place + 18, 4), integer(place + 22, 4))
            let start = place + 30 + nameSize + extraSize
            guard start + packed <= file.count else { throw Failure(reason: "fread failed") }
            guard method == 8 else { throw Failure(reason: "stored") }
            let bytes = try inflated(Array(file[start..<start + packed]), size: size)
            guard crc32(0, bytes, UInt32(bytes.count)) == UInt(integer(place + 14, 4)) else { throw Failure(reason: "checksum") }
            members.append((String(name.dropLast(4)), bytes))
            place = start + packed
        }
        return members
    }

    private static func inflated(_ packed: [UInt8], size: Int) throws -> [UInt8] {
        var (stream, input, output) = (z_stream(), packed, [UInt8](repeating: 0, count: max(size, 1)))
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Failure(reason: "zlib")
        }
        defer { inflateEnd(&stream) }
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(size))
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.total_out == UInt(size) else { throw Failure(reason: "inflate \(status)") }
        return Array(output.prefix(size))
    }
}

@Suite("NPZ files as other programs read and write them")
struct NPZCompatibilityTests {
    @Test("cnpy reads what is written", arguments: [1, 3, 1000])
    func cnpy(rows: Int) throws {
        let folder = try TemporaryFolder()
        let numbers = (0..<rows * 9).map(Float.init)
        let file = try NPZWriter(path: folder.path("out.npz"))
        for name in ["conditions", "responses"] {
            try file.beginArray(named: name, NPYHeader(type: .float32, shape: [rows, 9]))
            try file.append(ArrayChunk(Array(numbers.prefix(9))))
            if rows > 1 { try file.append(ArrayChunk(Array(numbers.dropFirst(9)))) }
        }
        try file.commit()
        let members = try Cnpy.load(bytes(of: folder.path("out.npz")))
        #expect(members.map(\.name) == ["conditions", "responses"])
        let content = numbers.withUnsafeBytes { Array($0) }
        for member in members { #expect(member.npy == NPYHeader(type: .float32, shape: [rows, 9]).encoded + content) }
    }

    /// Keeps what is written to it, which cannot be changed.
    private final class Stream: OutputFile {
        let path = "stream"
        var bytes: [UInt8] = []
        func write(_ more: UnsafeRawBufferPointer) { bytes += more }
        func commit() {}
    }

    @Test("In a stream the sizes follow, and the archive is read all the same")
    func stream() throws {
        let stream = Stream()
        let file = try #require(NPZWriter(file: stream, state: []))
        try file.beginArray(named: "a", NPYHeader(type: .float32, shape: [3]))
        try file.append(ArrayChunk([1, 2, 3] as [Float]))
        try file.commit()
        #expect(stream.bytes[6] == 8)
        let folder = try TemporaryFolder()
        let path = try folder.write(stream.bytes, to: "stream.npz")
        #expect(try NPZFile(path: path).array(named: "a").values() == [1, 2, 3])
    }

    /// An archive of stored members.
    private func archive(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
        func little(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, content) in members {
            let checksum = Int(crc32(0, content, UInt32(content.count)))
            let common =
                little(20, 2) + little(0, 8) + little(checksum, 4) + little(content.count, 4) + little(content.count, 4)
                + little(name.utf8.count, 2) + little(0, 2)
            directory +=
                little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 10) + little(file.count, 4) + Array(name.utf8)
            file += little(0x0403_4B50, 4) + common + Array(name.utf8) + content
        }
        return file + directory + little(0x0605_4B50, 4) + little(0, 4) + little(members.count, 2) + little(members.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
    }

    private func npy(_ numbers: [Float]) -> [UInt8] {
        NPYHeader(type: .float32, shape: [numbers.count]).encoded + numbers.withUnsafeBytes { Array($0) }
    }

    private func read(_ file: [UInt8], _ name: String) throws -> [Float] {
        let folder = try TemporaryFolder()
        let path = try folder.write(file, to: "in.npz")
        #expect(try ArrayFormat(path: path) == .npz)
        return try NPZFile(path: path).array(named: name).values()
    }

    @Test("Names count with and without .npy; of two members of one name the last is taken, folders are left out")
    func names() throws {
        #expect(try read(archive([("a", npy([1]))]), "a") == [1])
        #expect(try read(archive([("a.npy", npy([1])), ("b", npy([2]))]), "b") == [2])
        #expect(try read(archive([("a.npy", npy([1])), ("a.npy", npy([2, 3]))]), "a") == [2, 3])
        #expect(try read(archive([("d/", []), ("d/a.npy", npy([4]))]), "d/a") == [4])
        #expect(throws: FileError.self) { try read(archive([("a.txt", Array("text".utf8))]), "a.txt") }
    }

    @Test("Bytes after the archive and before it are skipped", arguments: [1, 22, 4096, 60_000])
    func surroundings(count: Int) throws {
        let file = archive([("a.npy", npy([1, 2])), ("b.npy", npy([3]))])
        let junk = [UInt8](repeating: 0x2A, count: count)
        #expect(try read(file + junk, "b") == [3])
        #expect(try read(junk + file, "a") == [1, 2])
        #expect(try read(junk + file + junk, "b") == [3])
    }

    @Test("An archive with 64-bit records may have other bytes before it")
    func largeRecords() throws {
        let folder = try TemporaryFolder()
        try NPZWriterTests().write(folder.path("large.npz"), largeSize: 0)
        let file = try bytes(of: folder.path("large.npz"))
        #expect(try read([1, 2, 3] + file + [4, 5], "conditions") == [0, 0.5, -1, 2, 3, 1e9])
    }

    @Test("Numbers after an array are left alone, as numpy.load leaves them")
    func trailing() throws {
        let folder = try TemporaryFolder()
        #expect(try ArrayReader(path: folder.write(npy([1, 2]) + npy([3]), to: "two.npy")).values() == [1, 2])
        #expect(try read(archive([("a.npy", npy([1]) + [0, 0])]), "a") == [1])
    }

    @Test(
        "Archives of other programs are named",
        arguments: [
            (["archive/data.pkl", "archive/data/0"], "the members of a PyTorch file"),
            (["xl/workbook.xml"], "the members of an Excel workbook"),
            (["notes.txt"], "no arrays"), ([], "no arrays"),
        ])
    func foreign(names: [String], contents: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(archive(names.map { ($0, [1, 2, 3]) }), to: "other.npz")
        let error = #expect(throws: FileError.self) { try NPZFile(path: path).array(named: "conditions") }
        #expect(error?.description.hasPrefix("\(path): has no array 'conditions'; found \(contents)") == true)
    }
}
