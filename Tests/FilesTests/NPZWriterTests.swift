import Testing

@testable import Files

@Suite("NPZ files that are written")
struct NPZWriterTests {
    /// Two arrays in a few chunks.
    func write(_ path: String, largeSize: UInt64 = 0xFFFF_FFFF) throws {
        let file = try NPZWriter(path: path, largeSize: largeSize)
        try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [3, 2]))
        try file.append(ArrayChunk([0, 0.5] as [Float]))
        try file.append(ArrayChunk([-1, 2, 3, 1e9] as [Float]))
        try file.beginArray(named: "responses", NPYHeader(type: .uint16, shape: [100, 500]))
        for chunk in 0..<4 { try file.append(ArrayChunk((0..<12500).map { UInt16(chunk * 12500 + $0) })) }
        try file.commit()
    }

    @Test("What was written is read again, with 32-bit and with 64-bit fields", arguments: [0xFFFF_FFFF, 60_000, 2000, 0])
    func roundTrip(largeSize: UInt64) throws {
        let folder = try TemporaryFolder()
        try write(folder.path("out.npz"), largeSize: largeSize)
        #expect(try folder.names == ["out.npz"])
        let file = try NPZFile(path: folder.path("out.npz"))
        #expect(file.names == ["conditions", "responses"])
        let conditions = try file.array(named: "conditions")
        #expect(conditions.header == NPYHeader(type: .float32, shape: [3, 2]))
        #expect(try conditions.values() == [0, 0.5, -1, 2, 3, 1e9])
        let responses = try file.array(named: "responses")
        #expect(responses.shape == [100, 500])
        #expect(try responses.values() == (0..<50_000).map(Float.init))
    }

    @Test("The header is NumPy's own, byte by byte", arguments: ["c-order.npy", "empty.npy"])
    func headerBytes(name: String) throws {
        let array = try ArrayReader(path: fixture(name))
        #expect(try bytes(of: fixture(name)).starts(with: array.header.encoded))
    }

    @Test(
        "Headers of any shape read as they were written",
        arguments: [[], [0], [7], [3, 44, 44], [1, 2, 3, 4, 5], [1_000_000_000, 1936]])
    func headers(shape: [Int]) throws {
        let header = NPYHeader(type: .uint16, shape: shape)
        let encoded = header.encoded
        #expect(encoded.count % 64 == 0)
        #expect(encoded.last == UInt8(ascii: "\n"))
        let dictionary = Array(encoded.dropFirst(10))
        #expect(try NPYHeader(dictionary: dictionary) == header)
    }

    /// Reads the archive record by record, as its format is published.
    @Test("The archive is what the zip format says")
    func records() throws {
        let folder = try TemporaryFolder()
        try write(folder.path("out.npz"))
        let file = try bytes(of: folder.path("out.npz"))
        func integer(_ place: Int, _ size: Int) -> Int { (0..<size).reversed().reduce(0) { $0 << 8 | Int(file[place + $1]) } }

        let end = file.count - 22
        #expect(integer(end, 4) == 0x0605_4B50)
        #expect(integer(end + 10, 2) == 2)
        var place = integer(end + 16, 4)
        #expect(place + integer(end + 12, 4) == end)

        let expected: [(name: String, content: [UInt8])] = [
            (
                "conditions.npy",
                NPYHeader(type: .float32, shape: [3, 2]).encoded + ([0, 0.5, -1, 2, 3, 1e9] as [Float]).flatMap(littleEndian)
            ),
            (
                "responses.npy",
                NPYHeader(type: .uint16, shape: [100, 500]).encoded + (0..<50_000).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            ),
        ]
        var nextLocal = 0
        for (name, content) in expected {
            #expect(integer(place, 4) == 0x0201_4B50)
            #expect(integer(place + 10, 2) == 8, "deflated")
            #expect(integer(place + 16, 4) == Int(slowChecksum(content)))
            let compressed = integer(place + 20, 4)
            #expect(integer(place + 24, 4) == content.count)
            #expect(String(decoding: file[place + 46..<place + 46 + integer(place + 28, 2)], as: UTF8.self) == name)
            let local = integer(place + 42, 4)
            #expect(local == nextLocal)
            #expect(integer(local, 4) == 0x0403_4B50)
            #expect(integer(local + 6, 2) == 0, "sizes are here")
            for (offset, size) in [(14, 4), (18, 4), (22, 4)] {
                #expect(integer(local + offset, size) == integer(place + offset + 2, size))
            }
            #expect(String(decoding: file[local + 30..<local + 30 + integer(local + 26, 2)], as: UTF8.self) == name)
            nextLocal = local + 30 + integer(local + 26, 2) + integer(local + 28, 2) + compressed
            place += 46 + integer(place + 28, 2) + integer(place + 30, 2) + integer(place + 32, 2)
        }
        #expect(place == end)
    }

    @Test("The same numbers give the same bytes")
    func reproducible() throws {
        let folder = try TemporaryFolder()
        try write(folder.path("one.npz"))
        try write(folder.path("two.npz"))
        #expect(try bytes(of: folder.path("one.npz")) == bytes(of: folder.path("two.npz")))
    }

    @Test("A file that is not committed does not appear")
    func notCommitted() throws {
        let folder = try TemporaryFolder()
        do {
            let file = try NPZWriter(path: folder.path("out.npz"))
            try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [1000]))
            try file.append(ArrayChunk([1, 2, 3] as [Float]))
        }
        #expect(try folder.names == [])
    }

    private func littleEndian(_ number: Float) -> [UInt8] { (0..<4).map { UInt8(number.bitPattern >> (8 * $0) & 0xFF) } }

    /// CRC-32 of ISO 3309, bit by bit.
    private func slowChecksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { bits, _ in bits >> 1 ^ (bits & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
