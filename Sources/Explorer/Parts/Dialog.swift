import Canvas

/// A box over the view.
enum Dialog {
    /// Clears and frames an area; a click beside it closes it. Returns the inside, one column off the frame.
    static func open(_ title: String, in area: Rect, of scene: inout Scene) -> Rect {
        scene.add(.outside, at: scene.canvas.bounds)
        scene.add(.list, at: area)
        scene.canvas.fill(area)
        Frame(title: title, isFocused: true).draw(on: &scene.canvas, in: area, appearance: scene.appearance)
        return inside(area)
    }

    /// A box of a size in the middle of the screen.
    static func centred(_ width: Int, _ height: Int, _ screen: Size) -> Rect {
        Rect(x: (screen.width - width) / 2, y: (screen.height - height) / 2, width: width, height: height)
    }

    /// Draws a list that the keys and the mouse choose from, as many lines as there is room for around the selected one.
    static func drawList(
        _ count: Int, selection: Int?, in area: Rect, of scene: inout Scene, _ draw: (Int, Rect, inout Canvas) -> Void
    ) {
        let first = min(max(0, (selection ?? 0) - area.height + 1), max(0, count - area.height))
        for (line, index) in (first..<min(count, first + area.height)).enumerated() {
            let row = area.row(line)
            draw(index, row, &scene.canvas)
            if index == selection { scene.canvas.restyle(row) { $0.attributes.insert(.reverse) } }
            scene.add(.choice(index), at: row)
        }
    }

    /// The room for text in a box: one column off the frame.
    static func inside(_ area: Rect) -> Rect {
        let inside = area.inset()
        return Rect(x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height)
    }
}

/// A line being typed.
enum FieldView {
    static func draw(_ editor: FieldEditor, in area: Rect, of scene: inout Scene) {
        // The cursor stays in sight when the text is longer than the field.
        let start = max(0, editor.cursor - area.width + 1)
        for offset in 0..<area.width {
            let index = start + offset
            let glyph = editor.scalars.indices.contains(index) ? editor.scalars[index] : " "
            let isMarked = editor.isSelected && index < editor.scalars.count
            let attributes: Attributes = isMarked != (index == editor.cursor) ? [.reverse] : [.underline]
            scene.canvas[area.x + offset, area.y] = Cell(glyph, Style(.standard, attributes))
        }
    }
}
