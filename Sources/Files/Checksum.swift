import CZlib

/// CRC-32 of numbers as they are in memory: it distinguishes models or particles, but is no protection from malice.
public struct Checksum: Sendable {
    private var value: UInt = 0

    public init() {}

    public mutating func add<Number: BitwiseCopyable>(_ numbers: [Number]) {
        numbers.withUnsafeBytes { value = crc32_z(value, $0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }

    /// Eight hexadecimal digits.
    public var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
