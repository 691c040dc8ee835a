import Canvas

/// The keys, from the table that handles them, over the view.
enum HelpView {
    enum Line: Equatable {
        case heading(String)
        case key(String, String)
        case blank
    }

    private static let keyColumn = 24

    /// The lines of the help on a screen of a size, narrowed to what holds the search text.
    static func lines(of page: any Page.Type, search: String?, size: Size, isUnicode: Bool = true) -> [Line] {
        let sections =
            KeyTable.Group.allCases.map { group in
                (
                    group.rawValue,
                    page.keyTable.bindings.filter { $0.group == group }.map { binding in
                        (isUnicode ? binding.label : binding.asciiLabel, binding.text)
                    }
                )
            } + page.notes.map { ($0.heading, $0.lines) }
        var lines: [Line] = []
        for (heading, entries) in sections {
            let shown = entries.filter { key, text in
                guard let search, !search.isEmpty else { return true }
                return "\(key) \(text)".lowercased().contains(search.lowercased())
            }
            guard !shown.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(heading))
            let width = Dialog.inside(area(size)).width - keyColumn - 2
            for (keys, text) in shown {
                let parts = Canvas.wrapped(text, width: width)
                lines += parts.enumerated().map { .key($0.offset == 0 ? keys : "", $0.element) }
            }
        }
        return lines
    }

    /// Lines of help that fit the window.
    static func pageHeight(_ size: Size) -> Int { max(1, area(size).height - 2) }

    private static func area(_ size: Size) -> Rect { Dialog.centred(min(84, size.width - 4), min(44, size.height - 2), size) }

    static func draw(_ state: ExplorerState, scroll: Int, search: String?, of scene: inout Scene) {
        let lines = lines(of: state.page, search: search, size: state.size, isUnicode: state.appearance.glyphs.isUnicode)
        let area = area(state.size)
        let title = search.map { "keys: find \($0)" } ?? "keys"
        let inside = Dialog.open(title, in: area, of: &scene)
        // A window that grew may show more than it did where the reader had scrolled to.
        let scroll = min(scroll, max(0, lines.count - inside.height))
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.height).enumerated() {
            let y = inside.y + offset
            switch line {
            case .blank: break
            case .heading(let text): scene.canvas.text(text, x: inside.x, y: y, .bold)
            case .key(let keys, let text):
                scene.canvas.text(keys, x: inside.x + 2, y: y, state.appearance.keyStyle, limit: keyColumn - 1)
                scene.canvas.text(text, x: inside.x + 2 + keyColumn, y: y, limit: inside.width - keyColumn - 2)
            }
        }
        if lines.isEmpty { scene.canvas.text("no key does that", x: inside.x, y: inside.y) }
        let shown = min(lines.count, scroll + inside.height)
        if lines.count > inside.height {
            scene.canvas.text(" \(shown)/\(lines.count) ", endingAt: area.maxX - 2, y: area.maxY - 1)
        }
    }
}
