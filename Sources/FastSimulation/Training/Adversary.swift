import Calorimeter
import Networks

/// The critic of a generator and its auxiliary regressor, with what each term of the objective has to say about the images of a
/// step.
public final class Adversary {
    public let critic: TrainableNetwork
    /// Only if the objective has the position.
    public let regressor: TrainableNetwork?
    let network: CriticNetwork
    private let settings: TrainingSettings
    private let detector: Detector
    private let conditionCount: Int
    private let criticOptimiser: Adam
    private let regressorOptimiser: Adam?

    private let real: Tape
    private let fake: Tape
    private let regression: Tape?
    private let realFeatures: ResponseFeatures
    private let firstFeatures: ResponseFeatures
    private let secondFeatures: ResponseFeatures
    private let realBesides: FloatBuffer
    private let firstBesides: FloatBuffer
    private let secondBesides: FloatBuffer
    private let besidesGradient: FloatBuffer
    private let logitGradient: FloatBuffer
    private let hiddenGradient: FloatBuffer
    private let positionGradient: FloatBuffer
    private let scratchImages: FloatBuffer

    /// Networks with fresh weights. Throws if the detector's size does not suit them.
    init(
        settings: TrainingSettings, detector: Detector, conditions: Int, workers: Workers, instructionSet: InstructionSet
    ) throws(NetworkError) {
        self.settings = settings
        self.detector = detector
        conditionCount = conditions
        network = try CriticNetwork(
            detector: detector, conditions: conditions, width: settings.criticWidth,
            normalization: settings.criticNormalization, seesEdges: settings.criticSeesEdges,
            features: settings.criticSeesFeatures ? ResponseFeatures.count : 0)
        critic = try TrainableNetwork(
            network: network.network, parameters: .glorot(network.network, seed: settings.seed &+ 1),
            isSpectral: settings.criticNormalization == .spectral, workers: workers, instructionSet: instructionSet)
        criticOptimiser = Adam(settings: settings.criticOptimiser, network: network.network)
        if settings.objective.hasPosition {
            let network = try Network.regressor(detector: detector, width: settings.regressorWidth)
            let regressor = try TrainableNetwork(
                network: network, parameters: .glorot(network, seed: settings.seed &+ 2), workers: workers,
                instructionSet: instructionSet)
            self.regressor = regressor
            regressorOptimiser = Adam(settings: settings.regressorOptimiser, network: network)
            regression = regressor.makeTape(capacity: settings.batch)
        } else {
            regressor = nil
            regressorOptimiser = nil
            regression = nil
        }
        let capacity = settings.batch
        let isCounted = settings.statistics.clump != nil
        func features() -> ResponseFeatures { ResponseFeatures(detector: detector, capacity: capacity, isCounted: isCounted) }
        (realFeatures, firstFeatures, secondFeatures) = (features(), features(), features())
        real = critic.makeTape(capacity: capacity)
        fake = critic.makeTape(capacity: capacity)
        let besides = network.besides
        realBesides = FloatBuffer(count: capacity * besides)
        firstBesides = FloatBuffer(count: capacity * besides)
        secondBesides = FloatBuffer(count: capacity * besides)
        besidesGradient = FloatBuffer(count: capacity * besides)
        logitGradient = FloatBuffer(count: capacity)
        hiddenGradient = FloatBuffer(count: capacity * network.network.shapes[network.hiddenLayer + 1].count)
        positionGradient = FloatBuffer(count: 2 * capacity)
        scratchImages = FloatBuffer(count: capacity * detector.pixelCount)
    }

    /// The critic's numbers, and the regressor's.
    var parts: [String: TrainingState.Part] {
        get {
            var parts = ["critic": TrainingState.Part(critic, criticOptimiser)]
            if let regressor, let regressorOptimiser { parts["regressor"] = TrainingState.Part(regressor, regressorOptimiser) }
            return parts
        }
        set {
            newValue["critic"]?.restore(critic, criticOptimiser)
            if let regressor, let regressorOptimiser { newValue["regressor"]?.restore(regressor, regressorOptimiser) }
        }
    }

