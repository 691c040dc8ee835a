import Training

/// One column of a history.
enum TrainingTerm: CaseIterable {
    case validationWS, diversityRatio, empty, critic, adversarial, diversity, intensity, position, energy, regressor, rate

    /// The word in tables.
    var title: String {
        switch self {
        case .validationWS: "mean WS"
        case .diversityRatio: "div. ratio"
        case .empty: "empty"
        case .critic: "critic"
        case .adversarial: "adversarial"
        case .diversity: "diversity"
        case .intensity: "intensity"
        case .position: "position"
        case .energy: "energy"
        case .regressor: "regressor"
        case .rate: "rate"
        }
    }

    /// The word where several share a line.
    var shortTitle: String {
        switch self {
        case .adversarial: "adv"
        case .diversity: "div"
        case .intensity: "int"
        case .position: "pos"
        default: title
        }
    }

    /// The terms of the generator's loss.
    static let generator: [TrainingTerm] = [.adversarial, .diversity, .intensity, .position, .energy]

    func value(_ row: TrainingHistory.Row) -> Double? {
        switch self {
        case .validationWS: row.validationWS
        case .diversityRatio: row.diversityRatio
        case .empty: row.empty
        case .critic: row.critic
        case .adversarial: row.adversarial
        case .diversity: row.diversity
        case .intensity: row.intensity
        case .position: row.position
        case .energy: row.energy
        case .regressor: row.regressor
        case .rate: row.rate
        }
    }
}
