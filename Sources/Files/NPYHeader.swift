/// What an NPY file says of its array before the numbers begin.
///
/// Source: the NumPy reference, "numpy.lib.format".
public struct NPYHeader: Hashable, Sendable {
    public var type: NumberType
    public var isBigEndian: Bool
    /// Whether the first index runs fastest; otherwise the last one does.
    public var isFortranOrder: Bool
    public var shape: [Int]

    /// The header of an array as this program writes it: little-endian, last index fastest.
    ///
    /// - Precondition: no dimension is negative and the size in bytes is representable.
    public init(type: NumberType, shape: [Int]) {
        self.type = type
        isBigEndian = false
        isFortranOrder = false
        self.shape = shape
        precondition(Self.byteCount(type: type, shape: shape) != nil, "no array has the shape \(shape)")
    }

    /// Numbers in the array.
    public var count: Int { shape.reduce(1, *) }

    /// Bytes of all numbers.
    public var byteCount: Int { count * type.size }

    /// Bytes of an array; nil if a dimension is negative or the size beyond any memory.
    private static func byteCount(type: NumberType, shape: [Int]) -> Int? {
        var bytes = type.size
        for dimension in shape {
            guard dimension >= 0 else { return nil }
            let (product, overflow) = bytes.multipliedReportingOverflow(by: max(dimension, 1))
            guard !overflow else { return nil }
            bytes = product
        }
        return shape.contains(0) ? 0 : bytes
    }
}

// MARK: - Writing

extension NPYHeader {
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The header as bytes of a file, version 1.0, padded to a multiple of 64 bytes.
    public var encoded: [UInt8] {
        let order = type.size == 1 ? "|" : isBigEndian ? ">" : "<"
        let dimensions = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
        let dictionary =
            "{'descr': '\(order)\(type.rawValue)', 'fortran_order': \(isFortranOrder ? "True" : "False"), 'shape': (\(dimensions)), }"
        let prefix = Self.magic.count + 4
        let padded = (prefix + dictionary.utf8.count + 1 + 63) / 64 * 64
        let length = padded - prefix
        var bytes = Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
        bytes += dictionary.utf8
        bytes += Array(repeating: UInt8(ascii: " "), count: padded - bytes.count - 1)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}

// MARK: - Reading

extension NPYHeader {
    /// A header that was refused, as the end of a sentence.
    struct Refusal: Error {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }

    /// Reads the dictionary of a header: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
    init(dictionary: [UInt8]) throws(Refusal) {
        var scanner = LiteralScanner(dictionary)
        var (description, order, dimensions): (String?, Bool?, [Int]?)
        try scanner.expect("{")
        while !scanner.take("}") {
            let key = try scanner.string()
            try scanner.expect(":")
            switch key {
            case "descr":
                guard !scanner.take("[") else {
                    throw Refusal(
                        "is a structured array, with named fields; expected plain numbers, as "
                            + "numpy.lib.recfunctions.structured_to_unstructured makes them")
                }
                description = try scanner.string()
            case "fortran_order": order = try scanner.boolean()
            case "shape": dimensions = try scanner.tuple()
            default: throw Refusal("the array header has the unknown key '\(key)'")
            }
            if !scanner.take(",") {
                try scanner.expect("}")
                break
            }
        }
        guard let description, let order, let dimensions else {
            throw Refusal("the array header lacks one of 'descr', 'fortran_order' and 'shape'")
        }
        guard let byteOrder = description.first, "<>|=".contains(byteOrder),
            let type = NumberType(rawValue: String(description.dropFirst()))
        else {
            throw Refusal(
                "the array has the type '\(description)'\(Self.meaning(description)); expected bool, integer or floating-point numbers"
            )
        }
        guard Self.byteCount(type: type, shape: dimensions) != nil else {
            throw Refusal("the array claims the impossible shape \(dimensions)")
        }
        self.init(type: type, shape: dimensions)
        isBigEndian = byteOrder == ">"
        isFortranOrder = order
    }
}

extension NPYHeader {
    /// ", Python objects": what a type is that holds no plain numbers.
    fileprivate static func meaning(_ description: String) -> String {
        switch description.drop(while: { "<>|=".contains($0) }).first {
        case "O": ", Python objects"
        case "c": ", complex numbers"
        case "S", "U", "a": ", text"
        case "V": ", raw bytes"
        case "M", "m": ", times"
        case "f": ", long floating-point numbers"
        default: ""
        }
    }
}

/// Reads the few Python literals that a header is made of.
private struct LiteralScanner {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func take(_ token: String) -> Bool {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
        guard rest.starts(with: token.utf8) else { return false }
        rest = rest.dropFirst(token.utf8.count)
        return true
    }

    mutating func expect(_ token: String) throws(NPYHeader.Refusal) {
        guard take(token) else { throw NPYHeader.Refusal("the array header is not understood where '\(token)' should be") }
    }

    mutating func string() throws(NPYHeader.Refusal) -> String {
        let quote = take("'") ? UInt8(ascii: "'") : take("\"") ? UInt8(ascii: "\"") : nil
        guard let quote, let end = rest.firstIndex(of: quote) else {
            throw NPYHeader.Refusal("the array header has no plain text where a name or type should be")
        }
        let text = rest[rest.startIndex..<end]
        rest = rest[(end + 1)...]
        guard text.count <= 40, text.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw NPYHeader.Refusal("the array header has an unreadable name or type")
        }
        return String(decoding: text, as: UTF8.self)
    }

    mutating func boolean() throws(NPYHeader.Refusal) -> Bool {
        if take("True") { return true }
        if take("False") { return false }
        throw NPYHeader.Refusal("the array header has neither True nor False behind 'fortran_order'")
    }

    mutating func tuple() throws(NPYHeader.Refusal) -> [Int] {
        try expect("(")
        var numbers: [Int] = []
        while !take(")") {
            let digits = rest.prefix { (0x30..<0x3A).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
                throw NPYHeader.Refusal("the array header has a shape that is not made of whole numbers")
            }
            guard numbers.count < 32 else { throw NPYHeader.Refusal("the array has more than 32 dimensions") }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            _ = take("L")  // A long integer of Python 2.
            if !take(",") {
                try expect(")")
                break
            }
        }
        return numbers
    }
}
