import Evaluation

/// What is asked for in the last row.
enum Question: Equatable, Sendable {
    case seed
    /// The number or the species of a particle to look at.
    case particle
    /// The path of a session.
    case session
    /// Which responses count.
    case cut
    /// The ends of an observable's axis.
    case range(Observable)

    /// How it is asked.
    struct Line {
        var title: String
        /// What keys do, behind the line.
        var hint: String
        /// The longest answer.
        var limit = FieldEditor.limit
        /// Whether the line takes what room there is, and stays in sight below a message.
        var isLong = true
    }
    var line: Line {
        switch self {
        case .seed: Line(title: "seed", hint: "Enter accept  Esc keep the old one", isLong: false)
        case .particle: Line(title: "find particle", hint: "number or species  Enter show  Esc close", isLong: false)
        case .session: Line(title: "session file", hint: "Enter open  Esc close", limit: SaveDialog.pathLimit)
        case .cut: Line(title: "cut", hint: "Enter count  Esc close", limit: Cut.mostCharacters)
        case .range(let observable):
            Line(title: "range of \(observable.title), \(observable.unit)", hint: "two numbers or none  Enter show")
        }
    }
}

struct SampleNumber: Hashable, Sendable {
    var seed: UInt64
    var index: Int

    var text: String { "\(seed)/\(index)" }

    /// "42" is sample 0 of seed 42, "42/7" its sample 7; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let seed = UInt64(parts[0]) else { return nil }
        guard let index = parts.count == 2 ? Int(parts[1]) : 0, (0...ExplorerState.lastSample).contains(index) else { return nil }
        (self.seed, self.index) = (seed, index)
    }

    static func expectation(_ text: String) -> String {
        "A seed is a whole number such as 42, or with a sample 42/7; found \"\(text)\"."
    }
}
