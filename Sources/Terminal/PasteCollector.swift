/// Collects a bracketed paste up to its end marker.
struct PasteCollector: Sendable {
    private var bytes: [UInt8] = []
    /// The last bytes, which may be the beginning of the end.
    private var held: [UInt8] = []
    private let limit: Int
    /// CSI 201 ~. In the form in which the paste began: the other one is pasted text, which terminals need not take out.
    private let end: [UInt8]

    /// - Parameters:
    ///   - limit: bytes kept; what follows them up to the end is dropped.
    ///   - isC1: whether CSI came as one control character in UTF-8 instead of Esc [.
    init(limit: Int, isC1: Bool) {
        self.limit = limit
        end = Array((isC1 ? "\u{9B}201~" : "\u{1B}[201~").utf8)
    }

    /// Takes a byte; the text once the paste is complete.
    mutating func feed(_ byte: UInt8) -> String? {
        held.append(byte)
        while !held.isEmpty {
            if held == end { return text }
            if end.starts(with: held) { return nil }
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
