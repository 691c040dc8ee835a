import Evaluation
import Random
import Testing

@Suite("Histograms of pairs")
struct PairHistogramTests {
    private static let x = BinAxis(range: -2..<3, bins: 7)
    private static let y = BinAxis(range: 10..<20, bins: 5)

    private static func pairs(_ count: Int, seed: UInt64) -> [(Float, Float)] {
        var random = RandomStream(seed: seed, purpose: .truth)
        return (0..<count).map { index in
            let pair = (Float.random(in: -4..<5, using: &random), Float.random(in: 5..<25, using: &random))
            return index % 50 == 0 ? (.nan, pair.1) : index % 50 == 1 ? (pair.0, .nan) : pair
        }
    }

    @Test("Each bin counts what lies between its edges, and flow bins the rest")
    func counts() {
        let pairs = Self.pairs(3000, seed: 3)
        var histogram = PairHistogram(x: Self.x, y: Self.y)
        for (x, y) in pairs { histogram.fill(Double(x), Double(y)) }
        func edges(_ axis: BinAxis, _ bin: Int) -> (Double, Double) {
            (bin < 0 ? -.infinity : axis.edge(bin), bin < 0 ? axis.edge(0) : bin < axis.count ? axis.edge(bin + 1) : .infinity)
        }
        for column in -1...Self.x.count {
            for row in -1...Self.y.count {
                let ((left, right), (low, high)) = (edges(Self.x, column), edges(Self.y, row))
                let count = pairs.count { left <= Double($0) && Double($0) < right && low <= Double($1) && Double($1) < high }
                #expect(histogram.count(x: column, y: row) == count, "\(column) \(row)")
            }
        }
        #expect(histogram.unknown == 120 && histogram.entries == 2880)
        let known = pairs.filter { !$0.0.isNaN && !$0.1.isNaN }
        #expect(histogram.inside == known.count { (-2..<3).contains($0.0) && (10..<20).contains($0.1) })
        #expect(histogram.flowX == (known.count { $0.0 < -2 }, known.count { $0.0 >= 3 }))
        #expect(histogram.flowY == (known.count { $0.1 < 10 }, known.count { $0.1 >= 20 }))
    }

    @Test("Infinite values are beyond the axes")
    func infinities() {
        var histogram = PairHistogram(x: Self.x, y: Self.y)
        histogram.fill(.infinity, -.infinity)
        #expect(histogram.count(x: Self.x.count, y: -1) == 1 && histogram.inside == 0)
    }

    @Test("The correlation is the mean product of standard scores")
    func correlationOfPairs() throws {
        let pairs = Self.pairs(2000, seed: 4)
        let (a, b) = (pairs.map(\.0), pairs.map { $0.0 * 0.5 + $0.1 })
        let known = zip(a, b).filter { !$0.isNaN && !$1.isNaN }
        let (one, other) = (Moments(known.map(\.0)), Moments(known.map(\.1)))
        let expected = known.reduce(0) {
            $0 + (Double($1.0) - one.mean) / one.sigma * (Double($1.1) - other.mean) / other.sigma / Double(known.count)
        }
        let found = try #require(correlation(a, b))
        #expect(abs(found - expected) < 1e-9 && found > 0.1)
        #expect(correlation([1, 2, .nan, 4], [-2, -4, 0, -8]) == -1)
        #expect(correlation([1], [2]) == nil && correlation([1, 1], [2, 3]) == nil && correlation([], []) == nil)
        #expect(correlation([1, .infinity], [2, 3]) == nil)
    }
}
