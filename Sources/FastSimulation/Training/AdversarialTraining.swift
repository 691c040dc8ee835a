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
    public let encoding: ConditionEncoding.Kind
    /// Steps done.
    public private(set) var steps = 0
    public let generator: TrainableNetwork
    public let critic: TrainableNetwork
    /// Only if the objective has the position.
    public let regressor: TrainableNetwork?
    private let criticNetwork: CriticNetwork
    private let generatorOptimiser: Adam
    private let criticOptimiser: Adam
    private let regressorOptimiser: Adam?
    private let buffers: Buffers

    /// Networks with fresh weights. Throws if the detector's size does not suit them.
    public init(
        settings: TrainingSettings, detector: Detector, encoding: ConditionEncoding.Kind, workers: Workers = Workers(),
        instructionSet: InstructionSet = .best
    ) throws(NetworkError) {
        self.settings = settings
        self.detector = detector
        self.encoding = encoding
        let network = try Network.generator(detector: detector, conditions: encoding.count, channels: settings.channels)
        generator = try TrainableNetwork(
            network: network, parameters: .glorot(network, seed: settings.seed), workers: workers,
            instructionSet: instructionSet)
        criticNetwork = try CriticNetwork(
            detector: detector, conditions: encoding.count, width: settings.criticWidth,
            normalization: settings.criticNormalization, seesEdges: settings.criticSeesEdges)
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
        buffers = Buffers(
            settings: settings, generator: generator, critic: critic, regressor: regressor,
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
        precondition(batch.count > 0 && batch.count <= settings.batch, "found a batch of \(batch.count) samples")
        precondition(
            batch.conditionCount == encoding.count && batch.detector == detector, "the batch is for other networks")
        var losses = TrainingLosses()
        generate(batch)
        judge(batch, &losses)
        learnFromCritic(batch, &losses)
        addImageTerms(batch, &losses)
        generator.clearGradients()
        generator.backward(buffers.first, gradient: buffers.firstImageGradient)
        if settings.hasDiversity { generator.backward(buffers.second, gradient: buffers.secondImageGradient) }
        learnPositions(batch, &losses)
        criticOptimiser.step(critic)
        generatorOptimiser.step(generator)
        if let regressor { regressorOptimiser?.step(regressor) }
        steps += 1
        return losses
    }

    /// The place of sample 0 of this step among all samples ever drawn.
    private var firstIndex: UInt64 { UInt64(steps) * UInt64(settings.batch) }

    private func dropoutSeed(_ pass: UInt64) -> UInt64 { settings.seed &+ 0x9E37_79B9_7F4A_7C15 &* pass }

    /// Two draws of noise for every sample, and an image of each (of the first only without diversity).
    private func generate(_ batch: TrainingBatch) {
        let (noise, conditions) = (Network.noiseCount, encoding.count)
        let width = noise + conditions
        for sample in 0..<batch.count {
            var random = RandomStream(
                seed: settings.seed, purpose: .trainingNoise, index: firstIndex + UInt64(sample))
            for inputs in [buffers.firstInputs.pointer, buffers.secondInputs.pointer] {
                let row = inputs + sample * width
                for n in 0..<noise { row[n] = Float(random.normal()) }
                (row + noise).update(from: batch.conditions.pointer + sample * conditions, count: conditions)
            }
        }
        generator.forward(
            buffers.firstInputs, count: batch.count, on: buffers.first, dropoutSeed: dropoutSeed(1),
            firstIndex: firstIndex)
        guard settings.hasDiversity else { return }
        generator.forward(
            buffers.secondInputs, count: batch.count, on: buffers.second, dropoutSeed: dropoutSeed(2),
            firstIndex: firstIndex)
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
        critic.clearGradients()
        critic.forward(
            batch.images, conditions: batch.conditions, count: batch.count, on: buffers.real,
            dropoutSeed: dropoutSeed(3),
            firstIndex: firstIndex)
        losses.critic = criticLoss(buffers.real, count: batch.count, isReal: true)
        critic.backward(buffers.real, gradient: buffers.logitGradient)
        critic.forward(
            buffers.first.output, conditions: batch.conditions, count: batch.count, on: buffers.fake,
            dropoutSeed: dropoutSeed(4), firstIndex: firstIndex)
        losses.critic += criticLoss(buffers.fake, count: batch.count, isReal: false)
        critic.backward(buffers.fake, gradient: buffers.logitGradient)
    }

    /// The gradients of both images through the critic.
    private func learnFromCritic(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        let layer = criticNetwork.hiddenLayer
        var inner: (layer: Int, gradient: FloatBuffer)?
        if settings.hasDiversity {
            // The same masks for both draws: the distance is to tell the images apart, not the masks. It borrows the
            // tape of the real responses, whose gradients are done.
            critic.forward(
                buffers.second.output, conditions: batch.conditions, count: batch.count, on: buffers.real,
                dropoutSeed: dropoutSeed(4), firstIndex: firstIndex)
            if let hidden = buffers.fake.output(ofLayer: layer), let other = buffers.real.output(ofLayer: layer) {
                losses.diversity = GeneratorLosses.diversity(
                    strength: settings.diversityStrength, weights: batch.diversity, hidden: hidden, otherHidden: other,
                    width: critic.network.shapes[layer + 1].count, noise: buffers.firstInputs,
                    otherNoise: buffers.secondInputs, noiseCount: Network.noiseCount,
                    noisePitch: Network.noiseCount + encoding.count, count: batch.count,
                    gradient: buffers.hiddenGradient)
                inner = (layer, buffers.hiddenGradient)
            }
        }
        losses.adversarial =
            switch settings.loss {
            case .crossEntropy:
                Loss.crossEntropy(
                    buffers.fake.output, count: batch.count, isReal: true, gradient: buffers.logitGradient)
            case .hinge: Loss.negative(buffers.fake.output, count: batch.count, gradient: buffers.logitGradient)
            }
        critic.backward(
            buffers.fake, gradient: buffers.logitGradient, inner: inner, inputGradient: buffers.firstImageGradient,
            isFrozen: true)
        guard let inner else { return }
        let hidden = batch.count * critic.network.shapes[layer + 1].count
        for index in 0..<hidden { inner.gradient.pointer[index].negate() }
        buffers.logitGradient.clear()
        critic.backward(
            buffers.real, gradient: buffers.logitGradient, inner: inner, inputGradient: buffers.secondImageGradient,
            isFrozen: true)
    }

    /// Intensity and position, on the first image.
    private func addImageTerms(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        let pixels = detector.pixelCount
        if settings.hasIntensity {
            losses.intensity = GeneratorLosses.intensity(
                strength: settings.intensityStrength, sums: batch.sums, images: buffers.first.output, pixels: pixels,
                count: batch.count, limit: Generator.logLimit, set: generator.instructionSet,
                photons: buffers.scratchImages,
                gradient: buffers.firstImageGradient)
        }
        guard let regressor, let tape = buffers.regression else { return }
        regressor.forward(buffers.first.output, count: batch.count, on: tape, mode: .inference)
        losses.position = GeneratorLosses.position(
            strength: settings.positionStrength, peaks: batch.peaks, predictions: tape.output, count: batch.count,
            gradient: buffers.positionGradient)
        regressor.backward(
            tape, gradient: buffers.positionGradient, inputGradient: buffers.scratchImages, isFrozen: true)
        for index in 0..<batch.count * pixels {
            buffers.firstImageGradient.pointer[index] += buffers.scratchImages.pointer[index]
        }
    }

    /// The regressor's own gradients, from real responses.
    private func learnPositions(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        guard let regressor, let tape = buffers.regression else { return }
        regressor.clearGradients()
        regressor.forward(
            batch.images, count: batch.count, on: tape, dropoutSeed: dropoutSeed(5), firstIndex: firstIndex)
        losses.regressor = GeneratorLosses.position(
            strength: 1, peaks: batch.peaks, predictions: tape.output, count: batch.count,
            gradient: buffers.positionGradient)
        regressor.backward(tape, gradient: buffers.positionGradient)
    }
}

