import Calorimeter
import Testing

@Suite("Particles")
struct ParticleTests {
    let particle = Particle(
        massMeV: 139.57, energyGeV: 2, charge: -1, positionCM: Vector(3, 4, 5), momentumGeV: Vector(6, 7, 8))

    @Test("Conditions in the published order: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge")
    func publishedOrder() {
        #expect(particle.conditions == [2, 3, 4, 5, 6, 7, 8, 139.57, -1])
        #expect(
            Parameter.publishedOrder.map(\.publishedName) == ["Energy", "Vx", "Vy", "Vz", "Px", "Py", "Pz", "mass", "charge"])
        #expect(Particle(conditions: particle.conditions) == particle)
    }

    @Test("Every parameter reads and writes one number of its own", arguments: Parameter.allCases)
    func parameters(parameter: Parameter) {
        var changed = particle
        changed[parameter] = 1234.5
        for other in Parameter.allCases { #expect(changed[other] == (other == parameter ? 1234.5 : particle[other])) }
    }

    @Test("Names and units on the screen")
    func namesAndUnits() {
        #expect(Parameter.allCases.map(\.name) == ["mass", "energy", "charge", "Vx", "Vy", "Vz", "Px", "Py", "Pz"])
        #expect(Parameter.allCases.map(\.unit) == ["MeV", "GeV", "e", "cm", "cm", "cm", "GeV", "GeV", "GeV"])
    }

    @Test("The magnitude and the multiples of a vector")
    func vectors() {
        #expect(Vector(2, 3, 6).magnitude == 7)
        #expect(2 * Vector(1, -2, 3) == Vector(2, -4, 6))
    }
}

@Suite("The mass shell")
struct OnShellTests {
    /// A neutron of 3 GeV/c: E² = 9 + 0.939565² GeV².
    let neutron = Particle(massMeV: 939.565, energyGeV: 3.1436893, charge: 0, momentumGeV: Vector(1, 2, -2))

    @Test("Mass in MeV, all else in GeV")
    func energy() {
        #expect(abs(neutron.onShellEnergyGeV - 3.1436893) < 1e-6)
        #expect(abs(neutron.onShellResidualGeV2) < 1e-5)
        #expect(neutron.isOnShell())
    }

    @Test("A wrong energy is seen, and set right from the momentum")
    func correctedEnergy() {
        var wrong = neutron
        wrong.energyGeV = 3.2
        #expect(!wrong.isOnShell())
        #expect(wrong.isOnShell(tolerance: 0.02))
        #expect(wrong.onShellResidualGeV2 > 0.35)
        #expect(abs(wrong.withEnergyOnShell().energyGeV - 3.1436893) < 1e-6)
    }

    @Test("A new energy scales the momentum and keeps its direction")
    func correctedMomentum() throws {
        var faster = neutron
        faster.energyGeV = 100
        let scaled = try #require(faster.withMomentumOnShell())
        #expect(scaled.isOnShell(tolerance: 1e-12))
        #expect(abs(scaled.momentumGeV.y / scaled.momentumGeV.x - 2) < 1e-12)
        #expect(abs(scaled.momentumGeV.z / scaled.momentumGeV.x + 2) < 1e-12)
    }

    @Test("Without a direction it flies along +z; at rest it has no momentum")
    func withoutDirection() throws {
        let resting = Particle(massMeV: 0, energyGeV: 5, charge: 0, momentumGeV: .zero)
        #expect(try #require(resting.withMomentumOnShell()).momentumGeV == Vector(0, 0, 5))
        var massive = neutron
        massive.energyGeV = massive.massGeV
        #expect(try #require(massive.withMomentumOnShell()).momentumGeV.magnitude < 1e-6)
    }

    @Test("No momentum fits an energy below the mass, or none at all", arguments: [0.5, 0, -100, .nan])
    func impossible(energy: Double) {
        var slow = neutron
        slow.energyGeV = energy
        #expect(slow.withMomentumOnShell() == nil)
    }
}

@Suite("Species")
struct SpeciesTests {
    @Test(
        "Names and symbols find their species",
        arguments: [
            ("γ", 22), ("gamma", 22), ("Photon", 22), ("n", 2112), ("p", 2212), ("pbar", -2212), ("pi+", 211), ("π⁻", -211),
            ("k+", 321),
            ("K0", 311), ("lambda", 3122), ("Sigma-", 3112), ("omega-", 3334), ("e+", -11), ("mu-", 13),
        ])
    func named(text: String, pdg: Int) {
        #expect(Species.named(text)?.pdg == pdg)
    }

    @Test("Unknown names find nothing", arguments: ["", " ", "xyz", "pi"])
    func unknown(text: String) {
        #expect(Species.named(text) == nil)
    }

    @Test("Names are unique, whatever their case, and so are the PDG numbers")
    func unique() {
        let names = Species.all.flatMap { Set([$0.symbol.lowercased()] + $0.names.map { $0.lowercased() }) }
        #expect(Set(names).count == names.count)
        #expect(Set(Species.all.map(\.pdg)).count == Species.all.count)
    }

    @Test("Mass and charge find their species; an antineutron is a neutron to the calorimeter", arguments: Species.all)
    func ofMassAndCharge(species: Species) {
        let found = Species.of(massMeV: species.massMeV + 0.004, charge: species.charge)
        #expect(found == (species == .antineutron ? .neutron : species))
    }

    @Test("A mass or charge of nobody is a custom particle")
    func custom() {
        #expect(Species.of(massMeV: 500, charge: 0) == nil)
        #expect(Species.of(massMeV: 938.272, charge: 2) == nil)
        #expect(Particle(massMeV: .nan, energyGeV: 1, charge: 0, momentumGeV: .zero).species == nil)
    }

    @Test("Antiparticles have the mass of their particle and the opposite charge")
    func antiparticles() {
        for species in Species.all {
            guard let partner = Species.all.first(where: { $0.pdg == -species.pdg }) else { continue }
            #expect(partner.massMeV == species.massMeV && partner.charge == -species.charge)
        }
    }
}
