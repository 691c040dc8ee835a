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
        return Rect(x: labelEnd + 2, y: area.y, width: max(0, area.maxX - labelEnd - 2), height: 1)
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
