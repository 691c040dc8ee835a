import Canvas

/// The last row: how far the samples are, and the keys that help most here; or a message, or a line being typed.
enum StatusLine {
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        if let message = state.message {
            draw(message, state, in: area, of: &scene)
            return
        }
        switch state.mode {
        case .seed(let editor):
            let end = scene.canvas.text(" seed ", x: area.x, y: area.y)
            FieldView.draw(editor, in: Rect(x: end, y: area.y, width: 22, height: 1), of: &scene)
            scene.canvas.text("Enter accept  Esc keep the old one", x: end + 24, y: area.y, limit: area.maxX - end - 24)
        case .edit(let parameter, _):
            let unit = parameter == .charge ? "-1, 0 or 1" : "digits go here; \(parameter.unit) unless you type a unit"
            scene.canvas.text(
                " \(parameter.name): \(unit)   Enter accept  Esc restore  Tab next row", x: area.x, y: area.y, limit: area.width)
        case .inspect:
            scene.canvas.text(" arrows move the cross  H L ten columns  Esc leaves", x: area.x, y: area.y, limit: area.width)
        case .presets:
            scene.canvas.text(" type to narrow  Enter choose  Esc close", x: area.x, y: area.y, limit: area.width)
        case .help:
            scene.canvas.text(
                state.appearance.text(" ↑↓ scroll  / find  Esc close", ascii: " Up Down scroll  / find  Esc close"), x: area.x, y: area.y,
                limit: area.width)
        case .browse: drawHints(state, in: area, of: &scene)
        }
    }

    /// A long message grows upwards over the view: nothing of it is lost.
    private static func draw(_ message: Message, _ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let lines = Canvas.wrapped(message.text, width: area.width - 2)
        let height = min(lines.count, scene.canvas.height)
        scene.canvas.fill(Rect(x: area.x, y: area.maxY - height, width: area.width, height: height))
        for (offset, line) in lines.suffix(height).enumerated() {
            scene.canvas.text(
                line, x: area.x + 1, y: area.maxY - height + offset, message.isError ? state.appearance.warningStyle : .plain)
        }
    }

    private static func drawHints(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let progress = progress(state)
        var x = scene.canvas.text(" \(progress)", x: area.x, y: area.y, state.appearance.quietStyle, limit: area.width) + 2
        for hint in hints(state) {
            let width = hint.key.unicodeScalars.count + 1 + hint.text.unicodeScalars.count
            guard x + width <= area.maxX else { return }
            scene.add(.action(hint.action), at: Rect(x: x, y: area.y, width: width, height: 1))
            let end = scene.canvas.text(hint.key, x: x, y: area.y, Style(.standard, [.bold, .underline]))
            scene.canvas.text(hint.text, x: end + 1, y: area.y)
            x += width + 2
        }
    }

    /// "n 512/1000" while the histograms fill, "n 1000" when they are full.
    private static func progress(_ state: ExplorerState) -> String {
        let pause = state.isPlaying ? state.appearance.text("▸ ", ascii: "> ") : ""
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return pause + "sampling" }
        let count = statistics.truth.count
        return pause + (statistics.isComplete ? "n \(count)" : "n \(count)/\(statistics.request.target)")
    }

    private static func hints(_ state: ExplorerState) -> [(key: String, text: String, action: Action)] {
        let layout = ExploreLayout(size: state.size, detector: state.detector)
        let picture =
            layout.pictures.count > 1
            ? (state.shown == .difference ? "generated" : "difference")
            : (state.shown == .generated ? "true" : state.shown == .truth ? "difference" : "generated")
        let pane = layout.histograms.isEmpty && state.focus == .histograms ? "table" : "histograms"
        return [
            ("?", "help", .help), ("d", picture, .cyclePicture), ("p", "species", .presets), ("Enter", "edit", .edit),
            ("g", "next", .newSample), ("Tab", pane, .nextPane), ("q", "quit", .quit), ("m", "model", .nextModel),
            ("space", state.isPlaying ? "pause" : "play", .play), ("r", "reseed", .newSeed), ("c", "colours", .cycleColors),
            ("z", "scale", .cycleScale), ("o", "masks", .cycleMasks), ("i", "inspect", .inspect), ("u", "undo", .undo),
        ].filter { $0.2 != .nextModel || state.models.count > 1 }
    }
}
