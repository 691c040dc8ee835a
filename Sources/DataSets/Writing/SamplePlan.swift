package import Calorimeter
package import Files

/// Which samples a batch command makes: every particle a number of times, or a part of that.
///
/// Sample n of the whole has the name `firstIndex` + n in its random stream, so that sample `--index 7` of a particle
/// is the same picture alone, among its repeats, in any part, and on the screen of the explorer.
package struct SamplePlan: Sendable {
    package let particles: ParticleList
    package let repeats: Int
    package let firstIndex: Int
    package var shard: Shard?
    /// Where the particles come from, a line that distinguishes them.
    package var origin: String
    /// Whether the particles are the sampler's, which are as usual as can be.
    package var isSampled: Bool

    package init(
        particles: ParticleList, repeats: Int, firstIndex: Int, shard: Shard? = nil, origin: String = "",
        isSampled: Bool = false
    ) {
        (self.particles, self.repeats, self.firstIndex) = (particles, repeats, firstIndex)
        (self.shard, self.origin, self.isSampled) = (shard, origin, isSampled)
    }

    /// All samples of the whole.
    package var total: Int { particles.count * repeats }

    /// The samples to make.
    package var samples: Range<Int> { shard?.samples(of: total) ?? 0..<total }

    /// How many there are to make.
    package var count: Int { samples.count }

    package func index(ofSample sample: Int) -> Int { firstIndex + sample }

    /// The samples in some rows of the output.
    package func samples(_ rows: Range<Int>) -> Range<Int> {
        samples.lowerBound + rows.lowerBound..<samples.lowerBound + rows.upperBound
    }

    /// Splits samples into runs of one particle each: the particle, and the run's samples.
    ///
    /// - Throws: if particles that are kept in a file cannot be read back.
    package func runs(_ samples: Range<Int>) throws(FileError) -> [(particle: Particle, samples: Range<Int>)] {
        guard !samples.isEmpty else { return [] }
        let numbers = samples.lowerBound / repeats..<(samples.upperBound - 1) / repeats + 1
        return zip(numbers, try particles.particles(numbers)).map { number, particle in
            (particle, samples.clamped(to: number * repeats..<(number + 1) * repeats))
        }
    }
}
