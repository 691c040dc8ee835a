package import Calorimeter
internal import DataSets
package import Evaluation
internal import FastSimulation
import Foundation
internal import Networks
import Threads

/// Scores models on one subject run by run, each of them once before any a second time.
///
/// The same subject, models and options give the same scores for any number of threads.
///
///     var evaluation = ModelEvaluation(subject, models: models, options: options)
///     try evaluation.run(watch)
///     print(evaluation.table.text)
package struct ModelEvaluation {
    package struct Options: Sendable {
        package var convention: MaskConvention
        package var threads: Int
        /// Responses of fewer photons do not count in the distances.
        package var leastSum: Int
        /// Whether classifiers are trained on the first run of each row.
        package var hasClassifiers: Bool
        /// The time of the calling thread, for the time per response; nil: none is measured, and the scores are always the same.
        package var clock: (@Sendable () -> Duration)?
        /// Called once on each thread before it works.
        package var onThread: @Sendable () -> Void

        package init(
            convention: MaskConvention, threads: Int, leastSum: Int = 0, hasClassifiers: Bool = false,
            clock: (@Sendable () -> Duration)? = nil, onThread: @escaping @Sendable () -> Void = {}
        ) {
            (self.convention, self.threads, self.leastSum) = (convention, threads, leastSum)
            (self.hasClassifiers, self.clock, self.onThread) = (hasClassifiers, clock, onThread)
        }
    }

    private let subject: EvaluationSubject
    private let models: [Model]
    private let runs: [ModelRuns]
    private let options: Options
    private let pass: EvaluationPass
    private let repeatedPass: EvaluationPass
    private let test: ClassifierTest?
    /// Nil before it was made.
    private var madeTruth: EvaluationPass.Result?
    private var truth: EvaluationPass.Result { madeTruth ?? EvaluationPass.Result() }
    private var means = MeanChannelSums()
    private var scores: [EvaluationRow: [Score]] = [:]
    /// The areas under the ROC curves of the classifiers, by row.
    private var areas: [EvaluationRow: [ClassifierKind: Double]] = [:]

    package init(_ subject: EvaluationSubject, models: [Model], options: Options) {
        (self.subject, self.models, self.options) = (subject, models, options)
        runs = models.map { ModelRuns($0, on: subject) }
        let map = ChannelMap(detector: subject.testSet.detector, convention: options.convention)
        pass = EvaluationPass(subject.testSet, map: map, threads: options.threads)
        repeatedPass = EvaluationPass(subject.repeatedSet, map: map, threads: options.threads)
        test =
            options.hasClassifiers
            ? ClassifierTest(subject.testSet, workers: Workers(count: BackgroundThread.granted(options.threads))) : nil
    }

    /// Makes and scores everything, or what is left of it after a call that the watch has ended: rows whose run was over stay.
    ///
    /// - Throws: what the watch throws.
    package mutating func run(_ watch: some EvaluationWatch) throws {
        if madeTruth == nil {
            watch.begin(.truth)
            madeTruth = try make(subject.truth, pass, isJudged: test != nil, watch: watch, score: nil)
        }
        for run in 0..<subject.runs {
            if run < subject.repeatedRuns, !isScored(.floor, run) {
                try score(.floor, run, of: subject.repeatedRuns, subject.repeated(run), repeatedPass, watch)
                watch.scored(.conditionalMean, conditionalMean)
            }
            for (place, model) in models.enumerated() where run < runs[place].count && !isScored(.model(place), run) {
                let pass = model.file == nil ? pass : EvaluationPass(runs[place].testSet, map: pass.map, threads: options.threads)
                try score(.model(place), run, of: runs[place].count, runs[place].source(run), pass, watch)
            }
        }
    }

    private func isScored(_ row: EvaluationRow, _ run: Int) -> Bool { scores[row, default: []].count > run }

    /// Makes one run of a row and adds its score.
    private mutating func score(
        _ row: EvaluationRow, _ run: Int, of runs: Int, _ source: ResponseSource, _ pass: EvaluationPass,
        _ watch: some EvaluationWatch
    ) throws {
        let name = if case .model(let place) = row { models[place].name } else { "floor" }
        watch.begin(.run(row, name: name, number: run, of: runs))
        let isJudged = test != nil && run == 0
        // Reading a file says nothing about what made it.
        let timer = source.responder is StoredResponses ? nil : options.clock.map { ResponseTimer(clock: $0) }
        let timed = timer.map(source.timed) ?? source
        var means = means
        var partial: ((ResponseSet) -> Score)?
        if case .model = row, run == 0 {
            let evaluation = self
            partial = { evaluation.compare($0, timer) }
        }
        let made = try make(timed, pass, isJudged: isJudged, watch: watch, score: partial) {
            if row == .floor { means.add($1.sums, ofParticle: $0) }
        }
        var score = compare(made.responses, timer)
        if case .model = row, models.count > 1 {
            score.resampledWS = try ResampledDistances(
                true: truth.responses, generated: made.responses, leastSum: Float(options.leastSum)
            ).means(seed: subject.seed, check: watch.check)
        }
        if isJudged, let test, made.responses.samples.count > 0, made.responses.hasPictures, truth.responses.hasPictures {
            for kind in ClassifierKind.allCases {
                watch.begin(.classifier(kind, name: name))
                areas[row, default: [:]][kind] = try test.area(
                    kind, true: truth.examples, generated: made.examples, check: watch.check)
            }
        }
        scores[row, default: []].append(score)
        self.means = means
        if let score = self.score(of: row) { watch.scored(row, score) }
    }

    private func compare(_ generated: ResponseSet, _ timer: ResponseTimer?) -> Score {
        var score = Score(true: truth.responses, generated: generated, in: subject.testSet, leastSum: Float(options.leastSum))
        score.secondsPerResponse = timer?.secondsPerResponse
        return score
    }

    private func make(
        _ source: ResponseSource, _ pass: EvaluationPass, isJudged: Bool, watch: some EvaluationWatch,
        score: ((ResponseSet) -> Score)?, each: (Int, ParticleResponses) -> Void = { _, _ in }
    ) throws -> EvaluationPass.Result {
        try pass.run(source, keepsExamples: isJudged, patience: watch.patience, begin: options.onThread, check: watch.check) {
            each($0, $1)
            let responses = $2
            watch.made($1.count, score: score.map { score in { score(responses) } })
        }
    }

    /// The score of a row over its runs so far; nil before the first one is over.
    private func score(of row: EvaluationRow) -> Score? {
        guard var score = Score(meanOf: scores[row] ?? []) else { return nil }
        func area(_ kind: ClassifierKind) -> Double? { areas[row]?[kind].flatMap { $0.isNaN ? nil : $0 } }
        (score.auc, score.aucPixels, score.aucCNN) = (area(.figures), area(.pixels), area(.cnn))
        return score
    }

    private var conditionalMean: Score {
        Score(true: truth.responses, conditionalMeanOf: means, leastSum: Float(options.leastSum))
    }

    /// The table of all that has been scored.
    package var table: ScoreTable {
        let shared = commonRuns(of: models.indices.map { scores[.model($0)]?.count ?? 0 })
        let rows = models.enumerated().compactMap { place, model in
            score(of: .model(place)).map {
                ScoreTable.Row(
                    name: model.name, score: $0, common: Score(meanOf: Array(scores[.model(place), default: []].prefix(shared))),
                    objective: model.generator?.recipe)
            }
        }
        let floor = score(of: .floor)
        var sample = ScoreTable.Sample(subject, seed: subject.seed, convention: options.convention)
        sample.remarks = remarks
        return ScoreTable(sample: sample, models: rows, floor: floor, conditionalMean: floor.map { _ in conditionalMean })
    }

    /// Why some figures are missing or are not of all responses.
    private var remarks: [String] {
        var remarks = models.compactMap { $0.file?.remark }
        if subject.repeatedSet.responseCount == 0 {
            remarks.append("Every particle has one response, so there is neither a diversity nor a floor nor a conditional mean.")
        } else if !subject.testSet.repeats.contains(where: { $0 > 1 }) {
            remarks.append("No particle has two true responses to compare, so there is no diversity.")
        }
        if subject.hasSumsAlone {
            remarks.append("Of channel sums without pictures there are no figures of pixels.")
        }
        if options.leastSum > 0 {
            let bright = truth.responses.samples.totals.count { $0 >= Float(options.leastSum) }
            let share = 100 * Double(bright) / Double(max(truth.responses.samples.count, 1))
            remarks.append(
                "Distances are of responses with at least \(options.leastSum) \(options.leastSum == 1 ? "photon" : "photons"), true ones (\(bright), \(String(format: "%.1f", share)) %) against generated ones; all else is of all responses."
            )
        }
        if options.hasClassifiers, test == nil {
            remarks.append("There are fewer than \(ClassifierPart.fewestParticles) particles, so no classifier was trained.")
        }
        return remarks
    }
}

/// The runs that all models have which have any.
package func commonRuns(of counts: [Int]) -> Int { counts.filter { $0 > 0 }.min() ?? 0 }

extension Generator {
    /// What models have in common that differ by their seed alone.
    fileprivate var recipe: String? { objective.map { "\($0.rawValue) of width \(widthText)" } }
}

extension ScoreTable.Sample {
    /// What models are compared with on a subject.
    package init(_ subject: EvaluationSubject, seed: UInt64, convention: MaskConvention) {
        self.init(
            detector: subject.testSet.detector, truth: subject.truthName, particleKind: subject.particleKind,
            particles: subject.testSet.particles.count, responses: subject.testSet.responseCount, runs: subject.runs,
            seed: seed, convention: convention)
    }
}
