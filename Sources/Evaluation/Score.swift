import Calorimeter

/// All figures of one model on one test set, for a single run or averaged over several.
///
///     let runs = generatedSets.map { Score(true: truth, generated: $0, in: testSet) }
///     let score = Score(meanOf: runs)
///
/// A set that is still growing is compared on the particles it has so far.
public struct Score: Hashable, Sendable {
    /// The number of runs, each with new noise.
    public var runCount: Int
    /// The number of particles compared.
    public var particleCount: Int
    /// Wasserstein-1 distances of the channels, averaged over the runs. NaN if there are no responses.
    public var ws: ChannelDistances
    /// The standard deviation of the mean distance over the runs (n − 1); nil for a single run.
    public var runSpread: Double?
    /// The mean distance over the channels on each resample of the particles, photons, for the uncertainty of a `Difference`;
    /// empty if it was not asked for.
    public var resampledWS: [Double] = []
    /// The shares of empty responses.
    public var trueEmpty: Double?
    public var generatedEmpty: Double?
    /// The ratio of all generated to all true photons, minus 1. Nil if there are no true photons.
    public var photonSumBias: Double?
    /// The mean of |Δ| and the root mean square of Δ, over pairs of responses to the same particle and over channels, photons.
    public var channelMAE: Double
    public var channelRMSE: Double
    /// Nil if no particle has two responses, and without pictures.
    public var diversity: DiversityScore?
    /// The mean over the particles of the standard deviation of the photon sum, over the mean true one. Nil if no particle has two
    /// different true sums.
    ///
    /// Photons that are counted by chance vary in every pixel, whatever the model does; their sum varies as a whole only where
    /// the model's showers differ.
    public var sumRatio: Double?
    /// Nil if there are no pictures.
    public var brightestPixel: BrightestPixelScore?
    /// What a response takes on one core of this machine, seconds; of the floor, what the reference Monte Carlo takes. Nil if it
    /// was not measured.
    public var secondsPerResponse: Double?
    /// Area under the ROC curve of classifiers that tell true from generated, on particles not used for their training: one
    /// classifier sees figures of a response, one its pixels, and a larger one its pixels too. 0.5 is perfect. Nil if none was
    /// trained.
    public var auc: Double?
    public var aucPixels: Double?
    public var aucCNN: Double?

    /// The score of one run, in which `generated` holds a model's responses to the same particles.
    ///
    /// The distances compare true and generated responses with at least `leastSum` photons.
    public init(true truth: ResponseSet, generated: ResponseSet, in testSet: TestSet, leastSum: Float = 0) {
        let particles = truth.particlesShared(with: generated)
        let (truth, generated) = (truth.restricted(to: particles), generated.restricted(to: particles))
        self.init(true: truth.samples, generated: generated.samples, particleCount: particles.count, leastSum: leastSum)
        if truth.samples.count > 0 { (trueEmpty, generatedEmpty) = (truth.emptyShare, generated.emptyShare) }
        let repeated = particles.indices.filter { truth.responses(ofParticle: $0).count > 1 }
        let (trueSpread, generatedSpread) = repeated.reduce((0.0, 0.0)) {
            ($0.0 + truth.sigmaOfSum(ofParticle: $1), $0.1 + generated.sigmaOfSum(ofParticle: $1))
        }
        if trueSpread > 0 { sumRatio = generatedSpread / trueSpread }
        guard truth.hasPictures, generated.hasPictures else { return }
        diversity = DiversityScore(
            true: repeated.map { truth.diversities[$0] }, generated: repeated.map { generated.diversities[$0] })
        brightestPixel = BrightestPixelScore(true: truth, generated: generated, particles: particles, in: testSet)
    }

    /// The score of the channel sums of paired responses only.
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

    /// The score of a model without any diversity: every response to a particle is its mean true response.
    ///
    /// The means come from independent repeats of the truth: the mean of the very responses it is compared with would be closer
    /// to them than any model can be.
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
