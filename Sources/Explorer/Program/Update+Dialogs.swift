import Terminal

extension ExplorerState {
    /// A key in the list of all commands.
    mutating func choosePalette(_ selection: Int, _ filter: String, _ key: Key, at now: Duration) -> [ExplorerEffect] {
        let commands = Command.matching(filter, of: page)
        let last = max(commands.count - 1, 0)
        func moved(to selection: Int) -> Mode { .palette(selection: min(max(selection, 0), last), filter: filter) }
        switch key.code {
        case .escape: mode = resting
        case .enter:
            guard commands.indices.contains(selection) else { return [] }
            mode = resting
            return perform(commands[selection].action, at: now)
        case .up: mode = moved(to: selection - 1)
        case .down: mode = moved(to: selection + 1)
        case .home: mode = moved(to: 0)
        case .end: mode = moved(to: last)
        case .pageUp: mode = moved(to: selection - PaletteView.pageHeight(size))
        case .pageDown: mode = moved(to: selection + PaletteView.pageHeight(size))
        case .backspace:
            mode = filter.isEmpty ? resting : .palette(selection: 0, filter: String(filter.dropLast()))
        case .character("u") where key.modifiers.contains(.control): mode = .palette(selection: 0, filter: "")
        case .character(let scalar) where key.modifiers.isEmpty && filter.count < FieldEditor.limit:
            mode = .palette(selection: 0, filter: filter + String(scalar))
        default: break
        }
        return []
    }

    /// A key in the list of messages.
    mutating func readMessages(_ scroll: Int, _ key: Key) {
        let page = MessageList.pageHeight(size)
        let last = max(0, MessageList.lines(self).count - page)
        func scrolled(_ lines: Int) -> Mode { .messages(scroll: min(max(scroll + lines, 0), last)) }
        switch key.code {
        case .escape, .enter, .character("q"): mode = resting
        case .up, .character("k"): mode = scrolled(-1)
        case .down, .character("j"): mode = scrolled(1)
        case .pageUp: mode = scrolled(-page)
        case .pageDown, .character(" "): mode = scrolled(page)
        case .home: mode = scrolled(-last)
        case .end: mode = scrolled(last)
        default: break
        }
    }
}
