extension Style {
    /// Red, green and blue of a colour.
    public typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

    /// What pictures take the terminal's own colours for.
    private static let standardInk: Components = (222, 222, 222)
    public static let standardPaper: Components = (18, 18, 20)

    /// What glyphs and what lies behind them look like in a picture of the screen.
    public var pictureColors: (ink: Components, paper: Components) {
        var ink = foreground.rgb ?? Self.standardInk
        let paper = background.rgb ?? Self.standardPaper
        if attributes.contains(.dim) { ink = ((ink.red / 3) * 2, (ink.green / 3) * 2, (ink.blue / 3) * 2) }
        if attributes.contains(.bold), foreground == .standard { ink = (255, 255, 255) }
        return attributes.contains(.reverse) ? (paper, ink) : (ink, paper)
    }
}
