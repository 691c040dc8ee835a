/// Counts of pairs of values in bins of equal width along two axes, with underflow and overflow, so that no entry is lost.
///
///     var histogram = PairHistogram(x: BinAxis(range: 0..<10, bins: 5), y: BinAxis(range: 0..<1, bins: 2))
///     histogram.fill(3, 0.7)
///     histogram.count(x: 1, y: 1)     // 1
public struct PairHistogram: Hashable, Sendable {
    public let x: BinAxis
    public let y: BinAxis
    /// Pairs with a NaN: they have no place on an axis.
    public private(set) var unknown = 0
    /// Entries, (x.count + 2) × (y.count + 2): a flow bin at each end of each axis.
    private var counts: [Int]

    public init(x: BinAxis, y: BinAxis) {
        (self.x, self.y) = (x, y)
        counts = Array(repeating: 0, count: (x.count + 2) * (y.count + 2))
    }

    /// Entries in a bin; -1 stands for what lies below an axis, and the number of its bins for what lies above.
    public func count(x: Int, y: Int) -> Int { counts[(x + 1) * (self.y.count + 2) + y + 1] }

    /// Counts one pair.
    public mutating func fill(_ x: Double, _ y: Double) {
        guard !x.isNaN, !y.isNaN else {
            unknown += 1
            return
        }
        counts[Self.place(x, self.x) * (self.y.count + 2) + Self.place(y, self.y)] += 1
    }

    private static func place(_ value: Double, _ axis: BinAxis) -> Int {
        axis.bin(of: value).map { $0 + 1 } ?? (value < axis.range.lowerBound ? 0 : axis.count + 1)
    }

    /// Pairs without a NaN, flow bins included.
    public var entries: Int { counts.reduce(0, +) }

    /// Entries within both axes.
    public var inside: Int {
        (0..<x.count).reduce(0) { sum, x in (0..<y.count).reduce(sum) { $0 + count(x: x, y: $1) } }
    }

    /// Entries below and above the horizontal axis, wherever they are on the vertical one.
    public var flowX: (under: Int, over: Int) {
        let all = -1...y.count
        return (all.reduce(0) { $0 + count(x: -1, y: $1) }, all.reduce(0) { $0 + count(x: x.count, y: $1) })
    }

    /// Entries below and above the vertical axis, wherever they are on the horizontal one.
    public var flowY: (under: Int, over: Int) {
        let all = -1...x.count
        return (all.reduce(0) { $0 + count(x: $1, y: -1) }, all.reduce(0) { $0 + count(x: $1, y: y.count) })
    }
}

/// Pearson's correlation coefficient of the pairs without NaN; nil for fewer than two, and where one side does not vary.
///
/// - Precondition: there are as many values on both sides.
public func correlation(_ a: [Float], _ b: [Float]) -> Double? {
    precondition(a.count == b.count, "a correlation is of pairs")
    var (count, meanA, meanB) = (0.0, 0.0, 0.0)
    for index in a.indices where !a[index].isNaN && !b[index].isNaN {
        count += 1
        meanA += Double(a[index])
        meanB += Double(b[index])
    }
    guard count > 1 else { return nil }
    (meanA, meanB) = (meanA / count, meanB / count)
    var (squaresA, squaresB, products) = (0.0, 0.0, 0.0)
    for index in a.indices where !a[index].isNaN && !b[index].isNaN {
        let (x, y) = (Double(a[index]) - meanA, Double(b[index]) - meanB)
        squaresA += x * x
        squaresB += y * y
        products += x * y
    }
    let coefficient = products / (squaresA.squareRoot() * squaresB.squareRoot())
    return coefficient.isFinite ? min(max(coefficient, -1), 1) : nil
}
