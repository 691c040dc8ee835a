public import FastSimulation
import Networks
import ReferenceMC

extension TrainingPlan {
    /// How the shipped models are trained; the adversarial objectives all alike but for their terms.
    ///
    /// Against the published recipe: counted photons about a light of the form eᵘ, no dropout in the generator, falling rates, and a
    /// moving average of the generator. Adversarial objectives start from a regression of the mean response and have hinge
    /// losses and a critic with spectral normalisation that sees every pixel and the channel sums.
    ///
    /// Photons come in clumps as in the reference Monte Carlo (see `clump`).
    public static func recipe(objective: Objective, width: Double, batch: Int, seed: UInt64, schedule: TrainingSchedule)
        -> TrainingPlan
    {
        var settings = TrainingSettings(objective: objective, width: width, seed: seed, batch: batch)
        settings.criticWidth = 0.5
        settings.regressorWidth = 0.25
        settings.criticNormalization = .spectral
        settings.criticSeesFeatures = true
        settings.generatorDropout = 0
        settings.loss = .hinge
        settings.statistics = .clumped(clump)
        settings.link = .softplus
        settings.generatorOptimiser = objective.isAdversarial ? Adam.Settings(rate: 1e-4, beta1: 0.5) : Adam.Settings(rate: 2e-3)
        settings.criticOptimiser = Adam.Settings(rate: 4e-4, beta1: 0.5)
        settings.regressorOptimiser = Adam.Settings(rate: 1e-3)
        settings.diversityStrength = 0.02
        settings.intensityStrength = 3e-3
        return TrainingPlan(
            settings: settings, encoding: .fine, schedule: schedule, averageDecay: 0.999, validationInterval: 250)
    }

    /// The mean number of further photons that come with each one, as in the reference Monte Carlo. A count has 1.15 times the
    /// variance of a Poisson number then, (1 + 3c + c²)/(1 + c).
    public static let clump = Float(PhotoElectrons.clump)

    /// The published recipe, slips of its code included (see `TrainingSettings.isAsPublished`): cross-entropy, batch
    /// normalisation in a critic that is blind to the last row and column, dropout, constant rates, no average.
    public static func asPublished(objective: Objective, width: Double, batch: Int, seed: UInt64, steps: Int) -> TrainingPlan {
        var settings = TrainingSettings(objective: objective, width: width, seed: seed, batch: batch)
        settings.criticWidth = width
        settings.regressorWidth = width
        settings.criticSeesEdges = false
        settings.intensityStrength = 1e-10
        settings.isAsPublished = true
        return TrainingPlan(
            settings: settings, encoding: .raw, schedule: TrainingSchedule(objective: steps), averageDecay: 0,
            validationInterval: 250)
    }
}
