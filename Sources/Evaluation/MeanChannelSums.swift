public import Calorimeter

/// The mean channel sums of the responses to each particle, over any number of sets.
public struct MeanChannelSums: Hashable, Sendable {
    private var sums: [SIMD8<Double>] = []
    private var counts: [Int] = []

    public init() {}

    public var particleCount: Int { counts.count }

    /// The number of responses to a particle.
    public func count(ofParticle particle: Int) -> Int { counts[particle] }

    /// The mean channel sums of a particle, photons; NaN if it has no responses.
    public func mean(ofParticle particle: Int) -> ChannelSums {
        ChannelSums(values: SIMD8<Float>(sums[particle] / Double(counts[particle])))
    }

    /// Adds the responses to one particle.
    public mutating func add(_ responses: [ChannelSums], ofParticle particle: Int) {
        while counts.count <= particle {
            sums.append(.zero)
            counts.append(0)
        }
        for response in responses { sums[particle] += SIMD8<Double>(response.values) }
        counts[particle] += responses.count
    }
}
