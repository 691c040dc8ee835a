import Calorimeter
import Canvas
import Evaluation

/// One particle: its true and its generated response, and the channels of many samples.
enum ExplorePage: Page {
    typealias Settings = ExploreSettings

    static func words(_ state: ExplorerState) -> [String] { ["--index", "\(state.sampleIndex)"] + state.explore.words }

    /// The session may be of a face that is not here.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) {
        let detector = state.detector
        state.explore.crosshair = state.explore.crosshair.flatMap {
            $0.row < detector.rows && $0.column < detector.columns ? $0 : nil
        }
    }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        let layout = state.exploreLayout
        ExploreTitle.draw(state, in: frame.title, of: &scene)
        // Beside the truth the key flips between the other two.
        let flipped = state.explore.shown == .truth && layout.hasTruth ? .generated : state.explore.shown
        for face in layout.pictures {
            var own = state.facing(face.detector)
            // The cross lies on one face only.
            if face.detector != state.detector { own.explore.crosshair = nil }
            PicturePanel(
                picture: face.isTruth ? .truth : flipped, isFramed: layout.isFramed, pooling: face.pooling,
                scales: PictureScales(own, pooling: face.pooling), namesDetector: state.showsBoth,
                hasHeading: face.area.y > frame.body.y
            ).draw(own, in: face.area, of: &scene)
        }
        let scales = PictureScales(state, pooling: layout.pooling(of: state.detector))
        if layout.isFramed {
            ParticlePanel.drawFramed(state, scales: scales, in: layout.particle, of: &scene)
            if let channels = layout.channels { ChannelPanel.drawFramed(state, scales: scales, in: channels, of: &scene) }
        } else {
            CompactPanel.draw(state, layout: layout, scales: scales, in: layout.particle, of: &scene)
        }
        drawPanels(state, layout, of: &scene)
        if let gallery = layout.gallery {
            GalleryStrip.draw(state, scales: scales, count: layout.galleryCount, in: gallery, of: &scene)
        }
    }

    /// The histograms or the profiles of each calorimeter that has room for them.
    private static func drawPanels(_ state: ExplorerState, _ layout: ExploreLayout, of scene: inout Scene) {
        let count = ChannelSums.count
        let isOfEach = layout.histograms.count > count
        for first in stride(from: 0, to: layout.histograms.count, by: count) {
            let own = state.facing(isOfEach ? state.shownDetectors[first / count] : state.detector)
            let panels = layout.histograms[first..<first + count]
            switch state.explore.panels {
            case .channels:
                for (channel, area) in panels.enumerated() {
                    HistogramPanel(channel: channel, namesDetector: state.showsBoth).draw(
                        own, isFramed: layout.isFramed, in: area, of: &scene)
                }
            case .profiles:
                var area = panels[first]
                area.width = panels[first + count - 1].maxX - area.x
                ProfilePanels.draw(own, isFramed: layout.isFramed, in: area, of: &scene)
            }
        }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.samplingRequest) }

    /// "sdi-gan  seed 42/0  n 512/1000" while the histograms fill, "n 1000" when they are full. Once that takes a moment, a
    /// percentage stands beside it, and on a narrow terminal says enough.
    static func summary(_ state: ExplorerState) -> String {
        let shown = ExploreTitle.shownWord(state) + "  \(state.sampleText)"
        if state.progressOnScreen != nil, state.exploreLayout.histograms.isEmpty { return shown }
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return shown + "  sampling" }
        let count = max(statistics.truth.count, state.truth.dataSet == nil ? 0 : statistics.generated.count)
        return shown + "  n \(NumberText.grouped(count))"
            + (statistics.isComplete ? pinnedSummary(state) : "/\(NumberText.grouped(statistics.request.target))")
    }

    /// "  pinned 512/1000" while the samples of the pinned particle are made, which come second.
    private static func pinnedSummary(_ state: ExplorerState) -> String {
        guard state.pinned != nil, state.pinnedStatistics?.isComplete != true else { return "" }
        let pinned = state.pinnedStatistics
        let count = max(pinned?.truth.count ?? 0, state.truth.dataSet == nil ? 0 : pinned?.generated.count ?? 0)
        return "  pinned \(NumberText.grouped(count))/\(NumberText.grouped(state.explore.sampleTarget))"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        let layout = state.exploreLayout
        let picture =
            layout.hasTruth
            ? (state.explore.shown == .difference ? "generated" : "difference")
            : (state.explore.shown == .generated ? "true" : state.explore.shown == .truth ? "difference" : "generated")
        let pane = layout.histograms.isEmpty && state.explore.focus == .histograms ? "table" : "histograms"
        return [
            KeyHint(picture, .cyclePicture), KeyHint("edit", .edit), KeyHint("next", .newSample), KeyHint(pane, .nextPane),
            KeyHint(state.explore.panels == .channels ? "profiles" : "channels", .cyclePanels), KeyHint("species", .presets),
            KeyHint(state.isPlaying ? "pause" : "play", .play), KeyHint("reseed", .newSeed),
        ] + (state.models.count > 1 ? [KeyHint("model", .nextModel)] : []) + [
            KeyHint("colours", .cycleColors), KeyHint("scale", .cycleScale), KeyHint("masks", .cycleMasks),
            KeyHint("inspect", .inspect), KeyHint("undo", .undo),
        ]
    }
}

