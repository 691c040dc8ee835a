import Calorimeter
import Canvas
import Evaluation
import Foundation

/// Which of energy and momentum follows the others when the user turns a knob.
enum OnShellLock: String, CaseIterable, Codable, Sendable {
    /// A changed mass changes the energy.
    case energyFollows
    /// A changed mass or momentum changes the length of the momentum; the energy stays.
    case momentumFollows
    /// Nothing follows: the residue E² − p² − m² is shown instead.
    case free

    /// The short form on the screen.
    var label: String {
        switch self {
        case .energyFollows: "E←p,m"
        case .momentumFollows: "p←E,m"
        case .free: "free"
        }
    }

    /// The particle after one parameter was set, with what follows brought on shell.
    ///
    /// Throws what stands against it, in words for the status line.
    func setting(_ parameter: Parameter, to value: Double, in particle: Particle) throws(Refusal) -> Particle {
        var changed = particle
        changed[parameter] = value
        // What is asked for is checked before what follows from it, so that the reason is the user's own number.
        try OnShellLock.check(parameter, of: changed)
        let settled = try settle(changed, after: parameter)
        for parameter in Parameter.allCases { try OnShellLock.check(parameter, of: settled) }
        return settled
    }

    /// Brings on shell what follows a changed parameter.
    private func settle(_ changed: Particle, after parameter: Parameter) throws(Refusal) -> Particle {
        switch (self, parameter) {
        case (.free, _), (_, .charge), (_, .vx), (_, .vy), (_, .vz):
            return changed
        case (_, .energy), (.momentumFollows, .mass), (.momentumFollows, .px), (.momentumFollows, .py), (.momentumFollows, .pz):
            guard let onShell = changed.withMomentumOnShell() else {
                throw Refusal(
                    "The energy of \(NumberText.value(changed.energyGeV)) GeV is below the mass of \(NumberText.value(changed.massGeV)) GeV."
                )
            }
            guard OnShellLock.isSettled(onShell) else {
                throw Refusal("The energy of \(NumberText.value(changed.energyGeV)) GeV is too small for a momentum to follow.")
            }
            return onShell
        case (.energyFollows, _):
            return changed.withEnergyOnShell()
        }
    }

    /// The particle with this species' mass and charge, brought on shell.
    func setting(_ species: Species, in particle: Particle) throws(Refusal) -> Particle {
        var changed = particle
        changed.charge = species.charge
        return try setting(.mass, to: species.massMeV, in: changed)
    }

    func setting(_ row: ParameterRow, to value: Double, in particle: Particle, on detector: Detector) throws(Refusal) -> Particle
    {
        switch row {
        case .species: return particle
        case .parameter(let parameter): return try setting(parameter, to: value, in: particle)
        case .landing(let axis):
            var start = particle
            let present = LandingPoint(of: particle, on: detector)
            let other = axis == .x ? present.y : present.x
            // From far outside, the other coordinate comes to the beam with it.
            let isFar = !(abs(other) < FaceAxis.farthestCM)
            if isFar { (start.momentumGeV.x, start.momentumGeV.y) = (0, 0) }
            return try landing(
                axis == .x ? LandingPoint(x: value, y: isFar ? 0 : other) : LandingPoint(x: isFar ? 0 : other, y: value), start,
                on: detector)
        }
    }

    private static let notForward = "Pz is 0: the particle never comes to the plane of the face."

