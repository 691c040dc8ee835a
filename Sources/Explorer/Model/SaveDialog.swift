/// What is to be saved, and under which name.
struct SaveDialog: Equatable, Sendable {
    var kind: SaveKind
    var path: FieldEditor
    /// The name was typed; otherwise it follows the kind.
    var isNameOwn = false
    /// There is a file of that name: the next Enter replaces it.
    var isTaken = false

    /// The longest path that systems take.
    static let pathLimit = 4096

    init(_ kind: SaveKind, _ state: ExplorerState) {
        self.kind = kind
        path = FieldEditor(Self.name(kind, state), limit: Self.pathLimit)
    }

    /// The question whether to replace what is there.
    init(taken order: SaveOrder) {
        kind = order.kind
        path = FieldEditor(order.path, limit: Self.pathLimit)
        (isNameOwn, isTaken) = (true, true)
    }

    /// "zdc-explore-42-0-1.png".
    private static func name(_ kind: SaveKind, _ state: ExplorerState) -> String {
        "zdc-\(state.view.rawValue)-\(state.seed)-\(state.sampleIndex)-\(state.savedCount + 1).\(kind.suffix)"
    }

    /// Takes another kind; the name follows, or its end does.
    mutating func choose(_ other: SaveKind, _ state: ExplorerState) {
        let end = "." + kind.suffix
        if !isNameOwn {
            path = FieldEditor(Self.name(other, state), limit: Self.pathLimit)
        } else if path.text.hasSuffix(end) {
            path = FieldEditor(path.text.dropLast(end.count) + "." + other.suffix, limit: Self.pathLimit)
        }
        (kind, isTaken) = (other, false)
    }

    /// A key of the name.
    mutating func edit(_ change: (inout FieldEditor) -> Void) {
        let before = path.text
        change(&path)
        if path.text != before { (isNameOwn, isTaken) = (true, false) }
    }
}
