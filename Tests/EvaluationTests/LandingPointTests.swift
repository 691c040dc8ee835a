import Calorimeter
import Testing

@testable import Evaluation

@Suite("The momentum that brings a particle to a point of the face")
struct LandingPointTests {
    private func particle(_ species: Species, _ energy: Double, pz: Double, vertex: Vector = .zero) -> Particle {
        Particle(
            massMeV: species.massMeV, energyGeV: energy, charge: species.charge, positionCM: vertex,
            momentumGeV: Vector(-0.02, 0.05, pz)
        ).withEnergyOnShell()
    }

    @Test(
        "It lands there, also a charged one through the magnets",
        arguments: [(Species.neutron, Detector.zn), (.photon, .zn), (.proton, .zp), (.pionMinus, .zn), (.proton, .zn)],
        [(0.0, 0.0), (1.5, -2.25), (-3, 3)])
    func lands(what: (Species, Detector), at: (Double, Double)) throws {
        // Protons reach their calorimeter on one side only with this momentum.
        for pz in what.1.kind == .proton ? [-2500] : [1500.0, -2500] {
            let start = particle(what.0, abs(pz), pz: pz, vertex: Vector(1e-4, 0, 0.05))
            let detector = what.1
            // The proton calorimeter stands beside the beam.
            let face = LandingPoint(of: start, on: detector)
            let target =
                detector.kind == .neutron
                ? LandingPoint(x: at.0, y: at.1) : LandingPoint(x: face.x + at.0 / 10, y: face.y + at.1 / 10)
            let moved = try target.particle(like: start, on: detector) { $0.withEnergyOnShell() }
            let landing = LandingPoint(of: moved, on: detector)
            #expect(abs(landing.x - target.x) < 1e-6 && abs(landing.y - target.y) < 1e-6)
            #expect(moved.momentumGeV.z == pz && moved.isOnShell(tolerance: 1e-12) && moved.positionCM == start.positionCM)
        }
    }

    @Test("The length of the momentum may stay instead")
    func keptLength() throws {
        let start = particle(.neutron, 1000, pz: -1000)
        let moved = try LandingPoint(x: 3, y: -3).particle(like: start, on: .zn) { changed in
            var changed = changed
            changed.energyGeV = start.energyGeV
            return changed.withMomentumOnShell()
        }
        #expect(abs(moved.momentumGeV.magnitude - start.momentumGeV.magnitude) < 1e-9)
        #expect(abs(LandingPoint(of: moved, on: .zn).x - 3) < 1e-6)
    }

    @Test("What nothing brings there is told apart")
    func obstacles() throws {
        var still = particle(.neutron, 1000, pz: 1000)
        still.momentumGeV.z = 0
        #expect(throws: LandingPoint.Obstacle.notForward) {
            try LandingPoint(x: 0, y: 0).particle(like: still, on: .zn) { $0 }
        }
        #expect(throws: LandingPoint.Obstacle.beyondLimits) {
            try LandingPoint(x: 0, y: 0).particle(like: particle(.neutron, 1000, pz: 1000), on: .zn) { _ in nil }
        }
        let lost = #expect(throws: LandingPoint.Obstacle.self) {
            try LandingPoint(x: 900, y: 0).particle(like: particle(.proton, 2500, pz: 2500), on: .zp) {
                $0.withEnergyOnShell()
            }
        }
        if case .wall(let z) = lost { #expect(z > 2000 && z < 9000) } else { Issue.record("\(String(describing: lost))") }
    }
}
