import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The soft light of a particle that misses the face and hits a wall: it comes in through the nearer edge.
struct LeakedLight {
    let track: Track
    let isInPipe: Bool

    private var isNeutral: Bool { track.charge == 0 }

    func paint(on face: FibreFace, constants: ShowerConstants, random: inout RandomStream) {
        let probability =
            isInPipe ? Leakage.probabilityInPipe : isNeutral ? Leakage.probabilityNeutral : Leakage.probabilityCharged
        guard random.chance(probability) else { return }

        let median =
            isNeutral
            ? Leakage.medianNeutral : Leakage.medianCharged * min(track.energy / Leakage.chargedEnergy, 1)
        let share = min(median * exp(Leakage.logSigma * random.normal()), Leakage.largestShare)
        let light = constants.lightYield * track.energy * share

        let throughX = max(face.lowX - track.x, track.x - face.highX) >= max(face.lowY - track.y, track.y - face.highY)
        let (position, other) = throughX ? (track.x, track.y) : (track.y, track.x)
        let (low, high) = throughX ? (face.lowX, face.highX) : (face.lowY, face.highY)
        let isHighEdge = position > 0.5 * (low + high)
        let limit = Leakage.alongLimit
        let along = min(max(Leakage.alongFactor * other, -limit), limit) + Leakage.alongSigma * random.normal()

        let shares = Shares(count: 1 + random.poisson(mean: Leakage.extraSpots), random: &random)
        for index in 0..<shares.count {
            let inward = Leakage.depth * random.exponential() - Leakage.depthOffset
            let across = isHighEdge ? high - inward : low + inward
            let beside = along + Leakage.alongSigma * random.normal()
            let spot = LightSpot(
                x: throughX ? across : beside, y: throughX ? beside : across, mean: light * shares[index],
                profile: .cluster)
            face.paint(spot, constants: constants, random: &random)
        }
    }
}
