import Calorimeter
public import FastSimulation
public import Networks
import ReferenceMC

/// One run: a schedule of steps over training data, with validations on the way and the best model kept.
///
///     let run = try TrainingRun(name: "gan", plan: plan, data: data, validation: truth)
///     while !run.isDone { try run.advance(seconds: …) }
///     let model = try run.bestModel()
///
/// All of it follows from the plan: stopped and gone on from a checkpoint, on any number of threads, the numbers are the
/// same bit for bit.
public final class TrainingRun {
    public let name: String
    public let plan: TrainingPlan
    public let data: TrainingData
    public let validation: ValidationTruth
    public let encoding: ConditionEncoding
    public internal(set) var history: TrainingHistory
    let training: GeneratorTraining
    /// Of the generator, and of its flow.
    var averages: [WeightAverage]
    /// The averaged generator that did best so far, with its score.
    var best: Best?
    var means = LossMeans()
    private let workers: Workers
    /// One for each worker.
    private let sessions: [any ResponseSession]
    private let batch: TrainingBatch
    private let encoded: FloatBuffer
    private var order: (epoch: Int, samples: [Int32])?
    private let photons: FloatBuffer

    struct Best {
        var step: Int
        var score: ValidationScore
        var parameters: [Parameters]
    }

    /// A run at its beginning. Throws if the detector's size does not suit the networks, or if the start does not fit.
    public init(
        name: String, plan: TrainingPlan, data: TrainingData, validation: ValidationTruth, command: String,
        start: Generator? = nil, workers: Workers = Workers()
    ) throws(NetworkError) {
        guard let encoding = start?.encoding ?? data.encoding(plan.encoding), encoding.kind == plan.encoding else {
            throw NetworkError("the conditions of the data cannot be encoded as \(plan.encoding.rawValue)")
        }
        guard data.count >= plan.settings.batch else {
            throw NetworkError("found \(data.count) samples, expected at least a batch of \(plan.settings.batch)")
        }
        (self.name, self.plan, self.data, self.validation) = (name, plan, data, validation)
        (self.encoding, self.workers) = (encoding, workers)
        sessions = (0..<workers.count).map { _ in data.responder.makeSession(batch: 1) }
        training = try GeneratorTraining(
            settings: plan.settings, detector: data.detector, encoding: plan.encoding, workers: workers)
        if let start {
            guard start.channels == plan.settings.channels, start.link == plan.settings.link, start.detector == data.detector
            else {
                throw NetworkError(
                    "the start \(start.name) has other channels, link or detector than the run (its width is \(start.widthText))")
            }
            training.generator.parameters = start.parameters
            if let flow = start.flow, let learning = training.flow {
                guard learning.network.network == flow.network else {
                    throw NetworkError("the flow of the start \(start.name) has another size than the run's")
                }
                learning.network.parameters = flow.parameters
            }
        }
        averages = training.shipped.map { WeightAverage(decay: plan.averageDecay, parameters: $0.parameters) }
        history = TrainingHistory(
            objective: plan.settings.objective.rawValue, name: name, command: command, floor: validation.floor)
        let pixels = data.detector.pixelCount
        batch = TrainingBatch(capacity: plan.settings.batch, encoding: plan.encoding, detector: data.detector)
        photons = FloatBuffer(count: plan.settings.batch * pixels)
        encoded = FloatBuffer(count: data.count * encoding.count)
        for (index, particle) in data.particles.enumerated()
        where !encoding.encode(particle, into: encoded.pointer + index * encoding.count) {
            throw NetworkError("sample \(index + 1) has a number that is not finite")
        }
    }

    /// Steps done.
    public var step: Int { training.steps }
    public var isDone: Bool { step >= plan.schedule.count }
    public var phase: TrainingSchedule.Phase { plan.schedule.phase(ofStep: step) }
    /// The losses of the steps since the last validation.
    public var recentLosses: TrainingLosses { means.losses() }
    /// The step after which the generator's average did best so far, and its score.
    public var bestScore: (step: Int, score: ValidationScore)? { best.map { ($0.step, $0.score) } }

    /// One step, and a validation if its time has come. `seconds` is the time spent so far, for the history. Throws when
    /// the numbers have run away.
    public func advance(seconds: Double) throws(NetworkError) {
        let step = training.steps
        fill(step: step)
        training.scaleRates(by: plan.schedule.rateFactor(step: step))
        let phase = plan.schedule.phase(ofStep: step)
        let losses: TrainingLosses
        switch phase {
        case .regression: losses = training.regress(batch)
        case .catchUp: losses = training.catchUp(batch)
        case .objective: losses = training.step(batch, hasFixedNorms: plan.schedule.hasFixedNorms(step: step))
        case .flow: losses = training.learnFlow(batch)
        case .joint: losses = training.learnJointly(batch)
        }
        guard losses.sum.isFinite else {
            throw NetworkError("the losses of step \(step + 1) are not finite; lower rates may help")
        }
        means.add(losses)
        if phase != .catchUp { averages[0].add(training.generator) }
        if phase == .flow || phase == .joint, let flow = training.flow { averages[1].add(flow.network) }
        if training.steps % plan.validationInterval == 0 || isDone { try validate(seconds: seconds) }
    }

