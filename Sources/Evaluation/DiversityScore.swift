/// How well the variation of a model's responses to one particle matches the variation of the true ones.
///
/// The diversity of a particle is the standard deviation of each pixel over the responses, summed over the pixels, in
/// photons (`ParticleResponses.diversity`). The numbers are only comparable for equally many responses of both kinds.
public struct DiversityScore: Hashable, Sendable {
    /// Mean over the particles of |generated − true|, photons.
    public var meanAbsoluteError: Double
    /// The same, with every diversity divided by the largest true one: the published number.
    public var error: Double
    /// Mean generated over mean true diversity.
    public var ratio: Double
    /// Pearson's correlation of true and generated diversity over the particles; NaN if one of them does not vary.
    public var correlation: Double

    public init(meanAbsoluteError: Double, error: Double, ratio: Double, correlation: Double) {
        self.meanAbsoluteError = meanAbsoluteError
        self.error = error
        self.ratio = ratio
        self.correlation = correlation
    }

    /// The score for the diversities of the particles. Nil if there are none, or all true ones are zero.
    public init?(true truth: [Double], generated: [Double]) {
        precondition(truth.count == generated.count, "diversities come in pairs")
        guard let largest = truth.max(), largest > 0 else { return nil }
        let count = Double(truth.count)
        let trueMean = truth.reduce(0, +) / count
        let generatedMean = generated.reduce(0, +) / count
        var (errors, trueSquares, generatedSquares, products) = (0.0, 0.0, 0.0, 0.0)
        for (a, b) in zip(truth, generated) {
            errors += abs(b - a)
            trueSquares += (a - trueMean) * (a - trueMean)
            generatedSquares += (b - generatedMean) * (b - generatedMean)
            products += (a - trueMean) * (b - generatedMean)
        }
        meanAbsoluteError = errors / count
        error = meanAbsoluteError / largest
        ratio = generatedMean / trueMean
        correlation = products / (trueSquares * generatedSquares).squareRoot()
    }
}
