import Foundation
import Testing

@testable import Files

@Suite("Arrays that NumPy wrote")
struct ArrayReaderTests {
    static let ramp = (0..<24).map(Float.init)

    @Test(
        "Either order, either byte order, any version: the last index runs fastest",
        arguments: ["c-order.npy", "fortran-order.npy", "big-endian.npy", "version-2.npy"])
    func layouts(name: String) throws {
        let array = try ArrayReader(path: fixture(name))
        #expect(array.shape == [2, 3, 4])
        #expect(try array.values() == Self.ramp)
    }

    @Test("A scalar has no dimension, an empty array no number")
    func degenerate() throws {
        let scalar = try ArrayReader(path: fixture("scalar.npy"))
        #expect(scalar.shape == [])
        #expect(try scalar.values() == [2.5])
        let empty = try ArrayReader(path: fixture("empty.npy"))
        #expect(empty.shape == [0, 9])
        #expect(try empty.values() == [])
    }

    @Test("Every type of number is converted")
    func types() throws {
        let file = try NPZFile(path: fixture("types.npz"))
        #expect(Set(file.names).count == NumberType.allCases.count)
        for name in file.names {
            #expect(try file.array(named: name).values() == (name == "bool" ? [0, 1, 1, 1] : [0, 1, 2, 100]), "\(name)")
        }
    }

    @Test(
        "Half precision: signs, subnormals, infinities",
        arguments: [
            (0x0000, 0), (0x3C00, 1), (0xC000, -2), (0x7BFF, 65504), (0x0400, 6.103515625e-5), (0x0001, 5.960464477539063e-8),
            (0xFC00, -.infinity),
        ] as [(UInt16, Float)])
    func half(bits: UInt16, value: Float) {
        #expect(Float(halfPrecisionBits: bits) == value)
    }

    @Test("A compressed data set can be read bit by bit")
    func dataSet() throws {
        let file = try NPZFile(path: fixture("dataset.npz"))
        #expect(file.names == ["conditions", "responses"])
        #expect(try file.array(named: "conditions").values() == (0..<450).map(Float.init))
        let responses = try file.array(named: "responses")
        #expect(responses.shape == [50, 6, 5])
        let whole = try file.array(named: "responses").values()
        #expect(whole.reduce(0, +) == 82)
        var pieces: [Float] = []
        while responses.remaining > 0 {
            var piece = [Float](repeating: -1, count: min(7, responses.remaining))
            try piece.withUnsafeMutableBufferPointer { try responses.read(into: $0) }
            pieces += piece
        }
        #expect(pieces == whole)
    }

    @Test("An archive may have a comment and hold other things than arrays")
    func comment() throws {
        let file = try NPZFile(path: fixture("comment.npz"))
        #expect(file.names == ["ramp"])
        #expect(try file.array(named: "ramp").values() == Self.ramp)
    }
}

