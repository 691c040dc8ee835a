public import Calorimeter

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How the nine numbers of a particle reach a network.
///
/// First the nine, standardised, in the order of the screen (mass, energy, charge, position, momentum). The derived
/// encoding adds nine numbers: where a straight line from the origin meets a face 11,260 cm away (x, y as
/// asinh(x/2), asinh(y/2), and how far out of the face, clip(max(|x|, |y|), 0, 12)/4 − 1), ln E − 6, and five flags:
/// massless, neutron, neutral kaon, baryon heavier than 1 GeV, charged. The located encoding adds to that where the line
/// meets the face along x and along y, each on eleven tents 0.8 cm apart, −4 cm … 4 cm: 1 at a tent's top, 0 from its
/// neighbours' tops on; a network need not learn to tell places apart from one smooth number. The fine encoding adds tents one
/// pixel apart to these, a top on the centre of every row and of every column: sharp showers follow the place within a pixel.
///
/// For the proton calorimeter all three know the magnets (`Flight.landing`): the derived encoding has five numbers more, where
/// they bring the particle on the face (x and y, −1 to 1 across the face, held within ±3), whether it is lost in a wall and
/// how far along (|z|/65 m), and how near to the face it comes, exp(−distance/8 cm); and the located encoding's tents stand
/// on this landing point, those of the located one 3.2 cm … 36 cm along x and −6.4 cm … 6.4 cm along y, all 0 for lost particles.
public struct ConditionEncoding: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case raw, derived, located, fine

        /// "raw, derived, located or fine", for messages.
        public static var words: String {
            let names = allCases.map(\.rawValue)
            return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        }

        /// Numbers that a network for this detector sees of a particle.
        public func count(for detector: Detector) -> Int {
            switch self {
            case .raw: return Parameter.allCases.count
            case .derived:
                return Parameter.allCases.count + 9 + (detector.kind == .proton ? ConditionEncoding.landingCount : 0)
            case .located:
                let tents = ConditionEncoding.tents(for: detector)
                return Self.derived.count(for: detector) + tents.x.count + tents.y.count
            case .fine: return Self.located.count(for: detector) + detector.rows + detector.columns
            }
        }
    }

    public let kind: Kind
    public let detector: Detector
    /// Numbers that the network sees of a particle.
    public let count: Int
    /// Means and scales in the published order, in the parameters' units.
    public let mean: [Float]
    public let scale: [Float]

    /// Nil unless there are nine means and nine positive scales, with which every condition stays a number.
    public init?(kind: Kind, detector: Detector, mean: [Float], scale: [Float]) {
        let parameters = Parameter.allCases.count
        guard mean.count == parameters, scale.count == parameters else { return nil }
        guard zip(mean, scale).allSatisfy({ Parameter.canStandardise(mean: $0, scale: $1) }) else { return nil }
        self.kind = kind
        self.detector = detector
        self.count = kind.count(for: detector)
        self.mean = mean
        self.scale = scale
    }

    /// Writes `count` numbers. Returns false, and writes zeros, if one of them is not finite.
    ///
    /// A momentum along the beam below 1e-6 GeV/c counts as that, an energy below 1e-3 GeV as that.
    public func encode(_ particle: Particle, into inputs: UnsafeMutablePointer<Float>) -> Bool {
        for (index, parameter) in Parameter.publishedOrder.enumerated() {
            inputs[parameter.rawValue] = Float((particle[parameter] - Double(mean[index])) / Double(scale[index]))
        }
        if kind != .raw {
            derive(particle, into: inputs + Parameter.allCases.count)
            let (x, y) =
                detector.kind == .proton
                ? land(particle, into: inputs + Parameter.allCases.count + 9) : Self.straightLanding(of: particle)
            if kind != .derived {
                write(Self.tents(for: detector), x: x, y: y, into: inputs + Kind.derived.count(for: detector))
            }
            if kind == .fine {
                write(Self.fineTents(for: detector), x: x, y: y, into: inputs + Kind.located.count(for: detector))
            }
        }
        for index in 0..<count where !inputs[index].isFinite {
            for index in 0..<count { inputs[index] = 0 }
            return false
        }
        return true
    }

    /// Where a straight line from the origin meets the plane, cm.
    private static func straightLanding(of particle: Particle) -> (x: Double, y: Double) {
        let p = particle.momentumGeV
        let flight = planeCM / max(abs(p.z), leastMomentumGeV)
        return (p.x * flight, p.y * flight)
    }

    /// The five numbers of the landing behind the magnets. Gives the landing point, far away if the particle is lost.
    private func land(_ particle: Particle, into numbers: UnsafeMutablePointer<Float>) -> (x: Double, y: Double) {
        let landing = Flight.landing(of: particle, on: detector)
        let (lowX, highX, lowY, highY) = (detector.lowEdgeXCM, detector.highEdgeXCM, detector.lowEdgeYCM, detector.highEdgeYCM)
        func across(_ place: Double, _ low: Double, _ high: Double) -> Float {
            Float(min(max((2 * place - low - high) / (high - low), -Self.farthestAcross), Self.farthestAcross))
        }
        let beside = hypot(
            max(lowX - landing.x, landing.x - highX, 0), max(lowY - landing.y, landing.y - highY, 0))
        numbers[0] = across(landing.x, lowX, highX)
        numbers[1] = across(landing.y, lowY, highY)
        numbers[2] = landing.lost > 0 ? 1 : 0
        numbers[3] = Float(landing.lost / Self.lostUnitCM)
        numbers[4] = Float(exp(-beside / Self.besideUnitCM))
        return landing.lost > 0 ? (Self.nowhereCM, Self.nowhereCM) : (landing.x, landing.y)
    }

    private func write(_ tents: (x: Tents, y: Tents), x: Double, y: Double, into heights: UnsafeMutablePointer<Float>) {
        tents.x.write(x, into: heights)
        tents.y.write(y, into: heights + tents.x.count)
    }

    private func derive(_ particle: Particle, into derived: UnsafeMutablePointer<Float>) {
        let (x, y) = Self.straightLanding(of: particle)
        let mass = particle.massMeV
        derived[0] = Float(asinh(x / Self.landingUnitCM))
        derived[1] = Float(asinh(y / Self.landingUnitCM))
        derived[2] = Float(min(max(abs(x), abs(y)), Self.farthestCM) / Self.fartherUnitCM - 1)
        derived[3] = Float(log(max(particle.energyGeV, Self.leastEnergyGeV)) - Self.usualLogEnergy)
        derived[4] = mass < Self.masslessBelowMeV ? 1 : 0
        derived[5] = abs(mass - Self.neutronMassMeV.centre) < Self.neutronMassMeV.halfWidth ? 1 : 0
        derived[6] = abs(mass - Self.kaonMassMeV.centre) < Self.kaonMassMeV.halfWidth ? 1 : 0
        derived[7] = mass > Self.heavyAboveMeV ? 1 : 0
        derived[8] = particle.charge != 0 ? 1 : 0
    }
}

