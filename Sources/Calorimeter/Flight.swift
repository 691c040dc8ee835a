#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A particle in flight along the beam line, without decays and without random numbers.
///
/// z is the distance along the beam on the particle's side, so it increases in flight; x and y are those of the cavern. Units:
/// cm, GeV. In the magnets the energy is used as the momentum.
public struct Flight: Sendable {
    public var energy: Double
    public var charge: Double
    public var x: Double
    public var y: Double
    public var z: Double
    /// dx/dz and dy/dz.
    public var slopeX: Double
    public var slopeY: Double
    /// The |z| at which it hit a wall of the chamber, cm; 0 if it has not.
    public var lost = 0.0

    public init(
        energy: Double, charge: Double, x: Double = 0, y: Double = 0, z: Double = 0, slopeX: Double = 0, slopeY: Double = 0
    ) {
        (self.energy, self.charge) = (energy, charge)
        (self.x, self.y, self.z) = (x, y, z)
        (self.slopeX, self.slopeY) = (slopeX, slopeY)
    }

    /// Larger energies are clamped to this, GeV.
    public static let highestEnergyGeV = 1e5

    /// A particle at its production vertex.
    ///
    /// The nine numbers may be inconsistent or not finite: the energy is raised to the momentum and limited to 100 TeV, NaN
    /// counts as 0, and every number is clamped to ±1e9.
    public init(_ particle: Particle) {
        let particle = particle.bounded
        let momentum = particle.momentumGeV
        let forward = max(abs(momentum.z), 1e-6)
        self.init(
            energy: min(max(particle.energyGeV, momentum.magnitude), Self.highestEnergyGeV), charge: particle.charge,
            x: particle.positionCM.x,
            y: particle.positionCM.y, z: (momentum.z >= 0 ? 1 : -1) * particle.positionCM.z, slopeX: momentum.x / forward,
            slopeY: momentum.y / forward)
    }

    /// Where the magnets take a particle in the plane of a detector's face, and the wall that it hit on the way. Finite for any
    /// nine numbers.
    public static func landing(of particle: Particle, on detector: Detector) -> Flight {
        var flight = Flight(particle)
        let pz = particle.bounded.momentumGeV.z
        flight.fly(to: detector.faceCM(pz: pz), through: .whole(pz: pz))
        return flight
    }

    /// Moves to `end` (cm) through the magnets and walls of a beam line.
    ///
    /// A track that hits a wall is lost there and continues straight; only the light that it scatters can still be seen.
    public mutating func fly(to end: Double, through line: BeamLine) {
        let start = z
        for element in line.elements {
            if case .aperture(let centre, let halfWidth, let halfHeight) = element.effect {
                guard end >= element.end, start < element.end else { continue }
                drift(to: max(element.end, z))
                let (u, v) = ((x - centre) / halfWidth, y / halfHeight)
                if lost == 0, u * u + v * v > 1 { lost = element.end }
                continue
            }
            let (entry, exit) = (max(z, element.start), min(end, element.end))
            guard exit > entry else { continue }
            drift(to: entry)
            cross(element.effect, length: exit - entry)
        }
        drift(to: end)
    }

    private mutating func drift(to end: Double) {
        x += slopeX * (end - z)
        y += slopeY * (end - z)
        z = end
    }

    /// Momentum kick of a unit charge, GeV/c per T m: the speed of light in m/ns.
    private static let bendingPower = 0.299792458

    /// Moves by `length` (cm) through a magnet.
    private mutating func cross(_ effect: BeamLine.Element.Effect, length: Double) {
        guard charge != 0, lost == 0 else { return drift(to: z + length) }
        let bend = Self.bendingPower * charge / max(energy, 0.1)
        switch effect {
        case .quadrupole(let gradient):
            // cm⁻²; positive where x is defocused.
            let strength = bend * gradient * 1e-4
            let rate = abs(strength).squareRoot()
            guard rate > 0 else { return drift(to: z + length) }
            let phase = min(rate * length, 30)
            if strength > 0 {
                (x, slopeX) = Self.defocused(x, slopeX, rate: rate, phase: phase)
                (y, slopeY) = Self.focused(y, slopeY, rate: rate, phase: phase)
            } else {
                (x, slopeX) = Self.focused(x, slopeX, rate: rate, phase: phase)
                (y, slopeY) = Self.defocused(y, slopeY, rate: rate, phase: phase)
            }
        case .bendX(let field):
            let angle = bend * field * length * 0.01
            x += (slopeX + angle / 2) * length
            y += slopeY * length
            slopeX += angle
        case .bendY(let field):
            let angle = bend * field * length * 0.01
            x += slopeX * length
            y += (slopeY + angle / 2) * length
            slopeY += angle
        case .aperture: return
        }
        z += length
    }

    private static func focused(_ u: Double, _ slope: Double, rate: Double, phase: Double) -> (Double, Double) {
        let (sine, cosine) = (sin(phase), cos(phase))
        return (u * cosine + slope * sine / rate, slope * cosine - u * rate * sine)
    }

    private static func defocused(_ u: Double, _ slope: Double, rate: Double, phase: Double) -> (Double, Double) {
        let growing = exp(phase)
        let (sine, cosine) = ((growing - 1 / growing) / 2, (growing + 1 / growing) / 2)
        return (u * cosine + slope * sine / rate, slope * cosine + u * rate * sine)
    }
}
