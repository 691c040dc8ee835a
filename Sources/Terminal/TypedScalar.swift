/// What the bytes of UTF-8 are that have come so far.
enum TypedScalar {
    case scalar(Unicode.Scalar), incomplete, invalid

    init(_ bytes: [UInt8]) {
        let length =
            switch bytes[0] {
            case 0..<0x80: 1
            case 0xc2..<0xe0: 2
            case 0xe0..<0xf0: 3
            case 0xf0..<0xf5: 4
            default: 0
            }
        self = .invalid
        guard length > 0, bytes.dropFirst().allSatisfy({ $0 & 0xc0 == 0x80 }) else { return }
        guard bytes.count == length else {
            self = .incomplete
            return
        }
        // Overlong forms and surrogates fail here.
        guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first else { return }
        self = .scalar(scalar)
    }
}

extension Key {
    /// The key behind one scalar, control characters among them.
    init(typing scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0: self.init(.character(" "), .control)
        case 8, 127: self.init(.backspace)
        case 9: self.init(.tab)
        case 10, 13: self.init(.enter)
        case 27: self.init(.escape)
        case 1...26: self.init(.character(Unicode.Scalar(UInt8(scalar.value) + 0x60)), .control)
        case 28...31: self.init(.character(Unicode.Scalar(UInt8(scalar.value) + 0x40)), .control)
        default: self.init(.character(scalar))
        }
    }
}
