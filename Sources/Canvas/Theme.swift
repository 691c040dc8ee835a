/// The colours of text and lines. The raw values are those of `--theme`.
///
/// Pictures keep their colour map, on black, in every theme: the maps are designed for a black background.
public enum Theme: String, CaseIterable, Hashable, Codable, Sendable {
    /// The terminal's default text and background, for dark terminals.
    case dark
    /// Dark text on a light background, whatever the terminal's default.
    case light
    /// White and saturated colours on black.
    case highContrast = "high-contrast"

    /// The name in sentences.
    public var title: String { self == .highContrast ? "high contrast" : rawValue }

    /// The style of text and blanks that have no style of their own.
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
    /// Replaces the terminal's default colours by those of the theme.
    public mutating func apply(_ theme: Theme, at level: ColorLevel) {
        let (ink, paper) = theme.ground(at: level)
        guard ink != .standard else { return }
        // With few colours many terminals show bold as the brighter colour: on light paper the paler one, and black as grey.
        let hasBold = theme != .light || level != .ansi16
        restyle(bounds) { style in
            if !hasBold { style.attributes.remove(.bold) }
            if style.foreground == .standard { style.foreground = ink }
            if style.background == .standard { style.background = paper }
        }
    }
}
