import Canvas

/// The last row: how far the samples are, and the keys that help most here; or a message, or a line being typed.
enum StatusLine {
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        if let message = state.message {
            // What is typed stays in sight.
            guard case .ask(let question, _) = state.mode, question.line.isLong, area.y > 0 else {
                return draw(message, state, in: area, of: &scene)
            }
            draw(message, state, in: area.row(-1), of: &scene)
        }
        switch state.mode {
        case .ask(let question, let editor):
            let end = scene.canvas.text(" \(question.line.title) ", x: area.x, y: area.y)
            let width = question.line.isLong ? max(22, area.width - end - max(22, question.line.hint.count) - 4) : 22
            FieldView.draw(editor, in: Rect(x: end, y: area.y, width: width, height: 1), of: &scene)
            scene.canvas.text(question.line.hint, x: end + width + 2, y: area.y, limit: area.maxX - end - width - 2)
        case .browse: drawHints(state, in: area, of: &scene)
        default: scene.canvas.text(" " + keys(in: state.mode, state.appearance), x: area.x, y: area.y, limit: area.width)
        }
    }

    /// What keys do while something is open.
    private static func keys(in mode: Mode, _ appearance: Appearance) -> String {
        switch mode {
        case .save: "type a name  Enter save  Esc close"
        case .edit(.parameter(.charge), _): "charge: -1, 0 or 1   Enter accept  Esc restore  Tab next row"
        case .edit(let row, _):
            "\(row.name): digits go here; \(row.unit) unless you type a unit   Enter accept  Esc restore  Tab next row"
        case .inspect: "arrows move the cross  H L ten columns  Esc leaves"
        case .palette(_, let filter): PaletteView.hint(filter)
        case .messages: appearance.text("↑↓ scroll  Esc close", ascii: "Up Down scroll  Esc close")
        case .presets: "type to narrow  Enter choose  Esc close"
        case .help: appearance.text("↑↓ scroll  / find  Esc close", ascii: "Up Down scroll  / find  Esc close")
        case .browse, .ask: ""
        }
    }

    /// A long message grows upwards over the view: nothing of it is lost. Help and quit stay where they are.
    private static func draw(_ message: Message, _ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let hasKeys = state.mode == .browse && !state.isPlain
        let room = hasKeys ? max(1, widthBesideKeys(state, in: area) - 1) : area.width - 2
        var lines = Canvas.wrapped(message.text, width: area.width - 2)
        // The last line ends before the keys.
        if let last = lines.last, last.unicodeScalars.count > room { lines = Canvas.wrapped(message.text, width: room) }
        let height = min(lines.count, scene.canvas.height)
        scene.canvas.fill(Rect(x: area.x, y: area.maxY - height, width: area.width, height: height))
        if hasKeys { _ = drawAlways(state, in: area, of: &scene) }
        for (offset, line) in lines.suffix(height).enumerated() {
            scene.canvas.text(
                line, x: area.x + 1, y: area.maxY - height + offset, message.isError ? state.appearance.warningStyle : .plain)
        }
    }

    private static func drawHints(_ state: ExplorerState, in whole: Rect, of scene: inout Scene) {
        let area = state.isPlain ? whole : drawAlways(state, in: whole, of: &scene)
        if case .reading(let name, let part) = state.truth { return drawReading(name, part, state, in: area, of: &scene) }
        if let opening = state.opening { return drawReading(opening.name, opening.part, state, in: area, of: &scene) }
        let playing = state.isPlaying ? state.appearance.text("▸ ", ascii: "> ") : ""
        let words = " \(playing)\(DetectorText.fallback(state))\(TabLine.markBelow(state))\(state.page.summary(state))"
        var x =
            scene.canvas.text(
                wholeParts(of: words, width: area.width), x: area.x, y: area.y, state.appearance.quietStyle, limit: area.width)
            + 2
        if let progress = state.progressOnScreen { x = draw(progress, state, x: x, in: area, of: &scene) }
        for hint in state.isPlain ? [] : state.page.hints(state) {
            guard let end = draw(hint, state, x: x, in: area, of: &scene) else { return }
            x = end + 2
        }
    }

    /// As many of the parts, which two blanks set apart, as fit: no number is cut in the middle.
    private static func wholeParts(of words: String, width: Int) -> String {
        var words = Substring(words)
        while words.unicodeScalars.count > width, let end = words.ranges(of: "  ").last?.lowerBound { words = words[..<end] }
        return String(words)
    }

    /// Help and quit, at the same place on every page. Returns what is left of the line.
    private static func drawAlways(_ state: ExplorerState, in area: Rect, of scene: inout Scene) -> Rect {
        let left = Rect(x: area.x, y: area.y, width: widthBesideKeys(state, in: area), height: 1)
        var x = left.maxX + 2
        for hint in KeyHint.always { x = (draw(hint, state, x: x, in: area, of: &scene) ?? x) + 2 }
        return left
    }

    /// The columns before help and quit, and before the blanks that set them apart.
    private static func widthBesideKeys(_ state: ExplorerState, in area: Rect) -> Int {
        let labels = KeyHint.always.map { $0.label(state.page.keyTable, state.appearance) }
        let width = labels.reduce(-2) { $0 + $1.keys.unicodeScalars.count + $1.text.unicodeScalars.count + 3 }
        return max(0, area.width - width - 3)
    }

    /// Returns the column after it; nil where it does not fit.
    private static func draw(_ hint: KeyHint, _ state: ExplorerState, x: Int, in area: Rect, of scene: inout Scene) -> Int? {
        let (keys, text) = hint.label(state.page.keyTable, state.appearance)
        let width = keys.unicodeScalars.count + 1 + text.unicodeScalars.count
        guard x + width <= area.maxX, let action = hint.actions.last else { return nil }
        scene.add(.action(action), at: Rect(x: x, y: area.y, width: width, height: 1))
        let end = scene.canvas.text(keys, x: x, y: area.y, Style(.standard, [.bold, .underline]))
        return scene.canvas.text(text, x: end + 1, y: area.y)
    }

    /// How far the data set has been read; nothing can be compared with it before.
    private static func drawReading(_ name: String, _ part: Double, _ state: ExplorerState, in area: Rect, of scene: inout Scene)
    {
        let end = scene.canvas.text(" reading \(name)  \(Int(100 * part)) %  ", x: area.x, y: area.y, .bold, limit: area.width)
        ProgressBar(fraction: part).draw(
            on: &scene.canvas, x: end, y: area.y, width: max(0, min(20, area.maxX - end)),
            style: state.appearance.quietStyle, appearance: state.appearance)
    }

    /// Rate, time left and how to stop what takes longer than a moment; a bar where there is room. Returns the column
    /// after it.
    private static func draw(
        _ progress: WorkProgress, _ state: ExplorerState, x: Int, in area: Rect, of scene: inout Scene
    ) -> Int {
        var x = x
        if state.size.width >= 120 {
            ProgressBar(fraction: progress.fraction).draw(
                on: &scene.canvas, x: x, y: area.y, width: 16, style: state.appearance.quietStyle, appearance: state.appearance)
            x += 17
        }
        var parts = ["\(Int(100 * progress.fraction)) %"]
        // A rate below one tells less than the time.
        if state.size.width >= 120, progress.perSecond >= 1 {
            parts.append("\(NumberText.grouped(Int(min(progress.perSecond, 1e9))))/s")
        }
        if let seconds = progress.secondsLeft {
            parts.append("\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s left")
        }
        for part in parts where x + part.unicodeScalars.count <= area.maxX {
            x = scene.canvas.text(part, x: x, y: area.y, state.appearance.quietStyle) + 2
        }
        return draw(KeyHint("stop", .stop), state, x: x, in: area, of: &scene).map { $0 + 2 } ?? area.maxX
    }
}
