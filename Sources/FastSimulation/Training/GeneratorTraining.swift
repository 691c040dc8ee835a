public import Calorimeter
public import Networks

/// A generator in training, one step at a time; beside it, as the objective needs them, critic and auxiliary regressor, or encoder and
/// flow.
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
    /// Only if the objective has an encoder, and a flow.
    public let autoencoder: Autoencoder?
    public let flow: FlowTraining?
    let draws: GeneratorDraws
    private let optimiser: Adam
    /// Made with the first step that is scored by it.
    private lazy var score = MultiscaleScore(
        detector: detector, featureWeight: settings.featureWeight, photonWeight: settings.photonWeight,
        capacity: settings.batch, workers: generator.workers)
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
        let objective = settings.objective
        guard objective.isAdversarial || settings.statistics.clump != nil else {
            throw NetworkError(
                "the \(objective.title) is of photons that are counted; found \(settings.statistics.rawValue) ones")
        }
        adversary =
            objective.isAdversarial
            ? try Adversary(
                settings: settings, detector: detector, conditions: conditionCount, workers: workers,
                instructionSet: instructionSet) : nil
        autoencoder =
            objective.hasEncoder
            ? try Autoencoder(
                settings: settings, detector: detector, conditions: conditionCount, workers: workers,
                instructionSet: instructionSet) : nil
        flow =
            objective.hasFlow
            ? try FlowTraining(
                settings: settings, conditions: conditionCount, workers: workers, instructionSet: instructionSet) : nil
        draws = GeneratorDraws(settings: settings, generator: generator, conditions: conditionCount)
        deviances = FloatBuffer(count: settings.batch)
    }

    /// The state of the run. Set, it continues from there bit for bit; the settings must be the same.
    public var state: TrainingState {
        get {
            var others = adversary?.parts ?? [:]
            others["encoder"] = autoencoder?.part
            others["flow"] = flow?.part
            return TrainingState(steps: steps, generator: TrainingState.Part(generator, optimiser), others: others)
        }
        set {
            steps = newValue.steps
            newValue.generator.restore(generator, optimiser)
            adversary?.parts = newValue.others
            if let part = newValue.others["encoder"] { autoencoder?.part = part }
            if let part = newValue.others["flow"] { flow?.part = part }
        }
    }

    /// One step along the objective, with all networks that take part. `hasFixedNorms` leaves the running statistics of the
    /// generator as they are and uses them, as generation does.
    public func step(_ batch: TrainingBatch, hasFixedNorms: Bool = false) -> TrainingLosses {
        var losses = TrainingLosses()
        let twice = settings.objective != .gan
        let mode: TrainableNetwork.Mode = hasFixedNorms ? .inference : .training
        if let autoencoder {
            decode(batch, autoencoder, mode: mode, &losses)
        } else if let adversary {
            draw(batch, twice: twice, mode: mode)
            adversary.judge(batch, draws, firstIndex: firstIndex, &losses)
            adversary.teach(batch, draws, firstIndex: firstIndex, &losses)
            adversary.addPosition(batch, draws, &losses)
            draws.leaveImages(batch, twice: twice)
            adversary.addIntensity(batch, draws, &losses)
            draws.goBack(batch, twice: twice)
            adversary.learnPositions(batch, draws, firstIndex: firstIndex, &losses)
            adversary.step()
        } else {
            draw(batch, twice: true, mode: mode)
            losses[.energy] = learnScore(batch)
        }
        optimiser.step(generator)
        steps += 1
        return losses
    }

    /// One step of generator and flow together, on the energy score of the responses that they make of noise; with fixed normalisations.
    public func learnJointly(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        if let flow {
            flow.network.clearGradients()
            draw(batch, twice: true, mode: .inference, along: flow.network)
            losses[.energy] = learnScore(batch, along: flow.network)
            flow.step()
        }
        optimiser.step(generator)
        steps += 1
        return losses
    }

    /// The energy score of both draws. Sets the gradients of what they were made with.
    private func learnScore(_ batch: TrainingBatch, along flow: TrainableNetwork? = nil) -> Double {
        let score = score
        guard let (first, second) = draws.counted else { preconditionFailure("the energy score is of counted photons") }
        batch.forEachTask(generator.workers) { samples, worker in
            score.score(
                (first.images, second.images), more: (first.clumps, second.clumps), truth: batch.images, samples: samples,
                worker: worker,
                share: 1 / Float(batch.count), set: generator.instructionSet,
                gradients: (draws.first.gradient, draws.second.gradient))
        }
        draws.leaveImages(batch, twice: true)
        draws.goBack(batch, twice: true, along: flow)
        return score.total(batch.count)
    }

    /// One step of the generator alone towards the mean response, by the Poisson deviance of its light: a start that says nothing
    /// about diversity.
    public func regress(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        draw(batch, twice: false, mode: .training)
        losses[.deviance] = deviance(batch)
        draws.goBack(batch, twice: false)
        optimiser.step(generator)
        steps += 1
        return losses
    }

    /// One step of the flow alone, on what the encoder says of the responses.
    public func learnFlow(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        check(batch)
        if let autoencoder, let flow {
            autoencoder.encode(batch, firstIndex: firstIndex)
            losses[.velocity] = flow.learn(autoencoder.inputs, count: batch.count, firstIndex: firstIndex)
            flow.step()
        }
        steps += 1
        return losses
    }

    /// The gradients of encoder and generator along the likelihood of the photons; a step of the encoder.
    private func decode(
        _ batch: TrainingBatch, _ autoencoder: Autoencoder, mode: TrainableNetwork.Mode, _ losses: inout TrainingLosses
    ) {
        check(batch)
        autoencoder.encode(batch, firstIndex: firstIndex)
        generator.forward(
            autoencoder.inputs, count: batch.count, on: draws.first.tape, mode: mode, dropoutSeed: settings.dropoutSeed(1),
            firstIndex: firstIndex)
        losses[.deviance] = deviance(batch)
        generator.clearGradients()
        generator.backward(draws.first.tape, gradient: draws.first.gradient, inputGradient: autoencoder.inputGradient)
        losses[.divergence] = autoencoder.goBack(batch)
        autoencoder.step()
    }

    /// The mean deviance of the light of the first draw from the true photons. Writes the gradient of the generator's outputs.
    private func deviance(_ batch: TrainingBatch) -> Double {
        let pixels = detector.pixelCount
        batch.forEachTask(generator.workers) { samples, _ in
            for sample in samples {
                let first = sample * pixels
                deviances.pointer[sample] = Float(
                    GeneratorLosses.poissonDeviance(
                        draws.first.tape.output.pointer + first, truth: batch.images.pointer + first, count: pixels,
                        background: settings.backgroundLight, share: 1 / Float(batch.count),
                        gradient: draws.first.gradient.pointer + first))
            }
        }
        return (0..<batch.count).reduce(0.0) { $0 + Double(deviances.pointer[$1]) }
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
        autoencoder?.scaleRates(by: factor)
        flow?.scaleRates(by: factor)
    }

    /// The networks that a model is made of: the generator, then its flow.
    public var shipped: [TrainableNetwork] { [generator] + (flow.map { [$0.network] } ?? []) }

    private func draw(
        _ batch: TrainingBatch, twice: Bool, mode: TrainableNetwork.Mode, along flow: TrainableNetwork? = nil
    ) {
        check(batch)
        draws.make(batch, twice: twice, mode: mode, firstIndex: firstIndex, along: flow)
    }

    private func check(_ batch: TrainingBatch) {
        precondition(batch.count > 0 && batch.count <= settings.batch, "found a batch of \(batch.count) samples")
        precondition(
            batch.conditionCount == conditionCount && batch.detector == detector, "the batch is for other networks")
    }

    /// The place of sample 0 of this step among all samples ever drawn.
    private var firstIndex: UInt64 { UInt64(steps) * UInt64(settings.batch) }
}
