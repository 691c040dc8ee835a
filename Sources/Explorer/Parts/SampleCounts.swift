/// How many samples of each kind make up the numbers.
enum SampleCounts {
    /// Below this many samples a distance says more about the sample than about the model.
    static let fewest = 50
    /// The counts that a key goes through.
    static let choices = [16, 64, 256, 1024]

    /// The next choice, round and round.
    static func next(after count: Int) -> Int { choices[((choices.firstIndex(of: count) ?? 0) + 1) % choices.count] }
}
