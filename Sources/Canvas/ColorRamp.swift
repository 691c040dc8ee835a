/// The colours of non-zero values, from smallest to largest, at one colour level. Zero has its own colour.
///
/// Ramps start well above black, so that the faintest light does not look like none.
struct ColorRamp {
    /// The colour of zero photons where there are ramps: black on any background, so that dark colours look close to zero
    /// and the edges of the picture are visible.
    static func zero(at level: ColorLevel, _ theme: Theme = .dark) -> Color {
        switch level {
        case .direct: .rgb(0, 0, 0)
        case .palette256: .palette(16)
        case .ansi16: theme == .dark ? .standard : .palette(0)
        case .mono: .standard
        }
    }

    /// Colours for whole pixels; empty if the level has none.
    static func pixels(_ map: ColorMap, at level: ColorLevel) -> [Color] {
        switch (level, map) {
        case (.direct, .gnuplot): gnuplotDirect
        case (.direct, .viridis): viridisDirect
        case (.direct, .inferno): infernoDirect
        case (.direct, .grey): greyDirect
        case (.palette256, .gnuplot): gnuplot256
        case (.palette256, .viridis): viridis256
        case (.palette256, .inferno): inferno256
        case (.palette256, .grey): grey256
        case (.ansi16, _), (.mono, _): []
        }
    }

    /// Colours for differences, (below zero, above zero), each from small to large magnitude.
    static func differences(at level: ColorLevel) -> (negative: [Color], positive: [Color]) {
        switch level {
        case .direct: (negativeDirect, positiveDirect)
        case .palette256: (negative256, positive256)
        case .ansi16: ([.blue], [.red])
        case .mono: ([.standard], [.standard])
        }
    }

    // 64 steps limit the colour codes sent to the terminal; finer steps cannot be distinguished.
    private static func direct(_ map: ColorMap, from start: Float) -> [Color] {
        (0..<64).map { map.color(at: start + (1 - start) * Float($0) / 63) }
    }

    private static let gnuplotDirect = direct(.gnuplot, from: 0.06)
    private static let viridisDirect = direct(.viridis, from: 0)
    private static let infernoDirect = direct(.inferno, from: 0.14)
    private static let greyDirect = direct(.grey, from: 0.16)

    private static func indexed(_ indices: [UInt8]) -> [Color] { indices.map(Color.palette) }

    // Picked by hand, because the nearest colours of the cube break the order. Luminance rises along every map except gnuplot,
    // which falls between violet and red as the original does.
    private static let gnuplot256 = indexed([54, 55, 57, 93, 92, 126, 125, 124, 160, 166, 202, 208, 214, 220, 226])
    private static let viridis256 = indexed([53, 54, 24, 30, 36, 71, 77, 113, 148, 184, 220, 226])
    private static let inferno256 = indexed([17, 53, 54, 90, 126, 161, 196, 202, 208, 214, 220, 226, 228, 229, 230])
    private static let grey256 = indexed(Array(235...255))

    private static func blend(_ start: SIMD3<Float>, _ end: SIMD3<Float>) -> [Color] {
        (0..<32).map { Color(start + (end - start) * (Float($0) / 31)) }
    }

    // Blue and orange-red are distinct for all common kinds of colour vision.
    private static let negativeDirect = blend(SIMD3(0.05, 0.12, 0.38), SIMD3(0.55, 0.85, 1))
    private static let positiveDirect = blend(SIMD3(0.38, 0.09, 0.04), SIMD3(1, 0.72, 0.45))
    private static let negative256 = indexed([17, 18, 19, 20, 27, 69, 111, 153, 195])
    private static let positive256 = indexed([52, 88, 124, 160, 196, 203, 210, 217, 224])

    /// The density of a shade and its ANSI colour. Density, hue and luminance rise together, so a copy without colours keeps
    /// the order.
    static func shades(_ map: ColorMap) -> [(density: Int, color: Color)] {
        switch map {
        case .gnuplot:
            [(1, .blue), (2, .blue), (2, .magenta), (3, .magenta), (3, .red), (3, .yellow), (4, .yellow)]
        case .viridis: [(1, .blue), (2, .blue), (2, .cyan), (3, .green), (3, .yellow), (4, .yellow)]
        case .inferno:
            [(1, .blue), (1, .magenta), (2, .magenta), (3, .red), (3, .yellow), (4, .yellow), (4, .palette(7))]
        case .grey: [(1, .standard), (2, .standard), (3, .standard), (4, .standard)]
        }
    }
}
