/// Answers particles with photons: the reference Monte Carlo, a data set or a model.
///
/// Sample `index` of a seed depends on the particle, the seed and the index alone, bit for bit: neither on the batch that it is
/// made in nor on the thread.
public protocol Responder: Sendable {
    associatedtype Session: ResponseSession

    var detector: Detector { get }

    /// What one thread needs to make responses, `batch` of them at a time where that is faster.
    func makeSession(batch: Int) -> Session
}

/// Makes responses on one thread.
public protocol ResponseSession {
    /// Writes one response to each particle: particles.count × pixelCount photons, row-major. Particle i gets sample
    /// `firstIndex` + i of the seed; earlier contents are overwritten.
    ///
    /// - Returns: the number of responses, from the first on. It is less than that of the particles only if a data set has no
    ///   response to one of them.
    @discardableResult
    func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int
}
