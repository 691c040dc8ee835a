import Calorimeter
import ReferenceMC
import Testing

@Suite("Any nine numbers give an answer")
struct OddInputTests {
    static let neutron = Particle(.neutron, px: 0, py: 0, pz: 2000)

    /// `neutron` with some of its numbers replaced.
    static func changed(_ numbers: [Parameter: Double]) -> Particle {
        numbers.reduce(into: neutron) { $0[$1.key] = $1.value }
    }

    private func meanSum(_ particle: Particle, simulation: ReferenceMC = ReferenceMC()) -> Double {
        Sample(of: particle, count: 40, seed: 12, simulation: simulation).meanSum
    }

    @Test("Nothing gives nothing", arguments: [0.0, .nan])
    func nothing(value: Double) {
        #expect(meanSum(Particle(conditions: Array(repeating: value, count: 9))) == 0)
    }

    @Test(
        "Extreme numbers give a finite response",
        arguments: Parameter.allCases, [0, 1e-9, -1e-9, -1, 1e9, -1e9, 1e308, -1e308, .infinity, -.infinity, .nan])
    func extremes(parameter: Parameter, value: Double) {
        let response = ReferenceMC().response(to: Self.changed([parameter: value]), seed: 1, index: 0)
        #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 65535 })
    }

    @Test("All numbers extreme at once", arguments: [Double.infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude])
    func allExtreme(value: Double) {
        let response = ReferenceMC().response(to: Particle(conditions: Array(repeating: value, count: 9)), seed: 1, index: 0)
        #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 65535 })
    }

    @Test("An energy below the momentum is raised to it")
    func energyBelowMomentum() {
        let low = meanSum(Self.changed([.energy: 1]))
        #expect(abs(low - meanSum(Self.neutron)) < 0.01 * low)
    }

    @Test("A negative mass counts as its magnitude")
    func negativeMass() {
        let mirrored = Self.changed([.mass: -Self.neutron.massMeV])
        #expect(
            ReferenceMC().response(to: mirrored, seed: 1, index: 0) == ReferenceMC().response(to: Self.neutron, seed: 1, index: 0)
        )
    }

    @Test("A negative energy counts as that of the momentum")
    func negativeEnergy() {
        #expect(
            ReferenceMC().response(to: Self.changed([.energy: -5]), seed: 1, index: 0)
                == ReferenceMC().response(to: Self.changed([.energy: 0]), seed: 1, index: 0))
    }

    @Test("Energies above 100 TeV count as 100 TeV")
    func energyIsBounded() {
        #expect(
            ReferenceMC().response(to: Self.changed([.energy: 1e9]), seed: 1, index: 0)
                == ReferenceMC().response(to: Self.changed([.energy: 1e5]), seed: 1, index: 0))
    }

    @Test("A custom mass behaves as its nearest neighbour")
    func customMass() {
        #expect(meanSum(Self.changed([.mass: 950])) > 500)
        #expect(
            ReferenceMC().response(to: Self.changed([.mass: 5000]), seed: 1, index: 0)
                == ReferenceMC().response(to: Self.changed([.mass: Species.xiZero.massMeV]), seed: 1, index: 0))
    }

    @Test("Sideways without forward momentum misses the face; no momentum at all is a flight straight ahead")
    func noForwardMomentum() {
        #expect(meanSum(Self.changed([.px: 2000, .pz: 0])) < 200)
        let straight = meanSum(Self.changed([.pz: 0]))
        #expect(abs(straight - meanSum(Self.neutron)) < 0.01 * straight)
    }

    @Test("A doubly charged particle is bent twice as far")
    func doubleCharge() {
        // Aimed so that a charge of 2 brings it to the middle of the face: 2 · 10.73/3000 rad over 49.5 m.
        let bend = 2 * 10.7313 / 3000 * (11259.8 - 6310.8)
        let proton = Particle(massMeV: 938.272, energyGeV: 3000, charge: 2, momentumGeV: Vector(-bend / 11259.8 * 3000, 0, 3000))
        #expect(meanSum(proton) > 800)
    }

    @Test("A detector of another shape is painted all over")
    func otherDetector() {
        let wide = Detector(
            name: "wide", rows: 10, columns: 30, pitchCM: 0.5, lowEdgeXCM: -2.5, lowEdgeYCM: -7.5, depthCM: 100, faceACM: 11259.8,
            faceCCM: 11261.3)
        let sample = Sample(of: Self.neutron, count: 40, seed: 1, simulation: ReferenceMC(detector: wide))
        #expect(sample.meanSum > 500)
        #expect(abs(sample.meanRow - 4.5) < 1 && abs(sample.meanColumn - 14.5) < 1)
    }
}
