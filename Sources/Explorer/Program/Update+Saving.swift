import Terminal

extension ExplorerState {
    /// Asks what to save, and under which name.
    mutating func beginSaving(_ kind: SaveKind? = nil) {
        let offered = SaveKind.offered(self)
        mode = .save(SaveDialog(kind ?? offered.first ?? .screenPicture, self))
    }

    /// A key in the dialog of saving.
    mutating func chooseSaving(_ dialog: SaveDialog, _ key: Key) -> [ExplorerEffect] {
        var dialog = dialog
        let offered = SaveKind.offered(self)
        let place = offered.firstIndex(of: dialog.kind) ?? 0
        switch key.code {
        case .escape:
            guard dialog.isTaken else {
                mode = resting
                return []
            }
            dialog.isTaken = false
        case .up: dialog.choose(offered[max(place - 1, 0)], self)
        case .down: dialog.choose(offered[min(place + 1, offered.count - 1)], self)
        case .enter:
            guard !dialog.path.text.isEmpty else {
                complain("The file needs a name.")
                return []
            }
            mode = resting
            return [.save(SaveOrder(kind: dialog.kind, path: dialog.path.text, replaces: dialog.isTaken))]
        default: dialog.edit { $0.apply(key) }
        }
        mode = .save(dialog)
        return []
    }

    /// A key while the path of a session is typed.
    mutating func chooseSession(_ editor: FieldEditor, _ key: Key) -> [ExplorerEffect] {
        var editor = editor
        switch key.code {
        case .escape: mode = resting
        case .enter:
            mode = resting
            return editor.text.isEmpty ? [] : [.loadSession(path: editor.text)]
        default:
            editor.apply(key)
            mode = .loadSession(editor)
        }
        return []
    }

    /// Hands the numbers of the view to the clipboard.
    mutating func copyNumbers(at now: Duration) -> [ExplorerEffect] {
        guard let csv = page.numbers(self)?.csv else {
            say("there are no numbers to copy yet", at: now)
            return []
        }
        say("copied the numbers, \(csv.split(separator: "\n").count) lines of CSV", at: now)
        return [.copy(csv)]
    }
}
