/// Makes many samples one after the other on one thread, in batches. Its buffers are made once.
///
///     let sampler = Sampler(responder)
///     sampler.make(0..<1000, of: particle, seed: 42) { index, photons in sum += photons.reduce(0, +) }
public final class Sampler {
    public let detector: Detector
    private let session: any ResponseSession
    private let batch: Int
    private var particles: [Particle] = []
    private var photons: [Float]

    /// - Parameter batch: samples made at once. Few leave soon, many use each weight of a network often.
    public init(_ responder: any Responder, batch: Int = 64) {
        detector = responder.detector
        session = responder.makeSession(batch: batch)
        self.batch = batch
        particles.reserveCapacity(batch)
        photons = Array(repeating: 0, count: batch * detector.pixelCount)
    }

    /// Calls `body` with the photons of samples `indices`, row-major, in order. It ends early if a data set has no response to
    /// a particle.
    ///
    /// - Parameter particle: the particle of a sample.
    public func make(
        _ indices: Range<Int>, seed: UInt64, particle: (_ index: Int) -> Particle,
        _ body: (_ index: Int, _ photons: UnsafeBufferPointer<Float>) -> Void
    ) {
        let pixels = detector.pixelCount
        for first in stride(from: indices.lowerBound, to: indices.upperBound, by: batch) {
            let part = first..<min(first + batch, indices.upperBound)
            particles.removeAll(keepingCapacity: true)
            for index in part { particles.append(particle(index)) }
            let made = photons.withUnsafeMutableBufferPointer { photons in
                particles.withUnsafeBufferPointer {
                    session.respond(to: $0, seed: seed, firstIndex: first, into: photons)
                }
            }
            photons.withUnsafeBufferPointer { photons in
                for place in 0..<made {
                    body(first + place, UnsafeBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
                }
            }
            guard made == part.count else { return }
        }
    }

    /// Samples `indices` of one particle.
    public func make(
        _ indices: Range<Int>, of particle: Particle, seed: UInt64,
        _ body: (_ index: Int, _ photons: UnsafeBufferPointer<Float>) -> Void
    ) {
        make(indices, seed: seed, particle: { _ in particle }, body)
    }

    /// Samples `indices` of one particle as pictures; none if a data set has no response to it.
    public func responses(to particle: Particle, seed: UInt64, indices: Range<Int>) -> [Response] {
        var responses: [Response] = []
        make(indices, of: particle, seed: seed) { _, photons in
            responses.append(Response(rows: detector.rows, columns: detector.columns, photons: Array(photons)))
        }
        return responses
    }
}
