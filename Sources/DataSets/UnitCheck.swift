import Calorimeter

/// Finds out whether numbers of particles make sense in another unit than the one they are read in.
///
/// The total energy of a fast particle says little of its mass: a neutron of 1 TeV agrees with a mass of 0.9396 MeV as well as
/// with one of 939.6, but the two have different responses.
package struct UnitCheck: Sendable {
    private var count = 0
    /// Particles with a mass above 0; those whose mass is a known one in MeV, and only in GeV.
    private var (massive, known, knownInGeV) = (0, 0, 0)
    private var example: (mass: Double, species: Species)?
    /// A mass that no species has in either unit.
    private var unknown: Double?
    /// Particles whose energy shows the mass, and those whose energy is the kinetic one.
    private var (resolved, kinetic) = (0, 0)
    private var displaced = 0
    private var beyondBeam = 0

    /// Masses agree with known ones to this part: typed ones have three digits or four.
    private static let massTolerance = 0.0025
    /// No vertex of a collision is farther from the nominal one than this: along the beam ALICE's spread by some 5 cm, and the
    /// beam pipe has a radius of 2 to 3 cm.
    private static let farthestCM = (along: 30.0, across: 3.0)
    /// Twice the energy of an LHC proton beam, GeV.
    private static let highestEnergyGeV = 14_000.0

    /// Beyond the mass of every known species, MeV.
    fileprivate static let heaviestMeV = 1e4

    package init() {}

    package mutating func add(_ particle: Particle) {
        count += 1
        let position = particle.positionCM
        if abs(position.z) > Self.farthestCM.along || max(abs(position.x), abs(position.y)) > Self.farthestCM.across {
            displaced += 1
        }
        if min(particle.energyGeV, particle.momentumGeV.magnitude) > Self.highestEnergyGeV { beyondBeam += 1 }
        guard particle.massMeV > 0 else { return }
        massive += 1
        if Self.species(ofMass: particle.massMeV) != nil {
            known += 1
        } else if let species = Self.species(ofMass: 1000 * particle.massMeV) {
            knownInGeV += 1
            example = example ?? (particle.massMeV, species)
        } else {
            unknown = unknown ?? particle.massMeV
        }
        if particle.massGeV > 2e-6 * particle.energyGeV {
            resolved += 1
            if particle.hasKineticEnergy { kinetic += 1 }
        }
    }

    private static func species(ofMass mass: Double) -> Species? {
        Species.all.first { $0.massMeV > 0 && abs(mass - $0.massMeV) <= massTolerance * $0.massMeV }
    }

    /// Why the particles cannot be meant as they are read, as the end of a sentence; nil if they may be.
    ///
    /// - Parameter isTable: whether a header can name other units.
    func refusal(isTable: Bool) -> String? {
        guard let example, knownInGeV == massive else { return nil }
        return "no mass is that of a particle in MeV, but all are in GeV (\(Self.text(example))); expected MeV"
            + (isTable ? ", or \"mass [GeV]\" in the header" : "")
    }

    /// What a user should know, a sentence each without its full stop.
    package func notes(isTable: Bool) -> [String] {
        func remedy(_ column: String) -> String { isTable ? ", or \"\(column)\" in the header" : "" }
        var notes: [String] = []
        if let example {
            notes.append(
                "\(share(knownInGeV)) a mass that no particle has in MeV but one in GeV (\(Self.text(example))); expected MeV"
                    + remedy("mass [GeV]"))
        }
        // A single particle that was typed may be invented.
        if known == 0, knownInGeV == 0, let unknown, isTable || count > 1 {
            notes.append("no mass is that of a known particle (\(unknown)); expected MeV" + remedy("mass [GeV]"))
        }
        if kinetic > 0, 2 * kinetic > resolved {
            notes.append("\(share(kinetic)) the kinetic energy as Energy; expected the total one, mass included")
        }
        if 4 * displaced > count {
            notes.append(
                "\(share(displaced)) a vertex outside of the beam pipe or more than 30 cm from the nominal one; expected cm"
                    + remedy("Vz [mm]"))
        }
        if beyondBeam > 0 {
            notes.append("\(share(beyondBeam)) more energy than any at the LHC; expected GeV" + remedy("Energy [MeV]"))
        }
        return notes
    }

    /// "3 of 10 particles have", "the particle has".
    private func share(_ part: Int) -> String {
        count == 1 ? "the particle has" : "\(part) of \(count) particles \(part == 1 ? "has" : "have")"
    }

    private static func text(_ example: (mass: Double, species: Species)) -> String {
        "\(example.mass): \(example.species.names.first ?? "")"
    }
}

extension Particle {
    /// Whether the energy is the one that mass and momentum require without the mass.
    fileprivate var hasKineticEnergy: Bool {
        massMeV < UnitCheck.heaviestMeV && abs(energyGeV + massGeV - onShellEnergyGeV) < 0.1 * massGeV
    }

    /// Which single number in another unit would make energy, mass and momentum agree, as the end of a sentence; nil if none.
    var otherUnit: String? {
        func agrees(_ change: (inout Particle) -> Void) -> Bool {
            var other = self
            change(&other)
            return other.isOnShell()
        }
        if massMeV > 0 {
            if hasKineticEnergy { return "they agree if Energy is the kinetic one; expected the total one" }
            if agrees({ $0.massMeV *= 1000 }) { return "they agree if mass is in GeV" }
            if agrees({ $0.massMeV /= 1000 }), massMeV > UnitCheck.heaviestMeV { return "they agree if mass is in keV" }
        }
        if agrees({ $0.momentumGeV = 0.001 * $0.momentumGeV }) { return "they agree if Px, Py and Pz are in MeV" }
        if agrees({ $0.energyGeV /= 1000 }) { return "they agree if Energy is in MeV" }
        if agrees({ $0.momentumGeV = 1000 * $0.momentumGeV }) { return "they agree if Px, Py and Pz are in TeV" }
        if agrees({ $0.energyGeV *= 1000 }) { return "they agree if Energy is in TeV" }
        return nil
    }
}
