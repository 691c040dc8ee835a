public import Calorimeter
public import Random

/// The reference Monte Carlo: the true response of a calorimeter, or of both, to any particle.
///
/// Transport along the beam line with decays, electromagnetic and hadronic showers, light of particles that miss, and
/// photo-electrons counted fibre by fibre. It is a parametrised simulation tuned to the published numbers and pictures of
/// the full one, not the full simulation itself.
///
///     let simulation = ReferenceMC()
///     let response = simulation.response(to: particle, seed: 42, index: 0)
///
/// The neutron calorimeter alone is simulated behind the separation dipole, the only magnet that matters to it. The proton
/// calorimeter, alone or beside the other, stands behind the whole beam line; alone and beside the other its responses are
/// the same for the same stream.
///
/// Any nine numbers give an answer: NaN counts as 0, the mass and charge as those of the nearest known particle, and the
/// energy is held between the momentum and 100 TeV.
public struct ReferenceMC: Hashable, Sendable {
    /// The detector whose face is painted. Its shape is free; the showers and the surroundings are those of its kind.
    public let detector: Detector
    /// The neutron calorimeter's responses are those beside the proton calorimeter's, of the same flight behind all magnets.
    public let isBesideOther: Bool

    /// - Parameter isBesideOther: the responses are those that `respondInBoth` gives for the same stream. For the proton
    ///   calorimeter that changes nothing.
    public init(detector: Detector = .zn, isBesideOther: Bool = false) {
        self.detector = detector
        self.isBesideOther = isBesideOther && detector.kind == .neutron
    }

    /// Simulates one response, photons per fibre, row-major. Earlier contents are overwritten; nothing is allocated.
    public func respond(
        to particle: Particle, random: inout RandomStream, into photons: UnsafeMutableBufferPointer<Float>
    ) {
        switch detector.kind {
        case .neutron where isBesideOther:
            Self.respondBehindMagnets(to: particle, random: &random, neutron: (detector, photons), proton: nil)
        case .neutron:
            let light = NeutronCalorimeterLight(
                face: Self.blank(detector, photons), constants: .zn, depth: detector.depthCM, pipeX: Surroundings.pipeX)
            let particle = particle.bounded
            Track(particle, random: &random).transport(
                to: detector.faceCM(pz: particle.momentumGeV.z), through: .separationDipole, random: &random
            ) { light.paint($0, random: &$1) }
        case .proton:
            Self.respondBehindMagnets(to: particle, random: &random, neutron: nil, proton: (detector, photons))
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

    /// Simulates the responses of both calorimeters to one particle in one transport along the whole beam line.
    ///
    /// The proton calorimeter's is the one that `ReferenceMC(detector: .zp)` gives for the same stream; the neutron
    /// calorimeter's differs from its own for charged particles, which the other magnets bend too.
    public static func respondInBoth(
        to particle: Particle, random: inout RandomStream, neutron: UnsafeMutableBufferPointer<Float>,
        proton: UnsafeMutableBufferPointer<Float>
    ) {
        respondBehindMagnets(to: particle, random: &random, neutron: (.zn, neutron), proton: (.zp, proton))
    }

    private typealias Face = (detector: Detector, photons: UnsafeMutableBufferPointer<Float>)

    /// Three streams, one for the flight and one for the light in each calorimeter: what is painted in one calorimeter
    /// changes nothing in the other.
    private static func respondBehindMagnets(
        to particle: Particle, random: inout RandomStream, neutron: Face?, proton: Face?
    ) {
        var neutronRandom = RandomStream(seed: random.next(), purpose: .truth)
        var protonRandom = RandomStream(seed: random.next(), purpose: .truth)
        let neutronLight = neutron.map {
            NeutronCalorimeterLight(
                face: blank($0.detector, $0.photons), constants: .zn, depth: $0.detector.depthCM,
                pipeX: Surroundings.pipeXBehindMagnets)
        }
        let particle = particle.bounded
        let pz = particle.momentumGeV.z
        let end = Detector.zn.faceCM(pz: pz)
        let protonLight = proton.map {
            ProtonCalorimeterLight(
                face: blank($0.detector, $0.photons), constants: .zp, depth: $0.detector.depthCM,
                ahead: end - $0.detector.faceCM(pz: pz))
        }
        Track(particle, random: &random).transport(to: end, through: .whole(pz: pz), random: &random) { track, _ in
            neutronLight?.paint(track, random: &neutronRandom)
            protonLight?.paint(track, random: &protonRandom)
        }
    }

    private static func blank(_ detector: Detector, _ photons: UnsafeMutableBufferPointer<Float>) -> FibreFace {
        precondition(
            photons.count == detector.pixelCount,
            "the buffer has \(photons.count) pixels, the detector \(detector.pixelCount)")
        photons.update(repeating: 0)
        return FibreFace(detector: detector, photons: photons)
    }
}
