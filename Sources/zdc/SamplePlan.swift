import Calorimeter

/// Which samples a batch command makes: every particle a number of times.
///
/// Sample n of the whole has the name `firstIndex` + n in its random stream, so that sample `--index 7` of a particle
/// is the same picture alone, among its repeats, and on the screen of the explorer.
struct SamplePlan: Sendable {
    let particles: [Particle]
    let repeats: Int
    let firstIndex: Int

    /// All samples.
    var count: Int { particles.count * repeats }

    func particle(ofSample sample: Int) -> Particle { particles[sample / repeats] }

    func index(ofSample sample: Int) -> Int { firstIndex + sample }

    /// Splits samples into runs of one particle each: the particle, and the run's samples.
    func runs(_ samples: Range<Int>) -> [(particle: Particle, samples: Range<Int>)] {
        guard !samples.isEmpty else { return [] }
        return (samples.lowerBound / repeats...(samples.upperBound - 1) / repeats).map { number in
            (particles[number], samples.clamped(to: number * repeats..<(number + 1) * repeats))
        }
    }
}