    /// The rates of the steps to come: each network's own times `factor`.
    func scaleRates(by factor: Double) {
        criticOptimiser.settings.rate = settings.criticOptimiser.rate * factor
        regressorOptimiser?.settings.rate = settings.regressorOptimiser.rate * factor
    }

    /// One step of critic and regressor along the gradients they have.
    func step() {
        criticOptimiser.step(critic)
        if let regressor { regressorOptimiser?.step(regressor) }
    }

    // MARK: - What the critic and the regressor learn

    /// The critic's own gradients, from real responses and the first draw.
    func judge(_ batch: TrainingBatch, _ draws: GeneratorDraws, firstIndex: UInt64, _ losses: inout TrainingLosses) {
        tell(batch, batch.conditions, batch.images, realFeatures, into: realBesides)
        tell(batch, draws.wanted, draws.first.images, firstFeatures, into: firstBesides)
        critic.clearGradients()
        critic.forward(
            batch.images, conditions: realBesides, count: batch.count, on: real, dropoutSeed: settings.dropoutSeed(3),
            firstIndex: firstIndex)
        losses[.critic] = criticLoss(real, count: batch.count, isReal: true)
        critic.backward(real, gradient: logitGradient)
        critic.forward(
            draws.first.images, conditions: firstBesides, count: batch.count, on: fake, dropoutSeed: settings.dropoutSeed(4),
            firstIndex: firstIndex)
        losses[.critic] += criticLoss(fake, count: batch.count, isReal: false)
        critic.backward(fake, gradient: logitGradient)
    }

    private func criticLoss(_ tape: Tape, count: Int, isReal: Bool) -> Double {
        switch settings.loss {
        case .crossEntropy: Loss.crossEntropy(tape.output, count: count, isReal: isReal, gradient: logitGradient)
        case .hinge: Loss.hinge(tape.output, count: count, isReal: isReal, gradient: logitGradient)
        }
    }

    /// The regressor's own gradients, from real responses (as published: from the generated ones).
    func learnPositions(_ batch: TrainingBatch, _ draws: GeneratorDraws, firstIndex: UInt64, _ losses: inout TrainingLosses) {
        guard let regressor, let regression else { return }
        regressor.clearGradients()
        regressor.forward(
            settings.isAsPublished ? draws.first.images : batch.images, count: batch.count, on: regression,
            dropoutSeed: settings.dropoutSeed(5), firstIndex: firstIndex)
        losses[.regressor] = GeneratorLosses.position(
            strength: 1, peaks: batch.peaks, predictions: regression.output, count: batch.count, gradient: positionGradient)
        regressor.backward(regression, gradient: positionGradient)
    }

    /// What the critic sees beside the images: the conditions, and the features of the images if it sees them.
    private func tell(
        _ batch: TrainingBatch, _ conditions: FloatBuffer, _ images: FloatBuffer, _ features: ResponseFeatures,
        into besides: FloatBuffer
    ) {
        let (width, pitch) = (conditionCount, network.besides)
        batch.forEachTask(critic.workers) { samples, _ in
            if settings.criticSeesFeatures { features.read(images, samples: samples, set: critic.instructionSet) }
            for sample in samples {
                let row = besides.pointer + sample * pitch
                row.update(from: conditions.pointer + sample * width, count: width)
                (row + width).update(from: features.values.pointer + sample * ResponseFeatures.count, count: pitch - width)
            }
        }
    }

    // MARK: - What the generator learns

