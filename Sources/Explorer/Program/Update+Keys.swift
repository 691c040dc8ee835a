import Calorimeter
import Canvas
import Terminal

extension ExplorerState {
    /// A key, in whatever mode the explorer is.
    mutating func press(_ key: Key, at now: Duration) -> [ExplorerEffect] {
        // These work wherever one is.
        switch page.keyTable.action(for: key) {
        case .quit where key.modifiers.contains(.control): return perform(.quit, at: now)
        case .suspend: return perform(.suspend, at: now)
        case .redraw: return perform(.redraw, at: now)
        default: break
        }
        // Only what the screen says works there: q leaves, everything else waits for room.
        if size.isTooSmall { return key == Key(.character("q")) ? perform(.quit, at: now) : [] }
        switch mode {
        case .browse: return browse(key, at: now)
        case .inspect: return inspect(key, at: now)
        case .edit(let row, let editor): edit(row, editor, key, at: now)
        case .ask(let question, let editor): return answer(question, editor, key, at: now)
        case .presets(let selection, let filter): choosePreset(selection, filter, key)
        case .help(let scroll, let search): readHelp(scroll, search, key)
        case .palette(let selection, let filter): return choosePalette(selection, filter, key, at: now)
        case .messages(let scroll): readMessages(scroll, key)
        case .save(let dialog): return chooseSaving(dialog, key)
        }
        return []
    }

    private mutating func browse(_ key: Key, at now: Duration) -> [ExplorerEffect] {
        guard let action = page.keyTable.action(for: key) else { return [] }
        return perform(action, at: now)
    }

    private mutating func inspect(_ key: Key, at now: Duration) -> [ExplorerEffect] {
        var pixel = explore.crosshair ?? Pixel(row: detector.rows / 2, column: detector.columns / 2)
        switch (key.code, page.keyTable.action(for: key)) {
        case (.escape, _), (_, .inspect):
            explore.crosshair = nil
            mode = resting
            return []
        case (_, .rowUp): pixel.row -= 1
        case (_, .rowDown): pixel.row += 1
        case (_, .rowFirst): pixel.column = 0
        case (_, .rowLast): pixel.column = detector.columns - 1
        case (_, .step(let up, let size)): pixel.column += size.places(up: up)
        default: return browse(key, at: now)
        }
        explore.crosshair = Pixel(
            row: min(max(pixel.row, 0), detector.rows - 1), column: min(max(pixel.column, 0), detector.columns - 1))
        return []
    }

    private mutating func edit(_ row: ParameterRow, _ editor: FieldEditor, _ key: Key, at now: Duration) {
        var editor = editor
        switch key.code {
        case .escape:
            mode = resting
        case .enter, .tab:
            guard accept(editor, for: row, at: now) else { return }
            let next = row.moved(key.modifiers.contains(.shift) ? -1 : 1)
            if key.code == .tab, next != explore.row, next != .species {
                explore.row = next
                beginEditing(next)
            } else {
                mode = resting
            }
        default:
            editor.apply(key)
            mode = .edit(row, editor)
        }
    }

    /// Takes over a typed value; false, with the reason in the status line, if it cannot be.
    private mutating func accept(_ editor: FieldEditor, for row: ParameterRow, at now: Duration) -> Bool {
        do {
            // An untouched field keeps every digit of the old value.
            if editor.text == editedText(row) { return true }
            let before = settings.particle
            try set(row, to: try row.parse(editor.text))
            if row == .energy, settings.particle.momentumGeV != before.momentumGeV {
                say("the momentum follows the energy, its direction stays", at: now)
            }
            return true
        } catch {
            complain("\(error)")
        }
        return false
    }

    mutating func beginEditing(_ row: ParameterRow) { mode = .edit(row, FieldEditor(editedText(row))) }

    private func editedText(_ row: ParameterRow) -> String {
        row.value(of: settings.particle, on: detector).map(NumberText.value) ?? ""
    }

    mutating func show(_ number: SampleNumber, at now: Duration) {
        (settings.seed, settings.sampleIndex) = (number.seed, number.index)
        say("seed \(number.text)", at: now)
    }

