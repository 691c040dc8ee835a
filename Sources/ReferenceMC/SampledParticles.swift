public import Calorimeter
import Random
import Threads

/// The particles of a sampler, any of them at any time and from any thread, in memory that does not grow with their number.
///
///     let particles = SampledParticles(ConditionSampler(), count: 100_000_000, seed: 42)
///     let some = particles[50_000_000..<50_000_010]
///
/// Quotas hold for every 2²⁰ particles, which are put in random order among themselves.
public struct SampledParticles: Sendable {
    public let count: Int
    private let sampler: ConditionSampler
    private let seed: UInt64
    private let orders = OrderCache()

    /// Particles that share one quota and one order.
    static let block = 1 << 20

    /// The same count and seed give the same particles.
    public init(_ sampler: ConditionSampler, count: Int, seed: UInt64) {
        (self.sampler, self.count, self.seed) = (sampler, max(count, 0), seed)
    }

    /// Some of the particles, in order.
    public subscript(range: Range<Int>) -> [Particle] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "there are \(count) particles")
        var particles: [Particle] = []
        particles.reserveCapacity(range.count)
        var next = range.lowerBound
        while next < range.upperBound {
            let block = next / Self.block
            let (first, end) = (block * Self.block, min((block + 1) * Self.block, count))
            let spectra = orders.order(ofBlock: block) { order(block: block, count: end - first) }
            for index in next..<min(end, range.upperBound) {
                var random = RandomStream(seed: seed, purpose: .particles, index: UInt64(index))
                particles.append(sampler.particle(from: Spectrum.all[Int(spectra[index - first])], random: &random))
            }
            next = min(end, range.upperBound)
        }
        return particles
    }

    /// The places among all spectra of a block's particles.
    private func order(block: Int, count: Int) -> [UInt8] {
        var spectra = sampler.quota(count: count)
        var random = RandomStream(seed: seed, purpose: .particles, index: .max - UInt64(block))
        spectra.shuffle(using: &random)
        return spectra
    }
}

/// The orders of the blocks asked for last: threads work side by side, at most at the border of two.
private final class OrderCache: Sendable {
    private let known = Guarded<[(block: Int, order: [UInt8])]>([])
    private static let most = 2

    func order(ofBlock block: Int, make: () -> [UInt8]) -> [UInt8] {
        known.withLock { known in
            if let found = known.first(where: { $0.block == block }) { return found.order }
            let order = make()
            if known.count == Self.most { known.removeFirst() }
            known.append((block, order))
            return order
        }
    }
}
