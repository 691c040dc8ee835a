import Calorimeter
import Canvas

/// Which of energy and momentum follows the others when the user turns a knob.
enum OnShellLock: String, CaseIterable, Sendable {
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

    var next: OnShellLock {
        switch self {
        case .energyFollows: .momentumFollows
        case .momentumFollows: .free
        case .free: .energyFollows
        }
    }

    /// The particle after one parameter was set, with what follows brought on shell.
    ///
    /// Throws what stands against it, in words for the status line.
    func setting(_ parameter: Parameter, to value: Double, in particle: Particle) throws(Refusal) -> Particle {
        var changed = particle
        changed[parameter] = value
        try OnShellLock.check(parameter, of: changed)
        switch (self, parameter) {
        case (.free, _), (_, .charge), (_, .vx), (_, .vy), (_, .vz):
            return changed
        case (_, .energy), (.momentumFollows, .mass), (.momentumFollows, .px), (.momentumFollows, .py), (.momentumFollows, .pz):
            guard let onShell = changed.withMomentumOnShell() else {
                throw Refusal(
                    "energy \(NumberText.value(changed.energyGeV)) GeV is below the mass of \(NumberText.value(changed.massMeV)) MeV")
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

    private static func check(_ parameter: Parameter, of particle: Particle) throws(Refusal) {
        let value = particle[parameter]
        guard value.isFinite else { throw Refusal("\(parameter.name) must be a finite number") }
        switch parameter {
        case .mass where value < 0: throw Refusal("a mass is never negative")
        case .energy where value <= 0: throw Refusal("an energy is always positive")
        case .charge where ![-1, 0, 1].contains(value): throw Refusal("a charge is -1, 0 or 1 e")
        default: break
        }
    }
}

/// Why a change was not made: one sentence for the status line.
struct Refusal: Error, Equatable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
