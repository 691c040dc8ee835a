import Canvas

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
