import Canvas
import Files

/// A canvas as a picture: each cell eight by sixteen pixels, so a pixel of a response at full size is a square of eight.
enum CanvasPicture {
    static func image(of canvas: Canvas) -> PNGImage {
        let (width, height) = (BitmapFont.width, BitmapFont.height)
        var image = PNGImage(width: max(1, canvas.width) * width, height: max(1, canvas.height) * height)
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                let (ink, paper) = cell.style.pictureColors
                for (row, bits) in BitmapFont.standard.rows(of: cell.glyph).enumerated() {
                    // An underlined cell has its last row but one filled.
                    let isLine = row == height - 2 && cell.style.attributes.contains(.underline)
                    for column in 0..<width {
                        let isInk = isLine || bits & (0x80 >> UInt8(column)) != 0
                        image[x * width + column, y * height + row] = isInk ? ink : paper
                    }
                }
            }
        }
        return image
    }
}

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
