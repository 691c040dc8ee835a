import Calorimeter
import Foundation
import Random
import Testing

@testable import ReferenceMC

@Suite("Decays")
struct DecayTests {
    @Test(
        "Momentum of the children in the rest frame, GeV",
        arguments: [
            (ParticleKind.lambda, ParticleKind.neutron, 0.10398), (.shortKaon, .neutralPion, 0.20901),
            (.sigmaMinus, .neutron, 0.19309),
        ])
    func restFrameMomentum(parent: ParticleKind, child: ParticleKind, momentum: Double) throws {
        let channel = try #require(parent.decays.first { $0.first == child })
        #expect(abs(channel.momentum - momentum) < 2e-5, "\(channel.momentum)")
    }

    @Test(
        "Shares of the channels sum to one, children are lighter than the parent, charge is kept",
        arguments: ParticleKind.allCases)
    func channelsAreSound(parent: ParticleKind) {
        #expect(parent.decays.isEmpty == parent.decayLengthCM.isInfinite)
        guard !parent.decays.isEmpty else { return }
        #expect(abs(parent.decays.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        let charge = parent.rawValue >= ParticleKind.electron.rawValue ? 1.0 : 0
        for channel in parent.decays {
            #expect(channel.first.massGeV + channel.second.massGeV < parent.massGeV)
            #expect(channel.firstCharge + channel.secondCharge == charge)
        }
    }

    @Test("Energy and transverse momentum are conserved", arguments: ParticleKind.allCases.filter { !$0.decays.isEmpty })
    func conservation(parent: ParticleKind) throws {
        var random = RandomStream(seed: 4, purpose: .truth, index: UInt64(parent.rawValue))
        var pairs = 0
        for _ in 0..<200 {
            let track = Track.along(parent, energy: 1000, charge: parent.rawValue >= ParticleKind.electron.rawValue ? -1 : 0)
            let children = try #require(track.decayed(random: &random))
            guard let first = children.0, let second = children.1 else { continue }
            pairs += 1
            func pz(_ track: Track) -> Double {
                let mass = track.kind.massGeV
                // The transverse momentum is at most a few hundred MeV: iterate p² = pz²(1 + slope²).
                let momentum = track.energy * track.energy - mass * mass
                return (momentum / (1 + track.flight.slopeX * track.flight.slopeX + track.flight.slopeY * track.flight.slopeY))
                    .squareRoot()
            }
            #expect(abs(first.energy + second.energy - 1000) < 1e-6)
            #expect(abs(first.charge + second.charge - track.charge) < 1e-12)
            #expect(abs(first.flight.slopeX * pz(first) + second.flight.slopeX * pz(second)) < 1e-6)
            #expect(abs(first.flight.slopeY * pz(first) + second.flight.slopeY * pz(second)) < 1e-6)
        }
        let hasNeutrino = parent.decays.contains { $0.second == .neutrino }
        #expect(pairs > (hasNeutrino ? -1 : 190), "\(pairs)")
    }

    @Test("Channels are chosen as often as their shares say")
    func branching() {
        var random = RandomStream(seed: 5, purpose: .truth)
        let count = 20_000
        var protons = 0
        for _ in 0..<count {
            let children = Track.along(.lambda, energy: 500).decayed(random: &random)
            if children?.0?.kind == .proton { protons += 1 }
        }
        let deviation = (0.641 * 0.359 / Double(count)).squareRoot()
        #expect(abs(Double(protons) / Double(count) - 0.641) < 4 * deviation)
    }

    @Test("A Λ of 1739 GeV reaches the face undecayed with the probability of its lifetime")
    func flight() {
        var random = RandomStream(seed: 6, purpose: .truth)
        let track = Track.along(.lambda, energy: 1739)
        var survivors = 0
        let count = 20_000
        for _ in 0..<count where track.decayPoint(random: &random) >= Detector.zn.faceACM { survivors += 1 }
        let gamma = 1739 / 1.115683
        let expected = exp(-Detector.zn.faceACM / (7.89 * (gamma * gamma - 1).squareRoot()))
        let deviation = (expected * (1 - expected) / Double(count)).squareRoot()
        #expect(abs(Double(survivors) / Double(count) - expected) < 4 * deviation)
    }

    @Test("The longest chain ends, with at most seven particles at the face")
    func chainsEnd() {
        for index in 0..<2000 {
            var random = RandomStream(seed: 7, purpose: .truth, index: UInt64(index))
            var arrivals = 0
            Track.along(.omegaMinus, energy: 50, charge: -1).transport(
                to: Detector.zn.faceACM, through: .separationDipole, random: &random
            ) { track, _ in
                arrivals += 1
                #expect(track.flight.z == Detector.zn.faceACM)
            }
            #expect(arrivals <= 7)
        }
    }

    @Test(
        "Any mass finds the nearest kind of its class of charge",
        arguments: [
            (0.0, 0.0, ParticleKind.photon), (60, 0, .photon), (140, 0, .neutralPion), (497.6, 0, .shortKaon),
            (939.57, 0, .neutron), (5000, 0, .xiZero), (0, 1, .electron), (105, -1, .muon), (1195, -1, .sigmaMinus),
            (5000, 2, .omegaMinus), (938.27, -1, .proton), (938.27, 0.05, .neutron),
        ])
    func nearestKind(massMeV: Double, charge: Double, kind: ParticleKind) {
        #expect(ParticleKind.nearest(massMeV: massMeV, charge: charge) == kind)
    }
}