/// What the steps work in, made once.
private final class Buffers {
    let firstInputs: FloatBuffer
    let secondInputs: FloatBuffer
    let first: Tape
    let second: Tape
    let real: Tape
    let fake: Tape
    let regression: Tape?
    let logitGradient: FloatBuffer
    let hiddenGradient: FloatBuffer
    let positionGradient: FloatBuffer
    let firstImageGradient: FloatBuffer
    let secondImageGradient: FloatBuffer
    let scratchImages: FloatBuffer

    init(
        settings: TrainingSettings, generator: TrainableNetwork, critic: TrainableNetwork, regressor: TrainableNetwork?,
        hidden: Int
    ) {
        let capacity = settings.batch
        let pixels = generator.network.output.count
        firstInputs = FloatBuffer(count: capacity * generator.network.input.count)
        secondInputs = FloatBuffer(count: capacity * generator.network.input.count)
        first = generator.makeTape(capacity: capacity)
        second = settings.hasDiversity ? generator.makeTape(capacity: capacity) : first
        real = critic.makeTape(capacity: capacity)
        fake = critic.makeTape(capacity: capacity)
        regression = regressor?.makeTape(capacity: capacity)
        logitGradient = FloatBuffer(count: capacity)
        hiddenGradient = FloatBuffer(count: capacity * hidden)
        positionGradient = FloatBuffer(count: 2 * capacity)
        firstImageGradient = FloatBuffer(count: capacity * pixels)
        secondImageGradient = FloatBuffer(count: capacity * pixels)
        scratchImages = FloatBuffer(count: capacity * pixels)
    }
}
