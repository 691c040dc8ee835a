import Canvas

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
