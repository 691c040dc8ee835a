import Canvas

/// A box over the view.
enum Dialog {
    /// Clears and frames an area; a click beside it closes it. Returns the inside, one column off the frame.
    static func open(_ title: String, in area: Rect, _ state: ExplorerState, of scene: inout Scene) -> Rect {
        scene.add(.outside, at: scene.canvas.bounds)
        scene.add(.list, at: area)
        scene.canvas.fill(area)
        Frame(title: title, isFocused: true).draw(on: &scene.canvas, in: area, appearance: state.appearance)
        return inside(area)
    }

    /// The room for text in a box: one column off the frame.
    static func inside(_ area: Rect) -> Rect {
        let inside = area.inset()
        return Rect(x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height)
    }
}
