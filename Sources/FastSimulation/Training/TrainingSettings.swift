public import Networks

/// What a training run is, but for its data.
public struct TrainingSettings: Hashable, Sendable {
    /// How critic and generator play.
    public enum AdversarialLoss: String, CaseIterable, Sendable {
        /// Cross-entropy of the critic's probability, as published.
        case crossEntropy = "cross-entropy"
        case hinge
    }

    public var objective: Objective
    public var channels: GeneratorChannels
    public var criticWidth: Double
    public var regressorWidth: Double
    public var criticNormalization: CriticNetwork.Normalization
    public var criticSeesEdges: Bool
    /// Whether the critic sees the channel sums and a few other features of an image beside its pixels.
    public var criticSeesFeatures: Bool
    /// In training only; the published rate is 0.2.
    public var generatorDropout: Float
    /// How the generator's network ends.
    public var link: OutputLink
    /// The weight of the features' energy score against that of the sums at every scale.
    public var featureWeight: Float
    /// The weight of the energy score of each channel sum in photons, per photon.
    public var photonWeight: Float
    public var loss: AdversarialLoss
    /// How the generator's photons are counted, in training as afterwards.
    public var statistics: PhotonStatistics
    /// Samples in a batch.
    public var batch: Int
    public var generatorOptimiser: Adam.Settings
    public var criticOptimiser: Adam.Settings
    public var regressorOptimiser: Adam.Settings
    public var encoderOptimiser: Adam.Settings
    public var flowOptimiser: Adam.Settings
    /// λ of the diversity, in units of w/(ρ + ε).
    public var diversityStrength: Double
    /// λ of the intensity, per photon.
    public var intensityStrength: Double
    /// λ of the brightest pixel's position, per square pixel.
    public var positionStrength: Double
    /// The weight of the encoder's divergence against the likelihood of the photons; 1 is the bound of the evidence.
    public var divergenceStrength: Double
    /// Light that counts as background in the deviance, photons per pixel: keeps its slope finite where a network is dark, and lets
    /// it care less for what is fainter.
    public var backgroundLight: Float
    /// Numbers in each hidden layer of the flow.
    public var flowWidth: Int
    public var seed: UInt64
    /// Whether the terms are computed as the published code does, slips included: images generated for the conditions
    /// of another particle than their targets, the diversity multiplied by the batch's mean weight, the intensity
    /// from the logarithms of the whole batch, the regressor taught by generated images.
    public var isAsPublished = false

    /// The published rates and strengths, with the loss terms in their intended form.
    public init(objective: Objective, width: Double, seed: UInt64, batch: Int = 128) {
        self.objective = objective
        channels = GeneratorChannels(width: width)
        criticWidth = 1
        regressorWidth = 1
        criticNormalization = .batch
        criticSeesEdges = true
        criticSeesFeatures = false
        generatorDropout = 0.2
        link = .relu
        featureWeight = 5
        photonWeight = 0
        loss = .crossEntropy
        statistics = .rounded
        self.batch = batch
        generatorOptimiser = Adam.Settings(rate: 1e-4)
        criticOptimiser = Adam.Settings(rate: 1e-5)
        regressorOptimiser = Adam.Settings(rate: 1e-4)
        encoderOptimiser = Adam.Settings(rate: 1e-3)
        flowOptimiser = Adam.Settings(rate: 1e-3)
        diversityStrength = 0.1
        intensityStrength = 1e-3
        positionStrength = 1e-3
        divergenceStrength = 1
        backgroundLight = 1e-3
        flowWidth = 256
        self.seed = seed
    }

    /// The seed of the dropout masks of one pass through a network.
    func dropoutSeed(_ pass: UInt64) -> UInt64 { seed &+ 0x9E37_79B9_7F4A_7C15 &* pass }
}
