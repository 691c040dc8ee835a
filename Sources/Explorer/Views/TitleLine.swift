import Canvas

/// The first row: the tab, and what the pictures show: which truth, which model, which seed.
enum TitleLine {
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let tabs = TabBar(titles: ["1 Explore"], selected: 0)
        let end = tabs.draw(on: &scene.canvas, x: area.x, y: area.y, width: area.width, appearance: state.appearance)
        let sample = "seed \(state.seed)/\(state.sampleIndex)"
        let sampleStart = area.maxX - sample.unicodeScalars.count - 1
        scene.canvas.text(sample, x: sampleStart, y: area.y)
        scene.add(.action(.typeSeed), at: Rect(x: sampleStart, y: area.y, width: sample.count, height: 1))
        let title = title(state)
        let room = sampleStart - end - 4
        scene.canvas.text(title, x: end + 2, y: area.y, .bold, limit: room)
        let layout = ExploreLayout(size: state.size, detector: state.detector)
        let legend = legend(state, isFramed: layout.isFramed)
        let legendStart = sampleStart - legend.unicodeScalars.count - 2
        if legendStart > end + 2 + title.unicodeScalars.count { scene.canvas.text(legend, x: legendStart, y: area.y, state.appearance.quietStyle) }
        scene.add(.action(.nextModel), at: Rect(x: end + 2, y: area.y, width: min(room, title.unicodeScalars.count), height: 1))
    }

    /// The order of the image's axes, or how the histograms are to be read, where the title leaves room.
    private static func legend(_ state: ExplorerState, isFramed: Bool) -> String {
        guard isFramed else { return state.appearance.text("x↓ y→", ascii: "x down, y right") }
        let glyphs = state.appearance.glyphs
        return "\(glyphs.trueFill) true  \(glyphs.steps[0]) generated"
    }

    private static func title(_ state: ExplorerState) -> String {
        let model = state.model.map { $0.title + ($0.isInterim ? " (interim)" : "") } ?? "no model"
        if ExploreLayout(size: state.size, detector: state.detector).pictures.count > 1 {
            return state.shown == .difference ? "true, generated − true: \(model)" : "true, \(state.generatedWord): \(model)"
        }
        return switch state.shown {
        case .generated: "\(state.generatedWord): \(model)"
        case .truth: "true: reference Monte Carlo"
        case .difference: "generated − true: \(model)"
        }
    }
}
