/// How many colours a terminal or a text file with colour codes can show. The raw values are those of `--color`.
public enum ColorLevel: String, CaseIterable, Hashable, Sendable {
    /// 24-bit red, green and blue.
    case direct
    /// The 256-colour palette: 16 ANSI colours, a 6×6×6 cube and 24 greys.
    case palette256 = "256"
    /// The ANSI colours only.
    case ansi16 = "16"
    /// No colours, only glyphs and attributes.
    case mono

    /// Whether there are enough colours for a ramp, so that a half block can show two pixels in one cell.
    public var hasColorRamps: Bool { self == .direct || self == .palette256 }
}
