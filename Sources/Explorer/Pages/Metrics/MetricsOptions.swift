import Evaluation

/// How a snapshot of the metrics view is set.
public struct MetricsOptions: Sendable {
    public var particles: Int
    /// Responses to each particle.
    public var repeats: Int
    public var runs: Int
    /// The seed of particles, truth and noise; nil: that of `zdc evaluate`.
    public var seed: UInt64?
    /// The key of the figure that rows are sorted by, as `zdc evaluate` writes it: "ws.mean".
    public var sort: String?
    /// The row that the keys are at.
    public var row = 0
    public var isDetailed = false

    public init(particles: Int, repeats: Int, runs: Int) {
        (self.particles, self.repeats, self.runs) = (particles, repeats, runs)
    }

    /// The keys that rows can be sorted by.
    public static var sortKeys: [String] { ScoreFigure.ofTable.map(\.key) }
}

extension ExplorerState {
    /// Opens the metrics view as the options say.
    mutating func set(_ options: MetricsOptions) {
        view = .metrics
        metrics.amount = .init(particles: options.particles, repeats: options.repeats, runs: options.runs)
        if let seed = options.seed { metrics.seed = seed }
        metrics.sortedBy = ScoreFigure.ofTable.first { $0.key == options.sort } ?? .ws
        metrics.row = options.row
        metrics.isDetailed = options.isDetailed
    }

    /// The options that `set` takes, as words of the command line.
    var metricsWords: [String] {
        let amount = metrics.amount
        return [
            "--particles", "\(amount.particles)", "--repeats", "\(amount.repeats)", "--runs", "\(amount.runs)",
            "--test-seed", "\(metrics.seed)", "--sort", metrics.sortedBy.key, "--row", "\(metrics.row)",
        ] + (metrics.isDetailed ? ["--details"] : [])
    }
}
