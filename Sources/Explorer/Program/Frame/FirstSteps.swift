import Canvas

/// What to press first, for somebody who starts the explorer for the first time: two lines above the last one, until a key.
enum FirstSteps {
    static func draw(_ state: ExplorerState, above status: Rect, of scene: inout Scene) {
        let lines = lines(state)
        let area = Rect(x: status.x, y: status.y - lines.count, width: status.width, height: lines.count)
        scene.canvas.fill(area)
        for (row, line) in lines.enumerated() {
            scene.canvas.text(line, x: area.x + 1, y: area.y + row, .bold, limit: area.width - 1)
        }
    }

    private static func lines(_ state: ExplorerState) -> [String] {
        let table = state.page.keyTable
        func keys(_ actions: Action...) -> String { KeyHint("", actions).label(table, state.appearance).keys }
        let views = ViewKind.allCases.map(\.digit)
        let digits = "\(views[0])\(state.appearance.text("–", ascii: "-"))\(views[views.count - 1])"
        return [
            "Welcome. \(keys(.rowUp, .rowDown)) choose a parameter, "
                + "\(keys(.step(up: false, .one), .step(up: true, .one))) change it, \(keys(.newSample)) makes another sample.",
            "\(digits) open the views, \(keys(.help)) lists all keys, \(keys(.palette)) finds a command. The mouse works too.",
        ]
    }
}
