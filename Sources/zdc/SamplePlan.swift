import Calorimeter
import Canvas
import DataSets
import Files

/// Which samples a batch command makes: every particle a number of times, or a part of that.
///
/// Sample n of the whole has the name `firstIndex` + n in its random stream, so that sample `--index 7` of a particle
/// is the same picture alone, among its repeats, in any part, and on the screen of the explorer.
struct SamplePlan: Sendable {
    let particles: ParticleList
    let repeats: Int
    let firstIndex: Int
    var shard: Shard?
    /// Where the particles come from, a line that distinguishes them.
    var origin = ""
    /// Whether the particles are the sampler's, which are as usual as can be.
    var isSampled = false

    /// All samples of the whole.
    var total: Int { particles.count * repeats }

    /// The samples to make.
    var samples: Range<Int> { shard?.samples(of: total) ?? 0..<total }

    /// How many there are to make.
    var count: Int { samples.count }

    func index(ofSample sample: Int) -> Int { firstIndex + sample }

    /// The samples in some rows of the output.
    func samples(_ rows: Range<Int>) -> Range<Int> { samples.lowerBound + rows.lowerBound..<samples.lowerBound + rows.upperBound }

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

extension SamplePlan {
    /// Notes for how many of the given particles something is true; nothing if for none.
    ///
    /// - Parameter sentence: what to say of "the particle" or of "3 of 1 000 particles".
    func note(_ sentence: (_ particles: String) -> String, where isSo: (Particle) -> Bool) throws(FileError) {
        guard !isSampled, !Notes.isQuiet else { return }
        let block = 4096
        var count = 0
        for first in stride(from: 0, to: particles.count, by: block) {
            for particle in try particles.particles(first..<min(first + block, particles.count)) where isSo(particle) {
                count += 1
            }
        }
        guard count > 0 else { return }
        let whose =
            particles.count == 1
            ? "the particle" : "\(NumberText.grouped(count)) of \(NumberText.grouped(particles.count)) particles"
        Notes.write("Note: \(sentence(whose)).\n")
    }
}