extension ExplorerState {
    /// The samples that the explore view wants.
    var samplingRequest: SamplingRequest {
        SamplingRequest(
            particle: settings.particle, seed: settings.seed, index: settings.sampleIndex, model: model?.name,
            convention: settings.convention, target: explore.sampleTarget,
            gallery: exploreLayout.galleryCount, pinned: settings.pinned)
    }

    /// The pictures and statistics so far; nil: none.
    var pictures: SamplePictures? { front[SamplingRequest.self].result?.pictures }
    var statistics: SampleStatistics? { front[SamplingRequest.self].result?.statistics }
    /// Those of the pinned particle so far; they are sampled after those of the present one.
    var pinnedStatistics: SampleStatistics? {
        guard let wanted = front[SamplingRequest.self].wanted?.ofPinned,
            let pinned = front[SamplingRequest.self].result?.pinned,
            pinned.request.hasTheSameSamples(as: wanted)
        else { return nil }
        return pinned
    }
    var timing: SampleTiming? { front[SamplingRequest.self].result?.timing }

    /// Whether the pictures show the particle, the model and the sample that are set now.
    var arePicturesCurrent: Bool { front[SamplingRequest.self].isCurrent }

    /// Whether the statistics belong to the particle, the model and the masks that are set now.
    var areStatisticsCurrent: Bool {
        let slot = front[SamplingRequest.self]
        guard let wanted = slot.wanted, let statistics = slot.result?.statistics else { return false }
        return statistics.request.hasTheSameSamples(as: wanted)
    }
}

extension ExplorePage {
    static func figureTitle(_ state: ExplorerState) -> String {
        state.explore.focus == .picture
            ? "the picture" : state.explore.panels == .profiles ? "the profiles" : "the histograms"
    }

