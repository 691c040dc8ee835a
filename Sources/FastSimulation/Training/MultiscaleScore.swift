import Calorimeter
import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How far two draws of counted images are from the truth, without a critic: the energy scores of the photon sums at every scale
/// (`PixelScales`), each cell's on its own, that of what physicists read off the images (`ResponseFeatures`), together, and that of the
/// channel sums in photons (`ChannelScore`).
///
/// A proper score of the sums at every scale pins down how neighbouring pixels move together, which scores of single pixels and of
/// the channel sums leave open. Relatives of it are known as patched energy scores (Pacchiardi et al., JMLR 25 (2024)).
///
/// Features count as logarithms and as roots, so that both faint and bright responses have a say.
final class MultiscaleScore {
    /// Of a root against a logarithm.
    static let rootWeight: Float = 0.2

    private let scales: PixelScales
    private let weights: FloatBuffer
    private let truth: ResponseFeatures
    private let draws: (ResponseFeatures, ResponseFeatures)
    private let featureWeight: Float
    private let channels: ChannelScore
    private let pixels: Int
    /// Photons of the truth and both draws in all cells, and what one photon more changes for both draws; one set for each worker.
    private let cells: [[FloatBuffer]]
    /// Logarithms and roots of the features of the three, and gradients for both draws: [capacity][2·features].
    private let vectors: [FloatBuffer]
    private let vectorGradients: [FloatBuffer]
    private let sums: FloatBuffer

    init(detector: Detector, featureWeight: Float, photonWeight: Float, capacity: Int, workers: Workers) {
        scales = PixelScales(detector: detector)
        weights = FloatBuffer(scales.weights)
        func features() -> ResponseFeatures { ResponseFeatures(detector: detector, capacity: capacity, isCounted: true) }
        truth = features()
        draws = (features(), features())
        self.featureWeight = featureWeight
        channels = ChannelScore(detector: detector, weight: photonWeight)
        pixels = detector.pixelCount
        let (cellCount, count) = (scales.count, 2 * ResponseFeatures.count)
        cells = (0..<workers.count).map { _ in (0..<5).map { _ in FloatBuffer(count: cellCount) } }
        vectors = (0..<3).map { _ in FloatBuffer(count: capacity * count) }
        vectorGradients = (0..<2).map { _ in FloatBuffer(count: capacity * count) }
        sums = FloatBuffer(count: capacity)
    }

    /// Scores some samples of a batch, each with weight `share`, and writes the gradients of both images, ln(1 + photons). A gradient
    /// is what the photons in `more` change, a number for each image (see `CountedImages`).
    func score(
        _ images: (FloatBuffer, FloatBuffer), more clumps: (FloatBuffer, FloatBuffer), truth reality: FloatBuffer,
        samples: Range<Int>, worker: Int, share: Float,
        set: InstructionSet, gradients: (FloatBuffer, FloatBuffer)
    ) {
        truth.read(reality, samples: samples, set: set)
        draws.0.read(images.0, samples: samples, set: set)
        draws.1.read(images.1, samples: samples, set: set)
        let count = 2 * ResponseFeatures.count
        for sample in samples {
            let image = sample * pixels
            let more = (clumps.0.pointer[sample], clumps.1.pointer[sample])
            var score = scoreCells(sample, more: more, cells[worker], share: share, gradients: gradients)
            score += scoreFeatures(sample, more: more, at: sample * count, count: count, share: share)
            score += channels.add(
                draws.0.photons.pointer + image, draws.1.photons.pointer + image, truth: truth.photons.pointer + image,
                share: share, more: more, gradientA: gradients.0.pointer + image, gradientB: gradients.1.pointer + image)
            sums.pointer[sample] = Float(score)
        }
        for (draw, clumps, gradient) in [(draws.0, clumps.0, gradients.0), (draws.1, clumps.1, gradients.1)] {
            draw.addGradient(
                draw.gradients.pointer, pitch: ResponseFeatures.count, samples: samples, more: clumps, to: gradient.pointer)
        }
    }

    /// The sum over the first `count` samples.
    func total(_ count: Int) -> Double { (0..<count).reduce(0.0) { $0 + Double(sums.pointer[$1]) } }

    private func scoreCells(
        _ sample: Int, more: (Float, Float), _ cells: [FloatBuffer], share: Float, gradients: (FloatBuffer, FloatBuffer)
    ) -> Double {
        let image = sample * pixels
        for (features, cells) in zip([truth, draws.0, draws.1], cells) {
            cells.pointer.update(from: features.photons.pointer + image, count: pixels)
            scales.sum(cells.pointer)
        }
        let score = EnergyScore.ofEach(
            cells[1].pointer, cells[2].pointer, truth: cells[0].pointer, weights: weights.pointer, count: scales.count,
            share: share, more: more, changesA: cells[3].pointer, changesB: cells[4].pointer)
        for (changes, photons, more, gradient) in [
            (cells[3], cells[1], more.0, gradients.0), (cells[4], cells[2], more.1, gradients.1),
        ] {
            scales.spread(changes.pointer)
            let out = gradient.pointer + image
            for pixel in 0..<pixels {
                out[pixel] = changes.pointer[pixel] / PhotonsMore.logarithm(photons.pointer[pixel], more: more)
            }
        }
        return score
    }

    private func scoreFeatures(_ sample: Int, more: (Float, Float), at row: Int, count: Int, share: Float) -> Double {
        for (features, vectors) in zip([truth, draws.0, draws.1], vectors) {
            let (value, vector) = (features.values.pointer + sample * ResponseFeatures.count, vectors.pointer + row)
            for k in 0..<ResponseFeatures.count {
                vector[k] = value[k]
                vector[ResponseFeatures.count + k] = Self.rootWeight * expf(0.5 * value[k])
            }
        }
        let slopes = (vectorGradients[0].pointer + row, vectorGradients[1].pointer + row)
        for slope in [slopes.0, slopes.1] { slope.update(repeating: 0, count: count) }
        let score = EnergyScore.add(
            vectors[1].pointer + row, vectors[2].pointer + row, truth: vectors[0].pointer + row, count: count,
            weight: share * featureWeight, gradientA: slopes.0, gradientB: slopes.1)
        leaveRoots(
            slopes.0, vectors[1].pointer + row, more: more.0, to: draws.0.gradients.pointer + sample * ResponseFeatures.count)
        leaveRoots(
            slopes.1, vectors[2].pointer + row, more: more.1, to: draws.1.gradients.pointer + sample * ResponseFeatures.count)
        return score
    }

    /// Turns gradients of logarithms and roots into gradients of the features, ln(1 + n).
    private func leaveRoots(
        _ slope: UnsafePointer<Float>, _ vector: UnsafePointer<Float>, more: Float, to gradient: UnsafeMutablePointer<Float>
    ) {
        let count = ResponseFeatures.count
        for k in 0..<count {
            var change = 0.5 * vector[count + k]
            if k != ResponseFeatures.litIndex {
                // What the photons change: the root's change for that of the logarithm. Of the brightest pixel that is not exact for
                // several photons, which make another pixel brighter by fewer.
                let photons = expf(vector[k])
                change = Self.rootWeight * ((photons + more).squareRoot() - photons.squareRoot()) / log1pf(more / photons)
            }
            gradient[k] = slope[k] + change * slope[count + k]
        }
    }
}
