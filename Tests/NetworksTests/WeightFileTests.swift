import Foundation
import Testing

@testable import Networks

private func bytes(header: String, data: Int = 0, values: [Float]? = nil) -> Data {
    var bytes = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: header.utf8)
    if let values {
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    } else {
        bytes.append(Data(count: data))
    }
    return bytes
}

@Suite struct AWeightFile {
    @Test func isReadAsItStands() throws {
        let header = """
            {"__metadata__":{"model":"gan","note":"a\\u001b[31m\\nb"},
             "a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[],"data_offsets":[16,20]}}
            """
        let file = try WeightFile(bytes: bytes(header: header, values: [1, 2, 3, 4, -0.5]))
        #expect(file.tensors["a"] == WeightFile.Tensor(shape: [2, 2], values: [1, 2, 3, 4]))
        #expect(file.tensors["b"] == WeightFile.Tensor(shape: [], values: [-0.5]))
        #expect(file.metadata == ["model": "gan", "note": "a?[31m?b"])
    }

    @Test(arguments: [
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, 8,
            #"tensor "a" holds numbers of type "F64", expected "F32""#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8,
            #"tensor "a" of shape [3] takes 8 bytes, expected 12"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 4,
            #"tensor "a" is at [0, 8], expected two offsets within the 4 bytes of data"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8,
            #"tensor "a" is at [8, 0], expected two offsets within the 8 bytes of data"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#, 8,
            #"tensor "a" is at [-8, 0], expected two offsets within the 8 bytes of data"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}"#, 8,
            #"tensor "a" has the shape [-1, -2], expected positive extents"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#, 0,
            #"tensor "a" has the shape [0], expected positive extents"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,0]}}"#, 0,
            #"tensor "a" has the shape [4611686018427387904, 8], expected positive extents"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
            12,
            #"tensor "b" begins at byte 4 of the data, expected 8, where the one before it ends"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
            #"tensor "a" begins at byte 4 of the data, expected 0, where the one before it ends"#
        ),
        (
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 9,
            "found 9 bytes of data, expected the 4 of the header"
        ),
        (#"{"a":"#, 0, "the header is not that of a safetensors file"),
        ("[1,2]", 0, "the header is not that of a safetensors file"),
        (#"{"a":{"dtype":"F32","shape":"x"}}"#, 0, #"tensor "a" has no dtype, shape and data_offsets"#),
        (#"{"a":{"x":"y"}}"#, 0, #"tensor "a" has no dtype, shape and data_offsets"#),
    ])
    func isRefusedInOneSentence(header: String, data: Int, sentence: String) {
        let error = #expect(throws: WeightFileError.self) { try WeightFile(bytes: bytes(header: header, data: data)) }
        #expect(error?.description == sentence)
    }

    @Test func numbersMustBeFinite() {
        let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
        let error = #expect(throws: WeightFileError.self) {
            try WeightFile(bytes: bytes(header: header, values: [1, .infinity]))
        }
        #expect(error?.description == #"value 2 of tensor "a" is inf, expected a finite number"#)
    }

    @Test(arguments: [
        (Data(), "found 0 bytes, expected at least the 8 of the header's length"),
        (
            Data(repeating: 0xff, count: 20),
            "found a header of 18446744073709551615 bytes in a file of 20, expected a safetensors header that fits"
        ),
        (
            Data("not a weight file".utf8),
            "found a header of 7311348121587707758 bytes in a file of 17, expected a safetensors header that fits"
        ),
    ])
    func foreignBytesAreRefused(bytes: Data, sentence: String) {
        let error = #expect(throws: WeightFileError.self) { try WeightFile(bytes: bytes) }
        #expect(error?.description == sentence)
    }

    @Test func whatIsNoFileIsRefused() {
        #expect(throws: WeightFileError("this is not a regular file")) {
            try WeightFile(contentsOf: URL(filePath: "/dev/zero"))
        }
        #expect(throws: WeightFileError("this is not a regular file")) { try WeightFile(contentsOf: URL(filePath: "/")) }
        #expect(throws: WeightFileError("the file is missing or cannot be read")) {
            try WeightFile(contentsOf: URL(filePath: "/nowhere/weights.safetensors"))
        }
    }

    @Test func isWrittenAsItWillBeRead() throws {
        let file = WeightFile(
            tensors: [
                "b": .init(shape: [2, 3], values: normals(6)), "a/b": .init(shape: [], values: [1]),
                "\u{e9}": .init(shape: [1], values: [-0.0]),
            ],
            metadata: ["model": "gan", "note": "two\"words"])
        let bytes = try file.encoded()
        #expect(bytes[0] % 8 == 0)
        #expect(try WeightFile(bytes: bytes) == file)
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors")
        defer { try? FileManager.default.removeItem(at: path) }
        try file.encoded().write(to: path)
        #expect(try WeightFile(contentsOf: path) == file)
    }
}
