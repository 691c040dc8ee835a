import Calorimeter
import Canvas

/// The channels and other observables of many responses, true against generated.
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
        for (observable, area) in figure.layout.panels { scene.add(.plot(observable.index), at: area) }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.histogramRequest) }

    static func isPaused(_ state: ExplorerState) -> Bool { state.histograms.isFrozen }

    /// "seed 42  10 000" when all is counted, "seed 42  1024/10 000" before.
    static func summary(_ state: ExplorerState) -> String {
        guard let result = state.histogramResult else { return "counting" }
        let count = NumberText.grouped(result.leastCount)
        return "seed \(result.request.seed)  "
            + (result.isComplete ? count : "\(count)/\(NumberText.grouped(result.target))")
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        let settings = state.histograms
        let several = state.models.count > 1
        return [
            KeyHint("observables", .cycleObservables), KeyHint("log y", .cycleScale), KeyHint("ratio, pull", .cycleBelow),
            KeyHint("bins", .cycleBins), KeyHint("cut", .typeCut), KeyHint("range", .typeRange),
            KeyHint("zoom", .zoomIn),
        ] + (several ? [KeyHint("model", .nextModel)] : []) + [
            KeyHint(settings.scope == .testSet ? "particle" : "test set", .cycleScope), KeyHint("histogram", .nextPane),
            KeyHint(settings.isEnlarged ? "all" : "enlarge", .edit),
        ] + (several ? [KeyHint("add", .addModel)] : []) + [KeyHint(settings.isFrozen ? "go on" : "freeze", .play)]
    }
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

    /// What the histograms view wants counted.
    var histogramRequest: HistogramRequest {
        HistogramRequest(
            source: histograms.scope == .testSet ? .testSet : .particle(settings.particle), set: histograms.set,
            seed: settings.seed,
            models: histogramModels,
            convention: settings.convention, target: histograms.target, pinned: histogramPin, cut: histograms.cut)
    }
}

extension HistogramsPage {
    static func figureTitle(_ state: ExplorerState) -> String { "the chosen histogram" }

    /// A row for each bin of the histograms on the screen; generated counts are scaled to the number of true ones.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let figure = figure(of: state), figure.result.target > 0 else { return nil }
        let result = figure.result
        // A file that lacks responses is compared with fewer true ones.
        let lacking = result.models.indices.filter { result.models[$0].truth != nil }
        var table = NumberTable(
            ["observable", "low", "high", "true"] + result.models.map(\.name)
                + lacking.map { "true of \(result.models[$0].name)" })
        if case .particle = result.request.source {
            table.about = state.aboutParticle
        } else {
            table.about = [state.aboutDetector, ("truth", .text(TruthText.inFiles(nil, state)))]
        }
        table.about += [
            ("responses", .init(result.count)), ("masks", .text(result.request.convention.rawValue)),
            ("sampleSeed", .text(String(result.request.seed))),
        ]
        if let cut = result.request.cut { table.about.append(("cut", .text(cut.description))) }
        for panel in figure.panels {
            for bin in 0..<panel.figure.binCount {
                let edges = panel.figure.axis.edges(ofBin: bin)
                table.rows.append(
                    [
                        .text(panel.observable.rawValue), .number(edges.lowerBound), .number(edges.upperBound),
                        .number(panel.figure.trueCounts[bin]),
                    ]
                        + panel.figure.generatedCounts.map { .number($0[bin]) }
                        + lacking.map { .number(panel.figure.trueCounts(ofModel: $0)[bin]) })
            }
        }
        return NumberDocument(table)
    }

    /// The observables of all responses, each sorted; those of an empty response, which has no centre, are left out.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let result = state.histogramResult, result.count > 0 else { return [] }
        return ([("true", result.truth)] + result.models.map { ($0.name, $0.samples) }).flatMap { name, samples in
            zip(result.request.set.observables, samples).map { observable, sample in
                NamedArray("\(name) \(observable.rawValue)", shape: [sample.count], sample.values)
            }
        }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        guard let result = state.histogramResult, result.target > 0 else { return nil }
        var settings = state.histograms
        settings.isEnlarged = true
        var canvas = Canvas(width: 120, height: 38)
        figure(result, state, settings: settings, in: canvas.bounds).draw(on: &canvas)
        // Without a cursor the last row only tells how to get one.
        if settings.cursor == nil { canvas.fill(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1)) }
        return canvas
    }
}
