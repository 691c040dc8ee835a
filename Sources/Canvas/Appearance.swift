/// How pictures look on the terminal at hand: its colours, its glyphs and the chosen colour map.
public struct Appearance: Hashable, Sendable {
    public var level: ColorLevel
    public var glyphs: GlyphSet
    public var map: ColorMap

    public init(level: ColorLevel, glyphs: GlyphSet = .unicode, map: ColorMap = .gnuplot) {
        self.level = level
        self.glyphs = glyphs
        self.map = map
    }

    /// The style of everything true.
    public var trueStyle: Style {
        switch level {
        case .direct, .palette256: Style(.palette(75))
        case .ansi16: Style(.cyan)
        case .mono: .plain
        }
    }

    /// The style of the generated series with this index. Its glyph, not its colour, tells it from the others.
    public func generatedStyle(_ index: Int = 0) -> Style {
        let series = ((index % 4) + 4) % 4
        return switch level {
        case .direct, .palette256: Style(.palette([214, 156, 213, 252][series]), .bold)
        case .ansi16: Style([.yellow, .green, .magenta, .standard][series], .bold)
        case .mono: .bold
        }
    }

    /// The style of axes, frames and labels that should stay behind the data.
    public var quietStyle: Style {
        switch level {
        case .direct, .palette256: Style(.palette(245))
        case .ansi16, .mono: .plain
        }
    }

    /// The style of a warning; its word says the same without colour.
    public var warningStyle: Style {
        switch level {
        case .direct, .palette256: Style(.palette(203), .bold)
        case .ansi16: Style(.red, .bold)
        case .mono: .bold
        }
    }
}
