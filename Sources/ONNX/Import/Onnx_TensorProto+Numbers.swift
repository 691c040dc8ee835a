import Foundation
import Text

/// A constant of a graph, row-major.
struct ConstantNumbers {
    var shape: [Int]
    var values: [Float]
}

extension Onnx_TensorProto {
    /// Whether the tensor holds integers, as shapes and indices do.
    var isInteger: Bool { dataType == NumberKind.int32 || dataType == NumberKind.int64 }

    /// The extents and their product, checked for overflow.
    private func checkedShape() throws(ONNXError) -> (shape: [Int], count: Int) {
        guard dataLocation == 0, externalData.isEmpty else {
            throw ONNXError("tensor \(quoted(name)) lies in another file, expected all numbers within this one")
        }
        var count = 1
        for extent in dims {
            let (product, overflow) = count.multipliedReportingOverflow(by: Int(extent))
            guard extent >= 0, !overflow else {
                throw ONNXError("tensor \(quoted(name)) has the shape \(dims.prefix(8)), expected extents that a file can hold")
            }
            count = product
        }
        return (dims.map(Int.init), count)
    }

    /// The numbers of a single- or double-precision tensor, all finite.
    func numbers() throws(ONNXError) -> ConstantNumbers {
        let (shape, count) = try checkedShape()
        let values: [Float]
        switch dataType {
        case NumberKind.float: values = rawData.isEmpty ? floatData : try words(count, UInt32.self).map(Float.init(bitPattern:))
        case NumberKind.double:
            values =
                rawData.isEmpty ? doubleData.map(Float.init) : try words(count, UInt64.self).map { Float(Double(bitPattern: $0)) }
        default:
            throw ONNXError("tensor \(quoted(name)) holds numbers of type \(dataType), expected 1 (float) or 11 (double)")
        }
        guard values.count == count else {
            throw ONNXError(
                "tensor \(quoted(name)) has \(values.count) numbers, expected the \(count) of its shape \(shape.prefix(8))")
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw ONNXError("value \(index + 1) of tensor \(quoted(name)) is \(values[index]), expected a finite number")
        }
        return ConstantNumbers(shape: shape, values: values)
    }

    /// The values of an integer tensor, at most `limit`.
    func integers(limit: Int) throws(ONNXError) -> [Int] {
        let (shape, count) = try checkedShape()
        guard shape.count <= 1, count <= limit else {
            throw ONNXError(
                "tensor \(quoted(name)) has \(count) integers of shape \(shape.prefix(8)), expected a list of at most \(limit)")
        }
        let values: [Int]
        if dataType == NumberKind.int64 {
            values = rawData.isEmpty ? int64Data.map(Int.init) : try words(count, UInt64.self).map { Int(Int64(bitPattern: $0)) }
        } else {
            values = rawData.isEmpty ? int32Data.map(Int.init) : try words(count, UInt32.self).map { Int(Int32(bitPattern: $0)) }
        }
        guard values.count == count else {
            throw ONNXError("tensor \(quoted(name)) has \(values.count) integers, expected \(count)")
        }
        return values
    }

    /// The raw bytes as little-endian words.
    private func words<Word: FixedWidthInteger & BitwiseCopyable>(_ count: Int, _: Word.Type) throws(ONNXError) -> [Word] {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Word>.size)
        guard !overflow, rawData.count == bytes else {
            throw ONNXError("tensor \(quoted(name)) has \(rawData.count) bytes, expected those of \(count) numbers")
        }
        return [Word](unsafeUninitializedCapacity: count) { words, initialized in
            rawData.withUnsafeBytes { raw in
                for index in 0..<count {
                    let word = raw.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
                    words.initializeElement(at: index, to: Word(littleEndian: word))
                }
            }
            initialized = count
        }
    }
}
