/// One term of what training minimises, with its strength; the raw value is its name in files and on the screen.
public enum LossTerm: String, CaseIterable, Sendable {
    /// Half the Poisson deviance from the mean response.
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

    /// Whether a step along an objective has it.
    public func belongs(to objective: Objective) -> Bool {
        switch self {
        case .deviance: false
        case .energy: !objective.isAdversarial
        case .critic, .adversarial: objective.isAdversarial
        case .diversity: objective.hasDiversity
        case .intensity: objective.hasIntensity
        case .position, .regressor: objective.hasPosition
        }
    }
}

/// The losses of one step, each with its strength; 0 for one that the step does not have.
public struct TrainingLosses: Hashable, Sendable {
    private var values: [LossTerm: Double] = [:]

    public init() {}

    public subscript(term: LossTerm) -> Double {
        get { values[term] ?? 0 }
        set { values[term] = newValue }
    }

    /// Finite as long as all of them are.
    public var sum: Double { LossTerm.allCases.reduce(0) { $0 + self[$1] } }
}
