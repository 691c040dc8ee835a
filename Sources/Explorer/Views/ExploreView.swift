import Calorimeter
import Canvas

/// The explorer on the screen: a function of its state, and nothing else.
enum ExploreView {
    static func scene(of state: ExplorerState) -> Scene {
        var scene = Scene(state.size)
        guard !state.size.isTooSmall else {
            TooSmallView.draw(state.size, in: &scene)
            return scene
        }
        let layout = ExploreLayout(size: state.size, detector: state.detector)
        TitleLine.draw(state, in: layout.tabs, of: &scene)
        let scales = PictureScales(state)
        for (index, area) in layout.pictures.enumerated() {
            // With two, the left one is the truth and the key flips the right one.
            let right = state.shown == .truth && layout.pictures.count > 1 ? .generated : state.shown
            let shown = layout.pictures.count > 1 && index == 0 ? Picture.truth : right
            PicturePanel(picture: shown, isFramed: layout.isFramed, scales: scales).draw(state, in: area, of: &scene)
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
        StatusLine.draw(state, in: layout.status, of: &scene)
        switch state.mode {
        case .presets(let selection, let filter): PresetList.draw(state, selection: selection, filter: filter, of: &scene)
        case .help(let scroll, let search): HelpView.draw(state, scroll: scroll, search: search, of: &scene)
        case .browse, .edit, .seed, .inspect: break
        }
        if !state.appearance.glyphs.isUnicode { scene.canvas.restrictToASCII() }
        return scene
    }
}
