public import Calorimeter
public import Networks
import Random

extension RandomStream.Purpose {
    /// The noise of a generator in training; two draws per sample.
    static let trainingNoise = RandomStream.Purpose(rawValue: 18)
}

/// Generator, critic and auxiliary regressor in training, one step at a time.
///
/// All gradients of a step belong to the parameters before it: the critic learns from real and generated responses, the
/// generator from the critic and from the terms of its objective, the regressor from real responses. A run is the same
/// bit for bit for any number of threads.
public final class AdversarialTraining {
    public let settings: TrainingSettings
    public let detector: Detector
    /// Numbers that the networks see of a particle.
    let conditionCount: Int
    /// Steps done.
    public private(set) var steps = 0
    public let generator: TrainableNetwork
    public let critic: TrainableNetwork
    /// Only if the objective has the position.
    public let regressor: TrainableNetwork?
    let criticNetwork: CriticNetwork
    private let generatorOptimiser: Adam
    private let criticOptimiser: Adam
    private let regressorOptimiser: Adam?
    let buffers: TrainingBuffers

    /// Networks with fresh weights. Throws if the detector's size does not suit them.
    public init(
        settings: TrainingSettings, detector: Detector, encoding: ConditionEncoding.Kind, workers: Workers = Workers(),
        instructionSet: InstructionSet = .best
    ) throws(NetworkError) {
        self.settings = settings
        self.detector = detector
        conditionCount = encoding.count(for: detector)
        let network = try Network.generator(
            detector: detector, conditions: conditionCount, channels: settings.channels, dropout: settings.generatorDropout)
        generator = try TrainableNetwork(
            network: network, parameters: .glorot(network, seed: settings.seed), workers: workers,
            instructionSet: instructionSet)
        criticNetwork = try CriticNetwork(
            detector: detector, conditions: conditionCount, width: settings.criticWidth,
            normalization: settings.criticNormalization, seesEdges: settings.criticSeesEdges,
            features: settings.criticSeesFeatures ? ResponseFeatures.count : 0)
        critic = try TrainableNetwork(
            network: criticNetwork.network, parameters: .glorot(criticNetwork.network, seed: settings.seed &+ 1),
            isSpectral: settings.criticNormalization == .spectral, workers: workers, instructionSet: instructionSet)
        generatorOptimiser = Adam(settings: settings.generatorOptimiser, network: network)
        criticOptimiser = Adam(settings: settings.criticOptimiser, network: criticNetwork.network)
        if settings.hasPosition {
            let network = try Network.regressor(detector: detector, width: settings.regressorWidth)
            regressor = try TrainableNetwork(
                network: network, parameters: .glorot(network, seed: settings.seed &+ 2), workers: workers,
                instructionSet: instructionSet)
            regressorOptimiser = Adam(settings: settings.regressorOptimiser, network: network)
        } else {
            regressor = nil
            regressorOptimiser = nil
        }
        buffers = TrainingBuffers(
            settings: settings, detector: detector, conditions: conditionCount, besides: criticNetwork.besides,
            generator: generator, critic: critic, regressor: regressor,
            hidden: criticNetwork.network.shapes[criticNetwork.hiddenLayer + 1].count)
    }

    /// Where the run stands. Set, it goes on from there bit for bit; the settings must be the same.
    public var state: TrainingState {
        get {
            func part(_ network: TrainableNetwork, _ optimiser: Adam) -> TrainingState.Part {
                TrainingState.Part(
                    parameters: network.parameters, optimiser: optimiser.state, singularVectors: network.singularVectors
                )
            }
            let third = regressor.flatMap { regressor in regressorOptimiser.map { part(regressor, $0) } }
            return TrainingState(
                steps: steps, generator: part(generator, generatorOptimiser), critic: part(critic, criticOptimiser),
                regressor: third)
        }
        set {
            func set(_ network: TrainableNetwork, _ optimiser: Adam, _ part: TrainingState.Part) {
                network.parameters = part.parameters
                network.singularVectors = part.singularVectors
                optimiser.state = part.optimiser
            }
            steps = newValue.steps
            set(generator, generatorOptimiser, newValue.generator)
            set(critic, criticOptimiser, newValue.critic)
            if let regressor, let regressorOptimiser, let part = newValue.regressor {
                set(regressor, regressorOptimiser, part)
            }
        }
    }