    /// Scores the averaged generator, keeps it if it is the best, and writes a row of the history.
    private func validate(seconds: Double) throws(NetworkError) {
        let score = ValidationScore(of: try generator(averages.map(\.parameters)), on: validation, workers: workers)
        if plan.schedule.isCandidate(step: step), score.ws.isFinite, score.ws < best?.score.ws ?? .infinity {
            best = Best(step: step, score: score, parameters: averages.map(\.parameters))
        }
        var row = means.row(step: step, samples: step * plan.settings.batch, seconds: seconds)
        row.rate = plan.settings.generatorOptimiser.rate * plan.schedule.rateFactor(step: max(step - 1, 0))
        row.validationWS = score.ws
        row.diversityRatio = score.diversityRatio
        row.empty = score.empty
        history.rows.append(row)
        means = LossMeans()
    }

    /// The samples of a step: batches of an epoch's order, what does not fill a batch left out.
    private func fill(step: Int) {
        let size = plan.settings.batch
        let batches = data.count / size
        let (epoch, place) = (step / batches, step % batches)
        if order?.epoch != epoch { order = (epoch, data.order(epoch: epoch, seed: plan.settings.seed)) }
        guard let order = order?.samples else { return }
        let pixels = data.detector.pixelCount
        let photons = photons.pointer
        workers.run((size + 7) / 8) { task, worker in
            for row in task * 8..<min((task + 1) * 8, size) {
                data.respond(
                    sample: Int(order[place * size + row]), epoch: epoch, session: sessions[worker],
                    into: UnsafeMutableBufferPointer(start: photons + row * pixels, count: pixels))
            }
        }
        batch.removeAll()
        let width = encoding.count
        for row in 0..<size {
            let sample = Int(order[place * size + row])
            batch.append(
                conditions: UnsafeBufferPointer(start: encoded.pointer + sample * width, count: width),
                photons: UnsafeBufferPointer(start: photons + row * pixels, count: pixels),
                diversity: data.diversity[sample])
        }
    }

    private func generator(_ parameters: [Parameters]) throws(NetworkError) -> Generator {
        try Generator(
            name: name, detector: data.detector, encoding: encoding, channels: plan.settings.channels,
            parameters: parameters[0], statistics: plan.settings.statistics, link: plan.settings.link, flow: flow(parameters))
    }

    private func flow(_ parameters: [Parameters]) throws(NetworkError) -> LatentFlow? {
        guard let flow = training.flow else { return nil }
        return try LatentFlow(network: flow.network.network, parameters: parameters[1])
    }

    /// The best model so far as a weight file that tells how it came about; the present average before the first
    /// validation that counts.
    public func bestModel() throws(NetworkError) -> WeightFile {
        let parameters = best?.parameters ?? averages.map(\.parameters)
        return try Generator.weightFile(
            name: name, detector: data.detector, encoding: encoding, channels: plan.settings.channels,
            parameters: parameters[0], statistics: plan.settings.statistics, link: plan.settings.link, flow: flow(parameters),
            metadata: words)
    }

    private var words: [String: String] {
        var words = plan.words
        words["command"] = history.command
        words["steps"] = "\(best?.step ?? step)"
        words["epochs"] = "\((best?.step ?? step) * plan.settings.batch / max(data.count, 1))"
        switch data.recipe {
        case .simulated(let particles, let speciesPower, let seed, let repeats):
            words["data"] = "reference Monte Carlo, new responses in every epoch"
            words["data-particles"] = "\(particles)"
            words["data-species-power"] = "\(speciesPower)"
            words["data-seed"] = "\(seed)"
            words["data-diversity-repeats"] = "\(repeats)"
        case .dataSet(let name, let samples):
            words["data"] = "data set \(name), \(samples) responses"
        }
        if let best {
            words["validation-ws"] = "\(best.score.ws)"
            words["validation-diversity-ratio"] = "\(best.score.diversityRatio)"
            words["validation-empty"] = "\(best.score.empty)"
            words["validation-responses"] = "\(validation.count)"
        }
        if let floor = validation.floor { words["validation-floor"] = "\(floor)" }
        return words
    }
}
