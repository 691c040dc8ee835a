import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Expects counts in bins to agree with their expectations: χ² within five standard deviations, √(2 · bins) each.
func expectCounts(
    _ counts: [Int], expected: [Double], _ name: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    let bins = Double(counts.count)
    let squares = zip(counts, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1 }
    #expect(
        squares < bins + 5 * (2 * bins).squareRoot(), "\(name) χ² \(squares) of \(counts.count) bins",
        sourceLocation: sourceLocation)
    // Far too small a χ² means that numbers are more regular than chance.
    #expect(
        squares > bins - 5 * (2 * bins).squareRoot(), "\(name) χ² \(squares) of \(counts.count) bins",
        sourceLocation: sourceLocation)
}

/// Expects numbers to be uniform in [0, 1).
func expectUniform(_ values: [Double], _ name: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 }, sourceLocation: sourceLocation)
    let bins = 100
    var counts = Array(repeating: 0, count: bins)
    for value in values { counts[min(max(Int(value * Double(bins)), 0), bins - 1)] += 1 }
    expectCounts(
        counts, expected: Array(repeating: Double(values.count) / Double(bins), count: bins), name, sourceLocation: sourceLocation
    )
}

/// Expects the mean and the variance of numbers within five standard errors, given the distribution's kurtosis.
func expectMoments(
    _ values: [Double], mean: Double, variance: Double, kurtosis: Double, _ name: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let count = Double(values.count)
    let found = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(
        abs(found - mean) < 5 * (variance / count).squareRoot(), "\(name) mean \(found), expected \(mean)",
        sourceLocation: sourceLocation)
    #expect(
        abs(spread - variance) < 5 * variance * ((kurtosis - 1) / count).squareRoot(),
        "\(name) variance \(spread), expected \(variance)", sourceLocation: sourceLocation)
}

/// The cumulative normal distribution at `x`.
func normalShare(below x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

/// The regularised lower incomplete gamma function P(a, x), by its series.
func gammaShare(shape a: Double, below x: Double) -> Double {
    guard x > 0 else { return 0 }
    // P(a, x) = xᵃ e⁻ˣ Σ xⁿ / Γ(a + n + 1), each term computed from the previous one.
    var term = exp(a * log(x) - x - lgamma(a + 1))
    var sum = term
    var n = 0.0
    while term > sum * 1e-16 || a + n < x {
        n += 1
        term *= x / (a + n)
        sum += term
    }
    return min(sum, 1)
}
