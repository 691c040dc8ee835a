import Calorimeter
import Canvas
import DataSets
import Evaluation
import FastSimulation
import Files
import Foundation
import Networks
import Random
import ReferenceMC
import Scoring
import Threads

/// Scores models on particles: those of the sampler that none was trained on, and those that they were; or those of a data
/// set.
struct ModelEvaluation {
    enum Truth {
        /// The reference Monte Carlo on so many particles of the sampler, so many responses each.
        case simulated(particles: Int, repeats: Int)
        case dataSet(DataSet)
    }

    let models: [Generator]
    let truth: Truth
    let runs: Int
    let seed: UInt64
    let convention: MaskConvention
    let threads: Int
    let hasClassifiers: Bool
    let includesSeen: Bool
    let detector: Detector
    /// Responses of fewer photons do not count in the distances.
    let leastSum: Int

    /// All scores. Throws an `Interruption` if it is asked to stop.
    func report() throws -> ScoreReport {
        try checkMemory()
        let unseen: Subject
        switch truth {
        case .simulated(let count, let repeats):
            let particles = ConditionSampler(detector: detector).particles(count: count, seed: seed)
            unseen = .simulated(
                TestSet(detector: detector, particles: particles, repeats: repeats), seed: seed, firstIndex: 0, runs: runs)
        case .dataSet(let data):
            unseen = .stored(data, runs: runs)
        }
        let seen = seenSubjects
        let count =
            unseen.responseCount(models: models.count)
            + seen.reduce(0) { $0 + $1.subject.responseCount(models: $1.models.count) }
        let progress = EvaluationProgress(count: count)
        do {
            let table = try table(of: unseen, models: models, hasClassifiers: hasClassifiers, progress)
            let others = try seen.map { try self.table(of: $0.subject, models: $0.models, hasClassifiers: false, progress) }
            progress.finish()
            let known = Set(seen.flatMap { $0.models.map(ObjectIdentifier.init) })
            let unknown = showsSeen ? models.filter { !known.contains(ObjectIdentifier($0)) }.map(\.name) : []
            return ScoreReport(unseen: table, seen: others, unknown: unknown)
        } catch {
            progress.clear()
            throw error
        }
    }

    /// Throws a sentence if the system has not the memory that this will take.
    private func checkMemory() throws(NoMemory) {
        let (particles, responses, repeats, remedy): (Int, Int, Int, String)
        switch truth {
        case .simulated(let count, let each):
            (particles, responses, repeats, remedy) = (count, count * each, each, "particles, repeats or threads")
        case .dataSet(let data):
            // Half of the responses to each particle are the truth that models are judged by.
            let counts = data.particles.indices.map { data.halves(data.rows(ofParticle: $0)).truth.count }
            (particles, responses, repeats, remedy) = (
                counts.count, counts.reduce(0, +), counts.max() ?? 0, "responses or threads"
            )
        }
        // Each thread holds the photons of one piece of work, at least all of one particle. Of every response there are eight
        // numbers, for the truth, for what is judged and for what is sorted of both.
        let photons = min(threads, particles) * max(repeats, 64) * detector.pixelCount * MemoryLayout<Float>.stride
        let figures = responses * 8 * MemoryLayout<Float>.stride * 4
        guard Memory.has(photons + figures) else {
            throw NoMemory(
                description:
                    "The evaluation takes about \((photons + figures) >> 20) MB of memory, more than there is; ask for fewer \(remedy)."
            )
        }
    }

    private var showsSeen: Bool {
        if case .simulated = truth { includesSeen } else { false }
    }

    /// The particles that models were trained on, as many as there are unseen ones. One run each: they are there for
    /// comparison, and their spread is that of the unseen ones.
    private var seenSubjects: [(subject: Subject, models: [Generator])] {
        guard showsSeen, case .simulated(let count, let repeats) = truth else { return [] }
        var groups: [(recipe: TrainingParticles, models: [Generator])] = []
        for model in models {
            guard let recipe = model.trainingParticles else { continue }
            if let place = groups.firstIndex(where: { $0.recipe == recipe }) {
                groups[place].models.append(model)
            } else {
                groups.append((recipe, [model]))
            }
        }
        return groups.map { recipe, models in
            let particles = Array(
                ConditionSampler(detector: detector).particles(count: recipe.count, seed: recipe.seed).prefix(count))
            let testSet = TestSet(detector: detector, particles: particles, repeats: repeats)
            var subject = Subject.simulated(testSet, seed: seed, firstIndex: runs * count * repeats, runs: 1)
            subject.particleKind = "seen in training (data seed \(recipe.seed))"
            return (subject, models)
        }
    }

