import Calorimeter
import Evaluation
import FastSimulation
import Foundation
import ReferenceMC
import Scoring

/// Scores models run by run, every one once before any a second time, so that the whole table is soon filled.
struct MetricsWorker {
    private let reference: ReferenceMC
    private let models: [Generator]
    private let threads: Int
    /// What was computed last, so that coming back to the view costs nothing.
    private var last: MetricsResult?

    init(reference: ReferenceMC, models: [Generator], threads: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.reference = reference
        self.models = models
        self.threads = threads
    }

    mutating func run(_ request: MetricsRequest, _ context: WorkContext) {
        if let last, last.request == request, last.isComplete { return context.deliver(.metrics(last)) }
        let amount = request.amount
        let particles = ConditionSampler(detector: reference.detector).particles(count: amount.particles, seed: request.seed)
        let testSet = TestSet(detector: reference.detector, particles: particles, repeats: amount.repeats)
        let wanted = request.models.compactMap { name in models.first { $0.name == name } }
        var scoring = MetricsRun(
            request: request, models: wanted, testSet: testSet,
            pass: EvaluationPass(
                testSet, map: ChannelMap(detector: reference.detector, convention: request.convention), threads: threads),
            context: context)
        // The only error is that of a work that is not wanted any more.
        guard (try? scoring.run()) != nil, context.isWanted() else { return }
        last = scoring.result
        context.deliver(.metrics(scoring.result))
    }
}

/// One request being worked on.
private struct MetricsRun {
    private struct NotWanted: Error {}

    let testSet: TestSet
    let pass: EvaluationPass
    let models: [Generator]
    let context: WorkContext
    var result: MetricsResult
    private let seed: UInt64
    private let runs: Int
    private var truth = ResponseSet()
    private var means = MeanChannelSums()
    private var scores: [[Score]]
    private var reporter: ProgressReporter
    private var pace = DeliveryPace()
    private var done = 0

    init(request: MetricsRequest, models: [Generator], testSet: TestSet, pass: EvaluationPass, context: WorkContext) {
        (self.models, self.testSet, self.pass, self.context) = (models, testSet, pass, context)
        (seed, runs) = (request.seed, request.amount.runs)
        scores = Array(repeating: [], count: models.count + 1)
        let rows = models.map { MetricsResult.Row(name: $0.name, kind: .model) } + [
            MetricsResult.Row(name: "floor", kind: .floor),
            MetricsResult.Row(name: "conditional mean", kind: .conditionalMean),
        ]
        result = MetricsResult(request: request, rows: rows)
        reporter = ProgressReporter(context, done: 0, total: testSet.responseCount * (1 + runs * (models.count + 1)))
    }

    mutating func run() throws {
        context.deliver(.metrics(result))
        truth = try responses(of: .simulated(testSet, seed: seed, purpose: .truth, firstIndex: 0)) { _, _ in }
        for run in 0..<runs {
            let first = run * testSet.responseCount
            var means = means
            let repeated = try responses(
                of: .simulated(testSet, seed: seed, purpose: .truthRepeat, firstIndex: first)
            ) { particle, responses in means.add(responses.sums, ofParticle: particle) }
            self.means = means
            add(repeated, row: models.count)
            result.rows[models.count + 1].score = Score(true: truth, conditionalMeanOf: means)
            for (row, model) in models.enumerated() {
                let source = ResponseSource.generated(testSet, by: model, seed: seed, firstIndex: first)
                add(try responses(of: source, row: run == 0 ? row : nil) { _, _ in }, row: row)
                context.deliver(.metrics(result))
            }
        }
        result.isComplete = true
    }

    /// Takes over one finished run of a row.
    private mutating func add(_ generated: ResponseSet, row: Int) {
        scores[row].append(Score(true: truth, generated: generated, in: testSet))
        result.rows[row].score = Score(meanOf: scores[row])
    }

    /// - Parameter row: where the score of what there is so far is shown; nil shows nothing before the end.
    private mutating func responses(
        of source: ResponseSource, row: Int? = nil, each: (Int, ParticleResponses) -> Void
    ) throws -> ResponseSet {
        var set = ResponseSet()
        var (done, reporter, pace, result) = (done, reporter, pace, result)
        let (context, truth, testSet) = (context, truth, testSet)
        try pass.run(
            source, patience: .milliseconds(5),
            begin: {
                // On Linux this is the priority of the calling thread: keys and the terminal come first.
                _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            },
            check: { if !context.isWanted() { throw NotWanted() } }, extra: { _, _, _ in }
        ) { particle, responses, _ in
            each(particle, responses)
            set.append(responses)
            done += responses.count
            guard reporter.isTimeToDeliver(done: done), let row else { return }
            pace.deliver {
                result.rows[row].score = Score(true: truth, generated: set, in: testSet)
                context.deliver(.metrics(result))
            }
        }
        (self.done, self.reporter, self.pace) = (done, reporter, pace)
        return set
    }
}
