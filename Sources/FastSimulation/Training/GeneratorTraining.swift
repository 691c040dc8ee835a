public import Calorimeter
public import Networks

/// A generator in training, one step at a time; with an adversarial objective, critic and auxiliary regressor beside it.
///
/// All gradients of a step belong to the parameters before it: the critic learns from real and generated responses, the
/// generator from the critic and from the terms of its objective, the regressor from real responses. A run is the same
/// bit for bit for any number of threads.
public final class GeneratorTraining {
    public let settings: TrainingSettings
    public let detector: Detector
    /// Numbers that the networks see of a particle.
    let conditionCount: Int
    /// Steps done.
    public private(set) var steps = 0
    public let generator: TrainableNetwork
    /// Only if the objective is adversarial.
    public let adversary: Adversary?
    let draws: GeneratorDraws
    private let optimiser: Adam
    /// Only if it is the objective.
    private let score: MultiscaleScore?
    private let deviances: FloatBuffer

    /// Networks with fresh weights. Throws if the detector's size does not suit them.
    public init(
        settings: TrainingSettings, detector: Detector, encoding: ConditionEncoding.Kind, workers: Workers = Workers(),
        instructionSet: InstructionSet = .best
    ) throws(NetworkError) {
        self.settings = settings
        self.detector = detector
        conditionCount = encoding.count(for: detector)
        let network = try Network.generator(
            detector: detector, conditions: conditionCount, channels: settings.channels, dropout: settings.generatorDropout,
            link: settings.link)
        generator = try TrainableNetwork(
            network: network, parameters: .glorot(network, seed: settings.seed), workers: workers,
            instructionSet: instructionSet)
        optimiser = Adam(settings: settings.generatorOptimiser, network: network)
        if settings.objective.isAdversarial {
            adversary = try Adversary(
                settings: settings, detector: detector, conditions: conditionCount, workers: workers,
                instructionSet: instructionSet)
            score = nil
        } else {
            guard settings.statistics == .poisson else {
                throw NetworkError("the energy score is of photons that are counted; found \(settings.statistics.rawValue) ones")
            }
            adversary = nil
            score = MultiscaleScore(
                detector: detector, featureWeight: settings.featureWeight, capacity: settings.batch, workers: workers)
        }
        draws = GeneratorDraws(settings: settings, generator: generator, conditions: conditionCount)
        deviances = FloatBuffer(count: settings.batch)
    }

    /// The state of the run. Set, it continues from there bit for bit; the settings must be the same.
    public var state: TrainingState {
        get {
            let parts = adversary?.parts
            return TrainingState(
                steps: steps, generator: TrainingState.Part(generator, optimiser), critic: parts?.critic,
                regressor: parts?.regressor)
        }
        set {
            steps = newValue.steps
            newValue.generator.restore(generator, optimiser)
            if let adversary, let critic = newValue.critic { adversary.parts = (critic, newValue.regressor) }
        }
    }

    /// One step along the objective, with all networks that take part. `hasFixedNorms` leaves the running statistics of the
    /// generator as they are and uses them, as generation does.
    public func step(_ batch: TrainingBatch, hasFixedNorms: Bool = false) -> TrainingLosses {
        var losses = TrainingLosses()
        let twice = settings.objective != .gan
        draw(batch, twice: twice, mode: hasFixedNorms ? .inference : .training)
        if let adversary {
            adversary.judge(batch, draws, firstIndex: firstIndex, &losses)
            adversary.teach(batch, draws, firstIndex: firstIndex, &losses)
            adversary.addPosition(batch, draws, &losses)
            draws.leaveImages(batch, twice: twice)
            adversary.addIntensity(batch, draws, &losses)
            draws.goBack(twice: twice)
            adversary.learnPositions(batch, draws, firstIndex: firstIndex, &losses)
            adversary.step()
        } else if let score {
            batch.forEachTask(generator.workers) { samples, worker in
                score.score(
                    (draws.first.images, draws.second.images), truth: batch.images, samples: samples, worker: worker,
                    share: 1 / Float(batch.count), set: generator.instructionSet,
                    gradients: (draws.first.gradient, draws.second.gradient))
            }
            losses[.energy] = score.total(batch.count)
            draws.leaveImages(batch, twice: twice)
            draws.goBack(twice: twice)
        }
        optimiser.step(generator)
        steps += 1
        return losses
    }

    /// One step of the generator alone towards the mean response, by the Poisson deviance of its light: a start that says nothing
    /// about diversity.
    public func regress(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        draw(batch, twice: false, mode: .training)
        let pixels = detector.pixelCount
        batch.forEachTask(generator.workers) { samples, _ in
            for sample in samples {
                let first = sample * pixels
                deviances.pointer[sample] = Float(
                    GeneratorLosses.poissonDeviance(
                        draws.first.tape.output.pointer + first, truth: batch.images.pointer + first, count: pixels,
                        share: 1 / Float(batch.count), gradient: draws.first.gradient.pointer + first))
            }
        }
        losses[.deviance] = (0..<batch.count).reduce(0.0) { $0 + Double(deviances.pointer[$1]) }
        draws.goBack(twice: false)
        optimiser.step(generator)
        steps += 1
        return losses
    }

    /// One step of critic and regressor alone, to catch up with a generator that had a start.
    public func catchUp(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        draw(batch, twice: false, mode: .training)
        adversary?.judge(batch, draws, firstIndex: firstIndex, &losses)
        adversary?.learnPositions(batch, draws, firstIndex: firstIndex, &losses)
        adversary?.step()
        steps += 1
        return losses
    }

    /// The rates of the steps to come: each network's own times `factor`.
    public func scaleRates(by factor: Double) {
        optimiser.settings.rate = settings.generatorOptimiser.rate * factor
        adversary?.scaleRates(by: factor)
    }

    private func draw(_ batch: TrainingBatch, twice: Bool, mode: TrainableNetwork.Mode) {
        precondition(batch.count > 0 && batch.count <= settings.batch, "found a batch of \(batch.count) samples")
        precondition(
            batch.conditionCount == conditionCount && batch.detector == detector, "the batch is for other networks")
        draws.make(batch, twice: twice, mode: mode, firstIndex: firstIndex)
    }

    /// The place of sample 0 of this step among all samples ever drawn.
    private var firstIndex: UInt64 { UInt64(steps) * UInt64(settings.batch) }
}
