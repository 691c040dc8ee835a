import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a particle that arrives at the face leaves in the neutron calorimeter: its shower, and leaked light.
struct NeutronCalorimeterLight {
    let face: FibreFace
    let constants: ShowerConstants
    /// Length of the calorimeter, cm.
    let depth: Double
    /// |x| of the outgoing beam pipe, cm.
    let pipeX: Range<Double>

    func paint(_ track: Track, random: inout RandomStream) {
        let shower = track.kind.shower
        guard shower != .none else { return }
        let beside = face.distanceBeside(x: track.x, y: track.y)
        let isInPipe =
            track.charge != 0 && abs(track.y) < Surroundings.pipeY && abs(track.x) > pipeX.lowerBound
            && abs(track.x) < pipeX.upperBound

        if beside < Surroundings.reach, !isInPipe {
            let upstream = shower == .electromagnetic ? Surroundings.photon : Surroundings.neutralHadron
            let isUpstream = track.charge == 0 && random.chance(upstream.probability)
            let loss = isUpstream ? random.uniform(upstream.light.lowerBound, upstream.light.upperBound) : 1
            let lightShare = loss * exp(-beside / Surroundings.attenuation)
            if shower == .electromagnetic {
                ElectromagneticShower(track: track, isUpstream: isUpstream, lightShare: lightShare)
                    .paint(on: face, constants: constants, random: &random)
            } else {
                HadronicShower(track: track, isUpstream: isUpstream, lightShare: lightShare, depth: depth)
                    .paint(on: face, constants: constants, random: &random)
            }
        }
        if beside > Leakage.nearestDistance {
            LeakedLight(track: track, isInPipe: isInPipe).paint(on: face, constants: constants, random: &random)
        }
    }
}
