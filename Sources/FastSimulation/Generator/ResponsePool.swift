public import Calorimeter
public import Networks

/// Sessions of one responder for several threads, to answer many particles at once.
///
///     let pool = ResponsePool(generator)
///     pool.respond(to: particles, seed: 42, into: photons)
///
/// Particle i gets the same response, bit for bit, as sample i of the seed in any session.
public final class ResponsePool {
    public let workers: Workers
    private let pixels: Int
    private let sessions: [any ResponseSession]

    /// Samples that a thread takes at a time, at least and at most: many use each weight of a dense layer often, few leave no
    /// core waiting long for another at the end.
    private static let samplesPerTask = 16...64

    public init(_ responder: any Responder, workers: Workers = Workers()) {
        self.workers = workers
        pixels = responder.detector.pixelCount
        sessions = (0..<workers.count).map { _ in responder.makeSession(batch: Self.samplesPerTask.upperBound) }
    }

    /// A generator's pool with one of the instruction sets.
    public init(_ generator: Generator, workers: Workers, instructionSet: InstructionSet) {
        self.workers = workers
        pixels = generator.detector.pixelCount
        sessions = (0..<workers.count).map { _ in
            generator.makeSession(batch: Self.samplesPerTask.upperBound, instructionSet: instructionSet)
        }
    }

    /// Writes the photons of one sample of each particle: particles.count × pixelCount, row-major. Particle i is sample
    /// `firstIndex` + i of the seed.
    ///
    /// - Precondition: there is a response to every particle.
    public func respond(
        to particles: [Particle], seed: UInt64, firstIndex: Int = 0, into photons: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(photons.count >= particles.count * pixels, "the photons of \(particles.count) samples do not fit")
        // Two tasks for each thread, if that gives tasks of a good size.
        let even = (particles.count + 2 * workers.count - 1) / (2 * workers.count)
        let size = min(max(even, Self.samplesPerTask.lowerBound), Self.samplesPerTask.upperBound)
        particles.withUnsafeBufferPointer { particles in
            workers.run((particles.count + size - 1) / size) { task, worker in
                let range = task * size..<min((task + 1) * size, particles.count)
                let made = sessions[worker].respond(
                    to: UnsafeBufferPointer(rebasing: particles[range]), seed: seed,
                    firstIndex: firstIndex + range.lowerBound,
                    into: UnsafeMutableBufferPointer(
                        rebasing: photons[range.lowerBound * pixels..<range.upperBound * pixels]))
                precondition(made == range.count, "a particle has no response")
            }
        }
    }
}
