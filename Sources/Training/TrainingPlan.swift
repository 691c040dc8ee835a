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
            "channels": "\(channels.hidden) \(channels.start) \(channels.first) \(channels.second) \(channels.third)",
            "critic": "width \(settings.criticWidth), \(settings.criticNormalization.rawValue) normalisation"
                + (settings.criticSeesEdges ? "" : ", blind to the last row and column")
                + (settings.criticSeesFeatures ? ", told channel sums, lit pixels and the brightest pixel" : ""),
            "adversarial-loss": settings.loss.rawValue,
            "photons": settings.statistics.rawValue,
            "batch": "\(settings.batch)",
            "generator-optimiser": Self.text(settings.generatorOptimiser),
            "critic-optimiser": Self.text(settings.criticOptimiser),
            "generator-dropout": "\(settings.generatorDropout)",
            "schedule": "warm-up \(schedule.warmUp) × \(schedule.warmUpFactor) (features × \(settings.warmUpFeatureWeight)), "
                + "catch-up \(schedule.catchUp), adversarial \(schedule.adversarial) to \(schedule.finalFactor)",
            "average-decay": "\(averageDecay)",
            "validation-interval": "\(validationInterval)",
            "seed": "\(settings.seed)",
        ]
        if settings.anchorStrength > 0 { words["anchor-strength"] = "\(settings.anchorStrength)" }
        if settings.hasDiversity { words["diversity-strength"] = "\(settings.diversityStrength)" }
        if settings.hasIntensity { words["intensity-strength"] = "\(settings.intensityStrength)" }
        if settings.hasPosition {
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
