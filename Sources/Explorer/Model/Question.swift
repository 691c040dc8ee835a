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

    var title: String {
        switch self {
        case .seed: "seed"
        case .particle: "find particle"
        case .session: "session file"
        case .cut: "cut"
        case .range(let observable): "range of \(observable.title), \(observable.unit)"
        }
    }

    /// What keys do, behind the line.
    var hint: String {
        switch self {
        case .seed: "Enter accept  Esc keep the old one"
        case .particle: "number or species  Enter show  Esc close"
        case .session: "Enter open  Esc close"
        case .cut: "Enter count  Esc close"
        case .range: "two numbers or none  Enter show"
        }
    }

    /// The longest answer.
    var limit: Int {
        switch self {
        case .seed, .particle, .range: FieldEditor.limit
        case .session: SaveDialog.pathLimit
        case .cut: Cut.mostCharacters
        }
    }

    /// Whether the line takes what room there is, and stays in sight below a message.
    var isLong: Bool {
        switch self {
        case .seed, .particle: false
        case .session, .cut, .range: true
        }
    }
}

/// A sample by its seed and its number.
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
