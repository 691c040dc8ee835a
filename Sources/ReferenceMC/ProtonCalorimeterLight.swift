import Calorimeter
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a particle that arrives leaves in the proton calorimeter: its shower if it gets there, and diffuse light from
/// wherever else it ended.
struct ProtonCalorimeterLight {
    let face: FibreFace
    let constants: ShowerConstants
    /// Length of the calorimeter, cm.
    let depth: Double
    /// How far the face stands in front of the neutron calorimeter's, cm.
    let ahead: Double

    /// `track` has arrived at the neutron calorimeter's face.
    func paint(_ track: Track, random: inout RandomStream) {
        guard track.kind.shower != .none else { return }
        var landed = track
        landed.flight.x -= ahead * track.flight.slopeX
        landed.flight.y -= ahead * track.flight.slopeY
        let beside = hypot(
            max(face.lowX - landed.x, landed.x - face.highX, 0), max(face.lowY - landed.y, landed.y - face.highY, 0))
        let cone = Surroundings.exitCone
        let isUpstream = track.began < Surroundings.exitConeCM && random.chance(cone.probability)
        let loss = isUpstream ? random.uniform(cone.light.lowerBound, cone.light.upperBound) : 1
        if !track.isLost, beside < ProtonCalorimeterEntry.reach {
            let lightShare = loss * exp(-beside / ProtonCalorimeterEntry.attenuation)
            if track.kind.shower == .electromagnetic {
                ElectromagneticShower(track: landed, isUpstream: isUpstream, lightShare: lightShare)
                    .paint(on: face, constants: constants, random: &random)
            } else {
                HadronicShower(track: landed, isUpstream: isUpstream, lightShare: lightShare, depth: depth)
                    .paint(on: face, constants: constants, random: &random)
            }
        }
        ScatteredLight(arrived: track, landed: landed, beside: beside, face: face).paint(on: face, random: &random)
    }
}