    /// Writes the gradients of both draws' images through the critic, after `judge`.
    func teach(_ batch: TrainingBatch, _ draws: GeneratorDraws, firstIndex: UInt64, _ losses: inout TrainingLosses) {
        let layer = network.hiddenLayer
        let width = network.network.shapes[layer + 1].count
        var inner: (layer: Int, gradient: FloatBuffer)?
        if settings.objective.hasDiversity {
            tell(batch, draws.wanted, draws.second.images, secondFeatures, into: secondBesides)
            // The same masks for both draws: the distance is to tell the images apart, not the masks. It borrows the
            // tape of the real responses, whose gradients are done.
            critic.forward(
                draws.second.images, conditions: secondBesides, count: batch.count, on: real,
                dropoutSeed: settings.dropoutSeed(4), firstIndex: firstIndex)
            if let hidden = fake.output(ofLayer: layer), let other = real.output(ofLayer: layer) {
                losses[.diversity] = GeneratorLosses.diversity(
                    strength: settings.diversityStrength, weights: batch.diversity, hidden: hidden, otherHidden: other,
                    width: width, noise: draws.first.inputs, otherNoise: draws.second.inputs, noiseCount: settings.channels.noise,
                    noisePitch: settings.channels.noise + conditionCount, count: batch.count,
                    isWeightedTwice: settings.isAsPublished, gradient: hiddenGradient)
                inner = (layer, hiddenGradient)
            }
        }
        losses[.adversarial] =
            switch settings.loss {
            case .crossEntropy: Loss.crossEntropy(fake.output, count: batch.count, isReal: true, gradient: logitGradient)
            case .hinge: Loss.negative(fake.output, count: batch.count, gradient: logitGradient)
            }
        goThroughCritic(batch, fake, inner: inner, features: firstFeatures, to: draws.first)
        guard let inner else { return }
        for index in 0..<batch.count * width { inner.gradient.pointer[index].negate() }
        logitGradient.clear()
        goThroughCritic(batch, real, inner: inner, features: secondFeatures, to: draws.second)
    }

    /// The gradient of a draw's images, which are on a tape of the critic, those of their features included.
    private func goThroughCritic(
        _ batch: TrainingBatch, _ tape: Tape, inner: (layer: Int, gradient: FloatBuffer)?, features: ResponseFeatures,
        to draw: GeneratorDraws.Draw
    ) {
        critic.backward(
            tape, gradient: logitGradient, inner: inner, inputGradient: draw.gradient, conditionGradient: besidesGradient,
            isFrozen: true)
        guard settings.criticSeesFeatures else { return }
        let (rows, pitch) = (besidesGradient.pointer + conditionCount, network.besides)
        batch.forEachTask(critic.workers) { samples, _ in
            features.addGradient(rows, pitch: pitch, samples: samples, more: draw.counted?.clumps, to: draw.gradient.pointer)
        }
    }

    /// Adds the gradient of the position to that of the first draw's images.
    func addPosition(_ batch: TrainingBatch, _ draws: GeneratorDraws, _ losses: inout TrainingLosses) {
        guard let regressor, let regression else { return }
        regressor.forward(draws.first.images, count: batch.count, on: regression, mode: .inference)
        losses[.position] = GeneratorLosses.position(
            strength: settings.positionStrength, peaks: batch.peaks, predictions: regression.output, count: batch.count,
            gradient: positionGradient)
        regressor.backward(regression, gradient: positionGradient, inputGradient: scratchImages, isFrozen: true)
        for index in 0..<batch.count * detector.pixelCount {
            draws.first.gradient.pointer[index] += scratchImages.pointer[index]
        }
    }

    /// Adds the gradient of the intensity to that of the first draw's outputs: the light has its slope without any counting.
    func addIntensity(_ batch: TrainingBatch, _ draws: GeneratorDraws, _ losses: inout TrainingLosses) {
        guard settings.objective.hasIntensity else { return }
        let (images, gradient) = (draws.first.tape.output, draws.first.gradient)
        if settings.isAsPublished {
            losses[.intensity] = GeneratorLosses.publishedIntensity(
                strength: settings.intensityStrength, sums: batch.sums, images: images, pixels: detector.pixelCount,
                count: batch.count, gradient: gradient)
        } else {
            losses[.intensity] = GeneratorLosses.intensity(
                strength: settings.intensityStrength, sums: batch.sums, images: images, pixels: detector.pixelCount,
                count: batch.count, limit: Generator.logLimit, set: critic.instructionSet, photons: scratchImages,
                gradient: gradient)
        }
    }
}
