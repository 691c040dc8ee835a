import Calorimeter
import Canvas

/// The five channels of many responses, true against generated.
enum HistogramsPage: Page {
    typealias Settings = HistogramsSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { state.histograms.scope == .particle }

    static func words(_ state: ExplorerState) -> [String] {
        state.histograms.words + state.histogramModels.dropFirst().flatMap { ["--over", $0] }
    }

    /// What was frozen in the session has to be counted here first.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) { state.histograms.isFrozen = false }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        guard let result = state.histogramResult else {
            let reason = state.models.isEmpty ? state.modelProblems.first : nil
            scene.canvas.text(" " + (reason ?? "counting"), x: frame.body.x, y: frame.body.y, limit: frame.body.width)
            return
        }
        guard result.target > 0 else {
            let name = TruthText.short(state, width: 40)
            scene.canvas.text(
                " no truth: \(name) has no particle of this mass and charge on this side", x: frame.body.x, y: frame.body.y,
                state.appearance.warningStyle, limit: frame.body.width)
            return
        }
        let figure = figure(result, state, in: frame.body)
        figure.draw(on: &scene.canvas)
        for (channel, area) in figure.layout.panels { scene.add(.histogram(channel: channel), at: area) }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.histogramRequest) }

    static func isPaused(_ state: ExplorerState) -> Bool { state.histograms.isFrozen }

    /// "seed 42  10 000" when all is counted, "seed 42  1 024/10 000" before.
    static func summary(_ state: ExplorerState) -> String {
        guard let result = state.histogramResult else { return "counting" }
        let count = NumberText.grouped(result.leastCount)
        return "seed \(result.request.seed)  "
            + (result.isComplete ? count : "\(count)/\(NumberText.grouped(result.target))")
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        let settings = state.histograms
        return [
            KeyHint("z", "log y", .cycleScale), KeyHint("R", "ratio", .toggleRatio), KeyHint("b", "bins", .cycleBins),
            KeyHint("+", "zoom", .zoomIn), KeyHint("m", "model", .nextModel), KeyHint("?", "help", .help),
            KeyHint("T", settings.scope == .testSet ? "particle" : "test set", .cycleScope),
            KeyHint("Tab", "channel", .nextPane), KeyHint("Enter", settings.isEnlarged ? "all" : "enlarge", .edit),
            KeyHint("a", "add", .addModel), KeyHint("space", settings.isFrozen ? "go on" : "freeze", .play),
            KeyHint("q", "quit", .quit),
        ].filter { ($0.action != .nextModel && $0.action != .addModel) || state.models.count > 1 }
    }
}

extension ExplorerState {
    /// The models of the histograms: the chosen one in front, then those that were added.
    var histogramModels: [String] {
        let chosen = model.map { [$0.name] } ?? []
        let known = histograms.added.filter { name in models.contains { $0.name == name } && !chosen.contains(name) }
        return Array((chosen + known).prefix(HistogramsSettings.mostModels))
    }

    var histogramResult: HistogramResult? { front[HistogramRequest.self].result }

    /// What the histograms view wants counted.
    var histogramRequest: HistogramRequest {
        HistogramRequest(
            source: histograms.scope == .testSet ? .testSet : .particle(settings.particle), seed: settings.seed,
            models: histogramModels,
            convention: settings.convention, target: histograms.target)
    }
}
