#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The geometry of one calorimeter: everything the rest of the program knows about its shape.
///
/// Image index [row][column] = [x pixel][y pixel], in the cavern's x and y on both sides.
/// Source of the numbers: AliceO2, Detectors/ZDC.
public struct Detector: Hashable, Sendable {
    /// The particles that a calorimeter is built for, which decides how light is simulated.
    public enum Kind: String, CaseIterable, Sendable {
        /// Between the two beam pipes, in the line of flight of neutral particles.
        case neutron
        /// Beside the outgoing beam pipe, where the magnets take protons that lost energy.
        case proton
    }

    /// "ZN" or "ZP".
    public let name: String
    public let kind: Kind
    /// Fibres along x: the first index of an image.
    public let rows: Int
    /// Fibres along y: the second index.
    public let columns: Int
    /// Distance between fibres, cm.
    public let pitchCM: Double
    /// The low edge of the face in x and y, cm.
    public let lowEdgeXCM: Double
    public let lowEdgeYCM: Double
    /// Length of the calorimeter along the beam, cm.
    public let depthCM: Double
    /// Distance of the front face from the interaction point, cm: A side (pz ≥ 0), C side (pz < 0).
    public let faceACM: Double
    public let faceCCM: Double

    public init(
        name: String, kind: Kind = .neutron, rows: Int, columns: Int, pitchCM: Double, lowEdgeXCM: Double, lowEdgeYCM: Double,
        depthCM: Double, faceACM: Double, faceCCM: Double
    ) {
        self.name = name
        self.kind = kind
        self.rows = rows
        self.columns = columns
        self.pitchCM = pitchCM
        self.lowEdgeXCM = lowEdgeXCM
        self.lowEdgeYCM = lowEdgeYCM
        self.depthCM = depthCM
        self.faceACM = faceACM
        self.faceCCM = faceCCM
    }

    /// The neutron calorimeter.
    public static let zn = Detector(
        name: "ZN", rows: 44, columns: 44, pitchCM: 0.16, lowEdgeXCM: -3.52, lowEdgeYCM: -3.52, depthCM: 100,
        faceACM: 11259.8, faceCCM: 11261.3)

    /// The proton calorimeter. Row 0 is nearest to the beam; the face is 8 cm in front of the face of ZN.
    public static let zp = Detector(
        name: "ZP", kind: .proton, rows: 56, columns: 30, pitchCM: 0.40, lowEdgeXCM: 13.15, lowEdgeYCM: -6, depthCM: 150,
        faceACM: 11251.8, faceCCM: 11253.3)

    /// Both calorimeters.
    public static let all = [zn, zp]

    /// The calorimeter with this name, "zn" or "ZP"; nil if there is none.
    public init?(named name: String) {
        guard let detector = Self.all.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
        self = detector
    }

    /// The number of fibres on the face.
    public var pixelCount: Int { rows * columns }

    /// The |z| of the face that a particle with this pz flies to, cm.
    public func faceCM(pz: Double) -> Double { pz >= 0 ? faceACM : faceCCM }

    /// The high edges of the face, cm.
    public var highEdgeXCM: Double { lowEdgeXCM + Double(rows) * pitchCM }
    public var highEdgeYCM: Double { lowEdgeYCM + Double(columns) * pitchCM }

    /// The pixel at a point (cm) of the face; nil outside it.
    public func pixel(x: Double, y: Double) -> (row: Int, column: Int)? {
        let row = ((x - lowEdgeXCM) / pitchCM).rounded(.down)
        let column = ((y - lowEdgeYCM) / pitchCM).rounded(.down)
        guard row >= 0, column >= 0, row < Double(rows), column < Double(columns) else { return nil }
        return (Int(row), Int(column))
    }

    /// The centre of a pixel, cm.
    public func centre(row: Int, column: Int) -> (x: Double, y: Double) {
        (lowEdgeXCM + (Double(row) + 0.5) * pitchCM, lowEdgeYCM + (Double(column) + 0.5) * pitchCM)
    }

    /// Where a straight line meets the plane of the face, cm. For charged particles, which the magnets bend, see
    /// `Flight.landing(of:on:)`.
    public func landingPoint(of particle: Particle) -> (x: Double, y: Double) {
        let p = particle.momentumGeV
        let pz = max(abs(p.z), 1e-6)
        let flight = faceCM(pz: p.z) - (p.z >= 0 ? 1 : -1) * particle.positionCM.z
        return (particle.positionCM.x + p.x / pz * flight, particle.positionCM.y + p.y / pz * flight)
    }
}