    private func table(
        of subject: Subject, models: [Generator], hasClassifiers: Bool, _ progress: EvaluationProgress
    ) throws -> ScoreTable {
        let map = ChannelMap(detector: detector, convention: convention)
        let pass = EvaluationPass(subject.testSet, map: map, threads: threads)
        let test =
            hasClassifiers ? ClassifierTest(subject.testSet, workers: Workers(count: BackgroundThread.granted(threads))) : nil
        progress.stage = "truth"
        let truth = try pass.run(subject.truth, keepsExamples: test != nil, progress: progress)

        /// The score of one source, judged by classifiers if they are asked for.
        func score(
            _ name: String, runs: Int, _ pass: EvaluationPass, _ source: (Int) -> ResponseSource,
            each: (Int, ParticleResponses) -> Void = { _, _ in }
        ) throws -> Score? {
            var scores: [Score] = []
            var areas: (figures: Double, pixels: Double)?
            for run in 0..<runs {
                progress.stage = runs > 1 ? "\(name), run \(run + 1) of \(runs)" : name
                let isJudged = test != nil && run == 0
                let made = try pass.run(source(run), keepsExamples: isJudged, progress: progress, each: each)
                scores.append(
                    Score(true: truth.responses, generated: made.responses, in: subject.testSet, leastSum: Float(leastSum)))
                guard isJudged, let test, made.responses.samples.count > 0 else { continue }
                progress.stage = "classifier of figures, \(name)"
                let figures = try test.figures(true: truth.examples, generated: made.examples, check: progress.check)
                progress.stage = "classifier of pixels, \(name)"
                areas = (figures, try test.pixels(true: truth.examples, generated: made.examples, check: progress.check))
            }
            var score = Score(meanOf: scores)
            if let areas {
                score?.auc = areas.figures.isNaN ? nil : areas.figures
                score?.aucPixels = areas.pixels.isNaN ? nil : areas.pixels
            }
            return score
        }

        var means = MeanChannelSums()
        var (floor, conditionalMean): (Score?, Score?)
        if subject.repeatedSet.responseCount > 0 {
            let repeats = EvaluationPass(subject.repeatedSet, map: map, threads: threads)
            floor = try score("floor", runs: subject.repeatedRuns, repeats, subject.repeated) {
                means.add($1.sums, ofParticle: $0)
            }
            conditionalMean = Score(true: truth.responses, conditionalMeanOf: means, leastSum: Float(leastSum))
        }
        let rows = try models.map { model in
            let score = try score(model.name, runs: subject.runs, pass) { run in subject.generated(model, run, seed) }
            return score.map { ScoreTable.Row(name: model.name, score: $0) }
        }
        var remarks: [String] = []
        if subject.repeatedSet.responseCount == 0 {
            remarks.append("Every particle has one response, so there is neither a diversity nor a floor nor a conditional mean.")
        } else if !subject.testSet.repeats.contains(where: { $0 > 1 }) {
            remarks.append("No particle has two true responses to compare, so there is no diversity.")
        }
        if leastSum > 0 {
            let bright = truth.responses.samples.totals.count { $0 >= Float(leastSum) }
            let share = 100 * Double(bright) / Double(max(truth.responses.samples.count, 1))
            remarks.append(
                "Distances are of responses with at least \(leastSum) photons, true ones (\(bright), \(NumberText.fixed(share, decimals: 1)) %) against generated ones; all else is of all responses."
            )
        }
        if hasClassifiers, test == nil {
            remarks.append("There are fewer than \(ClassifierPart.fewestParticles) particles, so no classifier was trained.")
        }
        let sample = ScoreTable.Sample(
            detector: detector, truth: subject.name, particleKind: subject.particleKind,
            particles: subject.testSet.particles.count,
            responses: subject.testSet.responseCount, runs: subject.runs, seed: seed, convention: convention, remarks: remarks)
        return ScoreTable(sample: sample, models: rows.compactMap { $0 }, floor: floor, conditionalMean: conditionalMean)
    }
}

/// A run would take more memory than there is.
struct NoMemory: Error, CustomStringConvertible {
    let description: String
}
