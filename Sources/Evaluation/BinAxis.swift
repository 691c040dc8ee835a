/// Bins of equal width that cover a range. A bin includes its low edge and excludes its high edge.
public struct BinAxis: Hashable, Sendable {
    /// From the low edge of the first bin to the high edge of the last.
    public let range: Range<Double>
    /// The number of bins.
    public let count: Int

    private let binsPerUnit: Double

    /// - Precondition: `bins` is positive; `range` is finite and not empty.
    public init(range: Range<Double>, bins: Int) {
        precondition(bins > 0, "a histogram has at least one bin")
        precondition(
            range.lowerBound.isFinite && range.upperBound.isFinite && !range.isEmpty, "a histogram covers a finite range")
        self.range = range
        count = bins
        binsPerUnit = Double(bins) / (range.upperBound - range.lowerBound)
    }

    /// The low edge of a bin; the high edge of the last bin at `count`.
    public func edge(_ bin: Int) -> Double {
        if bin == count { return range.upperBound }
        // Multiply first, so that edges are whole numbers if bin widths are.
        return range.lowerBound + (range.upperBound - range.lowerBound) * Double(bin) / Double(count)
    }

    /// The edges of all bins, one more than there are bins.
    public var edges: [Double] { (0...count).map(edge) }

    /// The bin of a value; nil if it lies outside, and for NaN.
    public func bin(of value: Double) -> Int? {
        guard value >= range.lowerBound, value < range.upperBound else { return nil }
        var bin = min(Int((value - range.lowerBound) * binsPerUnit), count - 1)
        // Rounding may move the product across an edge.
        if value < edge(bin) { bin -= 1 } else if bin + 1 < count, value >= edge(bin + 1) { bin += 1 }
        return bin
    }
}
