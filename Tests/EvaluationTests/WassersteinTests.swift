import Random
import Testing

@testable import Evaluation

@Suite("Wasserstein-1 distance")
struct WassersteinTests {
    /// Heavy-tailed values like channel sums, from a generator that is a line in any language.
    static func sample(_ count: Int, seed: Int, scale: Double, power: Int) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = (state * 1_103_515_245 + 12345) % (1 << 31)
            let uniform = Double(state >> 8) / Double(1 << 23)
            return Float((0..<power).reduce(1.0) { product, _ in product * uniform } * scale)
        }
    }

    /// The definition, slowly: the area between the two distribution functions.
    static func areaBetweenDistributions(_ a: [Float], _ b: [Float]) -> Double {
        let points = (a + b).map(Double.init).sorted()
        return zip(points, points.dropFirst()).reduce(0) { area, interval in
            let (low, high) = interval
            let below = { (sample: [Float]) in Double(sample.count { Double($0) <= low }) / Double(sample.count) }
            return area + abs(below(a) - below(b)) * (high - low)
        }
    }

    /// Made with scipy 1.17: `wasserstein_distance(sample(n, 1, 1000, p), sample(m, 99, 900, q))`, the values in
    /// single precision.
    @Test(
        "Agrees with scipy",
        arguments: [
            (1000, 1000, 3, 2, 67.04081111306668), (1000, 700, 3, 2, 62.05464037135872), (7, 5, 1, 4, 268.1086578164782),
            (1, 1000, 2, 2, 226.39619558577752),
        ])
    func scipy(n: Int, m: Int, powerA: Int, powerB: Int, expected: Double) {
        let distance = wasserstein1(
            Self.sample(n, seed: 1, scale: 1000, power: powerA), Self.sample(m, seed: 99, scale: 900, power: powerB))
        #expect(abs(distance - expected) <= 1e-6 * expected)
    }

    @Test("By hand: unequal sizes, ties and zeros")
    func byHand() {
        #expect(wasserstein1([0, 1, 3], [5, 6, 8]) == 5)
        #expect(wasserstein1([0, 0, 0, 2.5, 9], [1, 4]) == 2.2)
        #expect(wasserstein1([3], [1, 5]) == 2)
        #expect(wasserstein1([0, 0], [0, 0, 0]) == 0)
    }

    @Test("Is the area between the distribution functions", arguments: [(40, 40), (40, 31), (3, 128), (200, 150)])
    func definition(n: Int, m: Int) {
        // Coarse values, so that ties within and between the samples are common.
        let a = Self.sample(n, seed: 7, scale: 30, power: 2).map { $0.rounded() - 5 }
        let b = Self.sample(m, seed: 8, scale: 25, power: 1).map { $0.rounded() - 5 }
        #expect(abs(wasserstein1(a, b) - Self.areaBetweenDistributions(a, b)) < 1e-9)
    }

    @Test("Is a metric: zero from itself, symmetric, triangle inequality", arguments: [(300, 300, 300), (300, 211, 150)])
    func metric(n: Int, m: Int, k: Int) {
        let a = Self.sample(n, seed: 1, scale: 100, power: 1)
        let b = Self.sample(m, seed: 2, scale: 300, power: 2)
        let c = Self.sample(k, seed: 3, scale: 900, power: 4)
        #expect(wasserstein1(a, a) == 0)
        #expect(wasserstein1(a, a.reversed()) == 0)
        #expect(wasserstein1(a, b) == wasserstein1(b, a))
        #expect(wasserstein1(a, b) > 0)
        #expect(wasserstein1(a, c) <= wasserstein1(a, b) + wasserstein1(b, c))
    }

    @Test("A shift moves it by the shift, a scale scales it", arguments: [Float(-64), 0.25, 512])
    func shiftAndScale(step: Float) {
        // Multiples of 1/8, so that shifting and scaling are exact.
        let a = Self.sample(500, seed: 1, scale: 800, power: 2).map { ($0 * 8).rounded() / 8 }
        let b = Self.sample(333, seed: 2, scale: 800, power: 1).map { ($0 * 8).rounded() / 8 }
        #expect(wasserstein1(a, a.map { $0 + step }) == Double(abs(step)))
        let scaled = wasserstein1(a.map { $0 * step }, b.map { $0 * step })
        #expect(abs(scaled - Double(abs(step)) * wasserstein1(a, b)) < 1e-9 * scaled)
    }

    @Test("Every value twice is the same distribution")
    func repetition() {
        let a = Self.sample(250, seed: 4, scale: 100, power: 2)
        #expect(wasserstein1(a, a + a) == 0)
    }

    @Test("Of nothing, or with a NaN, it is NaN")
    func undefined() {
        #expect(wasserstein1([], [1]).isNaN)
        #expect(wasserstein1([1], []).isNaN)
        #expect(wasserstein1([], []).isNaN)
        #expect(wasserstein1([1, .nan], [1, 2]).isNaN)
        #expect(wasserstein1([1, .nan, 3], [1, 2]).isNaN)
    }
}

@Suite("Sorting of samples")
struct SortedFloatsTests {
    @Test("Orders as the standard library does", arguments: [0, 1, 2, 127, 128, 1000, 4099])
    func order(count: Int) {
        var random = RandomStream(seed: 3, purpose: .truth, index: UInt64(count))
        let wide = (0..<count).map { _ in
            Float(Double.random(in: -1...1, using: &random)) * Float.random(in: 0...1e30, using: &random)
        }
        let counts = (0..<count).map { _ in Float(Int.random(in: 0..<50, using: &random)) }
        for values in [wide, counts, wide.sorted(), wide.sorted().reversed()] {
            #expect(SortedFloats.sorted(values) == values.sorted())
        }
    }

    @Test("Infinities sort outwards and equal values stay as they are")
    func extremes() {
        let filler = [Float](repeating: 3, count: 200)
        let sorted = SortedFloats.sorted(filler + [.infinity, -.infinity, -0.5, .leastNonzeroMagnitude])
        #expect(sorted == [-.infinity, -0.5, .leastNonzeroMagnitude] + filler + [.infinity])
    }
}
