extension Color {
    /// The nearest colour that the level has; `standard` where it has none.
    public func reduced(to level: ColorLevel) -> Color {
        switch level {
        case .direct: self
        case .palette256: components.map { .palette(Self.nearestIndex(to: $0, among: 16..<256)) } ?? self
        case .ansi16:
            if let index = paletteIndex, index < 16 {
                self
            } else {
                rgb.map { .palette(Self.nearestIndex(to: $0, among: 0..<16)) } ?? self
            }
        case .mono: .standard
        }
    }

    /// Red, green and blue of any colour except the standard one. The first 16 palette colours differ between terminals; these
    /// are xterm's.
    var rgb: (red: UInt8, green: UInt8, blue: UInt8)? { components ?? paletteIndex.map(Self.rgb(ofIndex:)) }

    private static let ansi: [(red: UInt8, green: UInt8, blue: UInt8)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]

    private static func rgb(ofIndex index: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
        switch index {
        case 0..<16: return ansi[Int(index)]
        case 16..<232:
            let cube = index - 16
            let level: (UInt8) -> UInt8 = { $0 == 0 ? 0 : 55 + 40 * $0 }
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        default:
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
    }

    private static func nearestIndex(
        to color: (red: UInt8, green: UInt8, blue: UInt8), among indices: Range<Int>
    ) -> UInt8 {
        var best = (index: UInt8(0), distance: Int.max)
        for index in indices {
            let candidate = rgb(ofIndex: UInt8(index))
            let red = Int(color.red) - Int(candidate.red)
            let green = Int(color.green) - Int(candidate.green)
            let blue = Int(color.blue) - Int(candidate.blue)
            let distance = red * red + green * green + blue * blue
            if distance < best.distance { best = (UInt8(index), distance) }
        }
        return best.index
    }
}
