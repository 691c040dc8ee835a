/// A vector in the cavern's coordinates: x horizontal, y up, z along the beam.
public struct Vector: Hashable, Codable, Sendable {
    public var x: Double
    public var y: Double
    public var z: Double

    public init(_ x: Double, _ y: Double, _ z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    public static let zero = Vector(0, 0, 0)

    /// The length.
    public var magnitude: Double { (x * x + y * y + z * z).squareRoot() }

    public static func * (scale: Double, vector: Vector) -> Vector {
        Vector(scale * vector.x, scale * vector.y, scale * vector.z)
    }
}

/// The nine numbers that a response is conditioned on.
///
/// The published data mix units, with the mass in MeV and all else in GeV, so each name includes its unit.
public struct Particle: Hashable, Codable, Sendable {
    /// Rest mass, MeV/c².
    public var massMeV: Double
    /// Total energy, GeV.
    public var energyGeV: Double
    /// Charge in units of the positron charge.
    public var charge: Double
    /// Production vertex, cm.
    public var positionCM: Vector
    /// Momentum, GeV/c. The sign of z selects the side of the detector.
    public var momentumGeV: Vector

    public init(massMeV: Double, energyGeV: Double, charge: Double, positionCM: Vector = .zero, momentumGeV: Vector) {
        self.massMeV = massMeV
        self.energyGeV = energyGeV
        self.charge = charge
        self.positionCM = positionCM
        self.momentumGeV = momentumGeV
    }

    /// Rest mass, GeV/c².
    public var massGeV: Double { massMeV * 1e-3 }
}

extension Particle {
    /// This particle made safe for computation: NaN becomes 0, and every number is clamped to ±1e9.
    package var bounded: Particle {
        var particle = self
        for parameter in Parameter.allCases {
            let value = self[parameter]
            particle[parameter] = value.isNaN ? 0 : min(max(value, -1e9), 1e9)
        }
        return particle
    }
}
