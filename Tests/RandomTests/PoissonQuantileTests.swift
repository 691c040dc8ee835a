import Random
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Poisson quantiles")
struct PoissonQuantileTests {
    /// Σ e^−m mᵏ/k! up to n.
    private func cumulative(_ n: Int, mean: Double) -> Double {
        (0...n).reduce(0) { $0 + exp(Double($1) * log(mean) - mean - lgamma(Double($1) + 1)) }
    }

    @Test("have the exact distribution function", arguments: [0.003, 0.5, 4, 29.9, 30.1, 80, 700])
    func exact(mean: Double) {
        for u in stride(from: Float(0.0005), to: 1, by: 0.001) {
            let n = Int(poissonQuantile(mean: Float(mean), at: u))
            #expect(cumulative(n, mean: mean) > Double(u) - 1.5e-3, "\(n) at \(u)")
            if n > 0 { #expect(cumulative(n - 1, mean: mean) < Double(u) + 1.5e-3, "\(n) at \(u)") }
        }
    }

    @Test("grow with the mean")
    func monotone() {
        for u in stride(from: Float(0), to: 1, by: 0.01) {
            var last: Float = 0
            for step in 0..<2000 {
                let n = poissonQuantile(mean: Float(step) * 0.05, at: u)
                #expect(n >= last, "mean \(Float(step) * 0.05) at \(u)")
                last = n
            }
        }
    }

    @Test("are finite whole numbers for any arguments", arguments: [Float(0), -1, .nan, 1e-30, 162_754, 1e6])
    func odd(mean: Float) {
        for u: Float in [0, 0.5, 1 - 0x1p-24] {
            let n = poissonQuantile(mean: mean, at: u)
            #expect(n >= 0 && n == n.rounded() && n < 2e6)
            if !(mean > 0) { #expect(n == 0) }
        }
    }

    @Test(
        "Normal quantiles",
        arguments: [(0.5, 0), (0.975, 1.959963984540054), (1e-6, -4.753424308822899), (0.999, 3.090232306167813)])
    func normal(p: Double, z: Double) {
        #expect(abs(normalQuantile(p) - z) < 1e-9)
    }
}
