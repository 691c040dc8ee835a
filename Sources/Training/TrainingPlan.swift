public import FastSimulation
import Networks

/// All that a run follows from, but for its data and its start.
public struct TrainingPlan: Hashable, Sendable {
    public var settings: TrainingSettings
    public var encoding: ConditionEncoding.Kind
    public var schedule: TrainingSchedule
    /// Of the moving average of the generator's numbers that is validated and kept; 0 keeps the numbers themselves.
    public var averageDecay: Double
    /// Steps between two validations.
    public var validationInterval: Int

    public init(
        settings: TrainingSettings, encoding: ConditionEncoding.Kind, schedule: TrainingSchedule, averageDecay: Double,
        validationInterval: Int
    ) {
        (self.settings, self.encoding, self.schedule) = (settings, encoding, schedule)
        (self.averageDecay, self.validationInterval) = (averageDecay, validationInterval)
    }

    /// The plan in words: what a model's file tells, and what a checkpoint must agree with.
    public var words: [String: String] {
        let channels = settings.channels
        var words = [
            "objective": settings.objective.rawValue,
            "channels":
                "\(channels.noise) \(channels.hidden) \(channels.start) \(channels.first) \(channels.second) \(channels.third)",
            "link": settings.link.rawValue,
            "photons": settings.statistics.rawValue,
            "batch": "\(settings.batch)",
            "generator-optimiser": Self.text(settings.generatorOptimiser),
            "generator-dropout": "\(settings.generatorDropout)",
            "schedule": schedule.text,
            "average-decay": "\(averageDecay)",
            "validation-interval": "\(validationInterval)",
            "seed": "\(settings.seed)",
        ]
        if settings.objective == .energyScore || schedule.joint > 0 {
            words["feature-weight"] = "\(settings.featureWeight)"
            if settings.photonWeight > 0 { words["photon-weight"] = "\(settings.photonWeight)" }
        }
        if settings.objective.hasEncoder {
            words["divergence-strength"] = "\(settings.divergenceStrength)"
            words["background-light"] = "\(settings.backgroundLight)"
            words["encoder"] = "width \(settings.criticWidth), " + Self.text(settings.encoderOptimiser)
        }
        if settings.objective.hasFlow {
            words["flow"] = "width \(settings.flowWidth), " + Self.text(settings.flowOptimiser)
        }
        guard settings.objective.isAdversarial else { return words }
        words["critic"] =
            "width \(settings.criticWidth), \(settings.criticNormalization.rawValue) normalisation"
            + (settings.criticSeesEdges ? "" : ", blind to the last row and column")
            + (settings.criticSeesFeatures ? ", told channel sums, lit pixels and the brightest pixel" : "")
        words["critic-optimiser"] = Self.text(settings.criticOptimiser)
        words["adversarial-loss"] = settings.loss.rawValue
        if settings.objective.hasDiversity { words["diversity-strength"] = "\(settings.diversityStrength)" }
        if settings.objective.hasIntensity { words["intensity-strength"] = "\(settings.intensityStrength)" }
        if settings.objective.hasPosition {
            words["position-strength"] = "\(settings.positionStrength)"
            words["regressor"] = "width \(settings.regressorWidth), " + Self.text(settings.regressorOptimiser)
        }
        if settings.isAsPublished { words["as-published"] = "loss terms as the published code computes them" }
        return words
    }

    private static func text(_ settings: Adam.Settings) -> String {
        "Adam, rate \(settings.rate), beta \(settings.beta1) \(settings.beta2), epsilon \(settings.epsilon)"
    }
}

extension TrainingSchedule {
    /// The phases that have steps, in words.
    fileprivate var text: String {
        var parts: [String] = []
        if regression > 0 { parts.append("regression \(regression) × \(regressionFactor)") }
        if catchUp > 0 { parts.append("catch-up \(catchUp)") }
        parts.append("objective \(objective) to \(finalFactor)")
        if flow > 0 { parts.append("flow \(flow)") }
        if joint > 0 { parts.append("joint \(joint)") }
        if fixedNorms > 0 { parts.append("the last \(fixedNorms) with fixed normalisations") }
        return parts.joined(separator: ", ")
    }
}
