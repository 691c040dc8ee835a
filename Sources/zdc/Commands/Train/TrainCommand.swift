import ArgumentParser
import Assets
import Calorimeter
import DataSets
import FastSimulation
import Files
import Foundation
import Networks
import Text
import Threads
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a generator, on the reference Monte Carlo or on your own data set.",
        discussion: """
            The generator that does best on validation particles is written to --output, with all that it followed from; \
            --history is a CSV that the explorer's training view follows. With --checkpoint the run survives \
            anything: the same command with --resume continues from there, bit for bit as if it had never stopped.

            energy-score trains without a critic, on the energy score of the photons at every scale. vae trains with an encoder of \
            true responses, and latent-flow adds a flow that turns noise into what the decoder reads. The others play against a \
            critic, each with one term more than the one before it, from a start at the mean response.

              zdc train --objective energy-score --steps 50000 --output energy-score.safetensors
              zdc train --objective sdi-gan --steps 20000 --output sdi-gan.safetensors
              zdc train --objective gan --data mine.npz --epochs 30 --output mine.safetensors
              zdc train --objective sdi-gan-reg --checkpoint run.ckpt --resume --output reg.safetensors
            """)

    @Option(
        help: ArgumentHelp(
            "What it is trained for: \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"),
        completion: .list(Objective.allCases.map(\.rawValue)))
    var objective: String
    @Option(name: .shortAndLong, help: ArgumentHelp("The model to write.", valueName: "file.safetensors"), completion: .file())
    var output: String
    @Option(help: ArgumentHelp("The name inside the file. (default: the objective)", valueName: "name"))
    var name: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The part of the published channel counts. (default: 1/4)", valueName: "W"))
    var width: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Steps along the objective. (default: 20000)", valueName: "N"))
    var steps: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("The same in passes over the training samples.", valueName: "N"))
    var epochs: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Steps of latent-flow's flow alone, after those along the objective. (default: --steps)", valueName: "N"))
    var flowSteps: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Steps of latent-flow's decoder and flow together, on the energy score, after all others. (default: 0)",
            valueName: "N"))
    var jointSteps: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("Responses in a step. (default: 64, as published 128)", valueName: "B"))
    var batch: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("The seed of the run and of its data.", valueName: "S"))
    var seed: UInt64 = 1
    @OptionGroup var detectorOption: DetectorOption
    @OptionGroup var data: DataSetOptions
    @Option(parsing: .unconditional, help: ArgumentHelp("Training particles of the reference Monte Carlo.", valueName: "N"))
    var particles: Int = 50000
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Exponent of the species' shares: 1 draws them as in the data, less draws rare ones more often, 0 draws all equally often; for the reference Monte Carlo only, and never for the validation.",
            valueName: "P"))
    var speciesPower: Double = 1
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Particles that the run is validated on, ten responses each.", valueName: "N")
    )
    var validationParticles: Int = 600
    @Option(
        help: ArgumentHelp(
            "How the network sees the particle: \(ConditionEncoding.Kind.words). (default: fine)", valueName: "kind"),
        completion: .list(ConditionEncoding.Kind.allCases.map(\.rawValue)))
    var encoding: String?
    @Option(
        help: ArgumentHelp("Begin with the weights of this model instead of random ones.", valueName: "file.safetensors"),
        completion: .file(extensions: ["safetensors"]))
    var start: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Steps towards the mean response before the critic. (default: 4000; 0 with --start, or without a critic)",
            valueName: "N"))
    var regression: Int?
    @Option(
        help: ArgumentHelp(
            "Where the run is kept while it lasts; a file that is there already needs --resume.", valueName: "file"),
        completion: .file())
    var checkpoint: String?
    @Option(help: ArgumentHelp("Seconds between two checkpoints.", valueName: "S"))
    var checkpointInterval: Double = 60
    @Flag(help: "Resume from the checkpoint, if it is there.")
    var resume = false
    @Option(
        help: ArgumentHelp("The history of losses and validations, CSV. (default: beside the model)", valueName: "file.csv"),
        completion: .file())
    var history: String?
    @Flag(help: "Train as the published code does, slips included, for study.")
    var asPublished = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads to work on; the result does not depend on it. (default: all cores)", valueName: "T"))
    var threads: Int?
    @OptionGroup(title: "Strengths and rates") var tuning: TuningOptions

    func run() throws {
        guard checkpointInterval >= 0, checkpointInterval <= 1e6 else {
            throw UsageError("--checkpoint-interval is \(checkpointInterval); expected 0 to 1e6 seconds.")
        }
        guard speciesPower >= 0, speciesPower <= 1 else {
            throw UsageError("--species-power is \(speciesPower); expected a number from 0 to 1.")
        }
        guard speciesPower == 1 || data.data == nil else {
            throw UsageError("--species-power is for particles of the reference Monte Carlo; a data set has its own.")
        }
        guard !resume || checkpoint != nil else {
            throw UsageError("--resume continues from a checkpoint; name it with --checkpoint.")
        }
        var status = stat()
        if let checkpoint, !resume, stat(checkpoint, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            throw FileError(
                path: checkpoint,
                "\(checkpoint): a file exists already; continue from it with --resume, or remove it to start over.")
        }
        let threads = try checked(threads, "--threads", 1...256) ?? Processors.usable
        let workers = Workers(count: BackgroundThread.granted(threads))
        let start = try start.map(ModelStore.generator)
        let history = historyPath
        // Before the work, so that what makes no sense or does not fit in memory is reported at once; only the length of an epoch is
        // not known yet.
        let early = try plan(samples: 0, hasStart: start != nil)
        try checkMemory(early)
        Interruption.watch()
        if data.data == nil { Notes.write("Simulating particles to train and validate on.\n") }
        let (data, validation) = try sets(
            detectorOption.detector(ofDataSet: data.data), hasDiversity: early.settings.objective.hasDiversity, workers: workers)
        try Interruption.check()
        let plan = try plan(samples: data.count, hasStart: start != nil)
        let command = try repeatable(Configuration.command.get().arguments)
        let run = try TrainingRun(
            name: name ?? objective, plan: plan, data: data, validation: validation,
            command: command, start: start, workers: workers)
        if let checkpoint, resume, FileManager.default.fileExists(atPath: checkpoint) {
            try run.resume(from: URL(fileURLWithPath: checkpoint))
        }
        try TrainingSession(
            run: run, output: output, checkpoint: checkpoint, interval: .seconds(checkpointInterval), history: history
        ).train()
    }

    /// The history, beside the model unless it was named.
    var historyPath: String { history ?? URL(fileURLWithPath: output).deletingPathExtension().path + ".csv" }

    /// The command with what the user's configuration adds to it: elsewhere it makes the same model. Threads make no difference, and
    /// a data set says itself whose it is.
    private func repeatable(_ arguments: [String]) -> String {
        var words = arguments.filter { $0 != "--resume" }
        func leaveOut(_ option: String) {
            words.removeAll { $0.hasPrefix(option + "=") }
            if let place = words.firstIndex(of: option), place + 1 < words.count { words.removeSubrange(place...place + 1) }
        }
        leaveOut("--threads")
        if data.data != nil { leaveOut("--detector") }
        return (["zdc"] + words).map(shellWord).joined(separator: " ")
    }

    /// Throws a sentence if the system has not the memory that the networks and simulated particles will take.
    private func checkMemory(_ plan: TrainingPlan) throws {
        // Measured at widths from 1/64 to 1 and batches of 64 and 256: 17 to 19 MB for a response at the full width.
        let networks = Int(Double(plan.settings.channels.first) / 256 * Double(plan.settings.batch) * 20)
        let particles = data.data == nil ? try (simulatedParticles().training * Self.bytesPerParticle) >> 20 : 0
        guard !Memory.has((networks + particles) << 20) else { return }
        let remedy = particles > networks ? "fewer --particles" : "a smaller --width or --batch"
        throw CommandError(
            "The training takes about \(networks + particles) MB of memory, more than there is; ask for \(remedy).")
    }

    /// Bytes of a simulated particle: its nine numbers, its diversity in two precisions, its place in an epoch.
    private static let bytesPerParticle = 100

    private func simulatedParticles() throws(UsageError) -> (training: Int, validation: Int) {
        (
            try checked(particles, "--particles", 20...10_000_000) ?? particles,
            try checked(validationParticles, "--validation-particles", 1...100_000) ?? validationParticles
        )
    }

    /// `hasDiversity` tells whether the diversity of each training particle is needed.
    private func sets(_ detector: Detector, hasDiversity: Bool, workers: Workers) throws -> (TrainingData, ValidationTruth) {
        if let data = try data.dataSet(detector: detector) {
            let split = try DataSetSplit(data)
            return (split.training, split.validation)
        }
        let counts = try simulatedParticles()
        return (
            TrainingData(
                particles: counts.training, speciesPower: speciesPower, seed: seed, repeats: hasDiversity ? 20 : 0,
                detector: detector, workers: workers),
            ValidationTruth(particles: counts.validation, repeats: 10, trainingSeed: seed, detector: detector, workers: workers)
        )
    }

    private func plan(samples: Int, hasStart: Bool) throws -> TrainingPlan {
        guard let objective = Objective(rawValue: objective) else {
            throw UsageError(
                "There is no objective \"\(objective)\"; expected one of \(Objective.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        let width = try width.map(Self.width) ?? 0.25
        let batch = try checked(batch, "--batch", 2...4096) ?? (asPublished ? 128 : 64)
        guard steps == nil || epochs == nil else {
            throw UsageError("--steps and --epochs say the same thing; give one of them.")
        }
        let perEpoch = max(samples / batch, 1)
        let steps =
            try checked(steps, "--steps", 0...100_000_000)
            ?? checked(epochs, "--epochs", 0...1_000_000).map { $0 * perEpoch } ?? 20000
        guard (flowSteps == nil && jointSteps == nil) || objective.hasFlow else {
            throw UsageError("--flow-steps and --joint-steps are for latent-flow only.")
        }
        var plan: TrainingPlan
        if asPublished {
            guard regression == nil else { throw UsageError("--as-published has no regression.") }
            guard objective.isAdversarial else {
                throw UsageError("The \(objective.title) was not published with a recipe of its own.")
            }
            plan = .asPublished(objective: objective, width: width, batch: batch, seed: seed, steps: steps)
        } else {
            let isAdversarial = objective.isAdversarial
            let flowSteps = objective.hasFlow ? try checked(flowSteps, "--flow-steps", 0...100_000_000) ?? steps : 0
            let regression =
                try checked(regression, "--regression", 0...100_000_000) ?? (hasStart || !isAdversarial ? 0 : 4000)
            let catchesUp = isAdversarial && (regression > 0 || hasStart)
            let schedule = TrainingSchedule(
                regression: regression, catchUp: catchesUp ? min(500, steps) : 0, objective: steps, flow: flowSteps,
                joint: try checked(jointSteps, "--joint-steps", 0...100_000_000) ?? 0, regressionFactor: 10, finalFactor: 0.02)
            plan = .recipe(objective: objective, width: width, batch: batch, seed: seed, schedule: schedule)
        }
        if let encoding {
            guard let kind = ConditionEncoding.Kind(rawValue: encoding) else {
                throw UsageError("There is no encoding \"\(encoding)\"; expected \(ConditionEncoding.Kind.words).")
            }
            plan.encoding = kind
        }
        try tuning.apply(to: &plan)
        guard plan.schedule.count > 0 else { throw UsageError("There are no steps to do; give --steps or --regression.") }
        return plan
    }

    /// "1/4", "0.25".
    private static func width(_ text: String) throws(UsageError) -> Double {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
        let value: Double? =
            switch parts.count {
            case 1: parts[0]
            case 2: parts[0].flatMap { top in parts[1].map { top / $0 } }
            default: nil
            }
        guard let value, value >= 1.0 / 64, value <= 4 else {
            throw UsageError("--width is \"\(text)\"; expected a number from 1/64 to 4, such as 1/4.")
        }
        return value
    }

    private func checked(_ value: Int?, _ option: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw UsageError("\(option) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }
}