    /// One step of all networks.
    public func step(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        let isTwice = settings.hasDiversity || settings.anchorStrength > 0
        generate(batch, twice: isTwice)
        judge(batch, &losses)
        learnFromCritic(batch, &losses)
        addPosition(batch, &losses)
        anchor(batch, &losses)
        leaveImages(batch, twice: isTwice)
        addIntensity(batch, &losses)
        generator.clearGradients()
        generator.backward(buffers.first, gradient: buffers.firstImageGradient)
        if isTwice { generator.backward(buffers.second, gradient: buffers.secondImageGradient) }
        learnPositions(batch, &losses)
        criticOptimiser.step(critic)
        generatorOptimiser.step(generator)
        if let regressor { regressorOptimiser?.step(regressor) }
        steps += 1
        return losses
    }

    /// One step of the generator alone, against the energy scores of `WarmUpScore`: a start that is the same for every
    /// objective, in which the light comes to fall where it should before the critic speaks.
    public func warmUp(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        generate(batch, twice: true)
        forEachTask(batch) { samples in
            self.buffers.warmUp.score(
                (self.buffers.firstImages, self.buffers.secondImages), truth: batch.images, samples: samples,
                share: 1 / Float(batch.count), set: self.generator.instructionSet,
                gradients: (self.buffers.firstImageGradient, self.buffers.secondImageGradient))
        }
        losses.energy = buffers.warmUp.total(batch.count)
        leaveImages(batch, twice: true)
        generator.clearGradients()
        generator.backward(buffers.first, gradient: buffers.firstImageGradient)
        generator.backward(buffers.second, gradient: buffers.secondImageGradient)
        generatorOptimiser.step(generator)
        steps += 1
        return losses
    }

    /// One step of critic and regressor alone, to catch up with a generator that had a start.
    public func catchUp(_ batch: TrainingBatch) -> TrainingLosses {
        var losses = TrainingLosses()
        generate(batch, twice: false)
        judge(batch, &losses)
        learnPositions(batch, &losses)
        criticOptimiser.step(critic)
        if let regressor { regressorOptimiser?.step(regressor) }
        steps += 1
        return losses
    }

    /// The rates of the steps to come: each network's own times `factor`.
    public func scaleRates(by factor: Double) {
        generatorOptimiser.settings.rate = settings.generatorOptimiser.rate * factor
        criticOptimiser.settings.rate = settings.criticOptimiser.rate * factor
        regressorOptimiser?.settings.rate = settings.regressorOptimiser.rate * factor
    }

    /// The place of sample 0 of this step among all samples ever drawn.
    var firstIndex: UInt64 { UInt64(steps) * UInt64(settings.batch) }

    func dropoutSeed(_ pass: UInt64) -> UInt64 { settings.seed &+ 0x9E37_79B9_7F4A_7C15 &* pass }

    /// Calls `body` for pieces of the batch that do not depend on the number of threads.
    func forEachTask(_ batch: TrainingBatch, _ body: (Range<Int>) -> Void) {
        let size = 8
        generator.workers.run((batch.count + size - 1) / size) { task, _ in
            body(task * size..<min((task + 1) * size, batch.count))
        }
    }

