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
/// neighbours' tops on; a network need not learn to tell pixels apart from one smooth number.
public struct ConditionEncoding: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case raw, derived, located

        /// "raw, derived or located", for messages.
        public static var words: String {
            let names = allCases.map(\.rawValue)
            return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        }

        /// Numbers that the network sees of a particle.
        public var count: Int {
            switch self {
            case .raw: Parameter.allCases.count
            case .derived: Parameter.allCases.count + 9
            case .located: Self.derived.count + 2 * ConditionEncoding.tents
            }
        }
    }

    public let kind: Kind
    /// Means and scales in the published order, in the parameters' units.
    public let mean: [Float]
    public let scale: [Float]

    /// Nil unless there are nine finite means and nine finite positive scales.
    public init?(kind: Kind, mean: [Float], scale: [Float]) {
        let count = Parameter.allCases.count
        guard mean.count == count, scale.count == count else { return nil }
        guard mean.allSatisfy(\.isFinite), scale.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
        self.kind = kind
        self.mean = mean
        self.scale = scale
    }

    /// The distance of the derived encoding's plane, cm: between the two faces.
    static let planeCM = 11260.0
    /// The tents of the located encoding along one axis, and their distance, cm.
    static let tents = 11
    static let tentCM = 0.8

    /// Writes `kind.count` numbers. Returns false, and writes zeros, if one of them is not finite.
    ///
    /// A momentum along the beam below 1e-6 GeV/c counts as that, an energy below 1e-3 GeV as that.
    public func encode(_ particle: Particle, into inputs: UnsafeMutablePointer<Float>) -> Bool {
        for (index, parameter) in Parameter.publishedOrder.enumerated() {
            inputs[parameter.rawValue] = Float((particle[parameter] - Double(mean[index])) / Double(scale[index]))
        }
        if kind != .raw { derive(particle, into: inputs + Parameter.allCases.count) }
        if kind == .located { locate(particle, into: inputs + Kind.derived.count) }
        for index in 0..<kind.count where !inputs[index].isFinite {
            for index in 0..<kind.count { inputs[index] = 0 }
            return false
        }
        return true
    }

    /// Where a straight line from the origin meets the plane, cm.
    private func landing(_ particle: Particle) -> (x: Double, y: Double) {
        let p = particle.momentumGeV
        let flight = Self.planeCM / max(abs(p.z), 1e-6)
        return (p.x * flight, p.y * flight)
    }

    private func locate(_ particle: Particle, into located: UnsafeMutablePointer<Float>) {
        let (x, y) = landing(particle)
        for (axis, place) in [x, y].enumerated() {
            for tent in 0..<Self.tents {
                let top = (Double(tent) - Double(Self.tents - 1) / 2) * Self.tentCM
                located[axis * Self.tents + tent] = Float(max(1 - abs(place - top) / Self.tentCM, 0))
            }
        }
    }

    private func derive(_ particle: Particle, into derived: UnsafeMutablePointer<Float>) {
        let (x, y) = landing(particle)
        let mass = particle.massMeV
        derived[0] = Float(asinh(x / 2))
        derived[1] = Float(asinh(y / 2))
        derived[2] = Float(min(max(abs(x), abs(y)), 12) / 4 - 1)
        derived[3] = Float(log(max(particle.energyGeV, 1e-3)) - 6)
        derived[4] = mass < 1 ? 1 : 0
        derived[5] = abs(mass - 939.565) < 0.5 ? 1 : 0
        derived[6] = abs(mass - 497.6) < 1 ? 1 : 0
        derived[7] = mass > 1000 ? 1 : 0
        derived[8] = particle.charge != 0 ? 1 : 0
    }
}
