import Calorimeter
import Networks

/// What the steps of an adversarial training work in, made once.
final class TrainingBuffers {
    let firstInputs: FloatBuffer
    let secondInputs: FloatBuffer
    /// The conditions that the images are generated for.
    let wanted: FloatBuffer
    let first: Tape
    let second: Tape
    /// The photons that both count, if they are counted by chance.
    let firstCounted: CountedImages?
    let secondCounted: CountedImages?
    let real: Tape
    let fake: Tape
    let regression: Tape?
    let realFeatures: ResponseFeatures
    let firstFeatures: ResponseFeatures
    let secondFeatures: ResponseFeatures
    let realBesides: FloatBuffer
    let firstBesides: FloatBuffer
    let secondBesides: FloatBuffer
    let besidesGradient: FloatBuffer
    let logitGradient: FloatBuffer
    let hiddenGradient: FloatBuffer
    let positionGradient: FloatBuffer
    let firstImageGradient: FloatBuffer
    let secondImageGradient: FloatBuffer
    let scratchImages: FloatBuffer
    let otherScratchImages: FloatBuffer
    let warmUp: WarmUpScore

    /// What both draws look like: the network's outputs, or the photons counted from them, ln(1 + photons).
    var firstImages: FloatBuffer { firstCounted?.images ?? first.output }
    var secondImages: FloatBuffer { secondCounted?.images ?? second.output }

    init(
        settings: TrainingSettings, detector: Detector, conditions: Int, besides: Int, generator: TrainableNetwork,
        critic: TrainableNetwork, regressor: TrainableNetwork?, hidden: Int
    ) {
        let capacity = settings.batch
        let pixels = generator.network.output.count
        firstInputs = FloatBuffer(count: capacity * generator.network.input.count)
        secondInputs = FloatBuffer(count: capacity * generator.network.input.count)
        wanted = FloatBuffer(count: capacity * conditions)
        first = generator.makeTape(capacity: capacity)
        second = generator.makeTape(capacity: capacity)
        let isCounted = settings.statistics == .poisson
        firstCounted = isCounted ? CountedImages(capacity: capacity, pixels: pixels) : nil
        secondCounted = isCounted ? CountedImages(capacity: capacity, pixels: pixels) : nil
        real = critic.makeTape(capacity: capacity)
        fake = critic.makeTape(capacity: capacity)
        regression = regressor?.makeTape(capacity: capacity)
        realFeatures = ResponseFeatures(detector: detector, capacity: capacity, isCounted: isCounted)
        firstFeatures = ResponseFeatures(detector: detector, capacity: capacity, isCounted: isCounted)
        secondFeatures = ResponseFeatures(detector: detector, capacity: capacity, isCounted: isCounted)
        realBesides = FloatBuffer(count: capacity * besides)
        firstBesides = FloatBuffer(count: capacity * besides)
        secondBesides = FloatBuffer(count: capacity * besides)
        besidesGradient = FloatBuffer(count: capacity * besides)
        logitGradient = FloatBuffer(count: capacity)
        hiddenGradient = FloatBuffer(count: capacity * hidden)
        positionGradient = FloatBuffer(count: 2 * capacity)
        firstImageGradient = FloatBuffer(count: capacity * pixels)
        secondImageGradient = FloatBuffer(count: capacity * pixels)
        scratchImages = FloatBuffer(count: capacity * pixels)
        otherScratchImages = FloatBuffer(count: capacity * pixels)
        warmUp = WarmUpScore(
            features: (realFeatures, firstFeatures, secondFeatures), featureWeight: settings.warmUpFeatureWeight,
            pixels: pixels, capacity: capacity)
    }
}
