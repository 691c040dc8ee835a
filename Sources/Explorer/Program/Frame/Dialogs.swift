import Calorimeter
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
            scene.add(.choice(line), at: row)
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

/// What was said so far, the latest first, over the view.
enum MessageList {
    static func pageHeight(_ size: Size) -> Int { max(1, area(size).height - 2) }

    private static func area(_ size: Size) -> Rect {
        let width = min(100, size.width - 4)
        let height = min(30, size.height - 4)
        return Rect(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
    }

    /// Every line, long messages broken between words.
    static func lines(_ state: ExplorerState) -> [(text: String, isError: Bool)] {
        let width = area(state.size).width - 4
        return state.messages.reversed().flatMap { message in
            Canvas.wrapped(message.text, width: width).map { ($0, message.isError) }
        }
    }

    static func draw(_ state: ExplorerState, scroll: Int, of scene: inout Scene) {
        let area = area(state.size)
        let inside = Dialog.open("messages, the latest first", in: area, state, of: &scene)
        let lines = lines(state)
        if lines.isEmpty { scene.canvas.text("nothing was said yet", x: inside.x, y: inside.y) }
        let first = min(scroll, max(0, lines.count - inside.height))
        for (offset, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
            scene.canvas.text(
                line.text, x: inside.x, y: inside.y + offset, line.isError ? state.appearance.warningStyle : .plain,
                limit: inside.width)
        }
        guard lines.count > inside.height else { return }
        scene.canvas.text(
            " \(min(lines.count, first + inside.height))/\(lines.count) ", endingAt: area.maxX - 2, y: area.maxY - 1)
    }
}

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
        let commands = Command.matching(filter, state)
        let inside = Dialog.open("commands", in: area(state.size), state, of: &scene)
        let quiet = state.appearance.quietStyle
        let end = scene.canvas.text(
            ": \(typed(filter, room: inside.width - 3, state.appearance))", x: inside.x, y: inside.y, .bold,
            limit: inside.width - 1)
        scene.canvas[end, inside.y] = Cell(" ", .reverse)
        let rows = inside.height - 2
        let first = min(max(0, selection - rows + 1), max(0, commands.count - rows))
        for (line, index) in (first..<min(commands.count, first + rows)).enumerated() {
            let row = Rect(x: inside.x, y: inside.y + 1 + line, width: inside.width, height: 1)
            scene.canvas.text(commands[index].key, x: row.x + 1, y: row.y, state.appearance.keyStyle, limit: keyColumn - 2)
            scene.canvas.text(commands[index].text, x: row.x + keyColumn, y: row.y, limit: row.width - keyColumn)
            if index == selection { scene.canvas.restyle(row) { $0.attributes.insert(.reverse) } }
            scene.add(.choice(index), at: row)
        }
        if commands.isEmpty {
            let reason = TypedSetting(filter).problem ?? "no command has these words"
            scene.canvas.paragraph(reason, in: Rect(x: inside.x + 1, y: inside.y + 1, width: inside.width - 2, height: rows))
        }
        scene.canvas.text(hint(filter), x: inside.x, y: inside.maxY - 1, quiet, limit: inside.width)
        let place = "\(min(selection + 1, commands.count))/\(commands.count)"
        scene.canvas.text(place, endingAt: inside.maxX, y: inside.maxY - 1, quiet)
    }

    /// What keys do there.
    static func hint(_ filter: String) -> String {
        OpenOrder(typed: filter) == nil
            ? "type to search  Enter do it  Esc close" : "type a path, Tab completes  Enter open  Esc close"
    }

    /// The end of what is typed where there is no room for all of it.
    private static func typed(_ filter: String, room: Int, _ appearance: Appearance) -> String {
        let scalars = filter.unicodeScalars
        guard scalars.count > room else { return filter }
        return String(appearance.glyphs.ellipsis) + String(String.UnicodeScalarView(scalars.suffix(room - 1)))
    }
}

/// The species to choose from, over the view.
enum PresetList {
    private static let width = 34

    static func draw(_ state: ExplorerState, selection: Int, filter: String, of scene: inout Scene) {
        let choices = Species.matching(filter)
        let height = min(choices.count + 4, state.size.height - 2)
        let area = Rect(x: (state.size.width - width) / 2, y: (state.size.height - height) / 2, width: width, height: height)
        let inside = Dialog.open("species", in: area, state, of: &scene)
        let quiet = state.appearance.quietStyle
        scene.canvas.text(
            filter.isEmpty ? "      mass MeV    charge e" : "find: \(filter)", x: inside.x, y: inside.y, quiet,
            limit: inside.width)
        let rows = inside.height - 2
        let first = min(max(0, selection - rows + 1), max(0, choices.count - rows))
        for (line, index) in (first..<min(choices.count, first + rows)).enumerated() {
            let species = choices[index]
            let row = Rect(x: inside.x, y: inside.y + 1 + line, width: inside.width, height: 1)
            scene.canvas.text(species.name(state.appearance), x: row.x + 1, y: row.y, .bold)
            scene.canvas.text(NumberText.value(species.massMeV), endingAt: row.x + 14, y: row.y)
            scene.canvas.text(species.charge > 0 ? "+1" : NumberText.value(species.charge), endingAt: row.x + 20, y: row.y)
            if !species.isInData { scene.canvas.text("not in data", endingAt: row.maxX - 1, y: row.y, quiet) }
            if index == selection { scene.canvas.restyle(row) { $0.attributes.insert(.reverse) } }
            scene.add(.choice(index), at: row)
        }
        scene.canvas.text("Enter choose  Esc close", x: inside.x, y: inside.maxY - 1, quiet)
    }
}
