import Canvas

extension Scene {
    /// What is saved: the screen without a message or a dialog over it, in all colours.
    static func saved(_ state: ExplorerState) -> Scene {
        var state = state
        (state.message, state.mode) = (nil, .browse)
        state.appearance.level = .direct
        return drawn(state)
    }

    /// The explorer on the screen: a function of its state, and nothing else.
    static func drawn(_ state: ExplorerState) -> Scene {
        var scene = Scene(state.size)
        guard !state.size.isTooSmall else {
            TooSmallView.draw(state.size, in: &scene)
            return scene
        }
        var layout = FrameLayout(state.size)
        layout.title = TabLine.draw(state, in: layout.tabs, of: &scene)
        state.page.draw(state, in: layout, of: &scene)
        StatusLine.draw(state, in: layout.status, of: &scene)
        switch state.mode {
        case .presets(let selection, let filter): PresetList.draw(state, selection: selection, filter: filter, of: &scene)
        case .palette(let selection, let filter): PaletteView.draw(state, selection: selection, filter: filter, of: &scene)
        case .messages(let scroll): MessageList.draw(state, scroll: scroll, of: &scene)
        case .help(let scroll, let search): HelpView.draw(state, scroll: scroll, search: search, of: &scene)
        case .save(let dialog): SaveView.draw(state, dialog, of: &scene)
        case .browse, .edit, .seed, .loadSession, .find, .inspect: break
        }
        scene.canvas.apply(state.appearance.theme, at: state.appearance.level)
        if !state.appearance.glyphs.isUnicode { scene.canvas.restrictToASCII() }
        return scene
    }
}
