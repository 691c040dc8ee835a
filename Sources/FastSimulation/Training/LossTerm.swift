/// One term of what training minimises, with its strength; the raw value is its name in files and on the screen.
///
/// Plots mark the terms of a run in this order.
public enum LossTerm: String, CaseIterable, Sendable {
    /// Half the Poisson deviance from the mean response, or from the decoded one.
    case deviance
    /// The energy score.
    case energy
    /// The critic's, on real and generated responses together.
    case critic
    case adversarial, diversity, intensity
    /// The generator's, from where the regressor sees its brightest pixels.
    case position
    /// The regressor's own, on real responses: mean squared distance / 2 per coordinate, pixels².
    case regressor
    /// The encoder's divergence from normal noise.
    case divergence
    /// The flow's own: mean squared error of a number of the velocity.
    case velocity
}

/// The losses of one step, each with its strength.
public struct TrainingLosses: Hashable, Sendable {
    private var values: [LossTerm: Double] = [:]

    public init() {}

    /// 0 for a term that the step does not have.
    public subscript(term: LossTerm) -> Double {
        get { values[term] ?? 0 }
        set { values[term] = newValue }
    }

    /// Whether the step has a term.
    public func has(_ term: LossTerm) -> Bool { values[term] != nil }

    /// Finite as long as all of them are.
    public var sum: Double { LossTerm.allCases.reduce(0) { $0 + self[$1] } }
}
