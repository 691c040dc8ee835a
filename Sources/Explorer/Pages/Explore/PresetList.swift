import Calorimeter
import Canvas

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
