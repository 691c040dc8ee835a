public import Calorimeter
public import Random

/// The reference Monte Carlo: the true response of the neutron calorimeter to any particle.
///
/// Transport through the separation dipole with decays, electromagnetic and hadronic showers, light leaked from
/// particles that miss, and photo-electrons counted fibre by fibre. It is a parametrised simulation tuned to the
/// published numbers and pictures of the full one, not the full simulation itself.
///
///     let simulation = ReferenceMC()
///     let response = simulation.response(to: particle, seed: 42, index: 0)
///
/// Any nine numbers give an answer: NaN counts as 0, the mass and charge as those of the nearest known particle, and the
/// energy is held between the momentum and 100 TeV.
public struct ReferenceMC: Sendable {
    /// The detector whose face is painted. Its shape is free; the showers and the surroundings are those of ZN.
    public let detector: Detector

    public init(detector: Detector = .zn) {
        self.detector = detector
    }

    /// Simulates one response, photons per fibre, row-major. Earlier contents are overwritten; nothing is allocated.
    public func respond(
        to particle: Particle, random: inout RandomStream, into photons: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(
            photons.count == detector.pixelCount,
            "the buffer has \(photons.count) pixels, the detector \(detector.pixelCount)")
        photons.update(repeating: 0)
        let light = NeutronCalorimeterLight(
            face: FibreFace(detector: detector, photons: photons), constants: .zn, depth: detector.depthCM)
        let particle = particle.bounded
        Track(particle, random: &random).transport(to: detector.faceCM(pz: particle.momentumGeV.z), random: &random) {
            light.paint($0, random: &$1)
        }
    }

    /// The response to a particle that has this seed, index and purpose for a name: equal names, equal responses.
    public func response(
        to particle: Particle, seed: UInt64, index: UInt64, purpose: RandomStream.Purpose = .truth
    ) -> Response {
        var random = RandomStream(seed: seed, purpose: purpose, index: index)
        var response = Response(detector: detector)
        response.photons.withUnsafeMutableBufferPointer { respond(to: particle, random: &random, into: $0) }
        return response
    }
}
