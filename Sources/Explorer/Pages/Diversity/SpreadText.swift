import Canvas

/// How much responses vary, in numbers and a word.
enum SpreadText {
    static func sigma(_ value: Double) -> String { NumberText.significant(value, digits: 3) }

    /// "291 ± 44".
    static func sum(_ spread: Spread) -> String {
        "\(NumberText.photons(spread.sumMean, width: 6)) \u{B1} \(NumberText.photons(spread.sumSigma, width: 5))"
    }

    /// Generated over true mean pixel σ; "-" where the truth does not vary.
    static func ratio(_ spread: Spread, truth: Spread) -> String {
        guard let ratio = ratioValue(spread, truth: truth) else { return "-" }
        return NumberText.fixed(ratio, decimals: 2)
    }

    static func ratioValue(_ spread: Spread, truth: Spread) -> Double? {
        truth.meanSigma > 0 && spread.count > 1 ? spread.meanSigma / truth.meanSigma : nil
    }

    /// What the ratio says. Below one half the responses are nearly one picture.
    static func verdict(_ spread: Spread, truth: Spread) -> String {
        guard let ratio = ratioValue(spread, truth: truth) else { return "" }
        return ratio < 0.5 ? "collapsed" : ratio < 0.8 ? "too uniform" : ratio <= 1.25 ? "as diverse" : "too diverse"
    }
}
