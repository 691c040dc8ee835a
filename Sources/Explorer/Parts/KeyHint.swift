/// A key as the status line shows it; clicking it does the same.
struct KeyHint: Sendable {
    var key: String
    var text: String
    var action: Action

    init(_ key: String, _ text: String, _ action: Action) {
        (self.key, self.text, self.action) = (key, text, action)
    }
}
