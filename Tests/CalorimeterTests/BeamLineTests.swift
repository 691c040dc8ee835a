import Calorimeter
import Testing

@Suite("Flight along the beam line")
struct BeamLineTests {
    /// Landing at the face of the proton calorimeter for zero angle, cm, and the change with the angle, m.
    struct Transfer: Sendable {
        var momentum: Double
        var x: Double
        var y: (a: Double, c: Double)
        var r12: Double
        var r34: Double
    }

    static let transfers = [
        Transfer(momentum: 1500, x: 35.35, y: (-64.85, -63.84), r12: -4115.6, r34: 1985.2),
        Transfer(momentum: 2000, x: 26.51, y: (-12.54, -12.29), r12: -2082.6, r34: 511.9),
        Transfer(momentum: 2500, x: 21.21, y: (-2.25, -2.17), r12: -1179.5, r34: 114.6),
        Transfer(momentum: 3000, x: 17.67, y: (0.08, 0.10), r12: -719.2, r34: -5.0),
        Transfer(momentum: 3500, x: 15.15, y: (0.53, 0.53), r12: -458.2, r34: -37.7),
        Transfer(momentum: 4000, x: 13.26, y: (0.49, 0.49), r12: -298.4, r34: -40.3),
        Transfer(momentum: 5000, x: 10.60, y: (0.21, 0.20), r12: -123.4, r34: -21.2),
        Transfer(momentum: 7000, x: 7.57, y: (-0.14, -0.14), r12: 12.4, r34: 20.0),
    ]

    private func end(_ momentum: Double, side: Double, slopeX: Double = 0, slopeY: Double = 0) -> Flight {
        var flight = Flight(energy: momentum, charge: 1, slopeX: slopeX, slopeY: slopeY)
        flight.fly(to: Detector.zp.faceCM(pz: side), through: BeamLine.whole(pz: side).withoutWalls)
        return flight
    }

    @Test("Protons land where the optics takes them", arguments: transfers)
    func transfer(_ row: Transfer) {
        for side in [1.0, -1] {
            let straight = end(row.momentum, side: side)
            #expect(abs(straight.x - row.x) <= 0.006 + 1e-3 * abs(row.x))
            #expect(abs(straight.y - (side > 0 ? row.y.a : row.y.c)) < 0.006)
            let angle = 1e-6
            let r12 = (end(row.momentum, side: side, slopeX: angle).x - straight.x) / angle / 100
            let r34 = (end(row.momentum, side: side, slopeY: angle).y - straight.y) / angle / 100
            #expect(abs(r12 - row.r12) < 0.06 + 1e-3 * abs(row.r12), "R12 \(r12)")
            #expect(abs(r34 - row.r34) < 0.06 + 1e-3 * abs(row.r34), "R34 \(r34)")
        }
    }

    private func proton(_ px: Double, _ py: Double, _ pz: Double) -> Particle {
        Particle(massMeV: 938.272, energyGeV: 0, charge: 1, momentumGeV: Vector(px, py, pz)).withEnergyOnShell()
    }

    @Test("The printed protons land at known points")
    func landings() {
        let cases: [(Particle, x: Double, y: Double, pixel: (Int, Int)?)] = [
            (proton(-0.076487, 0.179845, 3961.55), 13.979, 0.318, (2, 15)),
            (proton(0.052953, 0.402807, -3812.18), 13.426, 0.094, (0, 15)),
            (proton(0.05, 0.02, 3000), 16.476, 0.079, (8, 15)),
            (proton(-0.02, 0.05, -2500), 22.159, -1.945, (22, 10)),
            (proton(0, 0, 4300), 12.331, 0.413, nil),
            (proton(0.560528, -0.14998, 3195.11), 6.056, 0.473, nil),
            (proton(0.1, 0.1, -6900), 7.699, -0.106, nil),
        ]
        for (particle, x, y, pixel) in cases {
            let landing = Flight.landing(of: particle, on: .zp)
            #expect(abs(landing.x - x) < 0.002 && abs(landing.y - y) < 0.002, "\(landing)")
            #expect(landing.lost == 0)
            let found = Detector.zp.pixel(x: landing.x, y: landing.y)
            #expect(found?.row == pixel?.0 && found?.column == pixel?.1)
        }
    }

    @Test("Tracks bent or aimed too far are lost in a wall")
    func lost() {
        #expect(Flight.landing(of: proton(-0.171176, 0.281748, 2082.63), on: .zp).lost == 6783.3)
        let photon = Particle(massMeV: 0, energyGeV: 1304.4, charge: 0, momentumGeV: Vector(-0.509192, 0.461106, 1304.34))
        #expect(Flight.landing(of: photon, on: .zp).lost == 5333.5)
        let pion = Particle(massMeV: 139.57, energyGeV: 325.2, charge: -1, momentumGeV: Vector(0.269915, -0.081921, 325.157))
        #expect(Flight.landing(of: pion, on: .zp).lost == 2933.5)
    }

