public import Calorimeter

/// Where a particle meets the plane of a detector's face.
public struct LandingPoint: Hashable, Sendable {
    /// cm.
    public let x: Double
    public let y: Double

    /// Where the beam line that the detector is simulated with takes the particle.
    public init(of particle: Particle, on detector: Detector) {
        let flight = Self.flight(of: particle, to: detector)
        (x, y) = (flight.x, flight.y)
    }

    public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    /// The flight to the plane of the face.
    public static func flight(of particle: Particle, to detector: Detector) -> Flight {
        var flight = Flight(particle)
        let pz = particle.momentumGeV.z
        flight.fly(to: detector.faceCM(pz: pz), through: line(to: detector, pz: pz))
        return flight
    }

    /// The neutron calorimeter by itself is behind the separation dipole alone.
    fileprivate static func line(to detector: Detector, pz: Double) -> BeamLine {
        detector.kind == .neutron ? .separationDipole : .whole(pz: pz)
    }
}

extension LandingPoint {
    /// Why no momentum brings a particle to a point.
    public enum Obstacle: Error, Hashable, Sendable {
        /// It does not fly along the beam.
        case notForward
        /// The magnets bring all directions to the same coordinate.
        case focused
        /// A wall of the vacuum chamber at this |z|, cm.
        case wall(atCM: Double)
        /// No particle may have the momentum or the energy that it would take.
        case beyondLimits
    }

    /// The particle with the Px and Py that bring it here; Pz stays, unless `settle` changes it.
    ///
    /// Without its walls, the beam line takes slopes to places by a linear map that depends on the energy alone. So the solution for an energy
    /// is exact, and is repeated until the energy that follows from it does not change it any more.
    ///
    /// - Parameter settle: brings on shell what follows the momentum; nil if no particle has it.
    public func particle(
        like start: Particle, on detector: Detector, settle: (Particle) -> Particle?
    ) throws(Obstacle) -> Particle {
        let pz = start.momentumGeV.z
        guard pz != 0 else { throw .notForward }
        let line = Self.openLine(to: detector, pz: pz)
        let face = detector.faceCM(pz: pz)
        var particle = start
        for _ in 0..<Self.mostSteps {
            /// Where a particle of the present energy comes to from its vertex with these slopes.
            func end(_ slope: Double) -> Flight {
                var flight = Flight(particle)
                (flight.slopeX, flight.slopeY) = (slope, slope)
                flight.fly(to: face, through: line)
                return flight
            }
            let (straight, tilted) = (end(0), end(Self.tilt))
            let (gainX, gainY) = ((tilted.x - straight.x) / Self.tilt, (tilted.y - straight.y) / Self.tilt)
            guard min(abs(gainX), abs(gainY)) > Self.leastGain * face else { throw .focused }
            let forward = abs(particle.momentumGeV.z)
            particle.momentumGeV.x = (x - straight.x) / gainX * forward
            particle.momentumGeV.y = (y - straight.y) / gainY * forward
            guard let settled = settle(particle) else { throw .beyondLimits }
            particle = settled
            let flight = Self.flight(of: particle, to: detector)
            let error = max(abs(flight.x - x), abs(flight.y - y))
            guard error <= Self.tolerance else { continue }
            guard flight.lost == 0 else { throw .wall(atCM: flight.lost) }
            return particle
        }
        let lost = Self.flight(of: particle, to: detector).lost
        throw lost > 0 ? .wall(atCM: lost) : .focused
    }

    /// The magnets alone.
    private static func openLine(to detector: Detector, pz: Double) -> BeamLine {
        detector.kind == .neutron ? openDipole : pz >= 0 ? openSideA : openSideC
    }

    private static let openDipole = BeamLine.separationDipole.withoutWalls
    private static let openSideA = BeamLine.sideA.withoutWalls
    private static let openSideC = BeamLine.sideC.withoutWalls

    /// Steps that energies may take to settle; each brings some three digits.
    private static let mostSteps = 40
    /// A slope to measure the linear map with.
    private static let tilt = 1e-3
    /// A line that gains less than this part of the straight one's is a focus.
    private static let leastGain = 1e-6
    /// cm
    private static let tolerance = 1e-7
}
