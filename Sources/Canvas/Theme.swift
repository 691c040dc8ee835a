/// What text and lines are drawn in. The raw values are what `--theme` accepts.
///
/// Pictures keep their colour map in every theme, on black: a map shows what it was made to show on black alone.
public enum Theme: String, CaseIterable, Hashable, Codable, Sendable {
    /// The terminal's own text and background, for dark ones.
    case dark
    /// Dark ink on paper, whatever the terminal's own background.
    case light
    /// White and saturated colours on black.
    case highContrast = "high-contrast"

    /// The name in sentences.
    public var title: String { self == .highContrast ? "high contrast" : rawValue }

    /// What text and blanks are drawn in where nothing else is said.
    func ground(at level: ColorLevel) -> (ink: Color, paper: Color) {
        switch (self, level) {
        case (.dark, _), (_, .mono): (.standard, .standard)
        case (.light, .ansi16): (.palette(0), .palette(7))
        case (.light, _): (.palette(234), .palette(255))
        case (.highContrast, .ansi16): (.palette(7), .palette(0))
        case (.highContrast, _): (.palette(231), .palette(16))
        }
    }
}

extension Canvas {
    /// Draws what has the terminal's own colours in those of the theme.
    public mutating func apply(_ theme: Theme, at level: ColorLevel) {
        let (ink, paper) = theme.ground(at: level)
        guard ink != .standard else { return }
        restyle(bounds) { style in
            if style.foreground == .standard { style.foreground = ink }
            if style.background == .standard { style.background = paper }
        }
    }
}
