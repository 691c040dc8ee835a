public import Calorimeter

/// The scores of several models on one test set, with the floor and the conditional mean.
///
///     print(table.text)
public struct ScoreTable: Hashable, Sendable {
    /// What the models were compared with.
    public struct Sample: Hashable, Sendable {
        public var detector: Detector
        /// Where the true responses come from: "reference Monte Carlo", "data set pions.npz".
        public var truth: String
        /// The kind of particles: "unseen in training", "seen in training".
        public var particleKind: String
        public var particles: Int
        /// The number of true responses, and of generated ones in each run.
        public var responses: Int
        public var runs: Int
        public var seed: UInt64
        public var convention: MaskConvention
        /// Why some figures are missing, one sentence each.
        public var remarks: [String]

        public init(
            detector: Detector, truth: String, particleKind: String, particles: Int, responses: Int, runs: Int, seed: UInt64,
            convention: MaskConvention, remarks: [String] = []
        ) {
            self.detector = detector
            self.truth = truth
            self.particleKind = particleKind
            self.particles = particles
            self.responses = responses
            self.runs = runs
            self.seed = seed
            self.convention = convention
            self.remarks = remarks
        }

        /// Whether a score is of all particles. One of fewer is another measure: these may be easier than the rest.
        public func isWhole(_ score: Score) -> Bool { score.particleCount >= particles }
    }

    public struct Row: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case model
            /// The mean of several models of one objective.
            case objective
            /// An independent repeat of the truth on the same particles.
            case floor
            /// Every response to a particle replaced by its mean true response.
            case conditionalMean = "conditional mean"
        }
        public var name: String
        public var kind: Kind
        public var score: Score
        /// The score over the runs that all models have, by which they are compared; nil where that is `score`.
        public var common: Score?
        /// What models have in common that differ by their seed alone; nil if that is not known.
        public var objective: String?
        /// How much worse a model is than the best; nil for the best itself, and where it is not known.
        public internal(set) var difference: Difference?

        public init(
            name: String, kind: Kind = .model, score: Score, common: Score? = nil, objective: String? = nil
        ) {
            self.name = name
            self.kind = kind
            (self.score, self.common) = (score, common)
            self.objective = objective
        }
    }

    public var sample: Sample
    /// Models first, then the means of those that share an objective, the floor and the conditional mean if known.
    public var rows: [Row]
    /// The name of the model of the smallest distance among those scored on all particles, with which the others of these are
    /// compared; nil if there are no differences.
    public private(set) var best: String?

    public init(sample: Sample, models: [Row], floor: Score?, conditionalMean: Score?) {
        self.sample = sample
        rows = models
        let compared = models.map { $0.common ?? $0.score }
        let comparable = models.indices.filter {
            !compared[$0].resampledWS.isEmpty && compared[$0].ws.mean.isFinite && sample.isWhole(compared[$0])
        }
        if comparable.count > 1, let best = comparable.min(by: { compared[$0].ws.mean < compared[$1].ws.mean }) {
            self.best = models[best].name
            for row in comparable where row != best {
                rows[row].difference = Difference(compared[row], compared[best])
            }
        }
        var objectives: [String] = []
        for case let name? in models.map(\.objective) where !objectives.contains(name) { objectives.append(name) }
        for name in objectives {
            let scores = models.filter { $0.objective == name }.map(\.score)
            guard scores.count > 1, let mean = Score(meanOf: scores) else { continue }
            rows.append(Row(name: "\(name), mean of \(scores.count)", kind: .objective, score: mean))
        }
        if let floor { rows.append(Row(name: "floor", kind: .floor, score: floor)) }
        if let conditionalMean {
            rows.append(Row(name: "conditional mean", kind: .conditionalMean, score: conditionalMean))
        }
    }

    /// The score of the only row of a kind.
    func score(_ kind: Row.Kind) -> Score? { rows.first { $0.kind == kind }?.score }

    /// The header line: the calorimeter, and what was compared.
    public var headline: String {
        let runs = sample.runs == 1 ? "1 run" : "\(sample.runs) runs"
        return
            "\(sample.detector.name): \(sample.particles) particles \(sample.particleKind), \(sample.responses) responses, \(runs), seed \(sample.seed); "
            + "truth: \(sample.truth)"
    }

    /// How channel sums were computed, for a line below the header.
    public var convention: String {
        "channels of the masks \"\(sample.convention.rawValue)\"; generated photons whole, as each model counts them"
    }
}
