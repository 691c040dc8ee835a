import ArgumentParser
import Calorimeter
import Text

/// The nine numbers of a particle on the command line.
struct ParticleOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Mass and charge by name: n, p, gamma, pi+, Lambda and others.", valueName: "name"),
        completion: .species)
    var species: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Rest mass, MeV/c^2 or with a unit: 938.27, 0.938GeV.", valueName: "mass"))
    var mass: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Charge, e: -1, 0 or 1.", valueName: "charge"))
    var charge: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Total energy, GeV or with a unit: 3.2e3, 2TeV. Without it: what the momentum asks for.", valueName: "energy"))
    var energy: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Production vertex, cm or with units. (default: 0,0,0)", valueName: "x,y,z"))
    var position: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Momentum, GeV/c or with units. Without it: along +z, what the energy asks for.", valueName: "x,y,z"))
    var momentum: String?
    @Flag(help: "Let energy, momentum and mass disagree.")
    var offShell = false

    /// Whether any number of a particle was given.
    var isEmpty: Bool { [species, mass, charge, energy, position, momentum].allSatisfy { $0 == nil } }

    /// The particle that the options describe; nil if there are none.
    ///
    /// Of energy and momentum, one is enough and the other follows from the mass. Both together must agree to 1e-3 of
    /// the energy, unless `--off-shell` is given.
    func particle() throws(UsageError) -> Particle? {
        if isEmpty { return nil }
        // What was typed must be understood before anything is missed.
        let (mass, charge) = (try value(mass, .mass), try value(charge, .charge))
        let position = try vector(position, option: "--position", [.vx, .vy, .vz])
        let momentum = try vector(momentum, option: "--momentum", [.px, .py, .pz])
        let energy = try value(energy, .energy)
        let kind = try massAndCharge(mass, charge)
        var particle = Particle(
            massMeV: kind.massMeV, energyGeV: 0, charge: kind.charge, positionCM: position ?? .zero, momentumGeV: .zero)
        if let momentum { particle.momentumGeV = momentum }
        if let energy { particle.energyGeV = energy }

        switch (energy, momentum) {
        case (nil, nil):
            throw UsageError("The particle has neither energy nor momentum; give --energy or --momentum.")
        case (nil, _):
            particle = particle.withEnergyOnShell()
            guard particle.energyGeV > 0 else {
                throw UsageError("A particle without mass and momentum has no energy; give --momentum.")
            }
        case (let energy?, nil):
            guard let onShell = particle.withMomentumOnShell() else { throw belowMass(energy, particle) }
            particle = onShell
        case (let energy?, _):
            if offShell { break }
            guard energy >= particle.massGeV else { throw belowMass(energy, particle) }
            guard particle.isOnShell() else {
                throw UsageError(
                    "The energy is \(energy) GeV, but mass and momentum ask for \(rounded(particle.onShellEnergyGeV)) GeV; "
                        + "leave one of --energy and --momentum out, or add --off-shell.")
            }
        }
        return particle
    }

    private func belowMass(_ energy: Double, _ particle: Particle) -> UsageError {
        UsageError("The energy \(energy) GeV is below the mass \(particle.massMeV) MeV; expected at least the mass.")
    }

    /// To six decimals, as many as matter to a reader.
    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    private func massAndCharge(_ mass: Double?, _ charge: Double?) throws(UsageError) -> (massMeV: Double, charge: Double) {
        switch (species, mass, charge) {
        case (let name?, nil, nil):
            guard let species = Species.named(name) else {
                let names = Species.all.compactMap(\.names.first).joined(separator: ", ")
                throw UsageError("There is no species \(shown(name)); known are \(names).")
            }
            return (species.massMeV, species.charge)
        case (nil, let mass?, let charge?): return (mass, charge)
        case (nil, nil, nil): throw UsageError("The particle has no mass and charge; give --species, or --mass and --charge.")
        case (nil, _, _): throw UsageError("--mass and --charge belong together; give both, or --species.")
        default: throw UsageError("--species already says mass and charge; give either --species or --mass and --charge.")
        }
    }

    private func vector(_ text: String?, option: String, _ parameters: [Parameter]) throws(UsageError) -> Vector? {
        guard let text else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == parameters.count else {
            throw UsageError("\(option) has \(parts.count) of 3 numbers in \(shown(text)); expected x,y,z.")
        }
        var values: [Double] = []
        for (part, parameter) in zip(parts, parameters) { values.append(try value(String(part), parameter)) }
        return Vector(values[0], values[1], values[2])
    }

    private func value(_ text: String?, _ parameter: Parameter) throws(UsageError) -> Double? {
        try text.map { text throws(UsageError) in try value(text, parameter) }
    }

    private func value(_ text: String, _ parameter: Parameter) throws(UsageError) -> Double {
        do throws(QuantityError) {
            return try parameter.parse(text)
        } catch {
            throw UsageError(error.description)
        }
    }

    /// Text of the command line as a sentence can hold it.
    private func shown(_ text: String) -> String { quoted(text, limit: 32) }
}
