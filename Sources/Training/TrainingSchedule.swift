#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What each step of a run does, and how fast it learns.
public struct TrainingSchedule: Hashable, Sendable {
    /// Steps of the generator alone towards the mean response, before anything else.
    public var regression: Int
    /// Steps of critic and regressor alone after it.
    public var catchUp: Int
    /// Steps along the objective.
    public var objective: Int
    /// Steps of the flow alone after them, with encoder and generator as they are.
    public var flow: Int
    /// Steps of generator and flow together after them.
    public var joint: Int
    /// How many of the steps along the objective, the last ones, use the running statistics of the generator's normalisations, as generation does.
    public var fixedNorms: Int
    /// The generator's rate in the regression, in units of its own.
    public var regressionFactor: Double
    /// The share of the rates that is left at the end of the run.
    public var finalFactor: Double

    public init(
        regression: Int = 0, catchUp: Int = 0, objective: Int, flow: Int = 0, joint: Int = 0, fixedNorms: Int = 0,
        regressionFactor: Double = 1, finalFactor: Double = 1
    ) {
        (self.regression, self.catchUp, self.objective) = (regression, catchUp, objective)
        (self.flow, self.joint) = (flow, joint)
        (self.fixedNorms, self.regressionFactor, self.finalFactor) = (fixedNorms, regressionFactor, finalFactor)
    }

    public enum Phase: String, Sendable { case regression, catchUp = "catch-up", objective, flow, joint }

    public var count: Int { regression + catchUp + objective + flow + joint }

    /// Whether a generator of so many steps has been through enough of the run to be its result: the last phase has begun.
    public func isCandidate(step: Int) -> Bool {
        if joint > 0 { return step > count - joint }
        return flow > 0 ? step > count - flow : step > regression + catchUp || objective == 0
    }

    public func phase(ofStep step: Int) -> Phase {
        if step < regression { return .regression }
        if step < regression + catchUp { return .catchUp }
        if step < count - joint - flow { return .objective }
        return joint == 0 || step < count - joint ? .flow : .joint
    }

    public func hasFixedNorms(step: Int) -> Bool { step >= count - joint - flow - min(fixedNorms, objective) }

    /// The factor on all rates: in each phase that the generator takes part in it falls along half a cosine.
    public func rateFactor(step: Int) -> Double {
        func falling(_ step: Int, of count: Int, to end: Double) -> Double {
            end + (1 - end) * 0.5 * (1 + cos(.pi * Double(step) / Double(max(count, 1))))
        }
        switch phase(ofStep: step) {
        case .regression:
            return regressionFactor * falling(step, of: regression, to: min(1 / max(regressionFactor, 1e-9), 1))
        case .catchUp: return 1
        case .objective: return falling(step - regression - catchUp, of: objective, to: finalFactor)
        case .flow: return falling(step - count + joint + flow, of: flow, to: finalFactor)
        case .joint: return falling(step - count + joint, of: joint, to: finalFactor)
        }
    }
}
