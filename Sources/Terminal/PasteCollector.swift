/// Collects a bracketed paste up to its end, Esc [ 201 ~.
struct PasteCollector: Sendable {
    private var bytes: [UInt8] = []
    /// How many bytes of the end have been seen.
    private var matched = 0
    private let limit: Int

    private static let end = Array("\u{1B}[201~".utf8)

    /// - Parameter limit: bytes kept; what follows them up to the end is dropped.
    init(limit: Int) { self.limit = limit }

    /// Takes a byte; the text once the paste is complete.
    mutating func feed(_ byte: UInt8) -> String? {
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count ? text : nil
        }
        // Esc stands in the end only once, so a failed match can begin again only at this byte.
        for index in 0..<matched { keep(Self.end[index]) }
        matched = byte == Self.end[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return nil
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < limit { bytes.append(byte) }
    }

    /// What has been pasted so far, on one line and without control characters.
    var text: String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n" where afterReturn: break
            case "\n", "\r", "\t": scalars.append(" ")
            default:
                if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
            afterReturn = scalar == "\r"
        }
        return String(scalars)
    }
}
