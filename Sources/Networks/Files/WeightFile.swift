import Foundation
import Text

/// Named tensors of single-precision numbers and a few words about them: one safetensors file.
///
/// The format: eight bytes with the length of the header (little-endian), the header as JSON, the numbers. Every
/// length in it is checked against the size of the file before memory is set aside for it, and every number is finite.
/// Source: huggingface/safetensors, "Format".
public struct WeightFile: Hashable, Sendable {
    public struct Tensor: Hashable, Sendable {
        public var shape: [Int]
        /// The last index runs fastest.
        public var values: [Float]

        public init(shape: [Int], values: [Float]) {
            precondition(shape.reduce(1, *) == values.count, "the values do not fill the shape")
            self.shape = shape
            self.values = values
        }
    }

    public var tensors: [String: Tensor]
    /// What the file says of itself. It may come from anywhere, so it is made displayable on reading.
    public var metadata: [String: String]

    public init(tensors: [String: Tensor], metadata: [String: String]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// Larger files are no weights of ours: width 1 takes 25 MB.
    static let sizeLimit = 1 << 28
    static let headerLimit = 1 << 22

    /// Reads a file; of each word in the metadata at most `wordLimit` characters. Throws a sentence that says what was
    /// found and what was expected.
    public init(contentsOf file: URL, wordLimit: Int = 2000) throws(WeightFileError) {
        try self.init(bytes: Self.read(file), wordLimit: wordLimit)
    }

    /// Reads a file that is in memory.
    public init(bytes: Data, wordLimit: Int = 2000) throws(WeightFileError) {
        guard bytes.count >= 8 else {
            throw WeightFileError("found \(bytes.count) bytes, expected at least the 8 of the header's length")
        }
        let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= Self.headerLimit, Int(length) <= bytes.count - 8 else {
            throw WeightFileError(
                "found a header of \(length) bytes in a file of \(bytes.count), expected a safetensors header that fits"
            )
        }
        let start = bytes.startIndex + 8
        let header = bytes[start..<start + Int(length)]
        let data = bytes[(start + Int(length))...]
        let entries: [String: HeaderEntry]
        do {
            entries = try JSONDecoder().decode([String: HeaderEntry].self, from: header)
        } catch {
            throw WeightFileError("the header is not that of a safetensors file")
        }
        if let key = DuplicateKey.first(in: header) {
            throw WeightFileError("the header has the key \(quoted(key)) twice, expected it once")
        }
        tensors = [:]
        metadata = [:]
        var pieces: [(name: String, range: Range<Int>)] = []
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
            switch entry {
            case .metadata(let words):
                guard name == "__metadata__" else {
                    throw WeightFileError("tensor \(quoted(name)) has no dtype, shape and data_offsets")
                }
                for (key, value) in words { metadata[displayable(key)] = displayable(value, limit: wordLimit) }
            case .tensor(let tensor):
                pieces.append((name, try tensor.range(name: name, available: data.count)))
            }
        }
        pieces.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        var end = 0
        for piece in pieces {
            guard piece.range.lowerBound == end else {
                throw WeightFileError(
                    "tensor \(quoted(piece.name)) begins at byte \(piece.range.lowerBound) of the data, expected \(end), "
                        + "where the one before it ends")
            }
            end = piece.range.upperBound
        }
        guard end == data.count else {
            throw WeightFileError("found \(data.count) bytes of data, expected the \(end) of the header")
        }
        for (name, range) in pieces {
            guard case .tensor(let entry)? = entries[name] else { continue }
            let values = Self.floats(data[(data.startIndex + range.lowerBound)..<(data.startIndex + range.upperBound)])
            if let index = values.firstNotFinite {
                throw WeightFileError(
                    "value \(index + 1) of tensor \(quoted(name)) is \(values[index]), expected a finite number")
            }
            tensors[name] = Tensor(shape: entry.shape, values: values)
        }
    }

    private static func floats(_ bytes: Data) -> [Float] {
        [Float](unsafeUninitializedCapacity: bytes.count / 4) { buffer, count in
            bytes.withUnsafeBytes { raw in
                for index in 0..<raw.count / 4 {
                    let bits = raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
                    buffer.initializeElement(at: index, to: Float(bitPattern: UInt32(littleEndian: bits)))
                }
                count = raw.count / 4
            }
        }
    }

    private static func read(_ file: URL) throws(WeightFileError) -> Data {
        // Asked first, because opening a pipe or a device may never end.
        let values: [FileAttributeKey: Any]
        do {
            values = try FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
        } catch {
            throw WeightFileError("the file is missing or cannot be read")
        }
        guard values[.type] as? FileAttributeType == .typeRegular else {
            throw WeightFileError("this is not a regular file")
        }
        guard let size = (values[.size] as? NSNumber)?.intValue, size <= sizeLimit else {
            throw WeightFileError("the file is larger than the \(sizeLimit) bytes allowed")
        }
        guard size > 0 else { return Data() }
        do {
            return try Data(contentsOf: file)
        } catch {
            throw WeightFileError("the file is missing or cannot be read")
        }
    }
}

/// Why a weight file is refused, in one sentence without the file's name.
public struct WeightFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// One value of the header's object.
private enum HeaderEntry: Decodable {
    case metadata([String: String])
    case tensor(TensorEntry)

    init(from decoder: any Decoder) throws {
        if let words = try? [String: String](from: decoder) {
            self = .metadata(words)
        } else {
            self = .tensor(try TensorEntry(from: decoder))
        }
    }
}

private struct TensorEntry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
        case dtype, shape
        case offsets = "data_offsets"
    }

    /// The bytes of the tensor within the data.
    func range(name: String, available: Int) throws(WeightFileError) -> Range<Int> {
        guard dtype == "F32" else {
            throw WeightFileError("tensor \(quoted(name)) holds numbers of type \(quoted(dtype)), expected \"F32\"")
        }
        guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= available else {
            throw WeightFileError(
                "tensor \(quoted(name)) is at \(offsets.prefix(4)), expected two offsets within the \(available) bytes of data"
            )
        }
        var count = 4
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard extent > 0, !overflow else {
                throw WeightFileError(
                    "tensor \(quoted(name)) has the shape \(shape.prefix(8)), expected positive extents")
            }
            count = product
        }
        guard count == offsets[1] - offsets[0] else {
            throw WeightFileError(
                "tensor \(quoted(name)) of shape \(shape.prefix(8)) takes \(offsets[1] - offsets[0]) bytes, expected \(count)"
            )
        }
        return offsets[0]..<offsets[1]
    }
}
