/// The types of numbers that array files hold.
public enum NumberType: String, CaseIterable, Sendable {
    case bool = "b1"
    case int8 = "i1"
    case int16 = "i2"
    case int32 = "i4"
    case int64 = "i8"
    case uint8 = "u1"
    case uint16 = "u2"
    case uint32 = "u4"
    case uint64 = "u8"
    case float16 = "f2"
    case float32 = "f4"
    case float64 = "f8"

    /// Bytes of one number.
    public var size: Int {
        switch self {
        case .bool, .int8, .uint8: 1
        case .int16, .uint16, .float16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        }
    }

    /// Converts numbers of this type, as they are in a file, to single or double precision.
    ///
    /// - Precondition: `bytes` holds `size` bytes for each of `values`.
    func convert<Value: BinaryFloatingPoint>(
        _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool, into values: UnsafeMutableBufferPointer<Value>
    ) {
        precondition(bytes.count == values.count * size, "\(bytes.count) bytes are not \(values.count) numbers")
        func each<Bits: FixedWidthInteger>(_ type: Bits.Type, _ number: (Bits) -> Value) {
            for index in 0..<values.count {
                let bits = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
                values[index] = number(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
            }
        }
        switch self {
        case .bool: each(UInt8.self) { $0 == 0 ? 0 : 1 }
        case .int8: each(Int8.self) { Value($0) }
        case .int16: each(Int16.self) { Value($0) }
        case .int32: each(Int32.self) { Value($0) }
        case .int64: each(Int64.self) { Value($0) }
        case .uint8: each(UInt8.self) { Value($0) }
        case .uint16: each(UInt16.self) { Value($0) }
        case .uint32: each(UInt32.self) { Value($0) }
        case .uint64: each(UInt64.self) { Value($0) }
        case .float16: each(UInt16.self) { Value(Float(halfPrecisionBits: $0)) }
        case .float32: each(UInt32.self) { Value(Float(bitPattern: $0)) }
        case .float64: each(UInt64.self) { Value(Double(bitPattern: $0)) }
        }
    }
}

extension Float {
    /// A number from IEEE 754 half precision, which not every platform's Swift has as a type.
    init(halfPrecisionBits bits: UInt16) {
        let sign: Float = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF) / 1024
        switch exponent {
        case 0: self = sign * Float(sign: .plus, exponent: -14, significand: fraction)
        case 31: self = fraction == 0 ? sign * .infinity : .nan
        default: self = sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
        }
    }
}
