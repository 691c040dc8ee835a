@testable import Canvas
import Glibc
import Testing

/// Draws on a fresh canvas.
func picture(width: Int, height: Int, _ draw: (inout Canvas) -> Void) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    draw(&canvas)
    return canvas
}

extension Canvas {
    /// The rows with their trailing blanks.
    var lines: [String] {
        (0..<height).map { y in
            var scalars = String.UnicodeScalarView()
            for x in 0..<width { scalars.append(self[x, y].glyph) }
            return String(scalars)
        }
    }
}

extension Color {
    /// Relative luminance by the sRGB definition, 0…1.
    var luminance: Double {
        guard let rgb else { return 1 }
        func linear(_ byte: UInt8) -> Double {
            let value = Double(byte) / 255
            guard value > 0.04045 else { return value / 12.92 }
            return pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
    }
}

extension Appearance {
    static let everyLevelAndGlyphSet: [Appearance] = ColorLevel.allCases.flatMap { level in
        [GlyphSet.unicode, .ascii].map { Appearance(level: level, glyphs: $0) }
    }
}

extension Appearance: CustomTestStringConvertible {
    public var testDescription: String { "\(level.rawValue), \(glyphs.isUnicode ? "unicode" : "ascii")" }
}

extension Canvas {
    /// Whether nothing was drawn beyond a rectangle.
    func isBlank(outside rect: Rect) -> Bool {
        (0..<height).allSatisfy { y in
            (0..<width).allSatisfy { x in rect.contains(x: x, y: y) || self[x, y] == Cell() }
        }
    }
}
