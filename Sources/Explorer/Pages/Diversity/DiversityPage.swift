import Canvas

/// One particle, many noises: rows of samples, true ones and those of each model, with the numbers that say whether a
/// model has collapsed.
enum DiversityPage: Page {
    typealias Settings = DiversitySettings

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        if state.diversity.walk != nil {
            WalkPanel.draw(state, in: frame.body, of: &scene)
        } else if state.diversity.isFullSize {
            FullSizePicture.draw(
                fullSize(state), missing: state.missingPicture(ofRow: state.diversity.row), in: frame.body, of: &scene)
        } else {
            DiversityGrid.draw(state, of: &scene)
        }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? {
        state.walkRequest.map { Work($0) } ?? Work(state.diversityRequest)
    }

    static func summary(_ state: ExplorerState) -> String {
        if state.diversity.walk != nil { return "\(state.model?.shortName ?? "no model")  latent walk" }
        let rows = state.diversityResult.map { Array($0.rows.enumerated()) } ?? []
        // Rows without pictures never have a sample.
        let count = rows.filter { state.missingPicture(ofRow: $0.offset) == nil }.map(\.element.spread.count).min() ?? 0
        let seed = "seed \(state.seed)  "
        return seed + (count < state.diversity.count ? "n \(count)/\(state.diversity.count)" : "n \(count)")
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        if state.diversity.walk != nil {
            return [
                KeyHint(state.isPlaying ? "pause" : "play", .play),
                KeyHint("noise", .step(up: false, .one), .step(up: true, .one)),
                KeyHint("reset", .resetRow), KeyHint("next start", .newSample),
            ] + (state.models.count > 1 ? [KeyHint("model", .nextModel)] : []) + [KeyHint("back", .vary)]
        }
        return [
            KeyHint("reseed", .newSeed), KeyHint("samples", .cycleCount),
            KeyHint(state.diversity.isFullSize ? "rows" : "full size", .edit),
            KeyHint(state.diversity.isDifference ? "photons" : "difference", .cyclePicture),
        ] + (state.models.isEmpty ? [] : [KeyHint("walk", .vary)]) + [
            KeyHint("scale", .shareScale), KeyHint("colours", .cycleColors), KeyHint("transfer", .cycleScale),
        ]
    }

    /// The sample under the cursor, with its words; nil before it is made.
    static func fullSize(_ state: ExplorerState) -> FullSizePicture? {
        let grid = DiversityGrid(state, of: state.detector)
        let place = state.diversity.sample - state.diversity.first
        guard let result = state.diversityResult, result.rows.indices.contains(state.diversity.row),
            result.rows[state.diversity.row].samples.indices.contains(place)
        else { return nil }
        let row = result.rows[state.diversity.row]
        let response = row.samples[place]
        let isDifference = state.diversity.isDifference
        let map = isDifference ? grid.difference(of: response) : HeatMap(response)
        let truth = result.rows[0].spread

        let lines =
            [
                state.rowTitle(state.diversity.row), "seed \(state.seed)/\(state.diversity.sample)",
                isDifference ? "minus the mean true response" : "photons", "",
                ParticleText.short(state.particle, state.appearance), "",
            ] + ShapeText(response).lines + [
                "", "all \(row.spread.count) samples:", "sum     \(SpreadText.sum(row.spread))",
                "pixel σ \(SpreadText.sigma(row.spread.meanSigma))  ratio \(SpreadText.ratio(row.spread, truth: truth))",
                state.diversity.row == 0 ? "" : SpreadText.verdict(row.spread, truth: truth)?.rawValue ?? "",
            ]
        return FullSizePicture(
            map: map, scale: .of([map], isDifference: isDifference, state.transfer), lines: lines, detector: state.detector,
            landing: Landing(of: state.particle, on: state.detector))
    }
}

extension ExplorerState {
    var diversityResult: DiversityResult? { front[DiversityRequest.self].result }
    var walkResult: WalkResult? { front[WalkRequest.self].result }

    var diversityRequest: DiversityRequest {
        let layout = diversityLayout
        let first = diversity.first
        return DiversityRequest(
            particle: settings.particle, seed: settings.seed, count: diversity.count,
            window: first..<min(first + layout.samples, diversity.count), models: models.map(\.name))
    }
}

extension DiversityPage {
    static func figureTitle(_ state: ExplorerState) -> String { "the sample under the cursor" }

