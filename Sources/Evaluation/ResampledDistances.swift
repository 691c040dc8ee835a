import Calorimeter
import Random

extension RandomStream.Purpose {
    /// The particles of each resample.
    static let resampling = RandomStream.Purpose(rawValue: 40)
}

/// The published score of a model on resamples of the particles: a bootstrap that tells how much the score would vary between
/// test sets.
///
/// Each resample draws as many particles as there are, with replacement, and takes all true and generated responses of each.
/// Resample r of a seed has the same particles for every model, so that what models have in common cancels in a difference.
/// Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 8 (resampling of groups).
public struct ResampledDistances {
    /// Resamples, enough for a standard deviation to 5 %.
    public static let count = 200
    /// Resamples computed side by side.
    private typealias Lanes = SIMD8<Double>

    /// One channel's responses in ascending order: the distance to the next one, and the particle, generated ones behind the true
    /// ones.
    private struct Channel {
        var gaps: [Float] = []
        var keys: [Int32] = []
    }

    private let particleCount: Int
    private var channels: [Channel] = []
    /// Responses of each particle that count, the generated ones behind the true ones.
    private var counts: [Int]

    /// - Parameter leastSum: responses of fewer photons do not count.
    public init(true truth: ResponseSet, generated: ResponseSet, leastSum: Float = 0) {
        particleCount = truth.particleCount
        counts = Array(repeating: 0, count: 2 * particleCount)
        // The order of the numbers, and the particle in the lower bits.
        var entries = Array(repeating: [UInt64](), count: ChannelSums.count)
        for particle in truth.particlesShared(with: generated) {
            for (set, key) in [(truth, particle), (generated, particle + particleCount)] {
                for response in set.responses(ofParticle: particle) where set.samples.totals[response] >= leastSum {
                    counts[key] += 1
                    for channel in 0..<ChannelSums.count {
                        let order = SortedFloats.ascendingKey(set.samples[channel][response].bitPattern)
                        entries[channel].append(UInt64(order) << 32 | UInt64(key))
                    }
                }
            }
        }
        channels = entries.map { entries in
            var entries = entries
            entries.sort()
            func value(_ place: Int) -> Float {
                Float(bitPattern: SortedFloats.bits(ofKey: UInt32(truncatingIfNeeded: entries[place] >> 32)))
            }
            // Behind the last one nothing is left to move.
            return Channel(
                gaps: entries.indices.map { $0 + 1 < entries.count ? value($0 + 1) - value($0) : 0 },
                keys: entries.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) })
        }
    }

    /// The mean Wasserstein-1 distance over the channels on each resample, photons; NaN for a resample without responses.
    ///
    /// - Parameter check: called now and then; what it throws ends the work.
    public func means(seed: UInt64, count: Int = Self.count, check: () throws -> Void) rethrows -> [Double] {
        var means: [Double] = []
        for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
            try check()
            let steps = steps(seed: seed, first: first)
            var total = Lanes.zero
            for channel in channels { total += distance(channel, steps: steps) }
            for lane in 0..<min(Lanes.scalarCount, count - first) { means.append(total[lane] / Double(channels.count)) }
        }
        return means
    }

    /// What each particle adds to the difference of the distribution functions in some resamples.
    private func steps(seed: UInt64, first: Int) -> [Lanes] {
        var drawn = [Lanes](repeating: .zero, count: particleCount)
        for lane in 0..<Lanes.scalarCount {
            var random = RandomStream(seed: seed, purpose: .resampling, index: UInt64(first + lane))
            for _ in 0..<particleCount { drawn[Int.random(in: 0..<particleCount, using: &random)][lane] += 1 }
        }
        var (truth, generated) = (Lanes.zero, Lanes.zero)
        for particle in 0..<particleCount {
            truth += drawn[particle] * Double(counts[particle])
            generated += drawn[particle] * Double(counts[particle + particleCount])
        }
        return drawn.map { $0 / truth } + drawn.map { -$0 / generated }
    }

    /// The area between the distribution functions.
    private func distance(_ channel: Channel, steps: [Lanes]) -> Lanes {
        var (difference, area) = (Lanes.zero, Lanes.zero)
        channel.gaps.withUnsafeBufferPointer { gaps in
            channel.keys.withUnsafeBufferPointer { keys in
                steps.withUnsafeBufferPointer { steps in
                    for place in 0..<keys.count {
                        difference += steps[Int(keys[place])]
                        let size = difference.replacing(with: -difference, where: difference .< 0)
                        area += size * Double(gaps[place])
                    }
                }
            }
        }
        return area
    }
}
