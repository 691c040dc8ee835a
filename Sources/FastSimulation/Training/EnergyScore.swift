import Networks

/// The energy score of two draws against the truth: ½(‖a − y‖ + ‖b − y‖) − ½‖a − b‖, smallest on average when the draws
/// have the distribution of the truth (Gneiting and Raftery, J. Am. Stat. Assoc. 102 (2007) 359).
///
/// It needs no critic, and unlike a squared difference it does not lead to the mean: draws that are too alike pay for it.
enum EnergyScore {
    /// The score of one sample of `count` numbers, times `weight`. Adds the gradients for both draws.
    static func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, truth: UnsafePointer<Float>, count: Int, weight: Float,
        gradientA: UnsafeMutablePointer<Float>, gradientB: UnsafeMutablePointer<Float>
    ) -> Double {
        var (toA, toB, between): (Float, Float, Float) = (0, 0, 0)
        for k in 0..<count {
            let (x, y, z) = (a[k] - truth[k], b[k] - truth[k], a[k] - b[k])
            toA += x * x
            toB += y * y
            between += z * z
        }
        let distances = (toA.squareRoot(), toB.squareRoot(), between.squareRoot())
        func slope(_ distance: Float) -> Float { distance > 1e-6 ? 0.5 * weight / distance : 0 }
        let (slopeA, slopeB, slopeBetween) = (slope(distances.0), slope(distances.1), slope(distances.2))
        for k in 0..<count {
            let apart = slopeBetween * (a[k] - b[k])
            gradientA[k] += slopeA * (a[k] - truth[k]) - apart
            gradientB[k] += slopeB * (b[k] - truth[k]) + apart
        }
        return 0.5 * Double(weight) * (Double(distances.0) + Double(distances.1) - Double(distances.2))
    }

    /// The sum over `count` numbers of each one's own score, ½(|a − y| + |b − y|) − ½|a − b|, times `weight`. Adds the
    /// gradients for both draws.
    ///
    /// For pixels, whose noise is independent in the truth: the score of the image as a whole would make up for noise that
    /// ten numbers cannot carry by moving all pixels together.
    static func addEach(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, truth: UnsafePointer<Float>, count: Int, weight: Float,
        gradientA: UnsafeMutablePointer<Float>, gradientB: UnsafeMutablePointer<Float>
    ) -> Double {
        func sign(_ x: Float) -> Float { x > 0 ? 0.5 : (x < 0 ? -0.5 : 0) }
        var sum: Float = 0
        for k in 0..<count {
            let (toA, toB, between) = (a[k] - truth[k], b[k] - truth[k], a[k] - b[k])
            sum += abs(toA) + abs(toB) - abs(between)
            gradientA[k] += weight * (sign(toA) - sign(between))
            gradientB[k] += weight * (sign(toB) + sign(between))
        }
        return 0.5 * Double(weight) * Double(sum)
    }

    /// The same for whole photons that are counted by chance, in roots √(1 + photons): the gradients are those for images of
    /// ln(1 + photons), whose mean over the counting is exact (see `CountedImages`).
    static func addEachCounted(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, truth: UnsafePointer<Float>, count: Int, weight: Float,
        gradientA: UnsafeMutablePointer<Float>, gradientB: UnsafeMutablePointer<Float>
    ) -> Double {
        /// What one photon more in `x` changes of its distance to the truth less that to the other draw.
        func change(_ x: Float, other: Float, truth: Float) -> Float {
            let more = (x * x + 1).squareRoot()
            let difference = abs(more - truth) - abs(x - truth) - abs(more - other) + abs(x - other)
            return difference / OnePhotonMore.logarithm(x * x - 1)
        }
        var sum: Float = 0
        for k in 0..<count {
            sum += abs(a[k] - truth[k]) + abs(b[k] - truth[k]) - abs(a[k] - b[k])
            gradientA[k] += 0.5 * weight * change(a[k], other: b[k], truth: truth[k])
            gradientB[k] += 0.5 * weight * change(b[k], other: a[k], truth: truth[k])
        }
        return 0.5 * Double(weight) * Double(sum)
    }
}