    /// A row for the truth and for each model; in the walk one for each noise.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        if let walk = state.diversity.walk {
            var table = NumberTable(["noise", "start", "now"])
            table.about = state.aboutParticle + [("model", .text(state.model?.name ?? "none"))]
            table.rows = walk.noise.indices.map {
                [.init($0 + 1), .number(Double(walk.start[$0])), .number(Double(walk.noise[$0]))]
            }
            return NumberDocument(table)
        }
        guard let result = state.diversityResult, state.front.isCurrent, let truth = result.rows.first?.spread, truth.count > 1
        else {
            return nil
        }
        var table = NumberTable(["row", "samples", "pixelSigma", "pixelSigmaRatio", "sumMean", "sumSigma"])
        table.about = state.aboutParticle
        for (name, row) in zip(["true"] + result.request.models, result.rows) {
            /// A number of the samples; missing where there are none.
            func figure(_ value: Double) -> NumberTable.Entry { .init(row.spread.count > 0 ? value : nil) }
            table.rows.append([
                .text(name), .init(row.spread.count), figure(row.spread.meanSigma),
                .init(SpreadText.ratioValue(row.spread, truth: truth)), figure(row.spread.sumMean), figure(row.spread.sumSigma),
            ])
        }
        return NumberDocument(table)
    }

    /// For the truth and each model the samples on the screen, and the mean and the standard deviation of all of them.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        if let walk = state.walkResult, state.diversity.walk != nil {
            return [
                .conditions([walk.request.particle]), NamedArray("noise", shape: [walk.request.noise.count], walk.request.noise),
                NamedArray("now", [walk.response], state.detector), NamedArray("start", [walk.start], state.detector),
            ]
        }
        guard let result = state.diversityResult, state.front.isCurrent else { return [] }
        let shape = [state.detector.rows, state.detector.columns]
        return [.conditions([result.request.particle])]
            + zip(["true"] + result.request.models, result.rows).flatMap { name, row in
                let samples = [NamedArray(name, row.samples, state.detector)]
                guard row.spread.count > 0 else { return samples }
                return samples + [
                    NamedArray("\(name).mean", shape: shape, row.spread.mean),
                    NamedArray("\(name).sigma", shape: shape, row.spread.sigma),
                ]
            }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        if let walk = state.walkResult, state.diversity.walk != nil {
            let map = HeatMap(walk.response)
            return FullSizePicture(
                map: map, scale: .of([map], state.transfer),
                lines: [
                    "latent walk: " + (state.model?.title ?? "no model"),
                    ParticleText.short(walk.request.particle, state.appearance), "",
                ] + walk.request.noise.enumerated().map { "z\($0 + 1) \(NumberText.fixed(Double($1), decimals: 2))" },
                detector: state.detector
            ).canvas(state.appearance)
        }
        return fullSize(state)?.canvas(state.appearance)
    }
}

extension DiversityPage {
    static let keyTable = KeyTable(
        [
            .rows("model; in the walk the noise"), .steps(.move, "sample; in the walk a tenth of a noise"),
            .tens("ten samples; in the walk one whole noise"), .ends("first, last model or noise"),
            .keys(.change, "latent walk: noises by hand, and back", ("v", .vary)), .delete("in the walk: the noise as it was"),
            .keys(.generate, "number of samples", ("n", .cycleCount)),
            .keys(.generate, "next, previous sample; in the walk its start", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play: samples, or the chosen noise", (" ", .play)),
            .keys(.generate, "model of the walk", ("m", .nextModel)), .enter(.see, "the sample at full size, and back"),
            .keys(.see, "photons, difference to the mean true one", ("d", .cyclePicture)),
            .keys(.see, "one colour scale, or one for each row", ("s", .shareScale)),
            .keys(.see, "colour scale ln, sqrt, linear", ("z", .cycleScale)),
        ], walks: true)

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a sample", "choose it; a second click: full size"), ("click a row's name", "choose the row"),
            ("wheel over a row", "other samples"), ("drag a noise", "scrub"), ("wheel over a noise", "step it"),
        ],
        marks: [
            ("σ", "mean over the pixels of their standard deviation"),
            ("ratio", "σ over the true σ: 1 is as diverse as the truth"),
            ("collapsed", "σ of the sum below a third of the true one"),
            ("too uniform", "ratio, or that of σ of the sum, below 0.8"),
            ("too diverse", "one of them above 1.25"),
            ("sum 291 ± 44", "photon sum: mean and standard deviation"),
            ("2×2 summed", "pixels added up, so the photons stay"),
            HelpNotes.wholePhotons,
        ])
}