@Suite("Array files that are not what they claim")
struct ArrayRefusalTests {
    /// An NPY file, version 1, with a header and bytes of one's own.
    func npy(_ header: String, data: [UInt8] = []) -> [UInt8] {
        NPYHeader.magic + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)] + Array(header.utf8) + data
    }

    @Test(
        "A header that lies is refused before memory is taken for it",
        arguments: [
            (
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }",
                "has 8 bytes of numbers; expected 4000000000000 for"
            ),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "claims the impossible shape"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "not made of whole numbers"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "not made of whole numbers"),
            ("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "has the type '<c8'"),
            ("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "has the type '|O'"),
            ("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "neither True nor False"),
            ("{'descr': '<f4', 'shape': (2,), }", "lacks one of"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}", "unknown key 'more'"),
            ("{'descr': '<f4", "no plain text"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,", "not made of whole numbers"),
            ("", "where '{' should be"),
        ])
    func headers(header: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(npy(header, data: Array(repeating: 0, count: 8)), to: "a.npy")
        let error = try #require(throws: FileError.self) { try ArrayReader(path: path) }
        #expect(error.description.hasPrefix("\(path): "))
        #expect(error.description.contains(reason))
    }

    @Test("Structured arrays, other files, folders and missing files are named")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let structured = try #require(throws: FileError.self) { try ArrayReader(path: fixture("structured.npy")) }
        #expect(structured.description.contains("is a structured array, with named fields; expected plain numbers"))
        let text = try folder.write(Array("just some text".utf8), to: "text")
        let other = #expect(throws: FileError.self) { try ArrayReader(path: text) }
        #expect(other?.description == "\(text): does not begin as an array in NPY format does; expected an array in NPY format.")
        #expect(throws: FileError(path: "/nowhere", "Could not read /nowhere: No such file or directory.")) {
            try ArrayReader(path: "/nowhere")
        }
        #expect(throws: FileError(path: "/tmp", "/tmp: not a regular file.")) { try NPZFile(path: "/tmp") }
        let empty = try folder.write([], to: "empty")
        #expect(throws: FileError.self) { try ArrayReader(path: empty) }
        #expect(throws: FileError.self) { try NPZFile(path: empty) }
    }

    @Test(
        "A file cut anywhere is refused, and never read as something shorter",
        arguments: ["c-order.npy", "dataset.npz", "comment.npz"])
    func cutShort(name: String) throws {
        let folder = try TemporaryFolder()
        let whole = try bytes(of: fixture(name))
        for length in stride(from: 0, to: whole.count, by: 7) {
            let path = try folder.write(whole.prefix(length), to: "cut")
            // What is missing of a comment changes nothing, as for NumPy.
            if name == "comment.npz", length >= whole.count - 9 { continue }
            #expect(throws: FileError.self, "\(length) bytes of \(name)") { try readEverything(path) }
        }
    }

    @Test(
        "Any damaged byte gives the same numbers or a sentence",
        arguments: ["c-order.npy", "dataset.npz", "types.npz", "comment.npz"])
    func damagedBytes(name: String) throws {
        let folder = try TemporaryFolder()
        let whole = try bytes(of: fixture(name))
        let path = try folder.write(whole, to: "damaged")
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        func put(_ byte: UInt8, at place: Int) throws {
            try file.seek(toOffset: UInt64(place))
            try file.write(contentsOf: [byte])
        }
        for place in whole.indices {
            try put(whole[place] ^ (place % 2 == 0 ? 0xFF : 0x10), at: place)
            defer { try? put(whole[place], at: place) }
            do { try readEverything(path) } catch {
                #expect(error.description.hasPrefix(path) && error.description.hasSuffix("."))
                #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            }
        }
    }

    @Test("A compressed byte that was changed is noticed")
    func checksum() throws {
        let folder = try TemporaryFolder()
        var damaged = try bytes(of: fixture("dataset.npz"))
        damaged[damaged.count / 2] ^= 0x40
        let path = try folder.write(damaged, to: "damaged.npz")
        #expect(throws: FileError.self) { try readEverything(path) }
    }

    @Test("An array that is not there is answered with those that are")
    func missingArray() throws {
        let file = try NPZFile(path: fixture("dataset.npz"))
        let error = try #require(throws: FileError.self) { try file.array(named: "images") }
        #expect(error.description.hasSuffix("has no array 'images'; found the arrays conditions, responses."))
    }

    func readEverything(_ path: String) throws(FileError) {
        if try bytesOrNone(path).starts(with: NPYHeader.magic) {
            _ = try ArrayReader(path: path).values()
        } else {
            let file = try NPZFile(path: path)
            for name in file.names { _ = try file.array(named: name).values() }
        }
    }

    private func bytesOrNone(_ path: String) throws(FileError) -> [UInt8] {
        let file = try InputFile(path: path)
        return try file.bytes(at: 0, count: min(file.size, 16))
    }
}
