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

    /// The sum over `count` whole numbers of photons of each one's own score in roots √(1 + n), in which the noise of counting
    /// is the same for all, times its weight and `share`. Writes what `more` photons change of it, for both draws: the mean of
    /// that over the counting is the exact gradient for the light (see `CountedImages`).
    ///
    /// Each on its own, because the noise of pixels is independent in the truth: the score of the image as a whole would make up
    /// for noise that a few numbers cannot carry by moving all pixels together.
    static func ofEach(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, truth: UnsafePointer<Float>, weights: UnsafePointer<Float>,
        count: Int, share: Float, more: (Float, Float), changesA: UnsafeMutablePointer<Float>,
        changesB: UnsafeMutablePointer<Float>
    ) -> Double {
        /// |√(n + 1 + more) − z| − |√(n + 1) − z|, from the sum of the two roots: it does not cancel where n is large.
        func change(_ sum: Float, by more: Float, from z: Float) -> Float {
            let step = more / sum
            return min(max(sum - 2 * z, -step), step)
        }
        var total: Float = 0
        for k in 0..<count {
            let (x, y, z) = ((1 + a[k]).squareRoot(), (1 + b[k]).squareRoot(), (1 + truth[k]).squareRoot())
            let (sumX, sumY) = (x + (1 + more.0 + a[k]).squareRoot(), y + (1 + more.1 + b[k]).squareRoot())
            let weight = 0.5 * share * weights[k]
            total += weight * (abs(x - z) + abs(y - z) - abs(x - y))
            changesA[k] = weight * (change(sumX, by: more.0, from: z) - change(sumX, by: more.0, from: y))
            changesB[k] = weight * (change(sumY, by: more.1, from: z) - change(sumY, by: more.1, from: x))
        }
        return Double(total)
    }
}
