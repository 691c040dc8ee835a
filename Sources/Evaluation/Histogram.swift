/// Counts in bins of equal width, with underflow and overflow, so that no entry is lost.
///
/// A bin includes its low edge and excludes its high edge. NaN counts as overflow.
///
///     var histogram = Histogram(range: 0..<10, bins: 5)
///     histogram.fill(contentsOf: [0, 1.9, 2, 10, -1])
///     histogram.counts     // [2, 1, 0, 0, 0]
///     histogram.overflow   // 1
public struct Histogram: Hashable, Sendable {
    /// The bins.
    public let axis: BinAxis
    /// Entries in each bin.
    public private(set) var counts: [Int]
    /// Entries below the range.
    public private(set) var underflow = 0
    /// Entries at or above the end of the range, and NaN.
    public private(set) var overflow = 0

    /// - Precondition: `bins` is positive; `range` is finite and not empty.
    public init(range: Range<Double>, bins: Int) {
        axis = BinAxis(range: range, bins: bins)
        counts = Array(repeating: 0, count: bins)
    }

    /// From the low edge of the first bin to the high edge of the last.
    public var range: Range<Double> { axis.range }

    /// The total number of entries, flow bins included.
    public var total: Int { counts.reduce(underflow + overflow, +) }

    /// Counts one value.
    public mutating func fill(_ value: Double) {
        if let bin = axis.bin(of: value) {
            counts[bin] += 1
        } else if value < axis.range.lowerBound {
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
        precondition(left.axis == right.axis, "only histograms of one axis can be added")
        var sum = left
        for bin in sum.counts.indices { sum.counts[bin] += right.counts[bin] }
        sum.underflow += right.underflow
        sum.overflow += right.overflow
        return sum
    }
}
