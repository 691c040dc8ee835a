import Calorimeter
import ReferenceMC
import Terminal
import Testing
@testable import Explorer

@Suite struct ParticleEditing {
    @Test func arrowsMoveTheRowAndHoldAtTheEnds() {
        var state = explorer()
        #expect(state.explore.row == .energy)
        state.press(key(.up), key(.up))
        #expect(state.explore.row == .species)
        state.press(key(.up))
        #expect(state.explore.row == .species)
        state.type(">")
        #expect(state.explore.row == .landing(.y))
        state.type("k")
        #expect(state.explore.row == .landing(.x))
    }

    @Test func aStepOfTheEnergyIsOnePercentAndComesBack() {
        var state = explorer()
        let before = state.particle
        state.press(key(.right))
        #expect(abs(state.particle.energyGeV / before.energyGeV - 1.01) < 1e-12)
        #expect(state.particle.isOnShell(tolerance: 1e-12))
        #expect(state.particle.momentumGeV.z < before.momentumGeV.z, "the momentum follows, its side stays")
        state.press(key(.left))
        #expect(abs(state.particle.energyGeV / before.energyGeV - 1) < 1e-12)
        state.type("L")
        #expect(abs(state.particle.energyGeV / before.energyGeV - 1.1) < 1e-9)
    }

    @Test(arguments: [(Parameter.px, 0.01), (.py, 0.01), (.vx, 1e-6), (.vz, 1e-3)])
    func stepsOfLengthsAndMomentaReturnToZero(parameter: Parameter, unit: Double) {
        var state = explorer()
        state.explore.row = .parameter(parameter)
        state.press(key(.enter), key(.character("0")), key(.enter))
        state.press(key(.right), key(.right, .shift), key(.right, .control))
        #expect(abs(state.particle[parameter] - 11.1 * unit) < 1e-9 * unit)
        state.press(key(.left), key(.left, .shift), key(.left, .control))
        #expect(state.particle[parameter] == 0)
    }

    @Test func stepsOfTheMassGoFromSpeciesToSpecies() {
        var state = explorer()
        state.explore.row = .parameter(.mass)
        state.press(key(.right))
        #expect(state.particle.species == .proton)
        #expect(state.particle.charge == 1)
        #expect(state.particle.isOnShell(tolerance: 1e-12))
        var seen: [Species] = []
        for _ in 0..<40 {
            state.press(key(.right))
            if let species = state.particle.species { seen.append(species) }
        }
        // Species with the same nine numbers (the antineutron) are one stop, so everything else is met.
        #expect(Set(seen.map { "\($0.massMeV) \($0.charge)" }) == Set(Species.all.map { "\($0.massMeV) \($0.charge)" }))
    }

    @Test func chargeStepsStayBetweenMinusOneAndOne() {
        var state = explorer()
        state.explore.row = .parameter(.charge)
        state.press(key(.right), key(.right), key(.right))
        #expect(state.particle.charge == 1)
        state.press(key(.left), key(.left), key(.left), key(.left))
        #expect(state.particle.charge == -1)
    }

    @Test(arguments: [("2 TeV", 2000), ("3.2e3", 3200), ("1_000", 1000), ("950000 MeV", 950)])
    func typedValuesTakeUnits(text: String, value: Double) {
        var state = explorer()
        state.press(key(.enter))
        state.type(text)
        state.press(key(.enter))
        #expect(abs(state.particle.energyGeV - value) < 1e-9)
        #expect(state.mode == .browse)
        #expect(state.message?.text == "the momentum follows the energy, its direction stays")
    }

