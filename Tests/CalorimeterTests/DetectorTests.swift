import Calorimeter
import Testing

@Suite("The face of the neutron calorimeter")
struct DetectorTests {
    let detector = Detector.zn

    @Test("The proton calorimeter has 56 × 30 fibres, 0.40 cm apart, beside the beam pipe")
    func protonCalorimeter() {
        let zp = Detector.zp
        #expect(zp.rows == 56 && zp.columns == 30)
        #expect(abs(zp.highEdgeXCM - 35.55) < 1e-9 && abs(zp.highEdgeYCM - 6) < 1e-9)
        #expect(zp.pixel(x: 13.15, y: -6) ?? (-1, -1) == (0, 0))
        #expect(zp.pixel(x: 35.54, y: 5.99) ?? (-1, -1) == (55, 29))
        for pz in [1.0, -1] { #expect(abs(Detector.zn.faceCM(pz: pz) - zp.faceCM(pz: pz) - 8) < 1e-9) }
        #expect(zp.pixel(x: 13.14, y: 0) == nil && zp.pixel(x: 20, y: 6.01) == nil)
    }

    @Test("Detectors are found by name")
    func names() {
        #expect(Detector(named: "ZN") == .zn && Detector(named: "zp") == .zp)
        #expect(Detector(named: "ZEM") == nil && Detector(named: "") == nil)
        #expect(Detector.all.map(\.kind) == [.neutron, .proton])
    }

    @Test("It is 7.04 cm wide and high around the beam")
    func size() {
        #expect(detector.pixelCount == 1936)
        #expect(detector.lowEdgeXCM == -3.52 && detector.lowEdgeYCM == -3.52)
        #expect(abs(detector.highEdgeXCM - 3.52) < 1e-12 && abs(detector.highEdgeYCM - 3.52) < 1e-12)
    }

    @Test("The side of the detector follows the sign of pz, zero counts as A")
    func side() {
        #expect(detector.faceCM(pz: 1) == 11259.8)
        #expect(detector.faceCM(pz: 0) == 11259.8)
        #expect(detector.faceCM(pz: -1) == 11261.3)
    }

    @Test(
        "Points and pixels",
        arguments: [
            (0.001, 0.001, 22, 22), (-0.001, 0.001, 21, 22), (-3.519, -3.519, 0, 0), (3.519, -3.519, 43, 0),
            (-3.519, 3.519, 0, 43),
        ])
    func pixel(x: Double, y: Double, row: Int, column: Int) throws {
        let pixel = try #require(detector.pixel(x: x, y: y))
        #expect(pixel == (row, column))
    }

    @Test(
        "No pixel beside the face",
        arguments: [(3.53, 0), (-3.53, 0), (0, 3.53), (0, -3.53), (.nan, 0), (0, .infinity), (-1e300, 0)])
    func beside(x: Double, y: Double) {
        #expect(detector.pixel(x: x, y: y) == nil)
    }

    @Test("The centre of every pixel lies in that pixel")
    func centres() {
        for row in 0..<detector.rows {
            for column in 0..<detector.columns {
                let centre = detector.centre(row: row, column: column)
                #expect(detector.pixel(x: centre.x, y: centre.y).map { $0 == (row, column) } == true)
            }
        }
    }

    @Test("Straight flights land where slope and vertex say, on either side")
    func landing() {
        var particle = Particle(massMeV: 0, energyGeV: 1000, charge: 0, momentumGeV: Vector(0.1, -0.2, 1000))
        var point = detector.landingPoint(of: particle)
        #expect(abs(point.x - 1.12598) < 1e-9 && abs(point.y + 2.25196) < 1e-9)

        particle.positionCM = Vector(0.5, 0.25, 1259.8)
        point = detector.landingPoint(of: particle)
        #expect(abs(point.x - 1.5) < 1e-9 && abs(point.y + 1.75) < 1e-9)

        particle.momentumGeV.z = -1000
        particle.positionCM.z = -1261.3
        point = detector.landingPoint(of: particle)
        #expect(abs(point.x - 1.5) < 1e-9 && abs(point.y + 1.75) < 1e-9)
    }

    @Test("A flight without forward momentum still has a finite landing point")
    func sideways() {
        let point = detector.landingPoint(of: Particle(massMeV: 0, energyGeV: 1, charge: 0, momentumGeV: Vector(1, 0, 0)))
        #expect(point.x.isFinite && point.x > 1e9 && point.y == 0)
    }
}
