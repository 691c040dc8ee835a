/// How many colours a terminal, or a file of terminal text, can carry. The raw values are what `--color` accepts.
public enum ColorLevel: String, CaseIterable, Hashable, Sendable {
    /// 24-bit red, green and blue.
    case direct
    /// The 256-colour palette: 16 ANSI colours, a 6×6×6 cube and 24 greys.
    case palette256 = "256"
    /// The ANSI colours alone.
    case ansi16 = "16"
    /// No colours: glyphs and attributes carry everything.
    case mono

    /// Whether there are colours enough for a ramp, so that a half block can show two pixels in one cell.
    public var hasColorRamps: Bool { self == .direct || self == .palette256 }
}
