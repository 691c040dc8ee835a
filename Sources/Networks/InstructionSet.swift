import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A set of vector instructions that the numeric loops were compiled for and that this processor has.
///
/// Results agree between instruction sets to rounding, and bit for bit within one.
public struct InstructionSet: Hashable, Sendable, CustomStringConvertible {
    let index: Int32
    // A table of functions that is written once, when the program is linked.
    nonisolated(unsafe) let kernels: UnsafePointer<zdc_kernels>

    /// What this processor can run, lowest first.
    public static let available: [InstructionSet] = (0..<zdc_instruction_set_count()).compactMap { index in
        zdc_instruction_set(index).map { InstructionSet(index: index, kernels: $0) }
    }

    /// The highest one, unless the environment variable `ZDC_INSTRUCTION_SET` names a lower one ("SSE2").
    public static let best: InstructionSet = {
        let wanted = getenv("ZDC_INSTRUCTION_SET").map { String(cString: $0) }
        return available.first { $0.description == wanted } ?? available[available.count - 1]
    }()

    /// The name: "SSE2", "AVX2+FMA", "AVX-512", "NEON".
    public var description: String { String(cString: kernels.pointee.name) }

    /// Numbers in one vector.
    public var lanes: Int { Int(kernels.pointee.lanes) }

    /// Floating point operations per second of one core on registers alone, the best of a few short runs.
    public func measurePeak() -> Double {
        let rounds = 400_000
        let operations = Double(24 * 2 * lanes * rounds)
        let clock = ContinuousClock()
        var best = 0.0
        for _ in 0..<5 {
            var result: Float = 0
            let time = clock.measure { result = kernels.pointee.peak(rounds) }
            let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
            if result.isFinite { best = max(best, operations / seconds) }
        }
        return best
    }
}

extension InstructionSet {
    /// Turns ln(1 + photons) into photons in place: exp(min(x, limit)) − 1 where x > 0, 0 elsewhere and where x is
    /// not a number.
    public func photons(fromLogarithms values: UnsafeMutablePointer<Float>, limit: Float, count: Int) {
        kernels.pointee.photons(values, limit, values, count)
    }
}
