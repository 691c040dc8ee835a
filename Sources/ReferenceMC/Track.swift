import Calorimeter
import Random

/// A particle on its way from the interaction point to the face.
struct Track {
    var kind: ParticleKind
    var flight: Flight
    /// The z where it began, cm: where it was shot from or its parent decayed.
    var began = 0.0

    var energy: Double { flight.energy }
    var charge: Double { flight.charge }
    var x: Double { flight.x }
    var y: Double { flight.y }
    /// Whether it met a wall of the vacuum chamber.
    var isLost: Bool { flight.lost > 0 }
}

extension Track {
    /// The start of a particle with bounded numbers, which need not fit together: the mass and charge pick the nearest kind.
    /// Half of the neutral kaons are long-lived.
    init(_ particle: Particle, random: inout RandomStream) {
        kind = .nearest(massMeV: abs(particle.massMeV), charge: particle.charge)
        if kind == .shortKaon, random.chance(0.5) { kind = .longKaon }
        flight = Flight(particle)
        began = flight.z
    }

    /// The z at which this particle decays, cm, drawn from its lifetime; infinite if it is stable.
    func decayPoint(random: inout RandomStream) -> Double {
        let decayLength = kind.decayLengthCM
        guard decayLength.isFinite else { return .infinity }
        let gamma = energy / kind.massGeV
        let betaGamma = max(gamma * gamma - 1, 1e-6).squareRoot()
        return flight.z + random.exponential() * betaGamma * decayLength
    }

    /// Carries this particle and all that comes of it to the face at `face` (cm), and hands over each one that arrives.
    ///
    /// Decay products are lighter than their parent, so the chain ends: the longest is Ω → Ξ → Λ → π → μ. What met a wall
    /// on its way does not decay any more.
    func transport(
        to face: Double, through line: BeamLine, random: inout RandomStream, arrive: (Track, inout RandomStream) -> Void
    ) {
        var track = self
        let decayPoint = decayPoint(random: &random)
        let decays = decayPoint < face
        track.flight.fly(to: decays ? decayPoint : face, through: line)
        if decays, track.isLost { track.flight.fly(to: face, through: line) }
        guard decays, !track.isLost else { return arrive(track, &random) }
        guard let (first, second) = track.decayed(random: &random) else { return }
        first?.transport(to: face, through: line, random: &random, arrive: arrive)
        second?.transport(to: face, through: line, random: &random, arrive: arrive)
    }
}
