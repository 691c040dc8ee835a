/// How pictures look on this terminal: colour level, glyph set, colour map and theme.
public struct Appearance: Hashable, Sendable {
    public var level: ColorLevel
    public var glyphs: GlyphSet
    public var map: ColorMap
    public var theme: Theme

    public init(level: ColorLevel, glyphs: GlyphSet = .unicode, map: ColorMap = .gnuplot, theme: Theme = .dark) {
        self.level = level
        self.glyphs = glyphs
        self.map = map
        self.theme = theme
    }

    /// The colour for this level and theme; the default one where there are no colours.
    private func color(
        _ ansi: (dark: Color, light: Color, contrast: Color), _ palette: (dark: UInt8, light: UInt8, contrast: UInt8)
    ) -> Color {
        switch (level, theme) {
        case (.mono, _): .standard
        case (.ansi16, .dark): ansi.dark
        case (.ansi16, .light): ansi.light
        case (.ansi16, .highContrast): ansi.contrast
        case (_, .dark): .palette(palette.dark)
        case (_, .light): .palette(palette.light)
        case (_, .highContrast): .palette(palette.contrast)
        }
    }

    /// The style of true data.
    public var trueStyle: Style { Style(color((.cyan, .blue, .cyan), (75, 25, 51))) }

    /// The average colour of a half-filled cell of true data, for glyphs that replace one; the terminal's default where there are
    /// too few colours.
    public var trueShade: Color {
        switch (level, theme) {
        case (.direct, .dark): .rgb(54, 95, 135)
        case (.direct, .light): .rgb(119, 166, 206)
        default: color((.standard, .standard, .standard), (24, 110, 30))
        }
    }

    /// Series that differ in glyph and, where there are colours enough, in colour. Of glyphs there is one more, so that pairs of
    /// both do not repeat for a long time.
    public static let seriesCount = 7

    /// The style of the generated series with this index. Its glyph, not its colour, distinguishes it from the others.
    public func generatedStyle(_ index: Int = 0) -> Style {
        let colors =
            switch ((index % Self.seriesCount) + Self.seriesCount) % Self.seriesCount {
            case 0: color((.yellow, .red, .yellow), (214, 94, 226))
            case 1: color((.green, .green, .green), (156, 22, 46))
            case 2: color((.magenta, .magenta, .magenta), (213, 90, 207))
            case 3: color((.standard, .standard, .standard), (252, 238, 231))
            case 4: color((.yellow, .red, .yellow), (179, 58, 215))
            case 5: color((.green, .green, .green), (79, 23, 123))
            default: color((.magenta, .magenta, .magenta), (141, 55, 183))
            }
        return Style(colors, .bold)
    }

    /// The style of axes, frames and labels, fainter than the data.
    public var quietStyle: Style { Style(color((.standard, .standard, .standard), (245, 242, 253))) }

    /// The style of a warning, which also reads as one without colour.
    public var warningStyle: Style { Style(color((.red, .red, .red), (203, 160, 209)), .bold) }

    /// The style of a passed check, which also reads as one without colour.
    public var goodStyle: Style { Style(color((.green, .green, .green), (2, 22, 46))) }

    /// The style of key names.
    public var keyStyle: Style { Style(color((.cyan, .blue, .yellow), (6, 25, 226))) }
}
