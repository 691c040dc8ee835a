import Canvas

/// How much responses vary, in numbers and a word.
enum SpreadText {
    static func sigma(_ value: Double) -> String { NumberText.significant(value, digits: 3) }

    /// "291 ± 44".
    static func sum(_ spread: Spread) -> String {
        "\(NumberText.photons(spread.sumMean, width: 6)) \u{B1} \(NumberText.photons(spread.sumSigma, width: 5))"
    }

    /// The same, or the mean alone where that is too long.
    static func sum(_ spread: Spread, width: Int) -> String {
        let text = sum(spread)
        return text.unicodeScalars.count <= width ? text : NumberText.photons(spread.sumMean, width: width)
    }

    /// Generated over true mean pixel σ; "-" where the truth does not vary.
    static func ratio(_ spread: Spread, truth: Spread) -> String {
        guard let ratio = ratioValue(spread, truth: truth) else { return "-" }
        return NumberText.fixed(ratio, decimals: 2)
    }

    static func ratioValue(_ spread: Spread, truth: Spread) -> Double? {
        truth.meanSigma > 0 && spread.count > 1 ? spread.meanSigma / truth.meanSigma : nil
    }

    /// What a ratio says, in the words of the screen.
    enum Verdict: String {
        /// The responses to one particle hardly differ.
        case collapsed
        case tooUniform = "too uniform"
        case asDiverse = "as diverse"
        case tooDiverse = "too diverse"
    }

    /// Generated over true σ of the photon sum below which the samples for one particle hardly differ: what is left is little
    /// more than the counting of photons.
    static func isCollapsed(sumRatio: Double) -> Bool { sumRatio < 1.0 / 3 }

    /// By the pixels and by the photon sum, whichever is farther from the truth: the counting of photons makes pixels vary even
    /// where every shower is the same. Nil where the truth does not vary, and for few samples.
    static func verdict(_ spread: Spread, truth: Spread) -> Verdict? {
        guard let (pixels, sum) = ratios(spread, truth: truth) else { return nil }
        if isCollapsed(sumRatio: sum) { return .collapsed }
        return min(pixels, sum) < 0.8 ? .tooUniform : max(pixels, sum) <= 1.25 ? .asDiverse : .tooDiverse
    }

    /// The ratio that decides the verdict: "σ of the sum 0.71 of the true one". Empty without a verdict.
    static func reason(_ spread: Spread, truth: Spread) -> String {
        guard let verdict = verdict(spread, truth: truth), let (pixels, sum) = ratios(spread, truth: truth) else { return "" }
        let isOfSum =
            switch verdict {
            case .collapsed: true
            case .tooUniform: sum < pixels
            case .tooDiverse: sum > pixels
            case .asDiverse: false
            }
        return "\(isOfSum ? "σ of the sum" : "pixel σ") \(NumberText.fixed(isOfSum ? sum : pixels, decimals: 2)) of the true one"
    }

    /// Generated over true σ, of the pixels and of the photon sum; nil where the truth does not vary, and for few samples.
    private static func ratios(_ spread: Spread, truth: Spread) -> (pixels: Double, sum: Double)? {
        guard min(spread.count, truth.count) >= SampleCounts.fewestForSpread, truth.sumSigma > 0,
            let pixels = ratioValue(spread, truth: truth)
        else { return nil }
        return (pixels, spread.sumSigma / truth.sumSigma)
    }
}
