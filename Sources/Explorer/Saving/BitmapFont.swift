import Canvas

/// Glyphs of eight by sixteen pixels, for pictures of the screen.
struct BitmapFont: Sendable {
    static let width = 8
    static let height = 16
    static let standard = BitmapFont(glyphs)

    private let rows: [Unicode.Scalar: [UInt8]]
    /// Stands for a glyph that is not there.
    private static let unknown: [UInt8] = [0, 0, 0x7E] + Array(repeating: 0x42, count: 10) + [0x7E, 0, 0]
    private static let blank = [UInt8](repeating: 0, count: height)

    private init(_ table: String) {
        var rows: [Unicode.Scalar: [UInt8]] = [" ": Self.blank]
        let words = table.split { $0 == " " || $0 == "\n" }
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let code = UInt32(words[index], radix: 16), let scalar = Unicode.Scalar(code) else { continue }
            let digits = Array(words[index + 1].utf8)
            rows[scalar] = stride(from: 0, to: digits.count - 1, by: 2).map {
                Self.value(digits[$0]) << 4 | Self.value(digits[$0 + 1])
            }
        }
        self.rows = rows
    }

    private static func value(_ digit: UInt8) -> UInt8 { digit < 65 ? digit - 48 : digit - 55 }

    /// Sixteen rows; the highest bit is the leftmost pixel.
    func rows(of glyph: Unicode.Scalar) -> [UInt8] {
        rows[glyph] ?? Braille.pattern(of: glyph).map(Braille.pixels) ?? Self.unknown
    }
    func holds(_ glyph: Unicode.Scalar) -> Bool { rows[glyph] != nil || Braille.pattern(of: glyph) != nil }
}
