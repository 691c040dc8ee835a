import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random shares of one whole: Exp(1) numbers to a power, divided by their sum.
struct Shares {
    /// More parts than this do not occur: their mean number stays below 18, and 64 is eleven deviations above it.
    static let capacity = 64

    let count: Int
    private var weights = InlineArray<64, Double>(repeating: 0)
    private var scale = 0.0

    /// - Parameter leadingWeight: what the last part has beyond its own number, relative to the sum of all numbers.
    init(count: Int, power: Double = 1, leadingWeight: Double = 0, random: inout RandomStream) {
        self.count = min(max(count, 1), Self.capacity)
        var sum = 0.0
        for index in 0..<self.count {
            let weight = power == 1 ? random.exponential() : pow(random.exponential(), power)
            weights[index] = weight
            sum += weight
        }
        weights[self.count - 1] += leadingWeight * sum
        scale = sum > 0 ? 1 / (sum * (1 + leadingWeight)) : 0
    }

    /// The share of one part; all of them sum to 1.
    subscript(index: Int) -> Double { weights[index] * scale }
}
