import Canvas

/// The keys, from the table that handles them, over the view.
enum HelpView {
    /// One line of the help.
    enum Line: Equatable {
        case heading(String)
        case key(String, String)
        case blank
    }

    private static let keyColumn = 24

    /// The lines of the help, narrowed to what holds the search text.
    static func lines(search: String?, width: Int, isUnicode: Bool = true) -> [Line] {
        var lines: [Line] = []
        for group in KeyTable.Group.allCases {
            let bindings = KeyTable.explore.bindings.filter { binding in
                guard binding.group == group else { return false }
                guard let search, !search.isEmpty else { return true }
                return (binding.label + " " + binding.asciiLabel + " " + binding.text).lowercased().contains(search.lowercased())
            }
            guard !bindings.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(group.rawValue))
            lines += bindings.map { .key(isUnicode ? $0.label : $0.asciiLabel, $0.text) }
        }
        if search == nil { lines += [.blank, .heading("mouse")] + mouse.map { .key($0, $1) } + [.blank, .heading("marks")] + marks.map { .key($0, $1) } }
        return lines
    }

    private static let mouse = [
        ("click a row, a slider", "choose it, set it"), ("drag a slider", "scrub"), ("wheel over a row", "step it"),
        ("click the picture", "inspect a pixel"), ("click a hint", "the same as its key"),
    ]

    private static let marks = [
        ("WS", "Wasserstein-1 distance true to generated, photons"),
        ("floor, flr", "WS of the truth against an independent repeat"),
        ("WS 5.1 / 0.6", "a channel's distance, then its floor"),
        ("n<50", "too few samples for a distance"),
        ("!", "value outside the training range"),
        ("true", "reference Monte Carlo: parametrised, not GEANT"),
    ]

    /// Lines of help that fit the window.
    static func pageHeight(_ size: Size) -> Int { max(1, area(size).height - 2) }

    private static func area(_ size: Size) -> Rect {
        let width = min(72, size.width - 4)
        let height = min(44, size.height - 2)
        return Rect(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
    }

    static func draw(_ state: ExplorerState, scroll: Int, search: String?, of scene: inout Scene) {
        let lines = lines(search: search, width: state.size.width, isUnicode: state.appearance.glyphs.isUnicode)
        let area = area(state.size)
        let title = search.map { "keys: find \($0)" } ?? "keys"
        let inside = Dialog.open(title, in: area, state, of: &scene)
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.height).enumerated() {
            let y = inside.y + offset
            switch line {
            case .blank: break
            case .heading(let text): scene.canvas.text(text, x: inside.x, y: y, .bold)
            case .key(let keys, let text):
                scene.canvas.text(keys, x: inside.x + 2, y: y, Style(.cyan), limit: keyColumn)
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
