/// Collects a bracketed paste up to its end marker.
struct PasteCollector: Sendable {
    private var bytes: [UInt8] = []
    /// The last bytes, which may be the beginning of the end.
    private var held: [UInt8] = []
    private let limit: Int

    /// Esc [ 201 ~, and the same with CSI as one control character in UTF-8.
    private static let ends = [Array("\u{1B}[201~".utf8), Array("\u{9B}201~".utf8)]

    /// - Parameter limit: bytes kept; what follows them up to the end is dropped.
    init(limit: Int) { self.limit = limit }

    /// Takes a byte; the text once the paste is complete.
    mutating func feed(_ byte: UInt8) -> String? {
        held.append(byte)
        while !held.isEmpty {
            if Self.ends.contains(held) { return text }
            if Self.ends.contains(where: { $0.starts(with: held) }) { return nil }
            keep(held.removeFirst())
        }
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
