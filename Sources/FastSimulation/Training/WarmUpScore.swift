import Calorimeter
import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How far two draws of images are from the truth, without a critic: the energy scores of the pixels, each on its own,
/// and of what physicists read off the images (`ResponseFeatures`), together.
///
/// Pixels count as √(1 + photons), in which the noise of counting is the same for all of them; features as logarithms
/// and as roots, so that both faint and bright responses have a say.
final class WarmUpScore {
    /// Of one pixel's score: those of a shower together weigh far more than its features, or the light would come to lie
    /// anywhere in its quadrant.
    static let pixelWeight: Float = 0.5
    /// The same where the score is an anchor beside a critic, which looks after the pixels itself.
    static let anchorPixelWeight: Float = 0.05
    /// Of a root against a logarithm.
    static let rootWeight: Float = 0.2

    private let truth: ResponseFeatures
    private let draws: (ResponseFeatures, ResponseFeatures)
    private let featureWeight: Float
    private let pixels: Int
    /// √(1 + photons) of the truth and both draws: [capacity][pixels].
    private let roots: [FloatBuffer]
    /// Logarithms and roots of the features of the three, and gradients for both draws: [capacity][2·features].
    private let vectors: [FloatBuffer]
    private let vectorGradients: [FloatBuffer]
    private let sums: FloatBuffer

    init(
        features: (truth: ResponseFeatures, first: ResponseFeatures, second: ResponseFeatures), featureWeight: Float,
        pixels: Int, capacity: Int
    ) {
        truth = features.truth
        draws = (features.first, features.second)
        self.featureWeight = featureWeight
        self.pixels = pixels
        let count = 2 * ResponseFeatures.count
        roots = (0..<3).map { _ in FloatBuffer(count: capacity * pixels) }
        vectors = (0..<3).map { _ in FloatBuffer(count: capacity * count) }
        vectorGradients = (0..<2).map { _ in FloatBuffer(count: capacity * count) }
        sums = FloatBuffer(count: capacity)
    }

    /// Scores some samples of a batch, each with weight `share`, their pixels with `pixelWeight`, and writes the gradients
    /// of both images.
    func score(
        _ images: (FloatBuffer, FloatBuffer), truth reality: FloatBuffer, samples: Range<Int>, share: Float,
        pixelWeight: Float = WarmUpScore.pixelWeight, set: InstructionSet, gradients: (FloatBuffer, FloatBuffer)
    ) {
        truth.read(reality, samples: samples, set: set)
        draws.0.read(images.0, samples: samples, set: set)
        draws.1.read(images.1, samples: samples, set: set)
        for (index, features) in [truth, draws.0, draws.1].enumerated() { takeRoots(features, index, samples) }
        let count = 2 * ResponseFeatures.count
        for sample in samples {
            let (image, row) = (sample * pixels, sample * count)
            let slopes = (gradients.0.pointer + image, gradients.1.pointer + image)
            let vectorSlopes = (vectorGradients[0].pointer + row, vectorGradients[1].pointer + row)
            for slope in [slopes.0, slopes.1] { slope.update(repeating: 0, count: pixels) }
            for slope in [vectorSlopes.0, vectorSlopes.1] { slope.update(repeating: 0, count: count) }
            let scoreEach = truth.isCounted ? EnergyScore.addEachCounted : EnergyScore.addEach
            let score =
                scoreEach(
                    roots[1].pointer + image, roots[2].pointer + image, roots[0].pointer + image, pixels, share * pixelWeight,
                    slopes.0,
                    slopes.1)
                + EnergyScore.add(
                    vectors[1].pointer + row, vectors[2].pointer + row, truth: vectors[0].pointer + row, count: count,
                    weight: share * featureWeight, gradientA: vectorSlopes.0, gradientB: vectorSlopes.1)
            sums.pointer[sample] = Float(score)
            leaveRoots(slopes.0, vectorSlopes.0, features: draws.0, 1, sample)
            leaveRoots(slopes.1, vectorSlopes.1, features: draws.1, 2, sample)
        }
        draws.0.addGradient(
            draws.0.gradients.pointer, pitch: ResponseFeatures.count, samples: samples, to: gradients.0.pointer)
        draws.1.addGradient(
            draws.1.gradients.pointer, pitch: ResponseFeatures.count, samples: samples, to: gradients.1.pointer)
    }

    /// The sum over the first `count` samples.
    func total(_ count: Int) -> Double { (0..<count).reduce(0.0) { $0 + Double(sums.pointer[$1]) } }

    private func takeRoots(_ features: ResponseFeatures, _ index: Int, _ samples: Range<Int>) {
        let range = samples.lowerBound * pixels..<samples.upperBound * pixels
        let (photons, root) = (features.photons.pointer, roots[index].pointer)
        for pixel in range { root[pixel] = (1 + photons[pixel]).squareRoot() }
        let count = ResponseFeatures.count
        for sample in samples {
            let (value, vector) = (features.values.pointer + sample * count, vectors[index].pointer + 2 * sample * count)
            for k in 0..<count {
                vector[k] = value[k]
                vector[count + k] = Self.rootWeight * expf(0.5 * value[k])
            }
        }
    }

    /// Turns gradients of roots into those of logarithms: d√(1 + n)/d ln(1 + n) is half the root.
    private func leaveRoots(
        _ slope: UnsafeMutablePointer<Float>, _ vectorSlope: UnsafePointer<Float>, features: ResponseFeatures,
        _ index: Int, _ sample: Int
    ) {
        if !features.isCounted {
            let root = roots[index].pointer + sample * pixels
            for pixel in 0..<pixels { slope[pixel] *= 0.5 * root[pixel] }
        }
        let count = ResponseFeatures.count
        let vector = vectors[index].pointer + 2 * sample * count
        let gradient = features.gradients.pointer + sample * count
        for k in 0..<count { gradient[k] = vectorSlope[k] + 0.5 * vector[count + k] * vectorSlope[count + k] }
        guard features.isCounted else { return }
        // Of all but the count of lit pixels, what one photon more changes: the root's change for that of the logarithm.
        for k in 0..<count where k != ChannelSums.count + 1 {
            let photons = expf(vector[k])
            let change = Self.rootWeight * ((photons + 1).squareRoot() - photons.squareRoot()) / log1pf(1 / photons)
            gradient[k] = vectorSlope[k] + change * vectorSlope[count + k]
        }
    }
}
