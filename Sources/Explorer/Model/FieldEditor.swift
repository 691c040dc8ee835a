/// A line of text being typed: the value of a parameter, a seed.
struct FieldEditor: Equatable, Sendable {
    /// The longest text that is kept, where nothing else is said.
    static let limit = 40

    private(set) var scalars: [Unicode.Scalar]
    private(set) var cursor: Int
    /// The whole text is selected: the first key typed replaces it.
    private(set) var isSelected: Bool
    private let limit: Int

    init(_ text: String, limit: Int = Self.limit) {
        self.limit = limit
        scalars = Array(text.unicodeScalars.prefix(limit))
        cursor = scalars.count
        isSelected = !scalars.isEmpty
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    mutating func insert(_ text: String) {
        if isSelected { clear() }
        for scalar in text.unicodeScalars where scalars.count < limit && scalar.isDisplayable {
            scalars.insert(scalar, at: cursor)
            cursor += 1
        }
    }

    mutating func backspace() {
        if isSelected { return clear() }
        guard cursor > 0 else { return }
        cursor -= 1
        scalars.remove(at: cursor)
    }

    mutating func deleteForward() {
        if isSelected { return clear() }
        guard cursor < scalars.count else { return }
        scalars.remove(at: cursor)
    }

    mutating func move(to position: Int) {
        isSelected = false
        cursor = min(max(position, 0), scalars.count)
    }

    mutating func clear() {
        scalars.removeAll()
        cursor = 0
        isSelected = false
    }
}

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
