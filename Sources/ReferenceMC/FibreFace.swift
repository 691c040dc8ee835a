import Calorimeter
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A spot of light on the face: photo-electrons with a mean number and a transverse profile around a point (cm).
struct LightSpot {
    var x: Double
    var y: Double
    var mean: Double
    var profile: Profile

    enum Profile {
        /// The shower of a photon or an electron.
        case electromagnetic
        /// A sub-cluster of a hadronic shower: electromagnetic, in the proton calorimeter a little wider.
        case cluster
        /// The wide rest of a hadronic shower.
        case halo
    }
}

/// The fibres of one calorimeter over a buffer of counts, row-major: what a spot of light is painted on.
struct FibreFace {
    let photons: UnsafeMutableBufferPointer<Float>
    let rows: Double
    let columns: Double
    let stride: Int
    let lowX: Double
    let lowY: Double
    let highX: Double
    let highY: Double
    let fibresPerCM: Double

    init(detector: Detector, photons: UnsafeMutableBufferPointer<Float>) {
        self.photons = photons
        rows = Double(detector.rows)
        columns = Double(detector.columns)
        stride = detector.columns
        lowX = detector.lowEdgeXCM
        lowY = detector.lowEdgeYCM
        highX = detector.highEdgeXCM
        highY = detector.highEdgeYCM
        fibresPerCM = 1 / detector.pitchCM
    }

    /// The distance of a point beside the face, along the axis on which it is farther out; 0 on the face.
    func distanceBeside(x: Double, y: Double) -> Double {
        max(lowX - x, x - highX, lowY - y, y - highY, 0)
    }

    /// Paints one photo-electron, with those that come of the same crossing of a fibre.
    func paintPhoton(x: Double, y: Double, noFurther: Double, random: inout RandomStream) {
        count(x: x, y: y, photoElectrons: random.clump(noFurther: noFurther))
    }

    /// Paints a spot, one crossing of a fibre after the other. Light beside the face is lost.
    func paint(_ spot: LightSpot, constants: ShowerConstants, random: inout RandomStream) {
        let crossings = random.poisson(mean: min(spot.mean, PhotoElectrons.largestSpot) / (1 + PhotoElectrons.clump))
        guard crossings > 0 else { return }
        // A local copy stays in registers, which an inout argument cannot.
        var stream = random
        defer { random = stream }
        let (core, middle, tail) = constants.profile
        let noFurther = exp(-PhotoElectrons.clump)
        let smear = spot.profile == .cluster ? constants.clusterSmear : 0
        for _ in 0..<crossings {
            var (x, y) = (spot.x, spot.y)
            let radius: Double
            if spot.profile == .halo {
                radius = constants.haloRadius
            } else {
                let u = stream.uniform()
                radius = u < core.weight ? core.radius : u < core.weight + middle.weight ? middle.radius : tail.radius
                if smear > 0 {
                    x += smear * stream.normal()
                    y += smear * stream.normal()
                }
            }
            let offset = stream.stretchedDiscPoint()
            count(x: x + radius * offset.x, y: y + radius * offset.y, photoElectrons: stream.clump(noFurther: noFurther))
        }
    }

    private func count(x: Double, y: Double, photoElectrons: Float) {
        let row = (x - lowX) * fibresPerCM
        let column = (y - lowY) * fibresPerCM
        guard row >= 0, row < rows, column >= 0, column < columns else { return }
        let fibre = Int(row) * stride + Int(column)
        photons[fibre] = min(photons[fibre] + photoElectrons, PhotoElectrons.largestCount)
    }
}

extension RandomStream {
    /// A point in the plane with density 1/(π(r² + 1)²), the radial law of Grindhammer and Peters.
    ///
    /// The law's radius is √(s/(1 − s)) with s uniform, and the squared radius s of a point of the unit disc is
    /// uniform: so such a point, drawn out by 1/√(1 − s), has the law and its angle without trigonometry.
    @inline(__always)
    fileprivate mutating func stretchedDiscPoint() -> (x: Double, y: Double) {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let squared = x * x + y * y
            if squared < 1 {
                let stretch = 1 / (1 - squared).squareRoot()
                return (x * stretch, y * stretch)
            }
        }
    }

    /// Photo-electrons of one crossing, 1 + Poisson(mean), given the probability e^−mean of no further one.
    ///
    /// Uniform numbers are multiplied until they fall below e^−mean; for a small mean that takes little more than one.
    @inline(__always)
    fileprivate mutating func clump(noFurther: Double) -> Float {
        var photoElectrons: Float = 1
        var product = uniform()
        while product > noFurther {
            photoElectrons += 1
            product *= uniform()
        }
        return photoElectrons
    }
}
