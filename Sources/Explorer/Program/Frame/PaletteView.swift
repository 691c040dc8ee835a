import Canvas

/// All commands of the view, with search, over the view: it teaches the keys.
enum PaletteView {
    private static let keyColumn = 13

    static func pageHeight(_ size: Size) -> Int { max(1, area(size).height - 4) }

    private static func area(_ size: Size) -> Rect {
        let width = min(64, size.width - 4)
        let height = min(26, size.height - 4)
        return Rect(x: (size.width - width) / 2, y: max(1, (size.height - height) / 3), width: width, height: height)
    }

    static func draw(_ state: ExplorerState, selection: Int, filter: String, of scene: inout Scene) {
        let commands = Command.matching(filter, of: state.page)
        let inside = Dialog.open("commands", in: area(state.size), state, of: &scene)
        let quiet = state.appearance.quietStyle
        let end = scene.canvas.text(": \(filter)", x: inside.x, y: inside.y, .bold, limit: inside.width - 1)
        scene.canvas[end, inside.y] = Cell(" ", .reverse)
        let rows = inside.height - 2
        let first = min(max(0, selection - rows + 1), max(0, commands.count - rows))
        for (line, index) in (first..<min(commands.count, first + rows)).enumerated() {
            let row = Rect(x: inside.x, y: inside.y + 1 + line, width: inside.width, height: 1)
            scene.canvas.text(commands[index].key, x: row.x + 1, y: row.y, state.appearance.keyStyle, limit: keyColumn - 2)
            scene.canvas.text(commands[index].text, x: row.x + keyColumn, y: row.y, limit: row.width - keyColumn)
            if index == selection { scene.canvas.restyle(row) { $0.attributes.insert(.reverse) } }
            scene.add(.command(index), at: row)
        }
        if commands.isEmpty { scene.canvas.text("no command has these words", x: inside.x + 1, y: inside.y + 1) }
        scene.canvas.text("type to search  Enter do it  Esc close", x: inside.x, y: inside.maxY - 1, quiet, limit: inside.width)
        let place = "\(min(selection + 1, commands.count))/\(commands.count)"
        scene.canvas.text(place, endingAt: inside.maxX, y: inside.maxY - 1, quiet)
    }
}
