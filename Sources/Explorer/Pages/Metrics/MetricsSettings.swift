import Evaluation

/// What the metrics page computes, and how it shows it.
public struct MetricsSettings: PageSettings {
    static let view = ViewKind.metrics

    /// How much is computed: every model makes `repeats` responses to each particle in every run.
    public struct Amount: Equatable, Codable, Sendable {
        public var particles: Int
        public var repeats: Int
        public var runs: Int

        public init(particles: Int, repeats: Int, runs: Int) {
            (self.particles, self.repeats, self.runs) = (particles, repeats, runs)
        }

        /// A look, a fair comparison, and what `zdc evaluate` does.
        static let choices = [
            Amount(particles: 300, repeats: 10, runs: 3), Amount(particles: 600, repeats: 20, runs: 5),
            Amount(particles: 1200, repeats: 50, runs: 5),
        ]
    }

    public var amount = Amount.choices[0]
    /// The seed of particles, truth and noise.
    public var seed = SampleCounts.testSetSeed
    /// Distances are of responses with at least so many photons, true and generated ones alike; 0: of all.
    public var leastPhotons: Int {
        get { leastPhotonCount ?? 0 }
        set { leastPhotonCount = newValue == 0 ? nil : newValue }
    }
    /// Nil in sessions that say nothing of it.
    private var leastPhotonCount: Int?
    /// The numbers that a key goes through: all responses, and those that are not empty.
    static let leastPhotonChoices = [0, 1]
    public static let mostLeastPhotons = 100_000
    var sortedBy = ScoreFigure.ws
    /// The row that the keys are at, counted in the order shown.
    public var row = 0
    /// What is shown in place of the table. The raw values are those of `--plot`.
    public enum Plot: String, CaseIterable, Codable, Sendable {
        /// Quality against cost.
        case cost
    }

    public var plot: Plot?
    /// All figures of that row instead of the bars.
    public var isDetailed = false

    public init() {}

    /// The keys that rows can be sorted by, as `zdc evaluate` writes them: "ws.mean".
    public static var sortKeys: [String] { ScoreFigure.ofTable.map(\.key) }
    public var sortKey: String {
        get { sortedBy.key }
        set { sortedBy = ScoreFigure.ofTable.first { $0.key == newValue } ?? .ws }
    }

    static let fields: [Field<Self>] = [
        .number("amount.particles", \.amount.particles, in: { _ in 1...10_000 }, option: "--particles"),
        .number("amount.repeats", \.amount.repeats, in: { _ in 1...10_000 }, option: "--repeats"),
        .number("amount.runs", \.amount.runs, in: { _ in 1...10_000 }, option: "--runs"),
        .number(
            "leastPhotonCount", \.leastPhotons, in: { _ in 0...mostLeastPhotons }, option: "--least-photons",
            says: { $0 == 0 ? nil : $0 }),
        Field(words: { ["--test-seed", "\($0.seed)", "--sort", $0.sortKey] }),
        .number("row", \.row, in: { _ in 0...mostRows }, option: "--row", isCursor: true),
        .flag(\.isDetailed, "--details"), .choice(\.plot, "--plot"),
    ]

    var problem: String? {
        amount.particles * amount.repeats <= 10_000_000 ? nil : "metrics.amount asks for more than 10 000 000 responses"
    }

    mutating func startAgain() { row = 0 }
    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) { row = 0 }
}

extension ExplorerState {
    var metrics: MetricsSettings {
        get { settings[MetricsSettings.self] }
        set { settings[MetricsSettings.self] = newValue }
    }
}

extension ViewSetup {
    /// - Parameter measuresTime: whether the time per response is measured; what is shown then differs from run to run.
    public static func metrics(_ settings: MetricsSettings, measuresTime: Bool = false) -> ViewSetup {
        ViewSetup(settings, measuresTime: measuresTime)
    }
}
