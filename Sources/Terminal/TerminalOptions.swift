import Canvas

/// What the user wants of the terminal; nil leaves the choice to the environment.
public struct TerminalOptions: Hashable, Sendable {
    public var color: ColorLevel?
    /// Whether glyphs beyond ASCII are shown.
    public var unicode: Bool?
    public var mouse: Bool

    public init(color: ColorLevel? = nil, unicode: Bool? = nil, mouse: Bool = true) {
        self.color = color
        self.unicode = unicode
        self.mouse = mouse
    }
}
