import Calorimeter
import Random
import Testing

@testable import ReferenceMC

@Suite("Transport, without random numbers")
struct TransportTests {
    @Test("A 7 TeV proton is bent by 1.533 mrad, which is 7.59 cm at the face")
    func bendOfBeamProton() {
        var track = Track.along(.proton, energy: 7000, charge: 1)
        track.flight.fly(to: Detector.zn.faceACM, through: .separationDipole)
        #expect(abs(track.flight.slopeX - 1.533e-3) < 0.0005e-3)
        #expect(abs(track.x - 7.59) < 0.005)
        #expect(track.y == 0)
    }

    @Test("Charges of opposite sign are bent to opposite sides, neutral particles not at all")
    func bendFollowsCharge() {
        func landing(_ charge: Double) -> Double {
            var track = Track.along(.chargedPion, energy: 900, charge: charge)
            track.flight.fly(to: Detector.zn.faceCCM, through: .separationDipole)
            return track.x
        }
        #expect(landing(1) > 0)
        #expect(landing(-1) == -landing(1))
        #expect(landing(0) == 0)
    }

    @Test("A flight in two steps ends where a flight in one step ends", arguments: [1000.0, 6000, 6310.8, 6700, 9000])
    func flightCanBeSplit(at halt: Double) {
        var one = Track.along(.proton, energy: 2500, charge: 1)
        one.flight.slopeX = 1e-4
        one.flight.slopeY = -2e-4
        var two = one
        one.flight.fly(to: Detector.zn.faceACM, through: .separationDipole)
        two.flight.fly(to: halt, through: .separationDipole)
        two.flight.fly(to: Detector.zn.faceACM, through: .separationDipole)
        #expect(abs(one.x - two.x) < 1e-9)
        #expect(abs(one.y - two.y) < 1e-9)
        #expect(abs(one.flight.slopeX - two.flight.slopeX) < 1e-15)
    }

    @Test(
        "Straight lines end in the pixels of the printed responses",
        arguments: [
            (Particle(.photon, px: 0.035456, py: -0.051821, pz: -513.318), 26, 14),
            (Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07), 40, 27),
            (Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38), 22, 17),
        ])
    func landingPixel(particle: Particle, row: Int, column: Int) throws {
        var random = RandomStream(seed: 1, purpose: .truth)
        var track = Track(particle, random: &random)
        track.flight.fly(to: Detector.zn.faceCM(pz: particle.momentumGeV.z), through: .separationDipole)
        let pixel = try #require(Detector.zn.pixel(x: track.x, y: track.y))
        #expect(pixel == (row, column))
        let straight = Detector.zn.landingPoint(of: particle)
        #expect(abs(straight.x - track.x) < 1e-9 && abs(straight.y - track.y) < 1e-9)
    }

    @Test("The printed photon lands at (0.7778, −1.1369) cm, the printed neutron at (3.0075, 0.9568) cm")
    func landingPoint() {
        let photon = Detector.zn.landingPoint(of: Particle(.photon, px: 0.035456, py: -0.051821, pz: -513.318))
        #expect(abs(photon.x - 0.7778) < 1e-4 && abs(photon.y + 1.1369) < 1e-4)
        let neutron = Detector.zn.landingPoint(of: Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07))
        #expect(abs(neutron.x - 3.0075) < 1e-4 && abs(neutron.y - 0.9568) < 1e-4)
    }
}

extension Track {
    /// A track from the interaction point straight along the beam.
    static func along(_ kind: ParticleKind, energy: Double, charge: Double = 0) -> Track {
        Track(kind: kind, flight: Flight(energy: energy, charge: charge))
    }
}
