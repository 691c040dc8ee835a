#if canImport(Glibc)
public import Glibc
#else
public import Darwin
#endif

extension RandomStream {
    /// A uniform number in [0, 1), with 53 random bits.
    @inlinable @inline(__always)
    public mutating func uniform() -> Double {
        Double(next() &>> 11) * 0x1p-53
    }

    /// A uniform number in [0, 1), with 24 random bits.
    @inlinable @inline(__always)
    public mutating func uniformFloat() -> Float {
        Float(next() &>> 40) * 0x1p-24
    }

    /// A uniform number in [low, high).
    @inlinable @inline(__always)
    public mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// True with the given probability.
    @inlinable @inline(__always)
    public mutating func chance(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// An exponential number of mean 1.
    @inlinable @inline(__always)
    public mutating func exponential() -> Double {
        -log(1 - uniform())
    }

    /// A uniform point on the unit circle, (cos φ, sin φ), without trigonometry: a point in the disc, projected.
    @inlinable @inline(__always)
    public mutating func direction() -> (cosine: Double, sine: Double) {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let squared = x * x + y * y
            if squared <= 1, squared > 1e-20 {
                let scale = 1 / squared.squareRoot()
                return (x * scale, y * scale)
            }
        }
    }

    /// A normal number of mean 0 and standard deviation 1 (Marsaglia's polar method; both numbers of a pair are used).
    @inlinable
    public mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let squared = x * x + y * y
            if squared < 1, squared > 0 {
                let scale = (-2 * log(squared) / squared).squareRoot()
                spareNormal = y * scale
                return x * scale
            }
        }
    }

    /// A normal number of the given mean and standard deviation.
    @inlinable @inline(__always)
    public mutating func normal(mean: Double, sigma: Double) -> Double {
        mean + sigma * normal()
    }

    /// A Poisson number of the given mean. A mean that is not positive gives 0; larger means are clamped to 10¹².
    ///
    /// Inversion below 30, Hörmann's transformed rejection above (PTRS, Insurance: Mathematics and Economics 12 (1993) 39).
    @inlinable
    public mutating func poisson(mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        return mean < 30 ? poissonByInversion(mean) : poissonByRejection(min(mean, 1e12))
    }

    @inlinable
    mutating func poissonByInversion(_ mean: Double) -> Int {
        let u = uniform()
        var count = 0
        var probability = exp(-mean)
        var cumulative = probability
        // Rounding may leave the sum just below 1; beyond 200 the tail has no weight for a mean below 30.
        while u >= cumulative, count < 200 {
            count += 1
            probability *= mean / Double(count)
            cumulative += probability
        }
        return count
    }

    @inlinable
    mutating func poissonByRejection(_ mean: Double) -> Int {
        let root = mean.squareRoot()
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        let logMean = log(mean)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= vr { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            if log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k) { return Int(k) }
        }
    }

    /// A Gamma number of the given shape and scale; its mean is shape·scale.
    ///
    /// Marsaglia and Tsang, ACM TOMS 26 (2000) 363; a shape below 1 is raised by one and corrected afterwards.
    @inlinable
    public mutating func gamma(shape: Double, scale: Double) -> Double {
        precondition(shape > 0 && shape.isFinite, "the shape of a Gamma distribution is positive and finite")
        if shape < 1 {
            let boost = pow(1 - uniform(), 1 / shape)
            return gamma(shape: shape + 1, scale: scale) * boost
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let t = 1 + c * x
            guard t > 0 else { continue }
            let v = t * t * t
            let u = 1 - uniform()
            // The squeeze nearly always accepts, which saves both logarithms.
            if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v * scale }
            if log(u) < 0.5 * x * x + d - d * v + d * log(v) { return d * v * scale }
        }
    }
}

/// ln k! of a whole number k ≥ 0, to 1e-11.
///
/// Stirling's series for arguments of at least 9, recursion below. The C library's `lgamma` writes a global sign, so threads
/// must not call it.
@usableFromInline
func logFactorial(_ k: Double) -> Double {
    var argument = k + 1
    var product = 1.0
    while argument < 9 {
        product *= argument
        argument += 1
    }
    let inverse = 1 / argument
    let square = inverse * inverse
    let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))))
    let halfLogTwoPi = 0.918_938_533_204_672_74
    return (argument - 0.5) * log(argument) - argument + halfLogTwoPi + series - log(product)
}
