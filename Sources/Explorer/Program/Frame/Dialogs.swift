import Calorimeter
import Canvas

/// What can be saved and the name of the file, over the view.
enum SaveView {
    static func draw(_ state: ExplorerState, _ dialog: SaveDialog, of scene: inout Scene) {
        let kinds = SaveKind.offered(state)
        let width = min(64, state.size.width - 4)
        let height = kinds.count + 6
        let inside = Dialog.open("save", in: Dialog.centred(width, height, state.size), of: &scene)
        Dialog.drawList(kinds.count, selection: kinds.firstIndex(of: dialog.kind), in: inside, of: &scene) { index, row, canvas in
            canvas.text(kinds[index].title(state), x: row.x + 1, y: row.y, limit: row.width - 1)
        }
        let y = inside.y + kinds.count + 1
        let start = scene.canvas.text("file ", x: inside.x + 1, y: y)
        FieldView.draw(dialog.path, in: Rect(x: start, y: y, width: inside.maxX - start, height: 1), of: &scene)
        let arrows = state.appearance.text("↑↓", ascii: "Up Down")
        let hint = dialog.isTaken ? "This file is there already: Enter replaces it." : "\(arrows) what  Enter save  Esc close"
        scene.canvas.text(
            hint, x: inside.x + 1, y: inside.maxY - 1,
            dialog.isTaken ? state.appearance.warningStyle : state.appearance.quietStyle, limit: inside.width - 1)
    }
}

/// What was said so far, the latest first, over the view.
enum MessageList {
    static func pageHeight(_ size: Size) -> Int { max(1, area(size).height - 2) }

    private static func area(_ size: Size) -> Rect { Dialog.centred(min(100, size.width - 4), min(30, size.height - 4), size) }

    /// Every line, long messages broken between words.
    static func lines(_ state: ExplorerState) -> [(text: String, isError: Bool)] {
        let width = area(state.size).width - 4
        return state.messages.reversed().flatMap { message in
            Canvas.wrapped(message.text, width: width).map { ($0, message.isError) }
        }
    }

    static func draw(_ state: ExplorerState, scroll: Int, of scene: inout Scene) {
        let area = area(state.size)
        let inside = Dialog.open("messages, the latest first", in: area, of: &scene)
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
        let inside = Dialog.open("commands", in: area(state.size), of: &scene)
        let quiet = state.appearance.quietStyle
        let end = scene.canvas.text(
            ": \(typed(filter, room: inside.width - 3, state.appearance))", x: inside.x, y: inside.y, .bold,
            limit: inside.width - 1)
        scene.canvas[end, inside.y] = Cell(" ", .reverse)
        let list = Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 2)
        Dialog.drawList(commands.count, selection: selection, in: list, of: &scene) { index, row, canvas in
            canvas.text(commands[index].key, x: row.x + 1, y: row.y, state.appearance.keyStyle, limit: keyColumn - 2)
            canvas.text(commands[index].text, x: row.x + keyColumn, y: row.y, limit: row.width - keyColumn)
        }
        if commands.isEmpty {
            let reason = TypedSetting(filter).problem ?? "no command has these words"
            scene.canvas.paragraph(reason, in: Rect(x: list.x + 1, y: list.y, width: list.width - 2, height: list.height))
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
        let inside = Dialog.open("species", in: Dialog.centred(width, height, state.size), of: &scene)
        let quiet = state.appearance.quietStyle
        scene.canvas.text(
            filter.isEmpty ? "      mass MeV    charge e" : "find: \(filter)", x: inside.x, y: inside.y, quiet,
            limit: inside.width)
        let list = Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 2)
        Dialog.drawList(choices.count, selection: selection, in: list, of: &scene) { index, row, canvas in
            let species = choices[index]
            canvas.text(species.name(state.appearance), x: row.x + 1, y: row.y, .bold)
            canvas.text(NumberText.value(species.massMeV), endingAt: row.x + 14, y: row.y)
            canvas.text(species.charge > 0 ? "+1" : NumberText.value(species.charge), endingAt: row.x + 20, y: row.y)
            if !species.isInData { canvas.text("not in data", endingAt: row.maxX - 1, y: row.y, quiet) }
        }
        scene.canvas.text("Enter choose  Esc close", x: inside.x, y: inside.maxY - 1, quiet)
    }
}
