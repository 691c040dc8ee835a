import Canvas

/// What the pictures show, in words: which truth, which model, which seed.
enum ExploreTitle {
    /// Beside the tabs, where they leave room: the title, how to read the histograms, the sample.
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let sample = state.sampleText
        let sampleStart = area.maxX - sample.unicodeScalars.count - 1
        let title = title(state)
        // A title that does not fit stands in the status line, shorter.
        guard sampleStart >= area.x + title.unicodeScalars.count + 2 else { return }
        scene.canvas.text(sample, x: sampleStart, y: area.y)
        scene.add(.action(.typeSeed), at: Rect(x: sampleStart, y: area.y, width: sample.count, height: 1))
        let room = sampleStart - area.x - 2
        scene.canvas.text(title, x: area.x, y: area.y, .bold, limit: room)
        let layout = state.exploreLayout
        let legend = layout.isFramed ? "x true  x generated" : sides(state)
        let legendStart = sampleStart - legend.unicodeScalars.count - 2
        if legendStart > area.x + title.unicodeScalars.count {
            if layout.isFramed {
                drawLegend(state.appearance, x: legendStart, y: area.y, on: &scene.canvas)
            } else {
                scene.canvas.text(legend, x: legendStart, y: area.y, state.appearance.quietStyle)
            }
        }
        scene.add(.action(.nextModel), at: Rect(x: area.x, y: area.y, width: min(room, title.unicodeScalars.count), height: 1))
    }

    /// Whether a picture is true or generated, in the fewest letters.
    static func word(_ picture: Picture, _ state: ExplorerState) -> String {
        switch picture {
        case .difference: state.appearance.text("gen − true", ascii: "gen - true")
        case .truth: "true"
        case .generated: state.generatedWord
        }
    }

    /// The colour that true or generated numbers have.
    static func style(_ picture: Picture, _ appearance: Appearance) -> Style {
        switch picture {
        case .difference: .bold
        case .truth: appearance.nameStyle(ofRow: 0)
        case .generated: appearance.generatedStyle()
        }
    }

    /// Which glyph and colour is true and which generated: "▒ true  ━ generated". Returns the column after it.
    @discardableResult
    static func drawLegend(_ appearance: Appearance, x: Int, y: Int, on canvas: inout Canvas) -> Int {
        let glyphs = appearance.glyphs
        let end = canvas.text("\(glyphs.trueFill) true", x: x, y: y, appearance.trueStyle)
        return canvas.text("\(glyphs.steps[0]) generated", x: end + 2, y: y, appearance.generatedStyle())
    }

    /// The shortest honest name of what is shown, for the status line.
    static func shownWord(_ state: ExplorerState) -> String {
        let model = state.model?.shortName ?? "no model"
        if state.exploreLayout.hasTruth { return model }
        return switch state.explore.shown {
        case .generated: "\(state.generatedWord): \(model)"
        case .truth: "true (\(TruthText.short(state)))" + (state.model == nil ? "" : ", gen \(model)")
        case .difference: state.appearance.text("\(model) − true", ascii: "\(model) - true")
        }
    }

    /// The order of the image's axes, and where the beams pass.
    private static func sides(_ state: ExplorerState) -> String {
        let sides = state.shownDetectors.map { (state.showsBoth ? $0.name + " " : "") + $0.beamSide(state.appearance) }
        return ([state.appearance.text("x↓ y→", ascii: "x down, y right")] + sides).joined(separator: "  ")
    }

    private static func title(_ state: ExplorerState) -> String {
        let model = state.model?.title ?? "no model"
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

/// What the samples say, in words: how many, how good, how fast.
enum SampleText {
    /// "mean WS 2.10, floor 0.41".
    static func score(_ state: ExplorerState) -> String {
        guard let statistics = state.statistics, statistics.generated.count > 0 else { return "" }
        guard !statistics.isSmall else { return "mean WS  \(SampleCounts.tooFew)" }
        guard statistics.generated.hasChannels else { return "mean WS -   \(ModelSummary.otherMasks)" }
        let (score, floor) = (statistics.comparison.meanWS, statistics.comparison.meanFloor)
        return
            "mean WS \(NumberText.fixed(score, decimals: 2))   floor \(floor.isNaN ? "none" : NumberText.fixed(floor, decimals: 2))"
    }

    /// "n 512 true (ref. MC), 512 gen"; of a data set "n 32 true (set.npz), 32 gen" or "n 6 true (nearest 0.31σ), 6 gen".
    ///
    /// - Parameter namesDetector: whether it says which calorimeter it is of; nil: where both are on the screen.
    static func sizes(_ state: ExplorerState, namesDetector: Bool? = nil) -> String {
        let warning = TruthText.warning(state.particle, state)
        let caveat = TruthText.caveat(state.particle, state)
        if caveat == .missing { return "\(warning) in \(TruthText.short(state, width: 20))" }
        let name = namesDetector ?? state.showsBoth ? state.detector.name + " " : ""
        guard let statistics = state.statistics else {
            return name
                + (state.truth.dataSet == nil && !TruthText.isBehindAllMagnets(state)
                    ? "true: reference MC" : "true: \(TruthText.short(state, width: 22))")
        }
        // "true as 100 TeV" needs no brackets, nor has it room for them.
        let source = caveat == .highestEnergy ? warning : "(\(warning.isEmpty ? TruthText.short(state) : warning))"
        // The longest source leaves no room for more.
        return name + (TruthText.isBehindAllMagnets(state) && name.isEmpty ? "" : "n ")
            + "\(NumberText.grouped(statistics.truth.count)) true \(source), \(NumberText.grouped(statistics.generated.count)) gen"
    }

    /// "gen 0.14 ms, ref. MC 0.031 ms", both measured while these histograms filled.
    static func speed(_ state: ExplorerState) -> String {
        guard let timing = state.timing else { return "" }
        let generated = state.model?.isFile == true ? nil : timing.generated.map { "gen \(NumberText.milliseconds($0))" }
        let truth = state.truth.dataSet == nil ? timing.truth.map { "ref. MC \(NumberText.milliseconds($0))" } : nil
        return [generated, truth].compactMap(\.self).joined(separator: ", ")
    }
}
