public import Calorimeter

/// Where the training particles lie, parameter by parameter: what sliders run over and what "outside" means.
public struct TrainingRange: Equatable, Sendable {
    /// Least value, quartiles and greatest value of one parameter.
    package struct Quantiles: Equatable, Sendable {
        /// At fractions 0, ¼, ½, ¾, 1; not decreasing.
        package var knots: [Double]

        package init(knots: [Double]) { self.knots = knots }

        package var lowest: Double { knots[0] }
        package var highest: Double { knots[knots.count - 1] }
        /// A parameter that takes both signs gets a knob and a mark at zero instead of a bar.
        package var isSigned: Bool { lowest < 0 }

        /// Where a value stands between the least (0) and the greatest (1), linear between quartiles, so that long
        /// tails do not eat the slider.
        package func fraction(of value: Double) -> Double {
            guard value > lowest else { return 0 }
            guard value < highest else { return 1 }
            // Equal quartiles (most vertices are exactly 0) share their middle.
            let below = knots.lastIndex { $0 < value } ?? 0
            let above = knots.firstIndex { $0 > value } ?? knots.count - 1
            let steps = Double(knots.count - 1)
            if above - below > 1 { return (Double(below) + Double(above)) / 2 / steps }
            return (Double(below) + (value - knots[below]) / (knots[above] - knots[below])) / steps
        }

        /// The value at a fraction: the inverse of `fraction(of:)` where that is one to one.
        package func value(at fraction: Double) -> Double {
            let position = min(max(fraction, 0), 1) * Double(knots.count - 1)
            let below = min(Int(position), knots.count - 2)
            return knots[below] + (position - Double(below)) * (knots[below + 1] - knots[below])
        }

        package func contains(_ value: Double) -> Bool { value >= lowest && value <= highest }
    }

    /// Mass and charge that belong together: a neutron with a charge is no training particle, though a mass and a charge alone are.
    private struct Kind: Hashable, Sendable {
        /// MeV
        var mass: Double
        var charge: Double

        /// To the digits that somebody types: 938 MeV is a proton. Neutron and proton differ by more, and by their charge.
        func isOf(_ particle: Particle) -> Bool {
            particle.charge == charge && abs(particle.massMeV - mass) <= max(1e-3 * mass, 0.01)
        }
    }

    private var quantiles: [Quantiles]
    /// What the particles are.
    private var species: [Kind]

    package subscript(parameter: Parameter) -> Quantiles { quantiles[parameter.rawValue] }

    package init(particles: [Particle]) {
        precondition(!particles.isEmpty, "a range needs particles")
        quantiles = Parameter.allCases.map { parameter in
            let values = particles.map { $0[parameter] }.sorted()
            let last = values.count - 1
            return Quantiles(knots: [0, last / 4, last / 2, 3 * last / 4, last].map { values[$0] })
        }
        species = Set(particles.map { Kind(mass: $0.massMeV, charge: $0.charge) }).sorted {
            ($0.charge, $0.mass) < ($1.charge, $1.mass)
        }
    }

    /// The range of the condition sampler, which the shipped models of a detector were trained on.
    public static func sampler(_ detector: Detector) -> TrainingRange { detector.kind == .neutron ? neutron : proton }

    private static let neutron = TrainingRange(particles: ConditionSampler(detector: .zn).particles(count: 4000, seed: 1))
    private static let proton = TrainingRange(particles: ConditionSampler(detector: .zp).particles(count: 4000, seed: 1))

    /// Whether nothing of a particle lies outside.
    public func contains(_ particle: Particle) -> Bool {
        Parameter.allCases.allSatisfy { self[$0].contains(particle[$0]) } && species.contains { $0.isOf(particle) }
    }

    /// The parameters of a particle that lie outside: each alone, and mass and charge together where none of the particles had
    /// both.
    public func outside(_ particle: Particle) -> [Parameter] {
        let isKnown = species.contains { $0.isOf(particle) }
        return Parameter.allCases.filter { !self[$0].contains(particle[$0]) || (!isKnown && ($0 == .mass || $0 == .charge)) }
    }
}
