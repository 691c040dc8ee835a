import Calorimeter
import Canvas
import DataSets

/// Particles side by side: the truth above, what each model makes of them below, the photon sums and scores beside.
enum ComparePage: Page {
    typealias Settings = CompareSettings

    static func words(_ state: ExplorerState) -> [String] { ["--index", "\(state.sampleIndex)"] + state.compare.words }

    static func dataSetWasRead(_ dataSet: DataSet, _ state: inout ExplorerState) {
        guard !state.compare.particles.contains(where: dataSet.holds) else { return }
        state.compare.particles = Array(dataSet.particles.prefix(TestParticles.compared.count))
        (state.compare.column, state.compare.first) = (0, 0)
    }

    static func walkedParticle(_ state: ExplorerState) -> Particle { state.columnParticle }

    /// Into the column with the cursor.
    static func walk(to particle: Particle, _ state: inout ExplorerState) -> Bool {
        guard state.compare.sweep == nil, state.compare.particles.indices.contains(state.compare.column) else { return false }
        state.compare.particles[state.compare.column] = particle
        return true
    }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        if state.compare.sweep != nil {
            SweepPanel.draw(state, in: frame.body, of: &scene)
        } else if state.compare.isFullSize {
            FullSizePicture.draw(
                fullSize(state), missing: state.missingPicture(ofRow: state.compare.row), in: frame.body, of: &scene)
        } else {
            drawTitle(state, in: frame.title, of: &scene)
            CompareGrid.draw(state, of: &scene)
        }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? {
        state.sweepRequest.map { Work($0) } ?? Work(state.compareRequest)
    }

    static func summary(_ state: ExplorerState) -> String {
        if let sweep = state.compare.sweep { return "sweep of \(sweep.parameter.name)  \(state.sampleText)" }
        if state.compare.isFullSize { return "\(state.sampleText)  \(state.comparedCountText)" }
        let sharing = state.compare.sharing == .all ? "one scale" : "scale per \(state.compare.sharing.rawValue)"
        let layout = state.compareLayout
        return "\(state.sampleText)  \(state.comparedCountText)  \(layout.pooling)×\(layout.pooling) summed, \(sharing)"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        if state.compare.sweep != nil {
            return [
                KeyHint(state.isPlaying ? "pause" : "play", .play),
                KeyHint("point", .step(up: false, .one), .step(up: true, .one)),
                KeyHint("parameter", .rowUp, .rowDown), KeyHint("back", .vary), KeyHint("samples", .cycleCount),
                KeyHint("next sample", .newSample), KeyHint("transfer", .cycleScale),
            ]
        }
        return [
            KeyHint("add", .addColumn), KeyHint("drop", .dropColumn),
            KeyHint(state.compare.isFullSize ? "all" : "full size", .edit),
            KeyHint("sweep", .vary), KeyHint(state.compare.isDifference ? "photons" : "difference", .cyclePicture),
            KeyHint("load", .previousParticle, .nextParticle), KeyHint("scale", .shareScale), KeyHint("copy", .copyColumn),
            KeyHint("next sample", .newSample), KeyHint("samples", .cycleCount), KeyHint("reseed", .newSeed),
        ]
    }

    private static func drawTitle(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let particles = state.compare.particles.count
        let times = state.appearance.text("×", ascii: "x")
        let text =
            "\(particles) particles \(times) \(state.models.count) model\(state.models.count == 1 ? "" : "s") · \(state.sampleText) · \(state.comparedCountText)"
        guard area.width > text.unicodeScalars.count + 1 else { return }
        scene.canvas.text(text, endingAt: area.maxX - 1, y: area.y, state.appearance.quietStyle)
    }

