import Calorimeter
import Canvas
import Evaluation

extension ExplorePage {
    static func figureTitle(_ state: ExplorerState) -> String {
        state.explore.focus == .histograms ? "the histograms" : "the picture"
    }

    /// A row for each channel and one for the photon sum.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let statistics = state.statistics, state.areStatisticsCurrent,
            statistics.truth.count + statistics.generated.count > 0
        else { return nil }
        var table = NumberTable(["channel", "trueMean", "trueSigma", "generatedMean", "generatedSigma", "ws", "floor"])
        table.about =
            state.aboutParticle + [
                ("model", .text(state.model?.name ?? "none")), ("trueSamples", .init(statistics.truth.count)),
                ("generatedSamples", .init(statistics.generated.count)), ("masks", .text(state.convention.rawValue)),
            ]
        let (hasTruth, hasModel) = (statistics.truth.count > 0, statistics.generated.count > 0)
        for (index, row) in (statistics.comparison.channels + [statistics.comparison.total]).enumerated() {
            let name = index < ChannelSums.count ? MaskConvention.channelNames[index] : "sum"
            table.rows.append([
                .text(name), .init(hasTruth ? row.trueMean : nil), .init(hasTruth ? row.trueSigma : nil),
                .init(hasModel ? row.generatedMean : nil),
                .init(hasModel ? row.generatedSigma : nil), .init(hasModel && hasTruth ? row.ws : nil),
                .init(hasModel && !row.floor.isNaN ? row.floor : nil),
            ])
        }
        return NumberDocument(table)
    }

    /// The two pictures, and the five channels of all samples.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let pictures = state.pictures, state.arePicturesCurrent else { return [] }
        var arrays = [NamedArray.conditions([state.particle])]
        if let truth = pictures.truth { arrays.append(NamedArray("true", [truth], state.detector)) }
        if let generated = pictures.generated { arrays.append(NamedArray("generated", [generated], state.detector)) }
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return arrays }
        for (name, samples) in [("trueChannels", statistics.truth), ("generatedChannels", statistics.generated)]
        where samples.count > 0 {
            arrays.append(
                NamedArray(
                    name, shape: [ChannelSums.count, samples.count], (0..<ChannelSums.count).flatMap { samples[$0] }))
        }
        return arrays
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        state.explore.focus == .histograms ? histograms(state) : picture(state)
    }

    private static func histograms(_ state: ExplorerState) -> Canvas? {
        guard let statistics = state.statistics, statistics.truth.count > 0 else { return nil }
        let panel = Size(44, 16)
        var scene = Scene(Size(ChannelSums.count * panel.width, panel.height + 1))
        var end = scene.canvas.text(
            "\(ParticleText.short(state.particle, state.appearance))  \(SampleText.sizes(state))  ", x: 1, y: 0, .bold)
        for (glyph, name, style) in [
            (state.appearance.glyphs.trueFill, "true", state.appearance.trueStyle),
            (state.appearance.glyphs.steps[0], state.model?.title ?? "no model", state.appearance.generatedStyle()),
        ] {
            scene.canvas[end, 0] = Cell(glyph, style)
            end = scene.canvas.text(name, x: end + 2, y: 0) + 2
        }
        for channel in 0..<ChannelSums.count {
            HistogramPanel(channel: channel).draw(
                state, isFramed: true, in: Rect(x: channel * panel.width, y: 1, width: panel.width, height: panel.height),
                of: &scene)
        }
        return scene.canvas
    }

    private static func picture(_ state: ExplorerState) -> Canvas? {
        let scales = PictureScales(state)
        guard state.arePicturesCurrent, let map = scales.map(of: state.explore.shown) else { return nil }
        let model = state.model.map { $0.title + ($0.isInterim ? " (interim)" : "") } ?? "no model"
        let title =
            switch state.explore.shown {
            case .generated: "\(state.generatedWord): \(model)"
            case .truth: state.rowTitle(0)
            case .difference: "\(model) minus true"
            }
        let shape = ShapeText(
            ResponseShape(
                (state.explore.shown == .truth ? state.pictures?.truth : state.pictures?.generated)
                    ?? Response(detector: state.detector))
        )
        return FullSizePicture(
            map: map, scale: scales.scale(of: state.explore.shown),
            lines: [
                title, "seed \(state.seed)/\(state.sampleIndex)", "", ParticleText.full(state.particle, state.appearance), "",
                "peak    \(shape.peak)", "centre  \(shape.centre)", "lit     \(shape.lit)", "sum     \(shape.sum)",
            ],
            detector: state.detector, crosshair: state.explore.crosshair,
            landing: Landing(of: state.particle, on: state.detector)
        ).canvas(state.appearance)
    }
}