    /// Two draws of noise for every sample, and an image of each (of the first only unless `twice`).
    private func generate(_ batch: TrainingBatch, twice: Bool) {
        precondition(batch.count > 0 && batch.count <= settings.batch, "found a batch of \(batch.count) samples")
        precondition(
            batch.conditionCount == conditionCount && batch.detector == detector, "the batch is for other networks")
        let (noise, conditions) = (Network.noiseCount, conditionCount)
        let width = noise + conditions
        for sample in 0..<batch.count {
            let wanted = settings.isAsPublished ? (sample + 1) % batch.count : sample
            (buffers.wanted.pointer + sample * conditions).update(
                from: batch.conditions.pointer + wanted * conditions, count: conditions)
            var random = RandomStream(
                seed: settings.seed, purpose: .trainingNoise, index: firstIndex + UInt64(sample))
            for inputs in [buffers.firstInputs.pointer, buffers.secondInputs.pointer] {
                let row = inputs + sample * width
                for n in 0..<noise { row[n] = Float(random.normal()) }
                (row + noise).update(from: batch.conditions.pointer + wanted * conditions, count: conditions)
            }
        }
        generator.forward(
            buffers.firstInputs, count: batch.count, on: buffers.first, dropoutSeed: dropoutSeed(1),
            firstIndex: firstIndex)
        count(buffers.first, buffers.firstCounted, batch, seed: settings.seed)
        guard twice else { return }
        generator.forward(
            buffers.secondInputs, count: batch.count, on: buffers.second, dropoutSeed: dropoutSeed(2),
            firstIndex: firstIndex)
        count(buffers.second, buffers.secondCounted, batch, seed: settings.seed &+ 1)
    }

    /// Counts the photons of the generator's outputs, if that is by chance.
    private func count(_ tape: Tape, _ counted: CountedImages?, _ batch: TrainingBatch, seed: UInt64) {
        guard let counted else { return }
        forEachTask(batch) { samples in
            counted.count(
                tape.output, samples: samples, limit: Generator.logLimit, set: self.generator.instructionSet, seed: seed,
                firstIndex: self.firstIndex)
        }
    }

    /// Turns the gradients of the images into those of the generator's outputs.
    private func leaveImages(_ batch: TrainingBatch, twice: Bool) {
        guard let first = buffers.firstCounted, let second = buffers.secondCounted else { return }
        forEachTask(batch) { samples in
            first.leave(self.buffers.firstImageGradient, samples: samples)
            if twice { second.leave(self.buffers.secondImageGradient, samples: samples) }
        }
    }

    /// What the critic is told beside the images: the conditions, and the features of the images if it sees them.
    func tell(
        _ batch: TrainingBatch, _ conditions: FloatBuffer, _ images: FloatBuffer, _ features: ResponseFeatures,
        into besides: FloatBuffer
    ) {
        let (width, pitch) = (conditionCount, criticNetwork.besides)
        forEachTask(batch) { samples in
            if self.settings.criticSeesFeatures {
                features.read(images, samples: samples, set: self.critic.instructionSet)
            }
            for sample in samples {
                let row = besides.pointer + sample * pitch
                row.update(from: conditions.pointer + sample * width, count: width)
                (row + width).update(
                    from: features.values.pointer + sample * ResponseFeatures.count, count: pitch - width)
            }
        }
    }

    private func criticLoss(_ tape: Tape, count: Int, isReal: Bool) -> Double {
        switch settings.loss {
        case .crossEntropy:
            Loss.crossEntropy(tape.output, count: count, isReal: isReal, gradient: buffers.logitGradient)
        case .hinge: Loss.hinge(tape.output, count: count, isReal: isReal, gradient: buffers.logitGradient)
        }
    }

    /// The critic's own gradients.
    private func judge(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        tell(batch, batch.conditions, batch.images, buffers.realFeatures, into: buffers.realBesides)
        tell(batch, buffers.wanted, buffers.firstImages, buffers.firstFeatures, into: buffers.firstBesides)
        critic.clearGradients()
        critic.forward(
            batch.images, conditions: buffers.realBesides, count: batch.count, on: buffers.real,
            dropoutSeed: dropoutSeed(3), firstIndex: firstIndex)
        losses.critic = criticLoss(buffers.real, count: batch.count, isReal: true)
        critic.backward(buffers.real, gradient: buffers.logitGradient)
        critic.forward(
            buffers.firstImages, conditions: buffers.firstBesides, count: batch.count, on: buffers.fake,
            dropoutSeed: dropoutSeed(4), firstIndex: firstIndex)
        losses.critic += criticLoss(buffers.fake, count: batch.count, isReal: false)
        critic.backward(buffers.fake, gradient: buffers.logitGradient)
    }
}
