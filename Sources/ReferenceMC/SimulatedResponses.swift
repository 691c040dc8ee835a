public import Calorimeter
public import Random

/// The responses of the reference Monte Carlo, each of its own random stream (seed, purpose, index).
public struct SimulatedResponses: Responder, ResponseSession {
    public let simulation: ReferenceMC
    /// What the responses are for: truth and its independent repeat have different streams.
    public let purpose: RandomStream.Purpose

    public init(_ simulation: ReferenceMC, purpose: RandomStream.Purpose = .truth) {
        (self.simulation, self.purpose) = (simulation, purpose)
    }

    public var detector: Detector { simulation.detector }

    public func makeSession(batch: Int) -> SimulatedResponses { self }

    @discardableResult
    public func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        let pixels = detector.pixelCount
        for (place, particle) in particles.enumerated() {
            var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(truncatingIfNeeded: firstIndex &+ place))
            simulation.respond(
                to: particle, random: &random,
                into: UnsafeMutableBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
        }
        return particles.count
    }
}
