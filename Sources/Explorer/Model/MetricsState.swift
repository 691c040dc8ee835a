import Evaluation

/// What the metrics view computes, and how it shows it.
struct MetricsState: Equatable, Codable, Sendable {
    /// How much is computed: every model makes `repeats` responses to each particle in every run.
    struct Amount: Equatable, Codable, Sendable {
        var particles: Int
        var repeats: Int
        var runs: Int

        /// A look, a fair comparison, and what `zdc evaluate` does.
        static let choices = [
            Amount(particles: 300, repeats: 10, runs: 3), Amount(particles: 600, repeats: 20, runs: 5),
            Amount(particles: 1200, repeats: 50, runs: 5),
        ]
    }

    var amount = Amount.choices[0]
    /// The seed of particles, truth and noise.
    var seed = HistogramRequest.testSetSeed
    var sortedBy = ScoreFigure.ws
    /// The row that the keys are at, counted in the order shown.
    var row = 0
    /// All figures of that row instead of the bars.
    var isDetailed = false
}