    /// A row for each channel and one for the photon sum; or one for each bin of the profiles.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let statistics = state.statistics, state.areStatisticsCurrent,
            statistics.truth.count + statistics.generated.count > 0
        else { return nil }
        if state.explore.panels == .profiles { return profileNumbers(statistics, state) }
        let pinned = state.pinnedStatistics.flatMap { $0.isComplete ? $0 : nil }
        var table = NumberTable(
            ["channel", "trueMean", "trueSigma", "generatedMean", "generatedSigma", "ws", "floor"]
                + (pinned == nil ? [] : ["trueMinusPinned", "generatedMinusPinned"]))
        table.about = about(statistics, state)
        let (hasTruth, hasModel) = (statistics.truth.count > 0, statistics.generated.count > 0)
        for (index, row) in statistics.rows.enumerated() {
            // With other masks than those of its file a model has its photon sum alone.
            let hasModel = hasModel && !row.generatedMean.isNaN
            let name = index < ChannelSums.count ? MaskConvention.channelNames[index] : "sum"
            table.rows.append([
                .text(name), .init(hasTruth ? row.trueMean : nil), .init(hasTruth ? row.trueSigma : nil),
                .init(hasModel ? row.generatedMean : nil),
                .init(hasModel ? row.generatedSigma : nil), .init(hasModel && hasTruth ? row.ws : nil),
                .init(hasModel && !row.floor.isNaN ? row.floor : nil),
            ])
            guard let other = pinned?.rows[index] else { continue }
            table.rows[index] += [
                .init(hasTruth ? row.trueMean - other.trueMean : nil),
                .init(hasModel ? row.generatedMean - other.generatedMean : nil),
            ]
        }
        return NumberDocument(table)
    }

    static func about(_ statistics: SampleStatistics, _ state: ExplorerState) -> [(name: String, value: NumberTable.Entry)] {
        state.aboutParticle + [
            ("model", .text(state.model?.name ?? "none")), ("trueSamples", .init(statistics.truth.count)),
            ("generatedSamples", .init(statistics.generated.count)), ("masks", .text(state.convention.rawValue)),
        ]
    }

    /// The two pictures, the five channels of all samples, and the profiles.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let pictures = state.pictures, state.arePicturesCurrent else { return [] }
        var arrays = [NamedArray.conditions([state.particle])]
        if let truth = pictures.truth { arrays.append(NamedArray("true", [truth], state.detector)) }
        if let generated = pictures.generated { arrays.append(NamedArray("generated", [generated], state.detector)) }
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return arrays }
        for (name, samples) in [("trueChannels", statistics.truth), ("generatedChannels", statistics.generated)]
        where samples.count > 0 && samples.hasChannels {
            arrays.append(
                NamedArray(
                    name, shape: [ChannelSums.count, samples.count], (0..<ChannelSums.count).flatMap { samples[$0] }))
        }
        return arrays + profileArrays(statistics)
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        guard state.explore.focus == .histograms else { return picture(state) }
        return state.explore.panels == .profiles ? profiles(state) : histograms(state)
    }

    private static func histograms(_ state: ExplorerState) -> Canvas? {
        let panel = Size(44, 16)
        guard var scene = sheet(state, Size(ChannelSums.count * panel.width, panel.height)) else { return nil }
        for channel in 0..<ChannelSums.count {
            HistogramPanel(channel: channel).draw(
                state, isFramed: true, in: Rect(x: channel * panel.width, y: 1, width: panel.width, height: panel.height),
                of: &scene)
        }
        return scene.canvas
    }

    private static func profiles(_ state: ExplorerState) -> Canvas? {
        let size = Size(180, 24)
        guard var scene = sheet(state, size) else { return nil }
        ProfilePanels.draw(state, isFramed: true, in: Rect(x: 0, y: 1, width: size.width, height: size.height), of: &scene)
        return scene.canvas
    }

    /// Room for panels under a line that says what they are of; nil before there are samples.
    private static func sheet(_ state: ExplorerState, _ size: Size) -> Scene? {
        guard let statistics = state.statistics, statistics.truth.count > 0 else { return nil }
        var scene = Scene(Size(size.width, size.height + 1))
        var end = scene.canvas.text(
            "\(ParticleText.short(state.particle, state.appearance))  \(SampleText.sizes(state))  ", x: 1, y: 0, .bold)
        for (glyph, name, style) in [
            (state.appearance.glyphs.trueFill, "true", state.appearance.trueStyle),
            (state.appearance.glyphs.steps[0], state.model?.title ?? "no model", state.appearance.generatedStyle()),
        ] {
            scene.canvas[end, 0] = Cell(glyph, style)
            end = scene.canvas.text(name, x: end + 2, y: 0) + 2
        }
        return scene
    }

    private static func picture(_ state: ExplorerState) -> Canvas? {
        let scales = PictureScales(state)
        guard state.arePicturesCurrent, let map = scales.map(of: state.explore.shown) else { return nil }
        let model = state.model?.title ?? "no model"
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
                title, state.sampleText, "",
            ] + ParticleText.lines(state.particle, state.appearance) + [
                "", "peak    \(shape.peak)", "centre  \(shape.centre)", "lit     \(shape.lit)", "sum     \(shape.sum)",
            ],
            detector: state.detector, crosshair: state.explore.crosshair,
            landing: Landing(of: state.particle, on: state.detector)
        ).canvas(state.appearance)
    }
}
