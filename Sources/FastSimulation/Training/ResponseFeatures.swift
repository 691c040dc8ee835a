import Calorimeter
import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a physicist reads off a response, as numbers with a gradient: ln(1 + photons) of the five channels (thesis
/// masks) and of the whole face, ln(1 + lit pixels), and ln(1 + photons) of the brightest pixel.
///
/// A pixel with n photons counts as n/(1 + n) of a lit one, so that the count has a slope.
final class ResponseFeatures {
    static let count = ChannelSums.count + 3
    /// The place of ln(1 + lit pixels).
    static let litIndex = ChannelSums.count + 1

    /// Whether images hold whole photons, whose slopes are what photons more change.
    let isCounted: Bool
    private let channels: [Int]
    private let pixels: Int
    /// Photons of the last batch: [capacity][pixels].
    let photons: FloatBuffer
    /// The features of the last batch: [capacity][count].
    let values: FloatBuffer
    /// Room for a gradient of the features: [capacity][count].
    let gradients: FloatBuffer
    private let brightest: UnsafeMutablePointer<Int>

    init(detector: Detector, capacity: Int, isCounted: Bool = false) {
        self.isCounted = isCounted
        channels = ChannelMap(detector: detector, convention: .thesis).channels.map { Int($0) }
        pixels = detector.pixelCount
        photons = FloatBuffer(count: capacity * detector.pixelCount)
        values = FloatBuffer(count: capacity * Self.count)
        gradients = FloatBuffer(count: capacity * Self.count)
        brightest = .allocate(capacity: max(capacity, 1))
        brightest.initialize(repeating: 0, count: max(capacity, 1))
    }

    deinit { brightest.deallocate() }

    /// Sets `values` to the features of `samples` of the images, ln(1 + photons).
    func read(_ images: FloatBuffer, samples: Range<Int>, set: InstructionSet) {
        let first = samples.lowerBound * pixels
        (photons.pointer + first).update(from: images.pointer + first, count: samples.count * pixels)
        set.photons(fromLogarithms: photons.pointer + first, limit: Generator.logLimit, count: samples.count * pixels)
        channels.withUnsafeBufferPointer { channels in
            for sample in samples {
                let image = photons.pointer + sample * pixels
                var sums = InlineArray<5, Float>(repeating: 0)
                var (lit, highest, place): (Float, Float, Int) = (0, -1, 0)
                for pixel in 0..<pixels {
                    let n = image[pixel]
                    sums[channels[pixel]] += n
                    lit += n / (1 + n)
                    if n > highest { (highest, place) = (n, pixel) }
                }
                let value = values.pointer + sample * Self.count
                var total: Float = 0
                for channel in 0..<ChannelSums.count {
                    value[channel] = log1pf(sums[channel])
                    total += sums[channel]
                }
                value[ChannelSums.count] = log1pf(total)
                value[Self.litIndex] = log1pf(lit)
                value[ChannelSums.count + 2] = log1pf(max(highest, 0))
                brightest[sample] = place
            }
        }
    }

    /// Adds what a gradient of the features of `samples`, in rows of `pitch` numbers, is for the images.
    ///
    /// The images are those of the last `read`; logarithms above the limit count as that, with the slope there. Of counted images
    /// the slope is what the photons in `more` change, a number for each image (see `CountedImages`), 1 without.
    func addGradient(
        _ rows: UnsafePointer<Float>, pitch: Int, samples: Range<Int>, more: FloatBuffer? = nil,
        to imageGradient: UnsafeMutablePointer<Float>
    ) {
        channels.withUnsafeBufferPointer { channels in
            for sample in samples {
                let (image, value, row) = (
                    photons.pointer + sample * pixels, values.pointer + sample * Self.count, rows + sample * pitch
                )
                let out = imageGradient + sample * pixels
                let more = more?.pointer[sample] ?? 1
                // dS/dy of a pixel is n + 1, d ln(1 + S)/dS is e^−value; of whole photons, what some more change.
                func slope(_ value: Float) -> Float { isCounted ? log1pf(more * expf(-value)) : expf(-value) }
                let whole = row[ChannelSums.count] * slope(value[ChannelSums.count])
                let lit = row[Self.litIndex] * expf(-value[Self.litIndex])
                var slopes = InlineArray<5, Float>(repeating: 0)
                for channel in 0..<ChannelSums.count { slopes[channel] = row[channel] * slope(value[channel]) + whole }
                if isCounted {
                    // Photons more in any of the brightest pixels make a brighter one.
                    let highest = image[brightest[sample]]
                    for pixel in 0..<pixels {
                        let n = image[pixel] + 1
                        var change = slopes[channels[pixel]] + lit * more / (n * (n + more))
                        let above = image[pixel] + more - highest
                        if above > 0.5 {
                            change += row[ChannelSums.count + 2] * PhotonsMore.logarithm(highest, more: above.rounded())
                        }
                        out[pixel] += change / PhotonsMore.logarithm(image[pixel], more: more)
                    }
                } else {
                    for pixel in 0..<pixels {
                        let n = image[pixel] + 1
                        out[pixel] += slopes[channels[pixel]] * n + lit / n
                    }
                    out[brightest[sample]] += row[ChannelSums.count + 2]
                }
            }
        }
    }
}
