import Calorimeter

/// All figures of one model on one test set: of a single run, or the means over several.
///
///     let runs = generatedSets.map { Score(true: truth, generated: $0, in: testSet) }
///     let score = Score(meanOf: runs)
///
/// A set that is still growing is compared on the particles that it has.
public struct Score: Hashable, Sendable {
    /// Runs, each with new noise.
    public var runCount: Int
    /// Particles compared.
    public var particleCount: Int
    /// Wasserstein-1 distances of the channels: of each run, then the mean over the runs. NaN of no responses.
    public var ws: ChannelDistances
    /// The standard deviation over the runs of the mean distance (n − 1); nil of a single run.
    public var runSpread: Double?
    /// Shares of responses without a photon.
    public var trueEmpty: Double?
    public var generatedEmpty: Double?
    /// Generated over true photons of all responses, − 1. Nil if there are no true ones.
    public var photonSumBias: Double?
    /// Over pairs of responses to the same particle and over the channels: the mean of |Δ| and the root of the mean Δ²,
    /// photons.
    public var channelMAE: Double
    public var channelRMSE: Double
    /// Nil where no particle has two responses.
    public var diversity: DiversityScore?
    /// Nil where there are no images.
    public var brightestPixel: BrightestPixelScore?
    /// Area under the ROC curve of classifiers that were trained to tell true from generated, on particles they have
    /// not seen: on figures of a response, and on its pixels. 0.5 is perfect. Nil where none was trained.
    public var auc: Double?
    public var aucPixels: Double?

    /// The score of one run, with `generated` in the place of a model's responses to the same particles.
    ///
    /// The distances are of responses with at least `leastSum` photons, true ones against generated ones.
    public init(true truth: ResponseSet, generated: ResponseSet, in testSet: TestSet, leastSum: Float = 0) {
        let particles = truth.particlesShared(with: generated)
        let (truth, generated) = (truth.restricted(to: particles), generated.restricted(to: particles))
        self.init(true: truth.samples, generated: generated.samples, particleCount: particles.count, leastSum: leastSum)
        if truth.samples.count > 0 { (trueEmpty, generatedEmpty) = (truth.emptyShare, generated.emptyShare) }
        let repeated = particles.indices.filter { truth.responses(ofParticle: $0).count > 1 }
        diversity = DiversityScore(
            true: repeated.map { truth.diversities[$0] }, generated: repeated.map { generated.diversities[$0] })
        brightestPixel = BrightestPixelScore(true: truth, generated: generated, particles: particles, in: testSet)
    }

    /// The score of channel sums alone, of paired responses.
    private init(true truth: ChannelSamples, generated: ChannelSamples, particleCount: Int, leastSum: Float) {
        runCount = 1
        self.particleCount = particleCount
        ws =
            leastSum > 0
            ? ChannelDistances(truth.brighter(than: leastSum), generated.brighter(than: leastSum))
            : ChannelDistances(truth, generated)
        var (absolute, squares) = (0.0, 0.0)
        for channel in 0..<ChannelSums.count {
            for (a, b) in zip(truth[channel], generated[channel]) {
                let difference = Double(b) - Double(a)
                absolute += abs(difference)
                squares += difference * difference
            }
        }
        let count = Double(ChannelSums.count * truth.count)
        channelMAE = absolute / count
        channelRMSE = (squares / count).squareRoot()
        let photons = truth.totals.reduce(0.0) { $0 + Double($1) }
        if photons > 0 { photonSumBias = generated.totals.reduce(0.0) { $0 + Double($1) } / photons - 1 }
    }

    /// The score of a model without any diversity: every response of a particle is the mean true one.
    ///
    /// The means come from repeats of the truth that are independent of it: the mean of the very responses that it is
    /// compared with would lie closer to them than any model can.
    public init(true truth: ResponseSet, conditionalMeanOf repeats: MeanChannelSums, leastSum: Float = 0) {
        let particles = (0..<min(truth.particleCount, repeats.particleCount)).filter {
            truth.responses(ofParticle: $0).count > 0 && repeats.count(ofParticle: $0) > 0
        }
        let truth = truth.restricted(to: particles)
        var samples = ChannelSamples()
        samples.reserveCapacity(truth.samples.count)
        for (place, particle) in particles.enumerated() {
            let mean = repeats.mean(ofParticle: particle)
            for _ in truth.responses(ofParticle: place) { samples.append(mean) }
        }
        self.init(true: truth.samples, generated: samples, particleCount: particles.count, leastSum: leastSum)
    }
}