    /// The particle with the Px and Py that bring it to a point of the face, or why none do.
    func landing(_ point: LandingPoint, _ particle: Particle, on detector: Detector) throws(Refusal) -> Particle {
        guard particle.momentumGeV.z != 0 else {
            throw Refusal(Self.notForward)
        }
        func text(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
        let place = "x \(text(point.x)), y \(text(point.y)) cm"
        guard max(abs(point.x), abs(point.y)) < FaceAxis.farthestCM else {
            throw Refusal("The point is at \(place); expected one within 1000 cm of the beam.")
        }
        do throws(LandingPoint.Obstacle) {
            return try point.particle(like: particle, on: detector) { changed in
                let settled = (try? settle(changed, after: .px)) ?? changed
                return Parameter.allCases.allSatisfy { Self.problem(of: $0, in: settled) == nil } ? settled : nil
            }
        } catch {
            let reason =
                switch error {
                case .notForward: Self.notForward
                case .focused: "No momentum brings this particle to \(place): the magnets bend all of them elsewhere."
                case .wall(let z):
                    "No momentum brings this particle to \(place): on the way there it is lost in the beam line at \(NumberText.fixed(z / 100, decimals: 1)) m."
                case .beyondLimits: "No momentum within 1e9 GeV brings this particle to \(place)."
                }
            throw Refusal(reason)
        }
    }

    /// Whether energy, momentum and mass agree: false where their squares, below 1e-308 GeV², underflow.
    private static func isSettled(_ particle: Particle) -> Bool { particle.isOnShell(tolerance: 1e-9) }

    /// Whether it is a particle on shell.
    static func holds(_ particle: Particle) -> Bool {
        isSettled(particle) && Parameter.allCases.allSatisfy { problem(of: $0, in: particle) == nil }
    }

    private static func check(_ parameter: Parameter, of particle: Particle) throws(Refusal) {
        if let problem = problem(of: parameter, in: particle) { throw Refusal(problem) }
    }

    /// What is impossible about a particle, as the end of a sentence; nil if nothing.
    static func problem(in particle: Particle) -> String? {
        Parameter.allCases.lazy.compactMap { problem(of: $0, in: particle) }.first
    }

    /// What is impossible about one parameter; nil if nothing.
    static func problem(of parameter: Parameter, in particle: Particle) -> String? {
        let value = particle[parameter]
        guard value.isFinite, abs(value) <= Parameter.largestMagnitude else {
            return "\(parameter.name) would be \(NumberText.value(value)) \(parameter.unit); at most 1e9 is allowed"
        }
        return switch parameter {
        case .mass where value < 0: "a mass is never negative"
        case .energy where value <= 0: "an energy is always positive"
        case .charge where ![-1, 0, 1].contains(value): "a charge is -1, 0 or 1 e"
        default: nil
        }
    }
}

/// Why a change was not made: one sentence for the status line.
struct Refusal: Error, Equatable, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// How far one press of an arrow moves a parameter.
enum StepSize: Double, Sendable {
    case tenth = 0.1
    case one = 1
    case ten = 10

    /// How far it moves a cursor over whole places.
    func places(up: Bool) -> Int { (up ? 1 : -1) * (self == .ten ? 10 : 1) }
}

extension Parameter {
    /// The value one step up or down, by the parameter's own measure: a percentage for energy and Pz, the next
    /// species for the mass (nil: the caller takes the species), the next charge, a length or a momentum otherwise.
    func stepped(_ value: Double, up: Bool, size: StepSize) -> Double? {
        switch self {
        case .mass: return nil
        case .energy: return Parameter.scaled(value, growing: up, size: size)
        case .pz:
            // Right is towards +z on both sides of the detector.
            if value == 0 { return up ? 1 : -1 }
            return Parameter.scaled(value, growing: up == (value > 0), size: size)
        case .charge: return max(-1, min(1, value.rounded() + (up ? 1 : -1)))
        case .vx, .vy: return Parameter.moved(value, by: Parameter.unit(of: value, least: 1e-6), up: up, size: size)
        case .vz: return Parameter.moved(value, by: Parameter.unit(of: value, least: 1e-3), up: up, size: size)
        case .px, .py: return Parameter.moved(value, by: 0.01, up: up, size: size)
        }
    }

    private static func scaled(_ value: Double, growing: Bool, size: StepSize) -> Double {
        let factor = 1 + 0.01 * size.rawValue
        return growing ? value * factor : value / factor
    }

    /// The step of a length that may be of any size: a tenth of its first digit's place.
    private static func unit(of value: Double, least: Double) -> Double {
        value == 0 ? least : max(least, pow(10, log10(abs(value)).rounded(.down) - 1))
    }

    /// Steps land on multiples of a hundredth of the step, so that zero is met again on the way back.
    static func moved(_ value: Double, by unit: Double, up: Bool, size: StepSize) -> Double {
        let grid = unit / 100
        let target = ((value + (up ? 1 : -1) * unit * size.rawValue) / grid).rounded() * grid
        return abs(target) < grid / 2 ? 0 : target
    }
}
