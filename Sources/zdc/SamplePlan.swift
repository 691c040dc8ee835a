import Calorimeter
import DataSets
import Files

/// Which samples a batch command makes: every particle a number of times.
///
/// Sample n of the whole has the name `firstIndex` + n in its random stream, so that sample `--index 7` of a particle
/// is the same picture alone, among its repeats, and on the screen of the explorer.
struct SamplePlan: Sendable {
    let particles: ParticleList
    let repeats: Int
    let firstIndex: Int

    /// All samples.
    var count: Int { particles.count * repeats }

    func index(ofSample sample: Int) -> Int { firstIndex + sample }

    /// Splits samples into runs of one particle each: the particle, and the run's samples.
    ///
    /// - Throws: if particles that are kept in a file cannot be read back.
    func runs(_ samples: Range<Int>) throws(FileError) -> [(particle: Particle, samples: Range<Int>)] {
        guard !samples.isEmpty else { return [] }
        let numbers = samples.lowerBound / repeats..<(samples.upperBound - 1) / repeats + 1
        return zip(numbers, try particles.particles(numbers)).map { number, particle in
            (particle, samples.clamped(to: number * repeats..<(number + 1) * repeats))
        }
    }
}
