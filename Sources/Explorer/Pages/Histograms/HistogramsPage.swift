import Calorimeter
import Canvas
import Evaluation

/// The channels and other observables of many responses, true against generated.
enum HistogramsPage: Page {
    typealias Settings = HistogramsSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { state.histograms.scope == .particle }

    static func words(_ state: ExplorerState) -> [String] {
        state.histograms.words + state.histogramModels.dropFirst().flatMap { ["--over", $0] }
    }

    /// What was frozen in the session has to be counted here first.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) { state.isFrozen = false }

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
        if let plane = PlaneFigure(result, state, in: frame.body) {
            plane.draw(on: &scene.canvas)
            for (place, panel) in plane.panels.enumerated() { scene.add(.column(place), at: panel.area) }
            return
        }
        let figure = HistogramsFigure(result, state, in: frame.body)
        figure.draw(on: &scene.canvas)
        for (observable, area) in figure.layout.panels { scene.add(.plot(observable.index), at: area) }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.histogramRequest) }

    static func isPaused(_ state: ExplorerState) -> Bool { state.isFrozen }

    /// "seed 42  10 000" when all is counted, "seed 42  1024/10 000" before.
    static func summary(_ state: ExplorerState) -> String {
        guard let result = state.histogramResult else { return "counting" }
        let count = NumberText.grouped(result.leastCount)
        return "seed \(result.request.seed)  " + (result.isComplete ? count : "\(count)/\(NumberText.grouped(result.target))")
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        let settings = state.histograms
        let several = state.models.count > 1
        let own =
            settings.against == nil
            ? [
                KeyHint("observables", .cycleObservables), KeyHint("log y", .cycleScale), KeyHint("ratio, pull", .cycleBelow),
                KeyHint("bins", .cycleBins), KeyHint("cut", .typeCut), KeyHint("range", .typeRange),
                KeyHint("against", .toggleAgainst),
            ]
            : [
                KeyHint("horizontal", .cycleObservables), KeyHint("vertical", .cycleAgainst), KeyHint("log", .cycleScale),
                KeyHint("bins", .cycleBins), KeyHint("cut", .typeCut), KeyHint("range", .typeRange),
                KeyHint("one observable", .toggleAgainst), KeyHint("ratio, pull", .cycleBelow),
            ]
        return own + [KeyHint("zoom", .zoomIn)] + (several ? [KeyHint("model", .nextModel)] : []) + [
            KeyHint(settings.scope == .testSet ? "particle" : "test set", .cycleScope),
            KeyHint(settings.against == nil ? "histogram" : "picture", .nextPane),
            KeyHint(settings.isEnlarged ? "all" : "enlarge", .edit),
        ] + (several && settings.against == nil ? [KeyHint("add", .addModel)] : []) + [
            KeyHint(state.isFrozen ? "go on" : "freeze", .play)
        ]
    }

    static let choices: [(text: String, action: Action)] = Observable.allCases.map { ("against \($0.rawValue)", .against($0)) }
}

extension ExplorerState {
    /// The models of the histograms: the chosen one in front, then those that were added.
    var histogramModels: [String] {
        let chosen = model.map { [$0.name] } ?? []
        let known = histograms.added.filter { name in models.contains { $0.name == name } && !chosen.contains(name) }
        return Array((chosen + known).prefix(mostHistogramModels))
    }

    /// What is pinned takes two of the glyphs.
    var mostHistogramModels: Int { HistogramsSettings.mostModels - (histogramPin == nil ? 0 : 2) }

    /// The pinned particle where histograms are of a particle.
    var histogramPin: Particle? { histograms.scope == .particle ? settings.pinned : nil }

    var histogramResult: HistogramResult? { front[HistogramRequest.self].result }

    var histogramRequest: HistogramRequest {
        HistogramRequest(
            source: histograms.scope == .testSet ? .testSet : .particle(settings.particle), set: histograms.set,
            seed: settings.seed, models: histogramModels, convention: settings.convention, target: histograms.target,
            pinned: histogramPin, cut: histograms.cut, plane: planeRequest)
    }
}

extension HistogramsPage {
    static let keyTable = KeyTable(
        [
            .panes("next, previous histogram or picture"), .rows("histogram above, below; one bin up, down"),
            .steps(.move, "one bin"), .tens("ten bins"),
            .ends("first, last bin"), .keys(.generate, "model in front", ("m", .nextModel)),
            .keys(.generate, "add, drop a model", ("a", .addModel), ("x", .dropModel)),
            .keys(.generate, "test set or this particle", ("T", .cycleScope)), .keys(.generate, "freeze, go on", (" ", .play)),
            .keys(.see, "counts: by rule, log, linear", ("z", .cycleScale)),
            .keys(.see, "channels, light, shape of responses", ("O", .cycleObservables)),
            .keys(.see, "one observable against another, or alone", ("v", .toggleAgainst)),
            .keys(.see, "next one on the vertical axis (O: horizontal)", ("V", .cycleAgainst)),
            .keys(.see, "below: ratio, pull, nothing", ("R", .cycleBelow)),
            .keys(.see, "width of the bins", ("b", .cycleBins)),
            .keys(.see, "cut: type which responses count", ("C", .typeCut)),
            .keys(.see, "range of the axis: type it", ("A", .typeRange)),
            .keys(.see, "zoom in at the cursor, out", ("+", .zoomIn), ("-", .zoomOut)),
            .enter(.see, "one histogram or picture, all of them"),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
        ])

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a bin", "read it"), ("drag", "move over bins"), ("wheel over a histogram", "zoom there"),
            ("click a hint", "the same as its key"),
        ],
        marks: [
            ("WS 5.1 ± 0.2 / 0.6", "distance from the truth, its error, its floor"),
            ("WS", "Wasserstein-1 distance, in the unit of the axis"),
            ("±", "standard error over the particles"),
            ("floor", "WS of truth and an independent repeat of it"),
            ("σ ch", "spread of the distances over the channels"),
            ("under/over", "entries beyond the axis"),
            ("photon sum 0:500", "range that was typed or zoomed to, in whole bins"),
            ("cut", "sum > 100 and (E > 500 GeV or species = n)"),
            ("in a cut", "observables, nine numbers, x and y of landing"),
            ("log y by rule", "largest bin over 100 × the smallest filled"),
            ("generated/true", "per bin, errors of Poisson counts"),
            ("(gen. - true)/σ", "pull: σ of the difference of Poisson counts"),
            ("correlation", "Pearson's, of all entries, beyond the axes too"),
            ("inside, empty", "entries within both axes; responses without light"),
            ("lit pixels", "at least half a photon"),
            ("peak to landing", "brightest pixel to where the particle lands"),
            ("width", "root mean square from the centre of light"),
            ("true", "parametrised reference Monte Carlo, no GEANT"),
            ("true: FILE", "the responses of the data set (--data)"),
            ("nearest 0.3σ", "truth of the nearest particle, at this distance"),
            ("floor of a file", "one half of its responses against the other"),
            HelpNotes.wholePhotons,
        ])
}
