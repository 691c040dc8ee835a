import Glibc

/// Maps a fraction of a scale to a colour. The raw values are those of `--map`.
public enum ColorMap: String, CaseIterable, Hashable, Codable, Sendable {
    /// Black, violet, red, orange, yellow, as in published ZDC pictures (gnuplot's `rgbformulae 7,5,15`).
    case gnuplot
    /// Violet to yellow, with steadily rising luminance.
    case viridis
    /// Black through purple and orange to pale yellow, with steadily rising luminance.
    case inferno
    /// Black to white.
    case grey

    /// Red, green and blue, 0…1, at a fraction of the scale; fractions are clamped to 0…1.
    public func components(at fraction: Float) -> SIMD3<Float> {
        let t = fraction > 0 ? min(fraction, 1) : 0
        return switch self {
        case .gnuplot: SIMD3(t.squareRoot(), t * t * t, max(0, sinf(2 * .pi * t)))
        case .viridis: Self.interpolate(Self.viridisAnchors, at: t)
        case .inferno: Self.interpolate(Self.infernoAnchors, at: t)
        case .grey: SIMD3(repeating: t)
        }
    }

    /// The 24-bit colour at a fraction of the scale.
    public func color(at fraction: Float) -> Color { Color(components(at: fraction)) }

    private static func interpolate(_ anchors: [UInt32], at t: Float) -> SIMD3<Float> {
        let position = t * Float(anchors.count - 1)
        let index = min(Int(position), anchors.count - 2)
        let weight = position - Float(index)
        return components(of: anchors[index]) * (1 - weight) + components(of: anchors[index + 1]) * weight
    }

    private static func components(of rgb: UInt32) -> SIMD3<Float> {
        SIMD3(Float(rgb >> 16 & 255), Float(rgb >> 8 & 255), Float(rgb & 255)) / 255
    }

    // Entries round(255 i / 31), i = 0…31, of the tables by S. van der Walt and N. Smith in matplotlib (CC0).
    private static let viridisAnchors: [UInt32] = [
        0x440154, 0x470d60, 0x48186a, 0x482475, 0x472e7c, 0x453882, 0x424186, 0x3e4c8a, 0x3a548c, 0x365d8d, 0x32658e,
        0x2e6d8e, 0x2b758e, 0x287d8e, 0x25848e, 0x228c8d, 0x1f948c, 0x1e9c89, 0x20a386, 0x25ab82, 0x2eb37c, 0x3aba76,
        0x48c16e, 0x58c765, 0x69cd5b, 0x7fd34e, 0x93d741, 0xa8db34, 0xbddf26, 0xd5e21a, 0xeae51a, 0xfde725,
    ]
    private static let infernoAnchors: [UInt32] = [
        0x000004, 0x040312, 0x0b0724, 0x160b39, 0x230c4c, 0x310a5c, 0x3e0966, 0x4d0d6c, 0x5a116e, 0x67166e, 0x741a6e,
        0x801f6c, 0x8f2469, 0x9b2964, 0xa82e5f, 0xb43359, 0xc13a50, 0xcc4248, 0xd74b3f, 0xe05536, 0xe9612b, 0xef6e21,
        0xf57b17, 0xf8890c, 0xfb9706, 0xfca80d, 0xfbb81d, 0xf9c72f, 0xf6d746, 0xf2e865, 0xf3f586, 0xfcffa4,
    ]
}

extension Color {
    /// A 24-bit colour from red, green and blue in 0…1.
    init(_ components: SIMD3<Float>) {
        let bytes = (components * 255).rounded(.toNearestOrAwayFromZero).clamped(
            lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 255))
        self = .rgb(UInt8(bytes.x), UInt8(bytes.y), UInt8(bytes.z))
    }
}
