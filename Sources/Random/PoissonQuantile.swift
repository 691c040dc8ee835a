#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The quantile `u` in [0, 1) of the Poisson distribution with the given mean.
///
/// For fixed `u` it grows with the mean, so that pictures drawn with the same uniform numbers change gradually with the light.
/// Inversion below 30; above, the Cornish-Fisher expansion around the normal distribution (Abramowitz and Stegun 26.2.49),
/// which is within 1e-3 of the exact distribution function. A mean that is not positive gives 0.
@inline(__always)
public func poissonQuantile(mean: Float, at u: Float) -> Float {
    // e^−m ≥ 1 − m, so most pixels return here.
    u < 1 - mean || !(mean > 0) ? 0 : positivePoissonQuantile(mean: mean, at: u)
}

@usableFromInline
func positivePoissonQuantile(mean: Float, at u: Float) -> Float {
    guard mean < 30 else {
        let z = normalQuantile(max(Double(u), 0x1p-26))
        let mean = Double(mean)
        let root = mean.squareRoot()
        return Float(max(0, (mean + root * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * root) + 0.5).rounded(.down)))
    }
    let u = Double(u)
    var count = 0.0
    var probability = exp(-Double(mean))
    var cumulative = probability
    // Rounding may leave the sum just below 1; beyond 200 the tail has no weight for a mean below 30.
    while u >= cumulative, count < 200 {
        count += 1
        probability *= Double(mean) / count
        cumulative += probability
    }
    return Float(count)
}

/// The quantile `p` in (0, 1) of the standard normal distribution, to a relative 1e-9 (Acklam's rational approximation,
/// followed by one step of Halley's method).
public func normalQuantile(_ p: Double) -> Double {
    func tail(_ p: Double) -> Double {
        let q = (-2 * log(p)).squareRoot()
        let above =
            ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
                + 4.374664141464968) * q + 2.938163982698783
        let below =
            (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1
        return above / below
    }
    var x: Double
    if p < 0.02425 {
        x = tail(p)
    } else if p > 1 - 0.02425 {
        x = -tail(1 - p)
    } else {
        let q = p - 0.5
        let r = q * q
        let above =
            ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r
                - 3.066479806614716e+01) * r + 2.506628277459239
        let below =
            ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r
                - 1.328068155288572e+01) * r + 1
        x = above * q / below
    }
    let error = 0.5 * erfc(-x / 2.0.squareRoot()) - p
    let step = error * (2 * Double.pi).squareRoot() * exp(0.5 * x * x)
    x -= step / (1 + 0.5 * x * step)
    return x
}
