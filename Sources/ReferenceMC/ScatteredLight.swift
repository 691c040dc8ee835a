import Calorimeter
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The diffuse light that one particle throws over the face of the proton calorimeter from where it ended: in a wall of
/// the beam line, on the fork of the pipes, in the outgoing pipe, in the wall beside the face, or in the neutron
/// calorimeter.
struct ScatteredLight {
    /// The particle at the neutron calorimeter's face.
    let arrived: Track
    /// Where its line meets the plane of the proton calorimeter's face, and how far beside the face, cm.
    let landed: Track
    let beside: Double
    let face: FibreFace

    enum Origin {
        case lost, fork, pipe, wall, hadron, electromagnetic
    }

    /// Where the particle ended, or nil if too far from both calorimeters.
    var origin: Origin? {
        if arrived.isLost { return .lost }
        if arrived.charge != 0, abs(arrived.y) < DiffuseLight.chargedY {
            if DiffuseLight.forkX.contains(arrived.x) { return .fork }
            if DiffuseLight.pipeX.contains(arrived.x) { return .pipe }
            if arrived.x >= DiffuseLight.pipeX.upperBound, arrived.x < face.lowX { return .wall }
        }
        guard beyondNeutronCalorimeter < Surroundings.reach else { return nil }
        return arrived.kind.shower == .electromagnetic ? .electromagnetic : .hadron
    }

    /// How far the particle passes beside the neutron calorimeter, cm; negative on its face.
    private var beyondNeutronCalorimeter: Double {
        let face = Detector.zn
        return max(
            face.lowEdgeXCM - arrived.x, arrived.x - face.highEdgeXCM, face.lowEdgeYCM - arrived.y, arrived.y - face.highEdgeYCM)
    }

    /// The mean light over the whole face, photons, before it varies from particle to particle, and how it varies.
    private func mean(_ origin: Origin, random: inout RandomStream) -> (photons: Double, logSigma: Double) {
        let yield: DiffuseLight.Yield
        var share = 1.0
        var floor = 0.0
        switch origin {
        case .lost:
            yield = DiffuseLight.lost
            let upstream = min(max(arrived.flight.lost / DiffuseLight.lostFarthest, DiffuseLight.lostLeastPart), 1)
            share = exp(-beside / DiffuseLight.lostRange) * upstream
            floor = DiffuseLight.lostEverywhere
        case .fork: yield = DiffuseLight.fork
        case .pipe:
            yield = DiffuseLight.pipe
            share = random.chance(DiffuseLight.pipeProbability) ? 1 : 0
        case .wall:
            yield = DiffuseLight.wall
            share = exp((arrived.x - face.lowX) / DiffuseLight.wallRange)
        case .hadron, .electromagnetic:
            yield = origin == .hadron ? DiffuseLight.hadron : DiffuseLight.electromagnetic
            let edge = min(max(arrived.x, Detector.zn.lowEdgeXCM), Detector.zn.highEdgeXCM)
            let range = edge < 0 ? DiffuseLight.rangeFarHalf : DiffuseLight.rangeNearHalf
            share = exp(edge / range - max(beyondNeutronCalorimeter, 0) / Surroundings.attenuation)
            if origin == .electromagnetic {
                share *= pow(arrived.energy / DiffuseLight.electromagneticEnergy, DiffuseLight.electromagneticPower)
            }
        }
        return (arrived.energy * (yield.mean * share + floor), yield.logSigma)
    }

    func paint(on face: FibreFace, random: inout RandomStream) {
        guard let origin else { return }
        let (photons, sigma) = mean(origin, random: &random)
        let mean = photons * exp(sigma * random.normal() - sigma * sigma / 2)
        let count = random.poisson(mean: min(mean, DiffuseLight.largest))
        guard count > 0 else { return }
        let place = Placement(self, origin: origin, mean: mean)
        let noFurther = exp(-PhotoElectrons.clump)
        for _ in 0..<count {
            let (x, y) = place.point(random: &random)
            face.paintPhoton(x: x, y: y, noFurther: noFurther, random: &random)
        }
    }

    /// Where the photons of one particle come to the face.
    private struct Placement {
        let lowX: Double
        let highX: Double
        let lowY: Double
        let highY: Double
        let arrivedY: Double
        let aim: (x: Double, y: Double)?
        let isWall: Bool
        let nearShare: Double
        let evenShare: Double
        let aroundShare: Double

        init(_ light: ScatteredLight, origin: Origin, mean: Double) {
            (lowX, highX, lowY, highY) = (light.face.lowX, light.face.highX, light.face.lowY, light.face.highY)
            arrivedY = min(max(light.arrived.y, -DiffuseLight.chargedY), DiffuseLight.chargedY)
            isWall = origin == .wall
            nearShare = isWall ? DiffuseLight.wallNearShare : DiffuseLight.nearShare * mean / (mean + DiffuseLight.nearScale)
            evenShare = origin == .lost ? DiffuseLight.evenShareLost : DiffuseLight.evenShare
            aroundShare = isWall ? DiffuseLight.aroundShareWall : DiffuseLight.aroundShare
            let isAimed = origin == .lost && light.landed.x > lowX
            aim =
                isAimed
                ? (min(max(light.landed.x, lowX), highX), min(max(light.landed.y, lowY), highY)) : nil
        }

        func point(random: inout RandomStream) -> (x: Double, y: Double) {
            let isEven = random.chance(evenShare)
            if let aim, !isEven {
                return (
                    aim.x + DiffuseLight.aimSigmaX * random.normal(), aim.y + DiffuseLight.aimSigmaY * random.normal()
                )
            }
            return (isEven ? random.uniform(lowX, highX) : lowX + depth(random: &random), height(random: &random))
        }

        private func depth(random: inout RandomStream) -> Double {
            let isNear = random.chance(nearShare)
            let range =
                isWall
                ? (isNear ? DiffuseLight.wallNearRange : DiffuseLight.wallFarRange)
                : (isNear ? DiffuseLight.nearRange : DiffuseLight.farRange)
            return random.exponential() * range
        }

        private func height(random: inout RandomStream) -> Double {
            let way = random.uniform()
            if way > 1 - DiffuseLight.belowShare { return lowY + DiffuseLight.edgeDepth * random.exponential() }
            if way > 1 - DiffuseLight.belowShare - DiffuseLight.aboveShare {
                return highY - DiffuseLight.edgeDepth * random.exponential()
            }
            return way < aroundShare ? arrivedY + DiffuseLight.aroundSigma * random.normal() : random.uniform(lowY, highY)
        }
    }
}
