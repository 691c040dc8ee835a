package import Calorimeter
package import DataSets
package import Evaluation
internal import FastSimulation
import ReferenceMC

/// What is evaluated: models on particles of the sampler that none was trained on, and on those that they were; or on those of
/// a data set.
package struct EvaluationPlan: Sendable {
    package enum Truth: Sendable {
        /// The reference Monte Carlo on so many particles of the sampler, so many responses each.
        case simulated(particles: Int, repeats: Int)
        case dataSet(DataSet)
    }

    private let subject: EvaluationSubject
    /// Particles that models were trained on, as many as there are unseen ones, with these models.
    private let seen: [(subject: EvaluationSubject, models: [Generator])]
    private let models: [Model]
    /// Models whose file does not tell the particles that they were trained on, if that is asked for.
    private let unknown: [String]

    /// - Parameters:
    ///   - seed: of particles, truth and noise.
    ///   - includesSeen: whether models are scored on the sampler's particles that they were trained on too, in one run: those
    ///     are there for comparison, and their spread is that of the unseen ones.
    package init(models: [Model], truth: Truth, runs: Int, seed: UInt64, includesSeen: Bool, detector: Detector) {
        self.models = models
        let (count, repeats): (Int, Int)
        switch truth {
        case .dataSet(let data):
            subject = .stored(data, seed: seed, runs: runs)
            (seen, unknown) = ([], [])
            return
        case .simulated(let particles, let each): (count, repeats) = (particles, each)
        }
        func testSet(_ particles: [Particle]) -> TestSet {
            TestSet(detector: detector, particles: particles, repeats: repeats)
        }
        let sampler = ConditionSampler(detector: detector)
        subject = .simulated(testSet(sampler.particles(count: count, seed: seed)), seed: seed, runs: runs)
        var groups: [(particles: TrainingParticles, models: [Generator])] = []
        for model in includesSeen ? models.compactMap(\.generator) : [] {
            guard let particles = model.trainingParticles else { continue }
            if let place = groups.firstIndex(where: { $0.particles == particles }) {
                groups[place].models.append(model)
            } else {
                groups.append((particles, [model]))
            }
        }
        seen = groups.map { training, models in
            let particles = Array(sampler.particles(count: training.count, seed: training.seed).prefix(count))
            return (
                .simulated(
                    testSet(particles), seed: seed, runs: 1, firstIndex: runs * count * repeats,
                    particleKind: "seen in training (data seed \(training.seed))"), models
            )
        }
        unknown = includesSeen ? models.compactMap(\.generator).filter { $0.trainingParticles == nil }.map(\.name) : []
    }

    /// All responses that will be made.
    package var responseCount: Int {
        subject.responseCount(models: models)
            + seen.reduce(0) { $0 + $1.subject.responseCount(models: $1.models.map { Model($0) }) }
    }

    /// Bytes that so many threads will take, about.
    package static func memory(for truth: Truth, threads: Int, detector: Detector) -> Int {
        let (particles, responses): (Int, Int) =
            switch truth {
            case .simulated(let particles, let repeats): (particles, particles * repeats)
            case .dataSet(let data):
                // Half of the responses to each particle are the truth that models are judged by.
                (
                    data.particles.count,
                    data.particles.indices.reduce(0) { $0 + data.halves(data.rows(ofParticle: $1)).truth.count }
                )
            }
        // Each thread holds the photons of one piece of work. Of every response there are eight numbers, for the truth, for what
        // is judged and for what is sorted of both.
        return min(threads, particles) * EvaluationPass.responsesInPiece * detector.pixelCount * MemoryLayout<Float>.stride
            + responses * 8 * MemoryLayout<Float>.stride * 4
    }

    /// All scores.
    ///
    /// - Throws: what the watch throws.
    package func report(options: ModelEvaluation.Options, watch: some EvaluationWatch) throws -> ScoreReport {
        func table(_ subject: EvaluationSubject, _ models: [Model], _ options: ModelEvaluation.Options) throws -> ScoreTable {
            var evaluation = ModelEvaluation(subject, models: models, options: options)
            try evaluation.run(watch)
            return evaluation.table
        }
        var others = options
        others.hasClassifiers = false
        return ScoreReport(
            unseen: try table(subject, models, options),
            seen: try seen.map { try table($0.subject, $0.models.map { Model($0) }, others) },
            unknown: unknown)
    }
}
