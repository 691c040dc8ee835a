import Calorimeter
import Random

/// A particle on its way from the interaction point to the face.
///
/// z is the distance along the beam on the particle's side, so it grows on the way; x and y are the cavern's. cm, GeV.
struct Track {
    var kind: ParticleKind
    var energy: Double
    var charge: Double
    var x: Double
    var y: Double
    var z: Double
    /// dx/dz and dy/dz.
    var slopeX: Double
    var slopeY: Double
}

extension Particle {
    /// This particle made safe to compute with: NaN becomes 0, and every number is held within ±1e9.
    var bounded: Particle {
        var particle = self
        for parameter in Parameter.allCases {
            let value = self[parameter]
            particle[parameter] = value.isNaN ? 0 : min(max(value, -1e9), 1e9)
        }
        return particle
    }
}

extension Track {
    /// The start of a particle with bounded numbers, which need not fit together.
    ///
    /// The mass and charge pick the nearest kind; the energy is raised to the momentum and held below 100 TeV. Half of
    /// the neutral kaons are long-lived.
    init(_ particle: Particle, random: inout RandomStream) {
        let momentum = particle.momentumGeV
        let forward = max(abs(momentum.z), 1e-6)
        kind = .nearest(massMeV: abs(particle.massMeV), charge: particle.charge)
        if kind == .shortKaon, random.chance(0.5) { kind = .longKaon }
        energy = min(max(particle.energyGeV, momentum.magnitude), 1e5)
        charge = particle.charge
        x = particle.positionCM.x
        y = particle.positionCM.y
        z = (momentum.z >= 0 ? 1 : -1) * particle.positionCM.z
        slopeX = momentum.x / forward
        slopeY = momentum.y / forward
    }

    /// Moves to `end` (cm): a straight line, with the bend of the part of D1 that lies between.
    mutating func fly(to end: Double) {
        let entry = min(max(z, Dipole.start), Dipole.end)
        let exit = min(max(end, Dipole.start), Dipole.end)
        x += slopeX * (end - z)
        y += slopeY * (end - z)
        if charge != 0, exit != entry {
            let angle = charge * Dipole.kick / max(energy, 0.1) * (exit - entry) / (Dipole.end - Dipole.start)
            x += angle * (end - 0.5 * (entry + exit))
            slopeX += angle
        }
        z = end
    }

    /// The z at which this particle decays, cm, drawn from its lifetime; infinite if it is stable.
    func decayPoint(random: inout RandomStream) -> Double {
        let decayLength = kind.decayLengthCM
        guard decayLength.isFinite else { return .infinity }
        let gamma = energy / kind.massGeV
        let betaGamma = max(gamma * gamma - 1, 1e-6).squareRoot()
        return z + random.exponential() * betaGamma * decayLength
    }

    /// Carries this particle and all that comes of it to the face at `face` (cm), and hands over each one that arrives.
    ///
    /// Decay products are lighter than their parent, so the chain ends: the longest is Ω → Ξ → Λ → π → μ.
    func transport(to face: Double, random: inout RandomStream, arrive: (Track, inout RandomStream) -> Void) {
        var track = self
        let decayPoint = decayPoint(random: &random)
        guard decayPoint < face else {
            track.fly(to: face)
            return arrive(track, &random)
        }
        track.fly(to: decayPoint)
        guard let (first, second) = track.decayed(random: &random) else { return }
        first?.transport(to: face, random: &random, arrive: arrive)
        second?.transport(to: face, random: &random, arrive: arrive)
    }
}