    /// The picture under the cursor, with its words; nil before it is made.
    static func fullSize(_ state: ExplorerState) -> FullSizePicture? {
        let (row, column) = (state.compare.row, state.compare.column)
        guard let result = state.compareResult, result.columns.indices.contains(column),
            result.columns[column].pictures.indices.contains(row), let picture = result.columns[column].pictures[row]
        else { return nil }
        let truth = result.columns[column].pictures[0]
        let numbers = result.columns[column].numbers[row]
        let isDifference = state.compare.isDifference && row > 0 && truth != nil
        let map = isDifference ? truth.map { HeatMap.difference(picture, $0.photons) } ?? HeatMap(picture) : HeatMap(picture)

        var lines = [
            state.rowTitle(row, of: result.request.particles[column]), state.sampleText,
            isDifference ? "minus the true response" : "photons", "",
        ]
        lines += ParticleText.lines(result.request.particles[column], state.appearance)
        lines += [""] + ShapeText(picture).lines + [""]
        if numbers.count > 0 {
            let (mean, sigma) = (NumberText.photons(numbers.sumMean, width: 6), NumberText.photons(numbers.sumSigma, width: 5))
            lines += ["all \(numbers.count) samples:", "sum     \(mean) ± \(sigma)"]
        }
        if let distance = numbers.distance {
            lines.append(
                "mean WS \(NumberText.photons(distance.ws, width: 5))  floor \(TruthText.floor(distance.floor, width: 5))")
        }
        if result.isCollapsed(row: row, column: column) == true {
            lines.append("\(SpreadText.Verdict.collapsed.rawValue): samples hardly differ")
        }
        return FullSizePicture(
            map: map, scale: .of([map], isDifference: isDifference, state.transfer), lines: lines, detector: state.detector,
            landing: Landing(of: result.request.particles[column], on: state.detector))
    }
}

extension ExplorerState {
    /// "n 64"; of a data set "n ≤ 64", because it may have fewer responses.
    var comparedCountText: String {
        truth.dataSet == nil ? "n \(compare.count)" : "n \(appearance.text("≤", ascii: "<=")) \(compare.count)"
    }

    var compareResult: CompareResult? { front[CompareRequest.self].result }
    var sweepResult: SweepResult? { front[SweepRequest.self].result }

    var compareRequest: CompareRequest {
        CompareRequest(
            particles: compare.particles, seed: settings.seed, index: settings.sampleIndex, count: compare.count,
            models: models.map(\.name), convention: settings.convention)
    }

    var sweepRequest: SweepRequest? {
        guard let sweep = compare.sweep else { return nil }
        let reached = (0..<Sweep.points).map { sweep.reached(at: $0, detector) }
        return SweepRequest(
            particles: reached.map { $0 ?? sweep.base }, isReached: reached.map { $0 != nil }, position: sweep.position,
            seed: settings.seed, index: settings.sampleIndex, count: compare.count, models: models.map(\.name))
    }
}

extension ComparePage {
    static func figureTitle(_ state: ExplorerState) -> String { "the picture under the cursor" }

