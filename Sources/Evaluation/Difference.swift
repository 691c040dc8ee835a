/// How much worse one model's score is than another's, with its 95 % interval.
public struct Difference: Hashable, Sendable {
    /// The mean Wasserstein-1 distance of the one minus that of the other, photons: positive if the one is worse.
    public let value: Double
    /// The ends of the 95 % interval.
    public let low: Double
    public let high: Double

    public enum Verdict: String, Hashable, Sendable {
        case better, worse
        case none = "no difference"
    }

    /// Whether the interval lies on one side of zero.
    public var verdict: Verdict { low > 0 ? .worse : high < 0 ? .better : .none }

    public init(value: Double, low: Double, high: Double) { (self.value, self.low, self.high) = (value, low, high) }

    /// The mean of the differences of pairs, with the interval of Student's t; nil for fewer than two pairs.
    public init?(pairs differences: [Double]) {
        let moments = Moments(differences)
        guard let sigma = moments.sampleSigma, sigma.isFinite else { return nil }
        let (count, value) = (moments.count, moments.mean)
        let half = Self.quantile(degrees: count - 1) * sigma / Double(count).squareRoot()
        self.init(value: value, low: value - half, high: value + half)
    }

    /// The 97.5 % quantile of Student's t, to 1 % for more than ten degrees of freedom.
    static func quantile(degrees: Int) -> Double {
        let exact = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
        return degrees <= exact.count ? exact[degrees - 1] : 1.96 + 2.4 / Double(degrees)
    }

    /// The difference of two models that were scored on the same particles and resamples of them; nil if there are none.
    ///
    /// The interval is the value ± 1.96 standard deviations of the difference over the resamples.
    public init?(_ one: Score, _ other: Score) {
        let differences = zip(one.resampledWS, other.resampledWS).map { $0 - $1 }
        guard one.resampledWS.count == other.resampledWS.count, let sigma = Moments(differences).sampleSigma, sigma.isFinite
        else {
            return nil
        }
        let value = one.ws.mean - other.ws.mean
        self.init(value: value, low: value - 1.96 * sigma, high: value + 1.96 * sigma)
    }
}
