import Calorimeter
import Canvas
import Terminal

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
                state: own, picture: face.isTruth ? .truth : flipped, isFramed: layout.isFramed, pooling: face.pooling,
                scales: PictureScales(own, pooling: face.pooling), hasHeading: face.area.y > frame.body.y
            ).draw(in: face.area, of: &scene)
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
        guard let wanted = front[SamplingRequest.self].wanted?.ofPinned, let pinned = front[SamplingRequest.self].result?.pinned,
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
    static let keyTable = KeyTable(
        [
            .rows("parameter"), .ends("first, last parameter"), .panes("picture or histograms"), .steps(.change, "one step"),
            .tens("ten steps", in: .change),
            .binding(
                .change, "Ctrl-← Ctrl-→", ascii: "Ctrl-Left Ctrl-Right", "a tenth of a step",
                [(Key(.left, .control), .step(up: false, .tenth)), (Key(.right, .control), .step(up: true, .tenth))]),
            .enter(.change, "type a value"), .keys(.change, "species", ("p", .presets)),
            .keys(.change, "on-shell lock", ("e", .cycleLock)), .delete("reset the row"),
            .keys(.generate, "next, previous sample", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play, pause samples", (" ", .play)), .keys(.generate, "model", ("m", .nextModel)),
            .keys(.see, "generated, true, difference", ("d", .cyclePicture)),
            .keys(.see, "channels or profiles along x, y, r", ("x", .cyclePanels)),
            .keys(.see, "inspect pixels", ("i", .inspect)),
            .keys(.see, "scale of the focused pane", ("z", .cycleScale)),
            .keys(.see, "shared or own colour scale", ("s", .shareScale)),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
        ], walks: true)

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a row, a slider", "choose it, set it"), ("drag a slider", "scrub"), ("wheel over a row", "step it"),
            ("click the picture", "inspect a pixel"), ("click a hint", "the same as its key"),
        ],
        marks: [
            ("WS", "Wasserstein-1 distance, photons"),
            ("floor", "WS of truth and an independent repeat of it"),
            ("WS 5.1 / 0.6", "a channel's distance, then its floor"),
            ("\u{2212}pin", "change against the pinned particle"),
            ("peak, div", "mean brightest pixel; diversity, photons"),
            ("profile", "mean photons of a row, a column, a fibre"),
            ("band", "± 1 standard deviation of true responses"),
            ("ch1 to ch4", "quadrants: half of the fibres, alternating"),
            ("ch5", "the other half, on one photomultiplier"),
            ("thesis masks", "which pixels are which channel; o changes"),
            ("n<50", "too few samples for a distance"),
            ("picture", "rows are x, downwards; columns are y"),
            ("\\ /", "around the pixel where the particle lands"),
            ("arrow and cm", "it lands so far beside the face"),
            ("small arrow", "x or y on face: below, above the edges"),
            ("beam", "ZN: outgoing below; ZP: above the first row"),
            HelpNotes.wholePhotons,
            ("lit", "pixels with a photon"),
            ("centre, width", "mean and rms place of the light, pixels"),
            ("!", "value outside the training range"),
            ("seed 42/7", "sample 7 of seed 42"),
            ("true", "parametrised reference Monte Carlo, no GEANT"),
            ("all magnets", "ZN beside ZP; alone behind the dipole only"),
            ("true: FILE", "the responses of the data set (--data)"),
            ("nearest 0.3σ", "truth of the nearest particle, at this distance"),
            ("floor of a file", "one half of its responses against the other"),
        ])
}