    @Test(arguments: ["abc", "1e999", "-5", "0.1", "", "nan", "12 cm"])
    func refusedValuesKeepTheFieldOpenAndSayWhy(text: String) {
        var state = explorer()
        let before = state.particle
        state.press(key(.enter), key(.character("u"), .control))
        state.type(text)
        state.press(key(.enter))
        #expect(state.particle == before)
        #expect(state.message?.isError == true)
        guard case .edit = state.mode else { return #expect(Bool(false), "the field is closed") }
        state.press(key(.escape))
        #expect(state.mode == .browse)
        #expect(state.particle == before)
    }

    @Test func anUntouchedFieldKeepsEveryDigit() {
        var state = explorer()
        let before = state.particle
        state.press(key(.enter), key(.enter))
        #expect(state.particle == before)
        #expect(state.history == explorer().history)
    }

    @Test func movingTheCursorTouchesNoDigit() {
        var state = explorer()
        state.press(key(.enter), key(.left), key(.home), key(.enter))
        #expect(state.history == explorer().history)
    }

    @Test func heldStepsStopAtTheLargestNumberAndStayFinite() {
        var state = explorer()
        for row in [Parameter.energy, .pz, .px, .vz] {
            state.explore.row = .parameter(row)
            for _ in 0..<400 { state.type("L") }
            for parameter in Parameter.allCases {
                #expect(abs(state.particle[parameter]) <= Parameter.largestMagnitude, "\(row) \(parameter)")
            }
        }
    }

    @Test func aMasslessParticleAtRestIsRefused() {
        let photon = Particle(massMeV: 0, energyGeV: 5, charge: 0, momentumGeV: Vector(0, 0, 5))
        var state = explorer(particle: photon)
        state.explore.row = .parameter(.pz)
        state.press(key(.enter))
        state.type("0")
        state.press(key(.enter))
        #expect(state.particle == photon)
        #expect(state.message?.isError == true)
    }

    @Test func theFirstKeyReplacesTheSelectedTextAndDigitsAreDigits() {
        var state = explorer()
        state.press(key(.enter))
        state.type("1")
        guard case .edit(.energy, let editor) = state.mode else { return #expect(Bool(false), "no field is open") }
        #expect(editor.text == "1")
    }

    @Test func tabAcceptsAndGoesOnToTheNextRow() {
        var state = explorer()
        state.explore.row = .parameter(.px)
        state.press(key(.enter))
        state.type("0.5")
        state.press(key(.tab))
        #expect(state.particle.momentumGeV.x == 0.5)
        #expect(state.explore.row == .parameter(.py))
        guard case .edit(.parameter(.py), _) = state.mode else { return #expect(Bool(false), "the next field is not open") }
    }

    @Test func undoAndRedoAreInverse() {
        var state = explorer()
        let first = state.settings
        state.press(key(.right))
        state.press(key(.down), key(.down), key(.right), key(.character("e")))
        let last = state.settings
        for _ in 0..<3 { state.type("u") }
        #expect(state.settings == first)
        for _ in 0..<3 { state.press(key(.character("r"), .control)) }
        #expect(state.settings == last)
        state.press(key(.character("r"), .control))
        #expect(state.message?.text == "nothing to redo")
    }

    @Test func noLockClosesOnWhatNoParticleIs() {
        func locked(_ lock: OnShellLock, energy: Double, pz: Double) -> ExplorerState {
            var state = explorer()
            (state.particle.massMeV, state.particle.energyGeV, state.particle.momentumGeV) = (0, energy, Vector(0, 0, pz))
            state.lock = lock
            state.type("e")
            return state
        }
        // No energy follows from nothing, but a momentum from the energy does.
        let moved = locked(.free, energy: 3, pz: 0)
        #expect(moved.lock == .momentumFollows && moved.particle.momentumGeV.z == 3)
        // The square of such an energy is no number.
        let tiny = locked(.energyFollows, energy: 1e-200, pz: 5)
        #expect(tiny.lock == .energyFollows && tiny.particle.energyGeV == 5)
        #expect(tiny.message?.text == "no momentum follows this energy: it follows p and m")
        let nothing = locked(.free, energy: 1e-200, pz: 0)
        #expect(nothing.lock == .free && nothing.particle.energyGeV == 1e-200)
        #expect(
            nothing.message?.text == "Mass and momentum ask for an energy of 0 GeV, which no particle may have: all stay free.")
    }

    @Test func undoReachesAsFarBackAsItRemembers() {
        var state = explorer()
        var past: [Settings] = []
        for _ in 0..<SettingsHistory.depth + 44 {
            past.append(state.settings)
            state.press(key(.right))
        }
        for settings in past.suffix(SettingsHistory.depth).reversed() {
            state.type("u")
            #expect(state.settings == settings)
        }
        state.type("u")
        #expect(state.message?.text == "nothing to undo")
    }

    @Test func deleteResetsTheRowToTheFirstParticle() {
        var state = explorer()
        state.explore.row = .parameter(.px)
        state.type("LLL")
        #expect(state.particle.momentumGeV.x != neutron.momentumGeV.x)
        state.press(key(.delete))
        #expect(state.particle.momentumGeV.x == neutron.momentumGeV.x)
    }

    @Test func pasteGoesIntoAnOpenFieldAndNeverTriggersKeys() {
        var state = explorer()
        #expect(state.update(.terminal(.paste("qqq2000")), at: .zero).isEmpty)
        #expect(state.particle == neutron)
        state.press(key(.enter))
        _ = state.update(.terminal(.paste("2000")), at: .zero)
        state.press(key(.enter))
        #expect(abs(state.particle.energyGeV - 2000) < 1e-9)
    }

    @Test(arguments: [
        ("p", Species.proton), ("n", .neutron), ("g", .photon), ("pi", .pionPlus), ("k0", .kaonZero), ("ph", .photon),
    ])
    func aSpeciesIsFoundByItsOwnNameFirst(typed: String, species: Species) {
        var state = explorer()
        state.type("p" + typed)
        state.press(key(.enter))
        #expect(state.particle.species == species)
    }

    @Test func presetsSetMassAndChargeTogether() {
        var state = explorer()
        state.type("p")
        state.type("pi-")
        state.press(key(.enter))
        #expect(state.particle.species == .pionMinus)
        #expect(state.particle.isOnShell(tolerance: 1e-12))
        state.type("u")
        #expect(state.particle.species == .neutron)
        state.type("p")
        state.press(key(.down), key(.escape))
        #expect(state.particle.species == .neutron)
    }
}

@Suite struct OnShellLocks {
    @Test func energyFollowsTheMomentum() throws {
        let particle = try OnShellLock.energyFollows.setting(.pz, to: 100, in: neutron)
        #expect(particle.momentumGeV.z == 100)
        #expect(abs(particle.energyGeV - particle.onShellEnergyGeV) < 1e-12)
    }

    @Test func momentumFollowsTheMassAndKeepsItsDirection() throws {
        let particle = try OnShellLock.momentumFollows.setting(.lambda, in: neutron)
        #expect(particle.energyGeV == neutron.energyGeV)
        #expect(particle.isOnShell(tolerance: 1e-12))
        let slope = particle.momentumGeV.x / particle.momentumGeV.z
        #expect(abs(slope / (neutron.momentumGeV.x / neutron.momentumGeV.z) - 1) < 1e-12)
    }

    @Test func freeLeavesTheRestAlone() throws {
        let particle = try OnShellLock.free.setting(.energy, to: 10, in: neutron)
        #expect(particle.momentumGeV == neutron.momentumGeV)
        #expect(!particle.isOnShell())
    }

    @Test func anEnergyBelowTheMassIsRefused() {
        #expect(throws: Refusal.self) { try OnShellLock.energyFollows.setting(.energy, to: 0.5, in: neutron) }
    }

    @Test func theKeyGoesThroughAllLocksAndComesOnShellAgain() {
        var state = explorer()
        state.type("ee")
        #expect(state.lock == .free)
        state.press(key(.right))
        #expect(!state.particle.isOnShell(tolerance: 1e-5))
        #expect(state.screenText.contains("off"))
        state.type("e")
        #expect(state.lock == .energyFollows)
        #expect(state.particle.isOnShell(tolerance: 1e-12))
    }
}

@Suite struct TrainingRanges {
    let quantiles = TrainingRange.Quantiles(knots: [0, 100, 200, 800, 1000])

    @Test(arguments: [(0.0, 0.0), (50, 0.125), (100, 0.25), (500, 0.625), (1000, 1), (-5, 0), (2000, 1)])
    func fractionsAreLinearBetweenQuartiles(value: Double, fraction: Double) {
        #expect(abs(quantiles.fraction(of: value) - fraction) < 1e-12)
    }

    @Test func valuesAndFractionsAreInverse() {
        for value in stride(from: 0.0, through: 1000, by: 37) {
            #expect(abs(quantiles.value(at: quantiles.fraction(of: value)) - value) < 1e-9)
        }
    }

    @Test func equalQuartilesShareTheirMiddle() {
        let vertices = TrainingRange.Quantiles(knots: [-1, 0, 0, 0, 1])
        #expect(vertices.fraction(of: 0) == 0.5)
        #expect(vertices.isSigned)
    }

    @Test func whatIsOutsideIsNamed() {
        var particle = neutron
        particle.momentumGeV.x = 40
        particle.energyGeV = 9000
        #expect(TrainingRange.sampler(.zn).outside(neutron).isEmpty)
        #expect(TrainingRange.sampler(.zn).outside(particle) == [.energy, .px])
    }

    @Test(arguments: [Detector.zn, .zp])
    func massAndChargeBelongTogether(detector: Detector) {
        let range = TrainingRange.sampler(detector)
        func outside(_ mass: Double, _ charge: Double) -> [Parameter] {
            range.outside(Particle(massMeV: mass, energyGeV: 2000, charge: charge, momentumGeV: Vector(0, 0, -2000))).filter {
                [.mass, .charge].contains($0)
            }
        }
        for species in Species.all where species.isInData {
            #expect(outside(species.massMeV, species.charge) == [], "\(species.symbol)")
        }
        #expect(outside(938, 1) == [], "as many digits as somebody types")
        #expect(outside(Species.neutron.massMeV, 1) == [.mass, .charge])
        #expect(outside(Species.proton.massMeV, 0) == [.mass, .charge])
        #expect(outside(800, 0) == [.mass, .charge], "between two species there is none")
        #expect(outside(5000, 0) == [.mass, .charge])
    }

    @Test func aChargedNeutronIsSaidToBeOutside() {
        for (width, height, text) in [(80, 24, "out: mass charge"), (120, 40, "outside training: mass, charge")] {
            var state = explorer(width, height)
            state.particle.charge = 1
            #expect(state.screenText.contains(text) && state.generatedWord == "extrapolated")
        }
    }
}
