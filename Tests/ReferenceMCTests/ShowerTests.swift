import Calorimeter
import Random
import Testing

@testable import ReferenceMC

@Suite("Showers")
struct ShowerTests {
    @Test(
        "The electromagnetic fraction of hadronic showers",
        arguments: [(100.0, 0.4623, 0.5429), (1000, 0.6365, 0.6910), (3000, 0.6984, 0.7436)])
    func electromagneticFraction(energy: Double, baryon: Double, meson: Double) {
        #expect(abs(HadronicShower.electromagneticFraction(energy: energy, isMeson: false) - baryon) < 5e-5)
        #expect(abs(HadronicShower.electromagneticFraction(energy: energy, isMeson: true) - meson) < 5e-5)
    }

    @Test("The electromagnetic resolution falls from one half to its constant term")
    func electromagneticResolution() {
        #expect(ElectromagneticShower.resolution(energy: 0, stochasticTerm: 0.35) == 0.5)
        #expect(abs(ElectromagneticShower.resolution(energy: 49, stochasticTerm: 0.35) - 0.0781) < 1e-4)
        #expect(abs(ElectromagneticShower.resolution(energy: 1e5, stochasticTerm: 0.35) - 0.06) < 1e-4)
    }

    @Test("Shares sum to one", arguments: [1, 2, 7, 64])
    func sharesSumToOne(count: Int) {
        var random = RandomStream(seed: 8, purpose: .truth)
        let shares = Shares(count: count, power: 1.6, random: &random)
        #expect(shares.count == count)
        #expect(abs((0..<count).reduce(0) { $0 + shares[$1] } - 1) < 1e-12)
    }

    @Test("The leading share has its weight besides its own number")
    func leadingShare() {
        var (plain, leading) = (RandomStream(seed: 8, purpose: .truth), RandomStream(seed: 8, purpose: .truth))
        let without = Shares(count: 7, power: 1.1, random: &plain)
        let with = Shares(count: 7, power: 1.1, leadingWeight: 0.5, random: &leading)
        #expect(abs((0..<7).reduce(0) { $0 + with[$1] } - 1) < 1e-12)
        #expect(abs(with[6] - (without[6] + 0.5) / 1.5) < 1e-12)
        #expect(abs(with[0] - without[0] / 1.5) < 1e-12)
    }

    @Test("More shares than there is room for are cut to the room")
    func sharesAreBounded() {
        var random = RandomStream(seed: 9, purpose: .truth)
        #expect(Shares(count: 1000, random: &random).count == Shares.capacity)
    }

    @Test("The light of a photon lies within the radii of the decoded photons' profile")
    func radialProfile() {
        // Cumulative light at these radii (cm) around the centre of a pixel, from the profile's closed form
        // Σ w r²/(r² + R²), in pixels whose centre is nearer than the radius.
        let detector = ReferenceMC().detector
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        var random = RandomStream(seed: 10, purpose: .truth)
        let centre = detector.centre(row: detector.rows / 2, column: detector.columns / 2)
        photons.withUnsafeMutableBufferPointer { photons in
            let face = FibreFace(detector: detector, photons: photons)
            let spot = LightSpot(x: centre.x, y: centre.y, mean: 50_000, profile: .electromagnetic)
            for _ in 0..<4 { face.paint(spot, constants: .zn, random: &random) }
        }
        func inside(_ radius: Double) -> Double {
            var light = 0.0
            for (index, value) in photons.enumerated() {
                let pixel = detector.centre(row: index / detector.columns, column: index % detector.columns)
                let (x, y) = (pixel.x - centre.x, pixel.y - centre.y)
                if x * x + y * y < radius * radius { light += Double(value) }
            }
            return light / 200_000
        }
        func expected(_ radius: Double) -> Double {
            [(0.256, 0.052), (0.554, 0.302), (0.190, 1.26)].reduce(0) {
                $0 + $1.0 * radius * radius / (radius * radius + $1.1 * $1.1)
            }
        }
        for radius in [0.8, 1.2, 2.0, 3.0] { #expect(abs(inside(radius) - expected(radius)) < 0.02, "\(radius) cm") }
    }

    @Test("The light of an inclined proton comes out two interaction lengths further along its track")
    func inclination() {
        func row(slope: Double) -> Double {
            var proton = Particle(.proton, px: 3000 * slope, py: 0, pz: 3000)
            let face = Detector.zp.faceACM
            proton.positionCM = Vector(24.35 - slope, 0, face - 1)
            return Sample(of: proton, count: 2000, seed: 12, simulation: ReferenceMC(detector: .zp)).meanRow
        }
        let shift = (row(slope: 0.01) - row(slope: 0)) * Detector.zp.pitchCM
        #expect(abs(shift - 0.01 * 2 * ShowerConstants.zp.interactionLength) < 0.03, "\(shift) cm")
    }

    @Test("A proton that begins behind the exit cone cannot interact in it")
    func exitCone() {
        func dimShare(z: Double) -> Double {
            var proton = Particle(.proton, px: 0, py: 0, pz: 3000)
            proton.positionCM = Vector(24.35, 0, z)
            let sample = Sample(of: proton, count: 2000, seed: 13, simulation: ReferenceMC(detector: .zp))
            return Double(sample.sums.count { $0 < 0.6 * sample.quantile(0.5) }) / 2000
        }
        #expect(dimShare(z: Surroundings.exitConeCM + 1) < 0.003)
        #expect(abs(dimShare(z: Surroundings.exitConeCM - 1) - 0.06 * 0.5 / 0.8) < 0.015)
    }

    @Test("A spot beside the face leaves only its tail, and absurd light saturates the counts")
    func edges() {
        let detector = ReferenceMC().detector
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        var random = RandomStream(seed: 11, purpose: .truth)
        photons.withUnsafeMutableBufferPointer { photons in
            let face = FibreFace(detector: detector, photons: photons)
            face.paint(.init(x: 1e15, y: 0, mean: 1000, profile: .halo), constants: .zn, random: &random)
            #expect(photons.allSatisfy { $0 == 0 })
            for _ in 0..<40 {
                face.paint(
                    .init(x: 0.08, y: 0.08, mean: .greatestFiniteMagnitude, profile: .electromagnetic), constants: .zn,
                    random: &random)
            }
            #expect(photons.max() == 65535)
        }
    }
}
