import Calorimeter
import Canvas

/// One particle: its true and its generated response, and the channels of many samples.
enum ExploreView: ExplorerView {
    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        let layout = ExploreLayout(size: state.size, detector: state.detector)
        ExploreTitle.draw(state, in: frame.title, of: &scene)
        let scales = PictureScales(state, pooling: layout.pooling)
        for (index, area) in layout.pictures.enumerated() {
            // With two, the left one is the truth and the key flips the right one.
            let right = state.shown == .truth && layout.pictures.count > 1 ? .generated : state.shown
            let shown = layout.pictures.count > 1 && index == 0 ? Picture.truth : right
            PicturePanel(picture: shown, isFramed: layout.isFramed, pooling: layout.pooling, scales: scales).draw(state, in: area, of: &scene)
        }
        if layout.isFramed {
            ParticlePanel.drawFramed(state, scales: scales, in: layout.particle, of: &scene)
            if let channels = layout.channels { ChannelPanel.drawFramed(state, scales: scales, in: channels, of: &scene) }
        } else {
            CompactPanel.draw(state, layout: layout, scales: scales, in: layout.particle, of: &scene)
        }
        for (channel, area) in layout.histograms.enumerated() {
            HistogramPanel(channel: channel).draw(state, isFramed: layout.isFramed, in: area, of: &scene)
        }
        if let gallery = layout.gallery { GalleryStrip.draw(state, scales: scales, count: layout.galleryCount, in: gallery, of: &scene) }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { .sampling(state.samplingRequest) }

    static func isCurrent(_ state: ExplorerState) -> Bool { state.arePicturesCurrent }

    /// "SDI-GAN 42/0  n 512/1000" while the histograms fill, "n 1000" when they are full.
    static func summary(_ state: ExplorerState) -> String {
        let shown = ExploreTitle.shownWord(state) + " \(state.seed)/\(state.sampleIndex)  "
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return shown + "sampling" }
        let count = statistics.truth.count
        return shown + (statistics.isComplete ? "n \(count)" : "n \(count)/\(statistics.request.target)")
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        let layout = ExploreLayout(size: state.size, detector: state.detector)
        let picture =
            layout.pictures.count > 1
            ? (state.shown == .difference ? "generated" : "difference")
            : (state.shown == .generated ? "true" : state.shown == .truth ? "difference" : "generated")
        let pane = layout.histograms.isEmpty && state.focus == .histograms ? "table" : "histograms"
        return [
            KeyHint("?", "help", .help), KeyHint("d", picture, .cyclePicture), KeyHint("p", "species", .presets),
            KeyHint("Enter", "edit", .edit), KeyHint("g", "next", .newSample), KeyHint("Tab", pane, .nextPane),
            KeyHint("q", "quit", .quit), KeyHint("m", "model", .nextModel),
            KeyHint("space", state.isPlaying ? "pause" : "play", .play), KeyHint("r", "reseed", .newSeed),
            KeyHint("c", "colours", .cycleColors), KeyHint("z", "scale", .cycleScale), KeyHint("o", "masks", .cycleMasks),
            KeyHint("i", "inspect", .inspect), KeyHint("u", "undo", .undo),
        ].filter { $0.action != .nextModel || state.models.count > 1 }
    }
}
