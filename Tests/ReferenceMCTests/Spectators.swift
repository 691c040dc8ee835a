import Calorimeter
import Random
import ReferenceMC

/// Spectators of Pb–Pb collisions on the face of a calorimeter: the particles that ALICE's AliRoot repository publishes one by
/// one, drawn here from their distributions, and what the showers in this simulation have in common.
struct Spectators: Sendable {
    /// One particle on the face and its response.
    struct Shower: Sendable {
        /// Kinetic energy, GeV.
        var energy: Double
        /// Where it met the face, from the face's centre, cm.
        var x: Double
        var y: Double
        /// Light of the towers, along x and along y for four towers in a square, along x alone for four slabs.
        var below: [Double]
        var towers: Double
        /// Light of the common photomultiplier.
        var common: Double

        var light: Double { towers + common }
        var yield: Double { light / energy }
    }

    var showers: [Shower] = []
    /// Tower boundaries: the share of the towers' light at lower coordinates is `below` for each. x for slabs, x and y else.
    private let boundaries: [(isX: Bool, at: Double)]
    private let median: Double
    private let isCentral: @Sendable (Shower) -> Bool

    /// The 0, 1, 5, 25, 50, 75, 95, 99 and 100 % quantiles of AliRoot's particles: kinetic energy, GeV, and impact, cm.
    private struct Quantiles {
        var energy: [Double]
        var x: [Double]
        var y: [Double]

        static func draw(_ values: [Double], random: inout RandomStream) -> Double {
            let shares = [0, 0.01, 0.05, 0.25, 0.50, 0.75, 0.95, 0.99, 1]
            let u = random.uniform()
            let upper = shares.firstIndex { $0 > u } ?? shares.count - 1
            let part = (u - shares[upper - 1]) / (shares[upper] - shares[upper - 1])
            return values[upper - 1] + part * (values[upper] - values[upper - 1])
        }
    }

    /// Neutrons from the interaction point.
    static func neutrons(count: Int, seed: UInt64) -> Spectators {
        let quantiles = Quantiles(
            energy: [1500, 1862, 2171, 2554, 2833, 3122, 3799, 4638, 6200],
            x: [-3.47, -1.98, -1.19, -0.45, 0, 0.44, 1.18, 1.97, 3.47],
            y: [-3.47, -2.06, -1.20, -0.47, -0.03, 0.40, 1.16, 1.87, 3.47])
        return Spectators(
            count: count, seed: seed, detector: .zn, quantiles: quantiles, boundaries: [(true, 0), (false, 0)],
            isCentral: { ($0.x * $0.x + $0.y * $0.y).squareRoot() < 1 }
        ) { energy, x, y in
            let slope = (x / Detector.zn.faceACM, y / Detector.zn.faceACM)
            return Self.particle(.neutron, kineticEnergy: energy, slope: slope)
        }
    }

    /// Protons just before the face, inclined as the separation dipole bends them: it stands 49.3 m away.
    static func protons(count: Int, seed: UInt64) -> Spectators {
        let quantiles = Quantiles(
            energy: [1500, 2269, 2406, 2696, 2919, 3198, 3754, 4251, 5200],
            x: [-11.15, -10.89, -10.14, -7.42, -4.96, -2.38, 0.80, 2.23, 8],
            y: [-3, -1.75, -1.44, -1.10, -0.70, 0.19, 2.82, 5.01, 5.95])
        let centre = Detector.zp.lowEdgeXCM + 11.2
        let before = 11.8
        return Spectators(
            count: count, seed: seed, detector: .zp, quantiles: quantiles,
            boundaries: [(true, -5.6), (true, 0), (true, 5.6)], isCentral: { abs($0.x) < 7 && abs($0.y) < 2 }
        ) { energy, x, y in
            let slope = (centre + x) / 4930
            var particle = Self.particle(.proton, kineticEnergy: energy, slope: (slope, 0))
            particle.positionCM = Vector(centre + x - before * slope, y, Detector.zp.faceACM - before)
            return particle
        }
    }

