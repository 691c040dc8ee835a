import Canvas

/// What can be saved and the name of the file, over the view.
enum SaveView {
    static func draw(_ state: ExplorerState, _ dialog: SaveDialog, of scene: inout Scene) {
        let kinds = SaveKind.offered(state)
        let width = min(64, state.size.width - 4)
        let height = kinds.count + 6
        let area = Rect(x: (state.size.width - width) / 2, y: (state.size.height - height) / 2, width: width, height: height)
        let inside = Dialog.open("save", in: area, state, of: &scene)
        for (line, kind) in kinds.enumerated() {
            let row = Rect(x: inside.x, y: inside.y + line, width: inside.width, height: 1)
            scene.canvas.text(kind.title(state), x: row.x + 1, y: row.y, limit: row.width - 1)
            if kind == dialog.kind { scene.canvas.restyle(row) { $0.attributes.insert(.reverse) } }
            scene.add(.saveKind(kind), at: row)
        }
        let y = inside.y + kinds.count + 1
        let start = scene.canvas.text("file ", x: inside.x + 1, y: y)
        FieldView.draw(dialog.path, in: Rect(x: start, y: y, width: inside.maxX - start, height: 1), of: &scene)
        let arrows = state.appearance.text("↑↓", ascii: "Up Down")
        if dialog.isTaken {
            scene.canvas.text(
                "This file is there already: Enter replaces it.", x: inside.x + 1, y: inside.maxY - 1,
                state.appearance.warningStyle,
                limit: inside.width - 1)
        } else {
            scene.canvas.text(
                "\(arrows) what  Enter save  Esc close", x: inside.x + 1, y: inside.maxY - 1, state.appearance.quietStyle,
                limit: inside.width - 1)
        }
    }
}
