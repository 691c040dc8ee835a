/// A box with a title. The focused one has heavier lines and a bold title.
public struct Frame: Hashable, Sendable {
    public var title: String
    public var isFocused: Bool

    public init(title: String = "", isFocused: Bool = false) {
        self.title = title
        self.isFocused = isFocused
    }

    /// Draws the box along the edges of a rectangle and returns the rectangle inside, which is not cleared. A rectangle
    /// narrower or lower than two cells gets no box.
    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else { return rect.inset() }
        let box = isFocused ? appearance.glyphs.focusedBox : appearance.glyphs.box
        let style = isFocused ? Style.bold : appearance.quietStyle
        let right = rect.maxX - 1
        let bottom = rect.maxY - 1
        for x in rect.x..<rect.maxX {
            canvas[x, rect.y] = Cell(box.horizontal, style)
            canvas[x, bottom] = Cell(box.horizontal, style)
        }
        for y in rect.y..<rect.maxY {
            canvas[rect.x, y] = Cell(box.vertical, style)
            canvas[right, y] = Cell(box.vertical, style)
        }
        canvas[rect.x, rect.y] = Cell(box.topLeft, style)
        canvas[right, rect.y] = Cell(box.topRight, style)
        canvas[rect.x, bottom] = Cell(box.bottomLeft, style)
        canvas[right, bottom] = Cell(box.bottomRight, style)
        if !title.isEmpty, rect.width > 4 {
            canvas.text(" \(title) ", x: rect.x + 2, y: rect.y, isFocused ? .bold : .plain, limit: rect.width - 4)
        }
        return rect.inset()
    }
}
