/// Decimal numbers in a text, `[+|-] digits [. digits] [e [+|-] digits]` and nothing else: neither nan and inf nor hexadecimal
/// numbers, whatever the locale.
package enum DecimalNumber {
    /// The nearest double; nil if the bytes are anything else, or beyond the largest double.
    package static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let parts = Parts(bytes) else { return nil }
        if let value = parts.exactValue { return value }
        let value = Double(String(decoding: bytes, as: UTF8.self))
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    /// The nearest number of single precision; nil if the bytes are anything else, or beyond the largest one.
    package static func float(_ bytes: UnsafeBufferPointer<UInt8>) -> Float? {
        guard Parts(bytes) != nil else { return nil }
        return Float(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// What a decimal number is made of: digits × 10^exponent.
    private struct Parts {
        var isNegative = false
        var digits: UInt64 = 0
        var exponent = 0
        /// Digits from the first that is not zero on.
        var digitCount = 0

        /// Powers of ten that a double holds exactly.
        private static let powers: [Double] = (0...22).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }

        /// The value where one rounding gives it: a whole number below 2⁵³ times or over an exact power of ten
        /// (Clinger, "How to read floating point numbers accurately", PLDI 1990).
        var exactValue: Double? {
            guard digitCount <= 15, abs(exponent) < Self.powers.count else { return nil }
            let magnitude = exponent < 0 ? Double(digits) / Self.powers[-exponent] : Double(digits) * Self.powers[exponent]
            return isNegative ? -magnitude : magnitude
        }

        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            var rest = bytes[...]
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                rest = rest.dropFirst()
            }
            var count = takeDigits(&rest)
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                let decimals = takeDigits(&rest)
                exponent -= decimals
                count += decimals
            }
            guard count > 0 else { return nil }
            if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
                rest = rest.dropFirst()
                var sign = 1
                if let byte = rest.first, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
                    sign = byte == UInt8(ascii: "-") ? -1 : 1
                    rest = rest.dropFirst()
                }
                guard !rest.isEmpty else { return nil }
                var power = 0
                while let byte = rest.first, (0x30..<0x3A).contains(byte) {
                    // Far beyond any number; further digits change nothing.
                    power = min(power * 10 + Int(byte - 0x30), 100_000)
                    rest = rest.dropFirst()
                }
                exponent += sign * power
            }
            guard rest.isEmpty else { return nil }
        }

        private mutating func takeDigits(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
            var count = 0
            while let byte = rest.first, (0x30..<0x3A).contains(byte) {
                if digitCount > 0 || byte != 0x30 { digitCount += 1 }
                digits = digits &* 10 &+ UInt64(byte - 0x30)
                count += 1
                rest = rest.dropFirst()
            }
            return count
        }
    }
}
