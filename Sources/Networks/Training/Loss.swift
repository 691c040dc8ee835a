#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Losses of a critic's logits: the mean over the batch, and its gradient for every logit.
public enum Loss {
    /// −ln σ(x) for real samples, −ln(1 − σ(x)) for others, as max(±x, 0) + ln(1 + e^−|x|), which never overflows.
    public static func crossEntropy(_ logits: FloatBuffer, count: Int, isReal: Bool, gradient: FloatBuffer) -> Double {
        mean(logits, count, gradient) { x in
            let sign = isReal ? -1.0 : 1.0
            let decay = exp(-abs(x))
            let sigmoid = sign * x >= 0 ? 1 / (1 + decay) : decay / (1 + decay)
            return (max(sign * x, 0) + log1p(decay), sign * sigmoid)
        }
    }

    /// max(0, 1 − x) for real samples, max(0, 1 + x) for others.
    public static func hinge(_ logits: FloatBuffer, count: Int, isReal: Bool, gradient: FloatBuffer) -> Double {
        mean(logits, count, gradient) { x in
            let sign = isReal ? -1.0 : 1.0
            let loss = 1 + sign * x
            return loss > 0 ? (loss, sign) : (0, 0)
        }
    }

    /// −x: what a generator lowers when its critic uses `hinge`.
    public static func negative(_ logits: FloatBuffer, count: Int, gradient: FloatBuffer) -> Double {
        mean(logits, count, gradient) { x in (-x, -1) }
    }

    private static func mean(
        _ logits: FloatBuffer, _ count: Int, _ gradient: FloatBuffer, _ term: (Double) -> (loss: Double, slope: Double)
    ) -> Double {
        precondition(count <= logits.count && count <= gradient.count, "the batch does not fit")
        var sum = 0.0
        for index in 0..<count {
            let (loss, slope) = term(Double(logits.pointer[index]))
            sum += loss
            gradient.pointer[index] = Float(slope / Double(count))
        }
        return sum / Double(max(count, 1))
    }
}
