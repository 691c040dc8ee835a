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
