import Calorimeter
import Random
import ReferenceMC

/// What many responses to one particle have in common.
struct Sample {
    var emptyShare = 0.0
    var meanSum = 0.0
    var sigmaSum = 0.0
    var sums: [Double] = []
    var meanLitPixels = 0.0
    var meanPeak = 0.0
    /// Centre of all light, pixels.
    var meanRow = 0.0
    var meanColumn = 0.0
    /// The standard deviation of every pixel, summed over the face: the published measure of diversity.
    var pixelSigmaSum = 0.0

    /// Responses of one calorimeter alone.
    init(of particle: Particle, count: Int, seed: UInt64, simulation: ReferenceMC = ReferenceMC()) {
        self.init(detector: simulation.detector, count: count, seed: seed) { random, photons in
            simulation.respond(to: particle, random: &random, into: photons)
        }
    }

    /// Responses of the neutron calorimeter beside the proton calorimeter.
    init(beside particle: Particle, count: Int, seed: UInt64) {
        var proton = Response(detector: .zp)
        self.init(detector: .zn, count: count, seed: seed) { random, neutron in
            proton.photons.withUnsafeMutableBufferPointer {
                ReferenceMC.respondInBoth(to: particle, random: &random, neutron: neutron, proton: $0)
            }
        }
    }

    private init(
        detector: Detector, count: Int, seed: UInt64, respond: (inout RandomStream, UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        var sum = [Double](repeating: 0, count: detector.pixelCount)
        var squares = sum
        for index in 0..<count {
            var random = RandomStream(seed: seed, purpose: .truth, index: UInt64(index))
            photons.withUnsafeMutableBufferPointer { respond(&random, $0) }
            var (total, lit, peak) = (0.0, 0, 0.0)
            for (pixel, value) in photons.enumerated() where value > 0 {
                let n = Double(value)
                total += n
                lit += 1
                peak = max(peak, n)
                sum[pixel] += n
                squares[pixel] += n * n
            }
            sums.append(total)
            meanLitPixels += Double(lit)
            meanPeak += peak
        }
        let n = Double(count)
        let light = sums.reduce(0, +)
        meanSum = light / n
        sigmaSum = (sums.reduce(0) { $0 + ($1 - meanSum) * ($1 - meanSum) } / n).squareRoot()
        emptyShare = Double(sums.count { $0 == 0 }) / n
        meanLitPixels /= n
        meanPeak /= n
        for pixel in sum.indices {
            meanRow += sum[pixel] * Double(pixel / detector.columns) / light
            meanColumn += sum[pixel] * Double(pixel % detector.columns) / light
            pixelSigmaSum += max(squares[pixel] / n - (sum[pixel] / n) * (sum[pixel] / n), 0).squareRoot()
        }
        sums.sort()
    }

    /// The sum below which this share of the responses lies.
    func quantile(_ share: Double) -> Double { sums[Int(share * Double(sums.count - 1))] }
}

extension Particle {
    /// A particle from the origin with the energy that belongs to its mass and momentum.
    init(_ species: Species, px: Double, py: Double, pz: Double) {
        self.init(
            massMeV: species.massMeV, energyGeV: 0, charge: species.charge, momentumGeV: Vector(px, py, pz))
        self = withEnergyOnShell()
    }
}
