import Canvas

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
