#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What each step of a run does, and how fast it learns.
public struct TrainingSchedule: Hashable, Sendable {
    /// Steps of the generator alone on the energy score, before anything else.
    public var warmUp: Int
    /// Steps of critic and regressor alone after it.
    public var catchUp: Int
    /// Steps of all networks.
    public var adversarial: Int
    /// The generator's rate in the warm-up, in units of its own.
    public var warmUpFactor: Double
    /// The share of the rates that is left at the end of the run.
    public var finalFactor: Double

    public init(
        warmUp: Int = 0, catchUp: Int = 0, adversarial: Int, warmUpFactor: Double = 1, finalFactor: Double = 1
    ) {
        (self.warmUp, self.catchUp, self.adversarial) = (warmUp, catchUp, adversarial)
        (self.warmUpFactor, self.finalFactor) = (warmUpFactor, finalFactor)
    }

    public enum Phase: String, Sendable { case warmUp = "warm-up", catchUp = "catch-up", adversarial }

    public var count: Int { warmUp + catchUp + adversarial }

    public func phase(ofStep step: Int) -> Phase {
        step < warmUp ? .warmUp : step < warmUp + catchUp ? .catchUp : .adversarial
    }

    /// The factor on all rates: in each phase that the generator takes part in it falls along half a cosine.
    public func rateFactor(step: Int) -> Double {
        func falling(_ step: Int, of count: Int, to end: Double) -> Double {
            end + (1 - end) * 0.5 * (1 + cos(.pi * Double(step) / Double(max(count, 1))))
        }
        switch phase(ofStep: step) {
        case .warmUp: return warmUpFactor * falling(step, of: warmUp, to: min(1 / max(warmUpFactor, 1e-9), 1))
        case .catchUp: return 1
        case .adversarial: return falling(step - warmUp - catchUp, of: adversarial, to: finalFactor)
        }
    }
}