    @Test("Neutral particles are lost beside the neutron calorimeter's face, none on it", arguments: [1.0, -1])
    func neutrals(side: Double) {
        func isLost(x: Double, y: Double) -> Bool {
            let face = Detector.zn.faceCM(pz: side)
            var flight = Flight(energy: 1000, charge: 0, slopeX: x / face, slopeY: y / face)
            flight.fly(to: face, through: .whole(pz: side))
            return flight.lost > 0
        }
        let limit = side > 0 ? (x: 5.077, y: 4.789) : (x: 5.761, y: 5.220)
        #expect(!isLost(x: limit.x - 0.002, y: 0) && isLost(x: limit.x + 0.002, y: 0))
        #expect(!isLost(x: 0, y: limit.y - 0.002) && isLost(x: 0, y: limit.y + 0.002))
        let edge = Detector.zn.highEdgeXCM
        for x in [-edge, 0, edge] { for y in [-edge, 0, edge] { #expect(!isLost(x: x, y: y)) } }
    }

    @Test("A neutral flight is a straight line")
    func straight() {
        let photon = Particle(massMeV: 0, energyGeV: 513, charge: 0, momentumGeV: Vector(0.035456, -0.051821, -513.318))
        let landing = Flight.landing(of: photon, on: .zn)
        let line = Detector.zn.landingPoint(of: photon)
        #expect(abs(landing.x - line.x) < 1e-9 && abs(landing.y - line.y) < 1e-9)
    }

    @Test("Odd charges, energies and starts end at a finite place", arguments: [Double.leastNonzeroMagnitude, 1e-30, 1e9, -1e9])
    func odd(charge: Double) {
        for energy in [0, 1e-9, 1e9] {
            for start in [-1e9, -1e6, 0, 2500, 1e6] {
                var flight = Flight(energy: energy, charge: charge, x: 1, y: -1, z: start, slopeX: 1e-4, slopeY: 1e-4)
                flight.fly(to: Detector.zp.faceACM, through: .sideA)
                #expect(!flight.x.isNaN && !flight.y.isNaN, "\(energy) \(start): \(flight)")
            }
        }
    }

    @Test("A positive px moves a proton on the face towards the beam")
    func towardsTheBeam() {
        #expect(Flight.landing(of: proton(0.05, 0, 3000), on: .zp).x < Flight.landing(of: proton(0, 0, 3000), on: .zp).x)
    }

    @Test(
        "A flight in two steps ends where a flight in one step ends, and hits the same wall",
        arguments: [500.0, 1000, 2000, 2500, 2933.5, 3000, 4000, 5000, 5333.5, 6310.8, 6783.3, 7000, 9000])
    func flightCanBeSplit(at halt: Double) {
        var walls: Set<Double> = []
        for line in [BeamLine.sideA, .sideC] {
            for (charge, slope) in [(1.0, 1e-5), (-1, 1e-5), (1, 8e-4), (0, 4e-4), (0, 6e-4)] {
                var one = Flight(energy: 3000, charge: charge, x: 0.1, y: -0.05, slopeX: slope, slopeY: -slope)
                var two = one
                one.fly(to: Detector.zp.faceACM, through: line)
                two.fly(to: halt, through: line)
                two.fly(to: Detector.zp.faceACM, through: line)
                #expect(abs(one.x - two.x) < 1e-9 && abs(one.y - two.y) < 1e-9 && one.lost == two.lost)
                #expect(abs(one.slopeX - two.slopeX) < 1e-12 && abs(one.slopeY - two.slopeY) < 1e-12)
                walls.insert(one.lost)
            }
        }
        #expect(walls.count > 2)
    }

    @Test(
        "Any nine numbers land at a finite place", arguments: Parameter.allCases,
        [0, .leastNonzeroMagnitude, 1e-9, -1e6, 1e6, 1e308, -1e308, .infinity, -.infinity, .nan])
    func extremes(parameter: Parameter, value: Double) {
        for pz in [3000.0, -3000] {
            var particle = proton(0, 0, pz)
            particle[parameter] = value
            let landing = Flight.landing(of: particle, on: .zp)
            #expect(landing.x.isFinite && landing.y.isFinite)
        }
    }

    @Test("An energy below the momentum is raised to it")
    func energyBelowMomentum() {
        var particle = proton(0.05, 0.02, 3000)
        particle.energyGeV = 1
        #expect(abs(Flight.landing(of: particle, on: .zp).x - Flight.landing(of: proton(0.05, 0.02, 3000), on: .zp).x) < 1e-3)
    }
}
