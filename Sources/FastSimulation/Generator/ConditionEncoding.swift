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
/// massless, neutron, neutral kaon, baryon heavier than 1 GeV, charged.
public struct ConditionEncoding: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case raw, derived

        /// Numbers that the network sees of a particle.
        public var count: Int {
            switch self {
            case .raw: Parameter.allCases.count
            case .derived: Parameter.allCases.count + 9
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

    /// Writes `kind.count` numbers. Returns false, and writes zeros, if one of them is not finite.
    ///
    /// A momentum along the beam below 1e-6 GeV/c counts as that, an energy below 1e-3 GeV as that.
    public func encode(_ particle: Particle, into inputs: UnsafeMutablePointer<Float>) -> Bool {
        for (index, parameter) in Parameter.publishedOrder.enumerated() {
            inputs[parameter.rawValue] = Float((particle[parameter] - Double(mean[index])) / Double(scale[index]))
        }
        if kind == .derived { derive(particle, into: inputs + Parameter.allCases.count) }
        for index in 0..<kind.count where !inputs[index].isFinite {
            for index in 0..<kind.count { inputs[index] = 0 }
            return false
        }
        return true
    }

    private func derive(_ particle: Particle, into derived: UnsafeMutablePointer<Float>) {
        let p = particle.momentumGeV
        let flight = Self.planeCM / max(abs(p.z), 1e-6)
        let (x, y) = (p.x * flight, p.y * flight)
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
