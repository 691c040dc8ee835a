import Canvas

extension Appearance {
    /// Text where a likeness of single letters would not read: "θ" and "theta".
    func text(_ unicode: String, ascii: String) -> String { glyphs.isUnicode ? unicode : ascii }
}
