import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The terms that the objectives add to the adversarial loss. Every target belongs to the conditions that the sample
/// was generated for.
enum GeneratorLosses {
    /// Keeps the division finite where two images do not differ.
    static let diversityEpsilon = 1e-5

    /// λ·mean over i of wᵢ/(ρᵢ + ε), with ρ = mean|h − h′|/mean|z − z′|: small where two noises give two answers in the
    /// critic's hidden layer h, and wanted the more the more diverse the true responses of the conditions (w) are.
    ///
    /// hidden: [count][width] of both draws, noise: rows `noisePitch` apart. Writes the gradient for h; that for h′ is
    /// its negative. `isWeightedTwice` multiplies by the mean of w, as the published code does.
    static func diversity(
        strength: Double, weights: FloatBuffer, hidden: FloatBuffer, otherHidden: FloatBuffer, width: Int,
        noise: FloatBuffer, otherNoise: FloatBuffer, noiseCount: Int, noisePitch: Int, count: Int,
        isWeightedTwice: Bool = false, gradient: FloatBuffer
    ) -> Double {
        var strength = strength
        if isWeightedTwice {
            strength *= (0..<count).reduce(0.0) { $0 + Double(weights.pointer[$1]) } / Double(max(count, 1))
        }
        var sum = 0.0
        for sample in 0..<count {
            let (h, g) = (hidden.pointer + sample * width, otherHidden.pointer + sample * width)
            let (z, y) = (noise.pointer + sample * noisePitch, otherNoise.pointer + sample * noisePitch)
            let distance = (0..<width).reduce(0.0) { $0 + Double(abs(h[$1] - g[$1])) } / Double(width)
            let apart = max(
                (0..<noiseCount).reduce(0.0) { $0 + Double(abs(z[$1] - y[$1])) } / Double(noiseCount), 1e-12)
            let ratio = distance / apart + diversityEpsilon
            let weight = strength * Double(weights.pointer[sample]) / Double(count)
            sum += weight / ratio
            let slope = Float(-weight / (ratio * ratio) / (apart * Double(width)))
            let out = gradient.pointer + sample * width
            for k in 0..<width { out[k] = h[k] > g[k] ? slope : (h[k] < g[k] ? -slope : 0) }
        }
        return sum
    }

    /// Σ over pixels of μ − n·ln μ − n + n·ln n, μ = λ + background, times `share`: half the Poisson deviance of n photons
    /// from the light λ = eʸ − 1 of one image, smallest at the mean response (McCullagh and Nelder, Generalized Linear Models, 2.3).
    /// Writes the gradient for y. `truth` is ln(1 + n).
    static func poissonDeviance(
        _ image: UnsafePointer<Float>, truth: UnsafePointer<Float>, count: Int, background: Float, share: Float,
        gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        var sum = 0.0
        for pixel in 0..<count {
            let light = expm1f(min(image[pixel], Generator.logLimit))
            let (mean, photons) = (light + background, expm1f(truth[pixel]))
            sum += Double(mean - photons)
            if photons > 0 { sum += Double(photons * logf(photons / mean)) }
            gradient[pixel] = share * (1 - photons / mean) * (1 + light)
        }
        return Double(share) * sum
    }

    /// λ·mean over i of |Iᵢ − Σ(exp ŷᵢ − 1)|: the photon sum of the generated image, in photons. Adds to the gradient.
    ///
    /// Logarithms above `limit` count as that, with the slope there, so that early training stays finite.
    static func intensity(
        strength: Double, sums: FloatBuffer, images: FloatBuffer, pixels: Int, count: Int, limit: Float,
        set: InstructionSet, photons: FloatBuffer, gradient: FloatBuffer
    ) -> Double {
        photons.pointer.update(from: images.pointer, count: count * pixels)
        set.photons(fromLogarithms: photons.pointer, limit: limit, count: count * pixels)
        var total = 0.0
        for sample in 0..<count {
            let (image, out) = (photons.pointer + sample * pixels, gradient.pointer + sample * pixels)
            var sum = 0.0
            for pixel in 0..<pixels { sum += Double(image[pixel]) }
            let difference = sum - Double(sums.pointer[sample])
            total += abs(difference)
            guard difference != 0 else { continue }
            let slope = Float((difference > 0 ? strength : -strength) / Double(count))
            for pixel in 0..<pixels { out[pixel] += slope * (image[pixel] + 1) }
        }
        return strength * total / Double(max(count, 1))
    }

    /// λ·mean over i of (Iᵢ − S)², S the sum of all logarithms of the whole batch: what the published code computes for the
    /// intensity. Its gradient is one number for all pixels. Adds to the gradient.
    static func publishedIntensity(
        strength: Double, sums: FloatBuffer, images: FloatBuffer, pixels: Int, count: Int, gradient: FloatBuffer
    ) -> Double {
        let logarithms = (0..<count * pixels).reduce(0.0) { $0 + Double(images.pointer[$1]) }
        var (squares, slope) = (0.0, 0.0)
        for sample in 0..<count {
            let difference = logarithms - Double(sums.pointer[sample])
            squares += difference * difference
            slope += 2 * difference
        }
        let share = strength / Double(max(count, 1))
        for index in 0..<count * pixels { gradient.pointer[index] += Float(share * slope) }
        return share * squares
    }

    /// λ·mean over the samples that have a brightest pixel of |r − p|²/2, both coordinates averaged: where the regressor
    /// sees the brightest pixel, against where it is. In pixels. Writes the gradient for the predictions.
    static func position(
        strength: Double, peaks: FloatBuffer, predictions: FloatBuffer, count: Int, gradient: FloatBuffer
    ) -> Double {
        let lit = (0..<count).count { peaks.pointer[2 * $0] >= 0 }
        let share = strength / Double(2 * max(lit, 1))
        var sum = 0.0
        for index in 0..<2 * count {
            let isLit = peaks.pointer[index] >= 0
            let difference = isLit ? Double(predictions.pointer[index] - peaks.pointer[index]) : 0
            sum += share * difference * difference
            gradient.pointer[index] = Float(2 * share * difference)
        }
        return sum
    }
}
