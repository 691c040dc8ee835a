/// The 256 colours as xterm shows them; users change the first sixteen, hardly anyone the rest.
public enum XtermPalette {
    public typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

    /// XTerm-col.ad of xterm's sources.
    private static let ansi: [Components] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]
    private static let cubeSteps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// Red, green and blue of a colour number 0…255.
    public static func components(of index: Int) -> Components {
        switch index {
        case ..<16: return ansi[max(0, index)]
        case ..<232:
            let place = index - 16
            return (cubeSteps[place / 36], cubeSteps[place / 6 % 6], cubeSteps[place % 6])
        default:
            let grey = UInt8(8 + 10 * (min(index, 255) - 232))
            return (grey, grey, grey)
        }
    }

    /// The number of the colour at the least distance, the first one of equals.
    static func nearest(to color: Components, in candidates: Range<Int>) -> Int {
        func distance(_ index: Int) -> Int {
            let other = components(of: index)
            let red = Int(color.red) - Int(other.red)
            let green = Int(color.green) - Int(other.green)
            let blue = Int(color.blue) - Int(other.blue)
            return red * red + green * green + blue * blue
        }
        return candidates.min { distance($0) < distance($1) } ?? candidates.lowerBound
    }
}