    /// A row for each particle and each of truth and models; in the sweep for each point.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        if let sweep = state.compare.sweep { return numbers(sweep, state) }
        guard let result = state.compareResult, state.front.isCurrent else { return nil }
        var table = NumberTable(
            Parameter.allCases.map(\.nameInFiles) + ["row", "samples", "sumMean", "sumSigma", "meanWS", "floor"])
        table.about = [
            state.aboutDetector, ("seed", .text(String(state.seed))), ("truth", .text(TruthText.inFiles(nil, state))),
            ("masks", .text(state.convention.rawValue)),
        ]
        for (particle, column) in zip(result.request.particles, result.columns) {
            for (name, numbers) in zip(["true"] + result.request.models, column.numbers) where numbers.count > 0 {
                table.rows.append(
                    Parameter.allCases.map { .number(particle[$0]) } + [
                        .text(name), .init(numbers.count), .number(numbers.sumMean), .number(numbers.sumSigma),
                        .init(numbers.distance?.ws), .init(numbers.distance?.floor),
                    ])
            }
        }
        return table.rows.isEmpty ? nil : NumberDocument(table)
    }

    private static func numbers(_ sweep: Sweep, _ state: ExplorerState) -> NumberDocument? {
        guard let result = state.sweepResult, state.front.isCurrent else { return nil }
        let names = ["true"] + result.request.models
        var table = NumberTable(
            ["\(sweep.parameter.name)_\(sweep.parameter.unit)"] + names.flatMap { ["\($0).sumMean", "\($0).sumSigma"] })
        table.about = [
            state.aboutDetector, ("seed", .text(String(state.seed))), ("samples", .init(state.compare.count)),
            ("truth", .text(TruthText.inFiles(nil, state))),
        ]
        for point in 0..<Sweep.points {
            table.rows.append(
                [.number(sweep.value(at: point, state.detector))]
                    + result.curves.flatMap { curve in
                        [NumberTable.Entry(curve[point]?.mean), NumberTable.Entry(curve[point]?.sigma)]
                    })
        }
        return NumberDocument(table)
    }

    /// The pictures of the truth and of each model, a particle each.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        if state.compare.sweep != nil {
            guard let result = state.sweepResult, state.front.isCurrent else { return [] }
            return [.conditions([result.request.particles[result.request.position]])]
                + zip(["true"] + result.request.models, result.pictures).compactMap { name, picture in
                    picture.map { NamedArray(name, [$0], state.detector) }
                }
        }
        guard let result = state.compareResult, state.front.isCurrent else { return [] }
        let unknown = Response(
            rows: state.detector.rows, columns: state.detector.columns,
            photons: Array(repeating: .nan, count: state.detector.pixelCount))
        return [.conditions(result.request.particles)]
            + (["true"] + result.request.models).enumerated().map { row, name in
                // A particle without a truth keeps its place, with missing photons.
                NamedArray(name, result.columns.map { $0.pictures[row] ?? unknown }, state.detector)
            }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        state.compare.sweep == nil ? fullSize(state)?.canvas(state.appearance) : nil
    }
}

extension ComparePage {
    static let keyTable = KeyTable(
        [
            .rows("row; in the sweep the parameter"), .steps(.move, "particle; in the sweep the point"), .tens("ten of them"),
            .ends("first, last particle or point"),
            .keys(.change, "add the particle of Explore, drop a column", ("a", .addColumn), ("x", .dropColumn)),
            .keys(.change, "copy the column beside itself", ("=", .copyColumn)),
            .keys(.change, "sweep a parameter, and back", ("v", .vary)),
            .keys(.generate, "number of samples", ("n", .cycleCount)),
            .keys(.generate, "next, previous sample", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play: samples, or the sweep", (" ", .play)), .enter(.see, "the picture at full size, and back"),
            .keys(.see, "photons, difference to the truth", ("d", .cyclePicture)),
            .keys(.see, "colour scale by column, row or for all", ("s", .shareScale)),
            .keys(.see, "colour scale ln, sqrt, linear", ("z", .cycleScale)),
            .keys(.see, "channel mask convention of the scores", ("o", .cycleMasks)),
        ], walks: true)

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a picture", "choose it; a second click: full size"), ("click a heading", "choose the particle"),
            ("wheel", "other particles; in the sweep other points"), ("click, drag the curve", "go to that point"),
        ],
        marks: [
            ("n 3192", "the species and its energy in GeV"),
            ("4×4 summed", "one cell of the picture adds up so many pixels"),
            ("WS 2.1", "Wasserstein-1 distance to the truth: the mean of five"),
            ("", "channels and of all particles, photons, n samples each"),
            ("floor", "the same of the truth and an independent repeat"),
            ("sum -0.8 %", "photon sum of all particles against the truth"),
            ("collapsed", "σ of the sums below a third of the true ones"),
            ("1299 ± 206", "photon sum: mean and standard deviation of n samples"),
            ("≤84", "photons at the upper end of the column's colour scale"),
            ("▒ in the curve", "true photon sum ± standard deviation"),
            HelpNotes.wholePhotons,
        ])
}
