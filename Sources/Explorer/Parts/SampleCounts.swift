/// How many samples of each kind make up the numbers.
enum SampleCounts {
    /// Below this many samples a distance says more about the sample than about the model.
    static let fewest = 50
    /// The counts that a key goes through.
    static let choices = [16, 64, 256, 1024]

    /// The seed of the test set's particles, as `zdc evaluate` takes it unless told otherwise.
    static let testSetSeed: UInt64 = 20_240_603

    /// The next choice, round and round.
    static func next(after count: Int) -> Int { choices[((choices.firstIndex(of: count) ?? 0) + 1) % choices.count] }
}
