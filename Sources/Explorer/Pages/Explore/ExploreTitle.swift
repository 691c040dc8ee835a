import Canvas

/// What the pictures show, in words: which truth, which model, which seed.
enum ExploreTitle {
    /// Beside the tabs, where they leave room: the title, how to read the histograms, the sample.
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let sample = "seed \(state.seed)/\(state.sampleIndex)"
        let sampleStart = area.maxX - sample.unicodeScalars.count - 1
        let title = title(state)
        // A title that does not fit stands in the status line, shorter.
        guard sampleStart >= area.x + title.unicodeScalars.count + 2 else { return }
        scene.canvas.text(sample, x: sampleStart, y: area.y)
        scene.add(.action(.typeSeed), at: Rect(x: sampleStart, y: area.y, width: sample.count, height: 1))
        let room = sampleStart - area.x - 2
        scene.canvas.text(title, x: area.x, y: area.y, .bold, limit: room)
        let layout = state.exploreLayout
        let legend = legend(state, isFramed: layout.isFramed)
        let legendStart = sampleStart - legend.unicodeScalars.count - 2
        if legendStart > area.x + title.unicodeScalars.count {
            scene.canvas.text(legend, x: legendStart, y: area.y, state.appearance.quietStyle)
        }
        scene.add(.action(.nextModel), at: Rect(x: area.x, y: area.y, width: min(room, title.unicodeScalars.count), height: 1))
    }

    /// The shortest honest name of what is shown, for the status line.
    static func shownWord(_ state: ExplorerState) -> String {
        let interim = state.model?.isInterim == true ? " (interim)" : ""
        let model = (state.model?.shortName ?? "no model") + interim
        if state.exploreLayout.hasTruth { return model }
        return switch state.explore.shown {
        case .generated: state.generatedWord == "generated" ? model : "\(state.generatedWord): \(model)"
        case .truth: "true (\(TruthText.short(state)))" + (state.model == nil ? "" : ", gen \(model)")
        case .difference: state.appearance.text("\(model) − true", ascii: "\(model) - true")
        }
    }

    /// The order of the image's axes, or how the histograms are to be read, where the title leaves room.
    private static func legend(_ state: ExplorerState, isFramed: Bool) -> String {
        guard isFramed else {
            let sides = state.shownDetectors.map { (state.showsBoth ? $0.name + " " : "") + $0.beamSide(state.appearance) }
            return ([state.appearance.text("x↓ y→", ascii: "x down, y right")] + sides).joined(separator: "  ")
        }
        let glyphs = state.appearance.glyphs
        return "\(glyphs.trueFill) true  \(glyphs.steps[0]) generated"
    }

    private static func title(_ state: ExplorerState) -> String {
        let model = state.model.map { $0.title + ($0.isInterim ? " (interim)" : "") } ?? "no model"
        if state.exploreLayout.hasTruth {
            let truth = state.truth.dataSet == nil ? "true" : "true (\(TruthText.short(state, width: 24)))"
            return state.explore.shown == .difference
                ? "\(truth), generated − true: \(model)" : "\(truth), \(state.generatedWord): \(model)"
        }
        return switch state.explore.shown {
        case .generated: "\(state.generatedWord): \(model)"
        case .truth: state.rowTitle(0)
        case .difference: "generated − true: \(model)"
        }
    }
}
