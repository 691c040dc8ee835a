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
