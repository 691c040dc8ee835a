import Text

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

    mutating func moveToEnd() { move(to: scalars.count) }

    mutating func clear() {
        scalars.removeAll()
        cursor = 0
        isSelected = false
    }
}
