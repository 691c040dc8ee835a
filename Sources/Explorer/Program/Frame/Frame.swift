import Canvas

extension Scene {
    /// What is saved: the screen without a message or a dialog over it, in all colours.
    static func saved(_ state: ExplorerState) -> Scene {
        var state = state
        (state.message, state.mode) = (nil, .browse)
        state.appearance.level = .direct
        return drawn(state)
    }

    /// The explorer on the screen: a function of its state, and nothing else.
    static func drawn(_ state: ExplorerState) -> Scene {
        var scene = Scene(state.size, state.appearance)
        guard !state.size.isTooSmall else {
            TooSmallView.draw(state.size, in: &scene)
            return scene
        }
        var layout = FrameLayout(state.size)
        layout.title = TabLine.draw(state, in: layout.tabs, of: &scene)
        state.page.draw(state, in: layout, of: &scene)
        StatusLine.draw(state, in: layout.status, of: &scene)
        if state.isFirstRun, state.message == nil { FirstSteps.draw(state, above: layout.status, of: &scene) }
        switch state.mode {
        case .presets(let selection, let filter): PresetList.draw(state, selection: selection, filter: filter, of: &scene)
        case .palette(let selection, let filter): PaletteView.draw(state, selection: selection, filter: filter, of: &scene)
        case .messages(let scroll): MessageList.draw(state, scroll: scroll, of: &scene)
        case .help(let scroll, let search): HelpView.draw(state, scroll: scroll, search: search, of: &scene)
        case .save(let dialog): SaveView.draw(state, dialog, of: &scene)
        case .browse, .edit, .ask, .inspect: break
        }
        scene.canvas.apply(state.appearance.theme, at: state.appearance.level)
        if !state.appearance.glyphs.isUnicode { scene.canvas.restrictToASCII() }
        return scene
    }
}

enum TooSmallView {
    static func draw(_ size: Size, in scene: inout Scene) {
        let smallest = Size.smallest
        let lines = [
            "The explorer needs \(smallest.width) columns by \(smallest.height) rows.",
            "This terminal has \(size.width) by \(size.height).", "", "Enlarge it, or press q to quit.",
        ]
        let top = max(0, (size.height - lines.count) / 2)
        let left = max(0, (size.width - (lines.map(\.count).max() ?? 0)) / 2)
        for (index, line) in lines.enumerated() { scene.canvas.text(line, x: left, y: top + index) }
    }
}

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

/// The tabs of the views, in the first row.
enum TabLine {
    private static var bar: TabBar { TabBar(titles: ViewKind.allCases.map { "\($0.digit) \($0.title)" }, selected: 0) }

    /// Draws the tabs and which calorimeter is shown; what is left of the line.
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) -> Rect {
        let start = area.x + (state.isPlain ? 1 : end + 1)
        if !state.isPlain { drawTabs(state, in: area, of: &scene) }
        let label = DetectorText.label(state, room: area.maxX - start - 1)
        let labelEnd = scene.canvas.text(label, x: start, y: area.y, .bold, limit: area.maxX - start)
        scene.add(.action(.turnDetector), at: Rect(x: start, y: area.y, width: labelEnd - start, height: 1))
        let left = Rect(x: labelEnd + 2, y: area.y, width: max(0, area.maxX - labelEnd - 2), height: 1)
        guard let mark = mark(state), left.width > mark.unicodeScalars.count else { return left }
        let markEnd = scene.canvas.text(mark, x: left.x, y: area.y, state.appearance.keyStyle)
        scene.add(.action(.flip), at: Rect(x: left.x, y: area.y, width: markEnd - left.x, height: 1))
        return left.split(left: markEnd + 2 - left.x).1
    }

    private static func mark(_ state: ExplorerState) -> String? { state.pinned.map { ParticleText.pinned($0, state.appearance) } }

    /// What of it has no room beside the tabs, for the last row.
    static func markBelow(_ state: ExplorerState) -> String {
        guard let mark = mark(state), roomBesideLabel(state) <= mark.unicodeScalars.count else { return "" }
        return mark + "  "
    }

    /// Columns that are left beside the tabs and the name of the calorimeter.
    private static func roomBesideLabel(_ state: ExplorerState) -> Int {
        let start = state.isPlain ? 1 : end + 1
        let room = state.size.width - start
        return room - min(DetectorText.label(state, room: room - 1).unicodeScalars.count, room) - 2
    }

    private static func drawTabs(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        var bar = bar
        bar.selected = ViewKind.allCases.firstIndex(of: state.view) ?? 0
        bar.draw(on: &scene.canvas, x: area.x, y: area.y, width: area.width, appearance: state.appearance)
        var x = area.x
        for (view, title) in zip(ViewKind.allCases, bar.titles) {
            let width = title.unicodeScalars.count + 1
            scene.add(.action(.view(view)), at: Rect(x: x, y: area.y, width: width, height: 1))
            x += width
        }
    }

    /// The first column after the tabs.
    static let end = bar.width
}
