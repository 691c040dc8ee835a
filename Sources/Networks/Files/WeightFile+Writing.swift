public import Foundation

extension WeightFile {
    /// The file's bytes: tensors in the order of their names, the header padded to a multiple of eight bytes.
    public func encoded() throws(WeightFileError) -> Data {
        var header: [String: HeaderValue] = [:]
        if !metadata.isEmpty { header["__metadata__"] = .metadata(metadata) }
        var offset = 0
        let names = tensors.keys.sorted()
        for name in names {
            guard let tensor = tensors[name] else { continue }
            let end = offset + 4 * tensor.values.count
            header[name] = .tensor(shape: tensor.shape, offsets: [offset, end])
            offset = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var json: Data
        do {
            json = try encoder.encode(header)
        } catch {
            throw WeightFileError("the header cannot be written as JSON")
        }
        json.append(contentsOf: Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
        var bytes = Data(capacity: 8 + json.count + offset)
        withUnsafeBytes(of: UInt64(json.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(json)
        for name in names {
            let bits = (tensors[name]?.values ?? []).map(\.bitPattern.littleEndian)
            bits.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}

/// One value of the header's object, on its way out.
private enum HeaderValue: Encodable {
    case metadata([String: String])
    case tensor(shape: [Int], offsets: [Int])

    private enum Key: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .metadata(let words):
            try words.encode(to: encoder)
        case .tensor(let shape, let offsets):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode("F32", forKey: .dtype)
            try container.encode(shape, forKey: .shape)
            try container.encode(offsets, forKey: .offsets)
        }
    }
}
