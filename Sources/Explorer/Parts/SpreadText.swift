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

    /// What a ratio says, in the words of the screen.
    enum Verdict: String {
        /// The responses to one particle hardly differ.
        case collapsed
        case tooUniform = "too uniform"
        case asDiverse = "as diverse"
        case tooDiverse = "too diverse"
    }

    /// Generated over true pixel σ below which the samples for one particle hardly differ.
    static func isCollapsed(ratio: Double) -> Bool { ratio < 0.1 }

    /// Nil where the truth does not vary.
    static func verdict(_ spread: Spread, truth: Spread) -> Verdict? {
        guard let ratio = ratioValue(spread, truth: truth) else { return nil }
        return isCollapsed(ratio: ratio) ? .collapsed : ratio < 0.8 ? .tooUniform : ratio <= 1.25 ? .asDiverse : .tooDiverse
    }
}
