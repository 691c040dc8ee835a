import Networks
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension RandomStream.Purpose {
    /// The photons that pixels count in training; two draws per sample.
    static let trainingPhotons = RandomStream.Purpose(rawValue: 21)
}

/// Images of counted photons, made of those of a generator, and the way of a gradient back through the counting.
///
/// A Poisson number N of mean λ has d E[f(N)]/dλ = E[f(N + 1) − f(N)] for any f. Of photons in clumps of J, 1 + c in the mean, it is
/// E[f(N + J) − f(N)]/(1 + c). So a gradient of an image of ln(1 + N) is what one clump more changes, divided by the logarithm's change;
/// `leave` multiplies by that and by dλ/dy of the network's output y = ln(1 + λ). Each image has one random J for all of its pixels.
final class CountedImages {
    /// ln(1 + photons): [capacity][pixels].
    let images: FloatBuffer
    /// Photons of the clump that a gradient counts as one more: [capacity].
    let clumps: FloatBuffer
    /// Change of the image with the network's output: [capacity][pixels].
    private let slopes: FloatBuffer
    private let pixels: Int
    /// The mean number of further photons in a clump.
    private let clump: Float

    init(capacity: Int, pixels: Int, clump: Float = 0) {
        self.clump = clump
        images = FloatBuffer(count: capacity * pixels)
        clumps = FloatBuffer(count: capacity)
        slopes = FloatBuffer(count: capacity * pixels)
        self.pixels = pixels
    }

    /// Counts the photons of some samples of a batch; sample k of the batch has the stream (seed, .trainingPhotons, firstIndex + k).
    func count(
        _ outputs: FloatBuffer, samples: Range<Int>, limit: Float, set: InstructionSet, seed: UInt64, firstIndex: UInt64
    ) {
        let first = samples.lowerBound * pixels
        let image = images.pointer
        (image + first).update(from: outputs.pointer + first, count: samples.count * pixels)
        set.photons(fromLogarithms: image + first, limit: limit, count: samples.count * pixels)
        for sample in samples {
            var random = RandomStream(seed: seed, purpose: .trainingPhotons, index: firstIndex + UInt64(sample))
            let more = clump > 0 ? 1 + poissonQuantile(mean: clump, at: random.uniformFloat()) : 1
            clumps.pointer[sample] = more
            for pixel in sample * pixels..<(sample + 1) * pixels {
                let light = image[pixel]
                let photons = random.photons(mean: light, clump: clump)
                slopes.pointer[pixel] = (1 + light) / (1 + clump) * PhotonsMore.logarithm(photons, more: more)
                image[pixel] = photons == 0 ? 0 : log1pf(photons)
            }
        }
    }

    /// Turns a gradient of the images into one of the network's outputs, in place.
    func leave(_ gradient: FloatBuffer, samples: Range<Int>) {
        for pixel in samples.lowerBound * pixels..<samples.upperBound * pixels {
            gradient.pointer[pixel] *= slopes.pointer[pixel]
        }
    }
}

/// What photons more change, one in nearly all cases.
enum PhotonsMore {
    private static let table = InlineArray<64, Float> { log1pf(1 / (Float($0) + 1)) }

    /// ln(1 + n + more) − ln(1 + n).
    @inline(__always)
    static func logarithm(_ photons: Float, more: Float) -> Float {
        guard more == 1 else { return log1pf(more / (photons + 1)) }
        return photons == 0 ? 0.693_147_18 : photons < 63.5 ? table[Int(photons + 0.5)] : 1 / (photons + 1.5)
    }
}
