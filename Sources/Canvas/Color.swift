/// A colour of a cell: the terminal's default, a palette colour, or red, green and blue.
public struct Color: Hashable, Sendable {
    /// 0: standard; tag 1 in the top byte: palette index; tag 2: 24-bit colour.
    private let bits: UInt32

    private init(bits: UInt32) { self.bits = bits }

    /// The terminal's default foreground or background.
    public static let standard = Color(bits: 0)

    /// A colour of the terminal's palette; 0…7 are its ANSI colours, 8…15 the bright ones, 16…255 the cube and greys.
    public static func palette(_ index: UInt8) -> Color { Color(bits: 1 << 24 | UInt32(index)) }

    /// A 24-bit colour.
    public static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
        Color(bits: 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    /// The palette index, if this is a palette colour.
    public var paletteIndex: UInt8? { bits >> 24 == 1 ? UInt8(truncatingIfNeeded: bits) : nil }

    /// Red, green and blue, if this is a 24-bit colour.
    public var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        guard bits >> 24 == 2 else { return nil }
        return (UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
    }

    public static let red = palette(1)
    public static let green = palette(2)
    public static let yellow = palette(3)
    public static let blue = palette(4)
    public static let magenta = palette(5)
    public static let cyan = palette(6)
}
