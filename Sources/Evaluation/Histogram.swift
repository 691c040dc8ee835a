/// Counts in bins of equal width, with underflow and overflow, so that no entry is lost.
///
/// A bin includes its low edge and excludes its high edge. NaN counts as overflow.
///
///     var histogram = Histogram(range: 0..<10, bins: 5)
///     histogram.fill(contentsOf: [0, 1.9, 2, 10, -1])
///     histogram.counts     // [2, 1, 0, 0, 0]
///     histogram.overflow   // 1
public struct Histogram: Hashable, Sendable {
    /// From the low edge of the first bin to the high edge of the last.
    public let range: Range<Double>
    /// Entries in each bin.
    public private(set) var counts: [Int]
    /// Entries below the range.
    public private(set) var underflow = 0
    /// Entries at or above the end of the range, and NaN.
    public private(set) var overflow = 0

    private let binsPerUnit: Double

    /// - Precondition: `bins` is positive; `range` is finite and not empty.
    public init(range: Range<Double>, bins: Int) {
        precondition(bins > 0, "a histogram has at least one bin")
        precondition(
            range.lowerBound.isFinite && range.upperBound.isFinite && !range.isEmpty, "a histogram covers a finite range")
        self.range = range
        counts = Array(repeating: 0, count: bins)
        binsPerUnit = Double(bins) / (range.upperBound - range.lowerBound)
    }

    /// The total number of entries, flow bins included.
    public var total: Int { counts.reduce(underflow + overflow, +) }

    /// The low edge of a bin; the high edge of the last bin at `counts.count`.
    public func edge(_ bin: Int) -> Double {
        if bin == counts.count { return range.upperBound }
        // Multiply first, so that edges are whole numbers if bin widths are.
        return range.lowerBound + (range.upperBound - range.lowerBound) * Double(bin) / Double(counts.count)
    }

    /// The edges of all bins, one more than there are bins.
    public var edges: [Double] { (0...counts.count).map(edge) }

    /// The bin of a value; nil if it belongs to a flow bin.
    public func bin(of value: Double) -> Int? {
        guard value >= range.lowerBound, value < range.upperBound else { return nil }
        var bin = min(Int((value - range.lowerBound) * binsPerUnit), counts.count - 1)
        // Rounding may move the product across an edge.
        if value < edge(bin) { bin -= 1 } else if bin + 1 < counts.count, value >= edge(bin + 1) { bin += 1 }
        return bin
    }

    /// Counts one value.
    public mutating func fill(_ value: Double) {
        if let bin = bin(of: value) {
            counts[bin] += 1
        } else if value < range.lowerBound {
            underflow += 1
        } else {
            overflow += 1
        }
    }

    /// Counts one value.
    public mutating func fill(_ value: Float) { fill(Double(value)) }

    /// Counts every value of a sample.
    public mutating func fill(contentsOf values: some Sequence<Float>) {
        for value in values { fill(Double(value)) }
    }

    /// Empties every bin and keeps the axis.
    public mutating func removeAll() {
        for bin in counts.indices { counts[bin] = 0 }
        (underflow, overflow) = (0, 0)
    }

    /// The histogram of both samples together.
    ///
    /// - Precondition: both have the same axis.
    public static func + (left: Histogram, right: Histogram) -> Histogram {
        precondition(
            left.range == right.range && left.counts.count == right.counts.count, "only histograms of one axis can be added")
        var sum = left
        for bin in sum.counts.indices { sum.counts[bin] += right.counts[bin] }
        sum.underflow += right.underflow
        sum.overflow += right.overflow
        return sum
    }
}