/// The constants of the encodings.
extension ConditionEncoding {
    /// The distance of the plane that a straight line is followed to, cm: between the two faces.
    public static let planeCM = 11260.0
    /// A momentum along the beam below this counts as this, GeV/c.
    public static let leastMomentumGeV = 1e-6
    /// An energy below this counts as this, GeV.
    public static let leastEnergyGeV = 1e-3
    /// What is taken from the logarithm of the energy in GeV.
    public static let usualLogEnergy = 6.0
    /// The unit of the landing point inside asinh, cm.
    public static let landingUnitCM = 2.0
    /// The farther coordinate counts up to here, cm, and in this unit, cm.
    public static let farthestCM = 12.0
    public static let fartherUnitCM = 4.0

    /// Particles lighter than this count as massless, MeV; those heavier than the other as heavy baryons.
    public static let masslessBelowMeV = 1.0
    public static let heavyAboveMeV = 1000.0
    /// The masses that count as the neutron's and the neutral kaon's, MeV.
    public static let neutronMassMeV = (centre: 939.565, halfWidth: 0.5)
    public static let kaonMassMeV = (centre: 497.6, halfWidth: 1.0)

    /// Numbers that the landing behind the magnets adds.
    static let landingCount = 5
    /// A landing point counts up to this many half faces from the centre.
    static let farthestAcross = 3.0
    /// The units of the place where a particle is lost and of its distance to the face, cm.
    static let lostUnitCM = 6500.0
    static let besideUnitCM = 8.0
    /// A place that no tent reaches, cm.
    private static let nowhereCM = 1e9

    /// Tents along one axis of a face: a place's height under each, 1 at its top, 0 from its neighbours' on.
    public struct Tents: Hashable, Sendable {
        /// The middle of them all, cm.
        public let centre: Double
        public let count: Int
        /// From one top to the next, cm.
        public let distanceCM: Double

        /// Where a tent has its top, cm.
        public func top(_ tent: Int) -> Double { centre + (Double(tent) - Double(count - 1) / 2) * distanceCM }

        func write(_ place: Double, into heights: UnsafeMutablePointer<Float>) {
            for tent in 0..<count { heights[tent] = Float(max(1 - abs(place - top(tent)) / distanceCM, 0)) }
        }
    }

    /// The tents of the located encoding.
    public static func tents(for detector: Detector) -> (x: Tents, y: Tents) {
        func tents(_ centre: Double, _ count: Int) -> Tents { Tents(centre: centre, count: count, distanceCM: 0.8) }
        return switch detector.kind {
        case .neutron: (tents(0, 11), tents(0, 11))
        case .proton: (tents(19.6, 42), tents(0, 17))
        }
    }

    /// The tents that the fine encoding adds: one for every row and every column.
    public static func fineTents(for detector: Detector) -> (x: Tents, y: Tents) {
        func tents(_ low: Double, _ high: Double, _ count: Int) -> Tents {
            Tents(centre: (low + high) / 2, count: count, distanceCM: detector.pitchCM)
        }
        return (
            tents(detector.lowEdgeXCM, detector.highEdgeXCM, detector.rows),
            tents(detector.lowEdgeYCM, detector.highEdgeYCM, detector.columns)
        )
    }
}
