/// The values of one sample in ascending order, for any number of histograms, quantiles and distances without sorting again.
public struct SortedSample: Hashable, Sendable {
    public let values: [Float]
    /// The mean; NaN for an empty sample.
    public let mean: Double
    /// Standard deviation (population); NaN for an empty sample.
    public let sigma: Double

    /// Sorts the values; O(n).
    public init(_ values: [Float] = []) {
        self.values = SortedFloats.sorted(values)
        let moments = Moments(self.values)
        (mean, sigma) = (moments.mean, moments.sigma)
    }

    public var count: Int { values.count }

    /// How many values are below a bound; O(log n).
    public func count(below bound: Double) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if Double(values[middle]) < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The quantile of the sample at this share, 0…1; nil for an empty sample.
    public func quantile(_ share: Double) -> Float? {
        guard !values.isEmpty else { return nil }
        let place = (min(max(share, 0), 1) * Double(values.count)).rounded(.up)
        return values[min(max(Int(place) - 1, 0), values.count - 1)]
    }

    /// Counts in `bins` bins of equal width, each including its low edge and excluding its high edge, and in the flow bins.
    ///
    /// - Precondition: `bins` is positive; `range` is finite and not empty.
    public func binned(range: Range<Double>, bins: Int) -> (counts: [Int], under: Int, over: Int) {
        precondition(bins > 0, "a histogram has at least one bin")
        precondition(
            range.lowerBound.isFinite && range.upperBound.isFinite && !range.isEmpty, "a histogram covers a finite range")
        let span = range.upperBound - range.lowerBound
        let under = count(below: range.lowerBound)
        var last = under
        let counts = (1...bins).map { bin in
            let next = count(below: bin == bins ? range.upperBound : range.lowerBound + span * Double(bin) / Double(bins))
            defer { last = next }
            return next - last
        }
        return (counts, under, count - last)
    }
}
