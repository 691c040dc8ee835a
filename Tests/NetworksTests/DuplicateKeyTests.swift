import Foundation
import Testing

@testable import Networks

@Suite("Keys of a weight file's header")
struct DuplicateKeyTests {
    static let twice: [(json: String, key: String)] = [
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "a"),
        (#"{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}"#, "shape"),
        (#"{"__metadata__":{"model":"x","mod\u0065l":"y"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "model"),
        (#"{"__metadata__":{},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"__metadata__":{}}"#, "__metadata__"),
    ]

    @Test("are there once: a header with one twice is refused", arguments: twice)
    func refused(json: String, key: String) {
        #expect(DuplicateKey.first(in: Data(json.utf8)) == key)
        let error = #expect(throws: WeightFileError.self) { try WeightFile(bytes: file(json)) }
        #expect(error?.description == "the header has the key \"\(key)\" twice, expected it once")
    }

    @Test(
        "may be the same in different objects, and be values",
        arguments: [
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"__metadata__":{"a":"a","b":"a","shape":"{\"x\":1,\"x\":1}"}}"#,
            #"{"__metadata__":{"a":"\\","b":"\""},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        ])
    func accepted(json: String) throws {
        #expect(DuplicateKey.first(in: Data(json.utf8)) == nil)
        #expect(try WeightFile(bytes: file(json)).tensors.count == 1)
    }

    private func file(_ json: String) -> Data {
        var bytes = withUnsafeBytes(of: UInt64(json.utf8.count).littleEndian) { Data($0) }
        bytes.append(contentsOf: json.utf8)
        bytes.append(contentsOf: [0, 0, 0x80, 0x3F])
        return bytes
    }
}
