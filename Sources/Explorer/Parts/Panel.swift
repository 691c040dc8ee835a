import Canvas

/// A part of a view with a title: in a frame where there is room, else below a line.
enum Panel {
    /// Whether the panels of a view have frames.
    static func areFramed(in body: Rect) -> Bool { body.width >= 120 && body.height >= 38 }

    /// The room for what it shows.
    static func inside(_ area: Rect, isFramed: Bool) -> Rect {
        isFramed ? area.inset() : Rect(x: area.x, y: area.y + 1, width: area.width - 1, height: area.height - 1)
    }

    /// - Parameter hasMark: without a frame a mark stands before the title of the one that has the keys.
    static func drawTitle(
        _ title: String, isFramed: Bool, isFocused: Bool, hasMark: Bool = false, on canvas: inout Canvas, in area: Rect,
        appearance: Appearance
    ) {
        if isFramed {
            Frame(title: title, isFocused: isFocused).draw(on: &canvas, in: area, appearance: appearance)
        } else if hasMark {
            let mark = isFocused ? String(appearance.glyphs.selection) : " "
            canvas.text(mark + title, x: area.x, y: area.y, isFocused ? .bold : .plain, limit: area.width - 1)
        } else {
            canvas.text(title, x: area.x, y: area.y, limit: area.width - 1)
        }
    }

    /// Draws the frame of a panel of numbers, whose title may be missing. Returns the room inside.
    static func openNumbers(
        _ title: String, isFramed: Bool, on canvas: inout Canvas, in area: Rect, appearance: Appearance
    ) -> Rect {
        guard isFramed else { return Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height) }
        return Frame(title: title).draw(on: &canvas, in: area, appearance: appearance)
    }
}
