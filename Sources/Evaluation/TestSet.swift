public import Calorimeter

/// The particles on which models are scored, and the number of responses to each.
public struct TestSet: Sendable {
    public let detector: Detector
    public let particles: [Particle]
    /// True responses to each particle, and as many generated ones in each run.
    public let repeats: [Int]

    /// - Precondition: there is one number of repeats, zero or more, for each particle.
    public init(detector: Detector, particles: [Particle], repeats: [Int]) {
        precondition(particles.count == repeats.count && repeats.allSatisfy { $0 >= 0 })
        self.detector = detector
        self.particles = particles
        self.repeats = repeats
    }

    /// The same number of responses for every particle.
    public init(detector: Detector, particles: [Particle], repeats: Int) {
        self.init(detector: detector, particles: particles, repeats: particles.map { _ in repeats })
    }

    /// The number of responses in one run.
    public var responseCount: Int { repeats.reduce(0, +) }

    /// The distance from the edge of the face, in pixels, beyond which a particle counts as contained: the radius of a core.
    public static let containedMarginPixels = 2.0
    /// Energy above which a contained photon or neutron counts as bright, GeV.
    public static let brightEnergyGeV = 300.0

    /// Whether every response to a particle shows its shower in the same place: a photon or neutron above 300 GeV whose straight
    /// line of flight ends on the face, two pixels or more from its edges.
    public func isContainedAndBright(_ particle: Particle) -> Bool {
        guard particle.species == .photon || particle.species == .neutron, particle.energyGeV > Self.brightEnergyGeV
        else { return false }
        let margin = Self.containedMarginPixels * detector.pitchCM
        let (x, y) = detector.landingPoint(of: particle)
        return x - detector.lowEdgeXCM >= margin && detector.highEdgeXCM - x >= margin
            && y - detector.lowEdgeYCM >= margin && detector.highEdgeYCM - y >= margin
    }
}