    private static func particle(_ species: Species, kineticEnergy: Double, slope: (x: Double, y: Double)) -> Particle {
        let mass = species.massMeV * 1e-3
        let total = kineticEnergy + mass
        let momentum = (total * total - mass * mass).squareRoot()
        let pz = momentum / (1 + slope.x * slope.x + slope.y * slope.y).squareRoot()
        return Particle(species, px: slope.x * pz, py: slope.y * pz, pz: pz)
    }

    private init(
        count: Int, seed: UInt64, detector: Detector, quantiles: Quantiles, boundaries: [(isX: Bool, at: Double)],
        isCentral: @escaping @Sendable (Shower) -> Bool, particle: (Double, Double, Double) -> Particle
    ) {
        (self.boundaries, self.isCentral) = (boundaries, isCentral)
        let simulation = ReferenceMC(detector: detector)
        let centre = (
            x: 0.5 * (detector.lowEdgeXCM + detector.highEdgeXCM), y: 0.5 * (detector.lowEdgeYCM + detector.highEdgeYCM)
        )
        var random = RandomStream(seed: seed, purpose: .particles)
        for index in 0..<count {
            let energy = Quantiles.draw(quantiles.energy, random: &random)
            let x = Quantiles.draw(quantiles.x, random: &random)
            let y = Quantiles.draw(quantiles.y, random: &random)
            let response = simulation.response(to: particle(energy, x, y), seed: seed, index: UInt64(index))
            var shower = Shower(
                energy: energy, x: x, y: y, below: Array(repeating: 0, count: boundaries.count), towers: 0, common: 0)
            for (pixel, photons) in response.photons.enumerated() where photons > 0 {
                let (row, column) = (pixel / detector.columns, pixel % detector.columns)
                guard (row + column) % 2 == 1 else {
                    shower.common += Double(photons)
                    continue
                }
                shower.towers += Double(photons)
                let fibre = detector.centre(row: row, column: column)
                for (number, boundary) in boundaries.enumerated()
                where (boundary.isX ? fibre.x - centre.x : fibre.y - centre.y) < boundary.at {
                    shower.below[number] += Double(photons)
                }
            }
            showers.append(shower)
        }
        let central = showers.filter(isCentral).map(\.yield).sorted()
        median = central[central.count / 2]
    }

    /// Half of the 16–84 % width of light per energy over its median, of central showers in a range of energies, GeV.
    func width(_ energies: Range<Double>) -> Double {
        let yields = showers.filter { isCentral($0) && energies.contains($0.energy) }.map(\.yield).sorted()
        func quantile(_ share: Double) -> Double { yields[Int(share * Double(yields.count - 1))] }
        return (quantile(0.84) - quantile(0.16)) / 2 / quantile(0.5)
    }

    /// The share of central showers whose light per energy, over the median, lies in a range.
    func share(_ range: Range<Double>) -> Double {
        let central = showers.filter(isCentral)
        return Double(central.count { range.contains($0.yield / median) }) / Double(central.count)
    }

    /// The spread of the common photomultiplier's share of the light.
    var commonSpread: Double { deviation(showers.filter(isCentral).map { $0.common / $0.light }) }

    /// The shares of the towers' light beyond a boundary at a range of distances, cm, from the points on both sides of it.
    private func beyond(_ distances: Range<Double>, within limit: (x: Double, y: Double)) -> [Double] {
        var shares: [Double] = []
        for shower in showers where abs(shower.x) < limit.x && abs(shower.y) < limit.y && shower.towers > 0 {
            for (boundary, below) in zip(boundaries, shower.below) {
                let distance = (boundary.isX ? shower.x : shower.y) - boundary.at
                let share = below / shower.towers
                if distances.contains(distance) { shares.append(share) }
                if distances.contains(-distance) { shares.append(1 - share) }
            }
        }
        return shares
    }

    func meanBeyond(_ distances: Range<Double>, within limit: (x: Double, y: Double) = (3, 3)) -> Double {
        mean(beyond(distances, within: limit))
    }

    func spreadBeyond(_ distances: Range<Double>, within limit: (x: Double, y: Double) = (3, 3)) -> Double {
        deviation(beyond(distances, within: limit))
    }
}
