import Evaluation

/// True and generated values of one channel in the same bins, whole photons wide.
struct HistogramBinning {
    let truth: Histogram
    let generated: Histogram
    /// Bins for a plot of so many columns. The range covers both samples up to five standard deviations from their
    /// means; what lies beyond is counted in the flow bins.
    init(truth: [Float], generated: [Float], row: ChannelComparison.Row, columns: Int) {
        let range = Self.range(truth: truth, generated: generated, row: row)
        let span = max(1, Int((range.high - range.low).rounded(.up)))
        let width = (span + columns - 1) / columns
        // Few whole photons on many columns: the plot makes each bin wider instead of leaving gaps.
        let bins = max(1, width > 1 ? columns : columns / max(1, columns / span))
        let axis = range.low..<(range.low + Double(bins * width))
        var trueHistogram = Histogram(range: axis, bins: bins)
        trueHistogram.fill(contentsOf: truth)
        var generatedHistogram = Histogram(range: axis, bins: bins)
        generatedHistogram.fill(contentsOf: generated)
        self.truth = trueHistogram
        self.generated = generatedHistogram
    }

    private static func range(truth: [Float], generated: [Float], row: ChannelComparison.Row) -> (low: Double, high: Double) {
        var low = Double.infinity
        var high = -Double.infinity
        for (values, mean, sigma) in [(truth, row.trueMean, row.trueSigma), (generated, row.generatedMean, row.generatedSigma)] {
            guard let least = values.min(), let greatest = values.max(), mean.isFinite, sigma.isFinite else { continue }
            low = min(low, max(Double(least), mean - 5 * sigma))
            high = max(high, min(Double(greatest), mean + 5 * sigma))
        }
        guard low.isFinite, high.isFinite else { return (0, 1) }
        // Beyond this no detector counts, and whole photons would not differ in double precision.
        let limit = 1e12
        // A sample that starts near zero shows zero.
        let start = min(low < 0.4 * high ? 0 : low.rounded(.down), limit)
        return (start, min(max(high.rounded(.down) + 1, start + 1), start + 1e9))
    }
}
