import Canvas

/// Something that can be done in a view, as the list of all commands shows it.
struct Command: Equatable, Sendable {
    /// The key that does the same; empty where there is none.
    var key: String
    var text: String
    var action: Action

    /// All commands of a view: one for each thing that its keys do, then what has no key.
    static func all(of page: any Page.Type) -> [Command] {
        var seen = Set<Action>()
        let keyed = page.keyTable.bindings.flatMap { binding in
            binding.actions.filter { seen.insert($0.1).inserted }.map { key, action in
                Command(key: key.description, text: text(of: action) ?? binding.text, action: action)
            }
        }
        let themes = Theme.allCases.map { Command(key: "", text: "theme \($0.title)", action: .theme($0)) }
        return keyed + themes + [
            Command(key: "", text: "save session", action: .saveSession),
            Command(key: "", text: "load session", action: .loadSession),
            Command(key: "", text: "messages so far", action: .messages),
        ]
    }

    /// The commands that hold the text, in the order of the list; those whose words begin with it first.
    static func matching(_ filter: String, of page: any Page.Type) -> [Command] {
        let wanted = filter.lowercased()
        let all = all(of: page)
        guard !wanted.isEmpty else { return all }
        let beginning = all.filter { $0.text.lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) } }
        return beginning + all.filter { $0.text.lowercased().contains(wanted) && !beginning.contains($0) }
    }

    /// Words of their own for actions that share a line of the help.
    private static func text(of action: Action) -> String? {
        switch action {
        case .view(let view): "view \(view.title)"
        case .turnDetector: "the other calorimeter, ZN or ZP"
        case .toggleBoth: "both calorimeters side by side, or one"
        case .undo: "undo"
        case .redo: "redo"
        case .newSeed: "next seed"
        case .typeSeed: "type a seed"
        case .newSample: "next sample"
        case .previousSample: "previous sample"
        case .nextParticle: "next particle of the file, or published one"
        case .previousParticle: "previous particle of the file, or published one"
        case .addColumn: "add the particle of Explore as a column"
        case .dropColumn: "drop the column"
        default: nil
        }
    }
}
