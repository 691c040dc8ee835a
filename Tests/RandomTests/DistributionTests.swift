import Testing

@testable import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Every distribution against its formula: the cumulative distribution maps its numbers to uniform ones.
@Suite("Distributions")
struct DistributionTests {
    static let count = 200_000

    private func draw(_ index: UInt64, _ number: (inout RandomStream) -> Double) -> [Double] {
        var random = RandomStream(seed: 77, purpose: .noise, index: index)
        return (0..<Self.count).map { _ in number(&random) }
    }

    @Test("Uniform")
    func uniform() {
        let values = draw(1) { $0.uniform() }
        expectUniform(values)
        expectMoments(values, mean: 0.5, variance: 1.0 / 12, kurtosis: 1.8)
        let shifted = draw(2) { $0.uniform(-3, 5) }
        expectUniform(shifted.map { ($0 + 3) / 8 })
    }

    @Test("Chance", arguments: [0, 0.02, 0.5, 0.98, 1])
    func chance(probability: Double) {
        let hits = draw(3) { $0.chance(probability) ? 1 : 0 }.reduce(0, +)
        let deviation = (probability * (1 - probability) * Double(Self.count)).squareRoot()
        #expect(abs(hits - probability * Double(Self.count)) <= 5 * deviation)
    }

    @Test("Exponential")
    func exponential() {
        let values = draw(4) { $0.exponential() }
        expectUniform(values.map { 1 - exp(-$0) })
        expectMoments(values, mean: 1, variance: 1, kurtosis: 9)
    }

    @Test("Normal")
    func normal() {
        let values = draw(5) { $0.normal() }
        expectUniform(values.map(normalShare))
        expectMoments(values, mean: 0, variance: 1, kurtosis: 3)
        // Both values of a pair are used, so neighbours must be uncorrelated, and so must their squares.
        for power in [1.0, 2] {
            let centred = values.map { power == 1 ? $0 : ($0 * $0 - 1) / 2.0.squareRoot() }
            let correlation = zip(centred, centred.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(Self.count)
            #expect(abs(correlation) < 5 / Double(Self.count).squareRoot())
        }
        expectUniform(draw(6) { $0.normal(mean: 7, sigma: 0.3) }.map { normalShare(below: ($0 - 7) / 0.3) })
    }

    @Test("Directions lie on the unit circle, uniform in angle")
    func direction() {
        var random = RandomStream(seed: 77, purpose: .noise, index: 7)
        let angles = (0..<Self.count).map { _ in
            let (cosine, sine) = random.direction()
            #expect(abs(cosine * cosine + sine * sine - 1) < 1e-12)
            return (atan2(sine, cosine) / (2 * .pi) + 1).truncatingRemainder(dividingBy: 1)
        }
        expectUniform(angles)
    }

    @Test("Poisson", arguments: [0.08, 0.7, 3, 12, 29.9, 30, 45, 300, 3000])
    func poisson(mean: Double) {
        var random = RandomStream(seed: 77, purpose: .noise, index: 8)
        let values = (0..<Self.count).map { _ in random.poisson(mean: mean) }
        expectMoments(values.map(Double.init), mean: mean, variance: mean, kurtosis: 3 + 1 / mean)

        // One bin for each number that is likely enough, and one for each tail.
        func probability(_ k: Int) -> Double { exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1)) }
        let likely = (0...Int(mean + 8 * mean.squareRoot() + 10)).filter { probability($0) * Double(Self.count) > 10 }
        guard let low = likely.first, let high = likely.last else {
            Issue.record("no likely number")
            return
        }
        var counts = Array(repeating: 0, count: high - low + 3)
        for value in values { counts[min(max(value - low + 1, 0), counts.count - 1)] += 1 }
        let below = low > 0 ? gammaComplement(low, mean) : 0
        let within = likely.reduce(0) { $0 + probability($1) }
        let shares = [below] + (low...high).map(probability) + [max(1 - below - within, 0)]
        let bins = zip(counts, shares).filter { $0.1 * Double(Self.count) > 1 }
        expectCounts(bins.map(\.0), expected: bins.map { $0.1 * Double(Self.count) }, "mean \(mean)")
    }

    /// The Poisson probability of fewer than `count`: 1 − P(count, mean).
    private func gammaComplement(_ count: Int, _ mean: Double) -> Double { 1 - gammaShare(shape: Double(count), below: mean) }

    @Test("Poisson numbers of large means", arguments: [1e5, 1e9, 1e12])
    func largePoisson(mean: Double) {
        let values = draw(9) { Double($0.poisson(mean: mean)) }
        expectMoments(values, mean: mean, variance: mean, kurtosis: 3)
    }

    @Test("A Poisson number of mean zero is zero, and one of an absurd mean is bounded")
    func oddPoisson() {
        var random = RandomStream(seed: 1, purpose: .noise)
        for mean in [0, -1, -Double.infinity, .nan] { #expect(random.poisson(mean: mean) == 0) }
        for mean in [1e15, 1e300, Double.infinity] { #expect(abs(Double(random.poisson(mean: mean)) - 1e12) < 1e7) }
    }

    @Test("Gamma", arguments: [0.3, 0.99, 1, 1.7, 6, 40, 400])
    func gamma(shape: Double) {
        let values = draw(10) { $0.gamma(shape: shape, scale: 2.5) }
        expectMoments(values, mean: 2.5 * shape, variance: 6.25 * shape, kurtosis: 3 + 6 / shape, "shape \(shape)")
        expectUniform(values.map { min(gammaShare(shape: shape, below: $0 / 2.5), 1 - 1e-12) }, "shape \(shape)")
    }

    @Test("ln k! agrees with the sum of logarithms")
    func factorial() {
        var sum = 0.0
        for k in 0...5000 {
            if k > 0 { sum += log(Double(k)) }
            #expect(abs(logFactorial(Double(k)) - sum) < 1e-11 * max(sum, 1))
        }
    }
}