    private mutating func choosePreset(_ selection: Int, _ filter: String, _ key: Key) {
        let choices = Species.matching(filter)
        switch key.code {
        case .escape: mode = resting
        case .enter:
            guard choices.indices.contains(selection) else { return }
            choose(choices[selection])
        case .up: mode = .presets(selection: max(selection - 1, 0), filter: filter)
        case .down: mode = .presets(selection: min(selection + 1, max(choices.count - 1, 0)), filter: filter)
        case .home, .pageUp: mode = .presets(selection: 0, filter: filter)
        case .end, .pageDown: mode = .presets(selection: max(choices.count - 1, 0), filter: filter)
        case .backspace: mode = .presets(selection: 0, filter: String(filter.dropLast()))
        case .character(let scalar) where key.modifiers.isEmpty:
            let narrowed = filter + String(scalar)
            if !Species.matching(narrowed).isEmpty { mode = .presets(selection: 0, filter: narrowed) }
        default: break
        }
    }

    mutating func choose(_ species: Species) {
        mode = resting
        change { lock, particle throws(Refusal) in try lock.setting(species, in: particle) }
    }

    private mutating func readHelp(_ scroll: Int, _ search: String?, _ key: Key) {
        let height = HelpView.pageHeight(size)
        let last = max(0, HelpView.lines(of: page, search: search, size: size).count - height)
        func scrolled(_ lines: Int) -> Mode { .help(scroll: min(max(scroll + lines, 0), last), search: search) }
        switch (key.code, search) {
        case (.escape, .some): mode = .help(scroll: 0, search: nil)
        case (.escape, nil), (.character("q"), nil), (.character("?"), nil), (.function(1), _): mode = resting
        case (.up, _), (.character("k"), nil): mode = scrolled(-1)
        case (.down, _), (.character("j"), nil): mode = scrolled(1)
        case (.pageUp, _): mode = scrolled(-height)
        case (.pageDown, _), (.character(" "), nil): mode = scrolled(height)
        case (.home, _): mode = .help(scroll: 0, search: search)
        case (.end, _): mode = scrolled(last)
        case (.character("/"), nil): mode = .help(scroll: 0, search: "")
        case (.enter, .some(let text)) where text.isEmpty: mode = .help(scroll: 0, search: nil)
        case (.backspace, .some(let text)): mode = .help(scroll: 0, search: String(text.dropLast()))
        case (.character(let scalar), .some(let text)) where key.modifiers.isEmpty && text.count < FieldEditor.limit:
            mode = .help(scroll: 0, search: text + String(scalar))
        default: break
        }
    }

    /// Pasted text goes into an open field and nowhere else: it never triggers keys.
    mutating func paste(_ text: String, at now: Duration) {
        switch mode {
        case .edit(let row, var editor):
            editor.insert(text)
            mode = .edit(row, editor)
        case .ask(let question, var editor):
            editor.insert(text)
            mode = .ask(question, editor)
        case .palette(_, let filter): type(text, behind: filter)
        case .save(var dialog):
            dialog.edit { $0.insert(text) }
            mode = .save(dialog)
        default: say("press Enter on a row before pasting a value", at: now)
        }
    }
}

extension ParameterRow {
    /// A typed number, with its unit or without.
    func parse(_ text: String) throws(QuantityError) -> Double {
        if case .parameter(let parameter) = self { try parameter.parse(text) } else { try Parameter.vx.parse(text, named: name) }
    }
}

extension FieldEditor {
    mutating func apply(_ key: Key) {
        switch key.code {
        case .character("u") where key.modifiers.contains(.control): clear()
        case .character("a") where key.modifiers.contains(.control): move(to: 0)
        case .character("e") where key.modifiers.contains(.control): move(to: scalars.count)
        case .character(let scalar) where !key.modifiers.contains(.control) && !key.modifiers.contains(.alt):
            insert(String(scalar))
        case .backspace: backspace()
        case .delete: deleteForward()
        case .left: move(to: isSelected ? 0 : cursor - 1)
        case .right: move(to: isSelected ? scalars.count : cursor + 1)
        case .home: move(to: 0)
        case .end: move(to: scalars.count)
        default: break
        }
    }
}

extension Species {
    /// The species whose symbol or one of whose names begins with the text; those that are called just so first: "p" is the proton
    /// before it is the beginning of "photon".
    static func matching(_ text: String) -> [Species] {
        guard !text.isEmpty else { return all }
        let wanted = text.lowercased()
        func isCalled(_ species: Species, _ fits: (String) -> Bool) -> Bool {
            ([species.symbol] + species.names).contains { fits($0.lowercased()) }
        }
        let found = all.filter { isCalled($0) { $0.hasPrefix(wanted) } }
        return found.filter { isCalled($0) { $0 == wanted } } + found.filter { !isCalled($0) { $0 == wanted } }
    }
}
