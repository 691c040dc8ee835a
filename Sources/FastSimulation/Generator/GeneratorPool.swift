public import Calorimeter
public import Networks

/// Sessions of one generator for several threads, to run many particles at once.
///
///     let pool = GeneratorPool(generator: generator)
///     pool.generate(particles, seed: 42, into: photons)
///
/// Particle i gets the same response, bit for bit, as sample i of the seed in any session.
public final class GeneratorPool {
    public let generator: Generator
    public let workers: Workers
    private let sessions: [Generator.Session]

    /// Samples that a thread takes at a time, at least and at most: many use each weight of a dense layer often, few leave no
    /// core waiting long for another at the end.
    private static let samplesPerTask = 16...64

    public init(generator: Generator, workers: Workers = Workers(), instructionSet: InstructionSet = .best) {
        self.generator = generator
        self.workers = workers
        sessions = (0..<workers.count).map { _ in
            generator.makeSession(batch: Self.samplesPerTask.upperBound, instructionSet: instructionSet)
        }
    }

    /// Writes the photons of one sample of each particle: particles.count × pixelCount, row-major. Particle i is sample
    /// `firstIndex` + i of the seed.
    public func generate(
        _ particles: [Particle], seed: UInt64, firstIndex: Int = 0, as counting: PhotonCounting = .counted,
        into photons: UnsafeMutableBufferPointer<Float>
    ) {
        let pixels = generator.detector.pixelCount
        precondition(photons.count >= particles.count * pixels, "the photons of \(particles.count) samples do not fit")
        // Two tasks for each thread, if that gives tasks of a good size.
        let even = (particles.count + 2 * workers.count - 1) / (2 * workers.count)
        let size = min(max(even, Self.samplesPerTask.lowerBound), Self.samplesPerTask.upperBound)
        particles.withUnsafeBufferPointer { particles in
            workers.run((particles.count + size - 1) / size) { task, worker in
                let range = task * size..<min((task + 1) * size, particles.count)
                sessions[worker].generate(
                    UnsafeBufferPointer(rebasing: particles[range]), seed: seed,
                    firstIndex: firstIndex + range.lowerBound, as: counting,
                    into: UnsafeMutableBufferPointer(
                        rebasing: photons[range.lowerBound * pixels..<range.upperBound * pixels]))
            }
        }
    }
}
