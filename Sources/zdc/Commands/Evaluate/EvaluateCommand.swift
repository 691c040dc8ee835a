import ArgumentParser
import Assets
import Calorimeter
import DataSets
import Evaluation
import FastSimulation
import Files
import Foundation
import Networks
import Scoring
import Text
import Threads

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Score models against the truth: the published table, with its floor.",
        discussion: """
            Every model makes as many responses to each particle as the truth has, in every run with new noise. The floor is \
            an independent repeat of the truth, the conditional mean a model without any diversity. Particles seen in \
            training are scored apart, in one run. The same options give the same figures for any number of threads.

            Several models are compared with the best on the same particles: the difference of WS has a 95 % interval from \
            200 resamples of the particles, and a verdict. Models that share an objective and a width have a row with \
            their mean, where ±runs is the spread over the models. zdc-models(7) says what the classifiers are.

            \(EvaluateCommand.legend)

              zdc evaluate
              zdc evaluate --model sdi-gan --output sdi-gan.json
              zdc evaluate --model mine.safetensors --particles 300 --repeats 20 --runs 2
              zdc evaluate --data published.npz --format csv
              zdc evaluate --data true.npz --generated mine.npz --generated yours.npz
              zdc evaluate --detector zp --least-photons 1
            """)

    @OptionGroup var detectorOption: DetectorOption
    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Models by name, weight files, or all. (default: all)", valueName: "model"),
        completion: .models)
    var model: [String] = []
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Particles of the sampler. (default: \(EvaluateCommand.defaultParticles))", valueName: "N"))
    var particles: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Responses to each particle. (default: \(EvaluateCommand.defaultRepeats))", valueName: "K"))
    var repeats: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("Runs of each model, with new noise.", valueName: "R"))
    var runs = 5
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The seed of particles, truth and noise; not one that a model was trained with.", valueName: "S"))
    var seed: UInt64 = 20_240_603
    @OptionGroup var data: DataSetOptions
    @OptionGroup var generated: GeneratedOptions
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Compare only responses of at least N photons, true and generated ones alike, in the distances.", valueName: "N"))
    var leastPhotons = 0
    @Option(
        help: ArgumentHelp(
            "The channel masks: \(MaskConvention.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "masks"))
    var masks = MaskConvention.thesis
    @Flag(inversion: .prefixedNo, help: "Train classifiers to tell true from generated, for the AUC.")
    var classifiers = true
    @Flag(help: "Measure the time per response on one core too; it differs from run to run.")
    var times = false
    @Flag(inversion: .prefixedNo, help: "Score particles seen in training too.")
    var seen = true
    @Option(help: "text, csv, json or tex. (default: by the file's suffix; text without one)")
    var format: EvaluationFormat?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"), completion: .file())
    var output = "-"
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads to work on; the result does not depend on it. (default: all cores)", valueName: "T"))
    var threads: Int?

    /// What stands in the columns whose titles do not tell.
    private static let legend = [
        ScoreFigure.ws, .runSpread, .sigmaChannels, .mae, .rmse, .generatedEmpty, .photonSumBias, .diversityError,
        .diversityRatio, .sumRatio, .diversityCorrelation, .brightestPixel, .brightestContained, .brightestRMS, .time, .auc,
        .aucPixels, .aucCNN,
    ].map { figure in
        "  \(figure.title)" + String(repeating: " ", count: max(8 - figure.title.count, 1)) + figure.explanation
    }.joined(separator: "\n")

    private static let defaultParticles = 1200
    private static let defaultRepeats = 50
    private static let mostResponses = 10_000_000

    func run() throws {
        let (particles, repeats) = (particles ?? Self.defaultParticles, repeats ?? Self.defaultRepeats)
        try check(particles, "--particles", in: 1...1_000_000)
        try check(repeats, "--repeats", in: 1...100_000)
        try check(runs, "--runs", in: 1...1000)
        try check(leastPhotons, "--least-photons", in: 0...100_000)
        let threads = threads ?? min(Processors.usable, 256)
        try check(threads, "--threads", in: 1...256)
        try generated.check(data: data.data)
        guard data.data == nil || (self.particles == nil && self.repeats == nil) else {
            throw UsageError("--data has its own particles and repeats; leave --particles and --repeats out.")
        }
        guard particles <= Self.mostResponses / repeats else {
            throw UsageError(
                "\(particles) particles with \(repeats) repeats are too many; expected at most \(Self.mostResponses) responses.")
        }
        let format = if let format { format } else { try EvaluationFormat(output: output, usual: .text) }
        try checkSums()
        let detector = detectorOption.detector(ofDataSet: data.data)
        let generators = try chosenModels(of: detector)
        if data.data == nil { try checkSeed(generators) }
        let dataSet = try data.dataSet(detector: detector, allowsSums: true)
        let files = try generated.files(truth: dataSet, taken: generators.map(\.name))
        let models = generators.map { Model($0) } + files.map { Model($0) }
        let truth = dataSet.map { .dataSet($0) } ?? EvaluationPlan.Truth.simulated(particles: particles, repeats: repeats)
        Interruption.watch()
        let needed = EvaluationPlan.memory(for: truth, threads: threads, detector: detector)
        guard Memory.has(needed) else {
            throw CommandError(
                "The evaluation takes about \(needed >> 20) MB of memory, more than there is; ask for fewer \(self.data.data == nil ? "particles, repeats" : "responses") or threads."
            )
        }
        let plan = EvaluationPlan(
            models: models, truth: truth, runs: runs, seed: seed, includesSeen: seen, detector: detector)
        let progress = EvaluationProgress(count: plan.responseCount)
        let report: ScoreReport
        do {
            report = try plan.report(
                options: ModelEvaluation.Options(
                    convention: masks, threads: threads, leastSum: leastPhotons, hasClassifiers: classifiers,
                    clock: times ? { @Sendable in ThreadTime.now } : nil),
                watch: progress)
        } catch {
            progress.clear()
            throw error
        }
        progress.finish()
        let text = format.text(of: report)
        guard output != "-" else { return try StandardOutput.write(text) }
        try Array(text.utf8).withUnsafeBytes { try AtomicFile.writeResult($0, path: output) }
    }

    /// Models by name or file, each once; all of the store by default.
    private func chosenModels(of detector: Detector) throws -> [Generator] {
        let wanted = model.isEmpty ? ["all"] : model
        var models: [Generator] = []
        for name in wanted {
            if let generator = try ModelStore.fromFile(name, detector: detector) {
                models.append(generator)
                continue
            }
            let store = try ModelStore.installed(detector: detector)
            if name == "all" {
                if let failure = store.failures.first { throw failure }
                guard !store.models.isEmpty else { throw try ModelStore.missing(detector) }
                models += store.models
            } else {
                models.append(try store.model(named: name))
            }
        }
        return models
    }

    /// Channel sums as the truth: their shape tells no calorimeter, and other masks would need pixels.
    private func checkSums() throws(UsageError) {
        guard let data = data.data, ChannelSumFile.isNamed(by: data) else { return }
        let name = displayable(data, limit: 60)
        guard masks == ChannelSumFile.masks else {
            throw UsageError(
                "\(name) has channel sums of the \(ChannelSumFile.masks.rawValue) masks and no pictures; leave --masks out.")
        }
        guard detectorOption.isTyped else {
            throw UsageError(
                "\(name) has channel sums, which do not tell of which calorimeter; add --detector \(Detector.words).")
        }
    }

    private func checkSeed(_ models: [Generator]) throws(UsageError) {
        for model in models {
            guard let training = model.trainingParticles, training.uses(seed: seed) else { continue }
            throw UsageError(
                "\(model.name) was trained or validated with the particles of --seed \(seed); give another one for particles that it has not seen."
            )
        }
    }

    private func check(_ value: Int, _ option: String, in range: ClosedRange<Int>) throws(UsageError) {
        guard !range.contains(value) else { return }
        throw UsageError("\(option) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
    }
}

extension MaskConvention: ExpressibleByArgument {}

/// How a report is written.
enum EvaluationFormat: String, CaseIterable, ExpressibleByArgument, SuffixedForm {
    case text, csv, json, tex

    static var suffixes: KeyValuePairs<String, EvaluationFormat> { ["txt": .text, "csv": .csv, "json": .json, "tex": .tex] }

    func text(of report: ScoreReport) -> String {
        switch self {
        case .text: report.text
        case .csv: report.csv
        case .json: report.json
        case .tex: report.tex
        }
    }
}
