import ArgumentParser
import FastSimulation
import Training

extension PhotonStatistics: ExpressibleByArgument {}

/// Numbers of a training recipe that one may want to change; each has the recipe's own as its default.
struct TuningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The generator's rate of learning.", valueName: "R")) var generatorRate: Double?
    @Option(help: ArgumentHelp("The critic's rate of learning.", valueName: "R")) var criticRate: Double?
    @Option(help: ArgumentHelp("The part of the published critic's channel counts.", valueName: "W")) var criticWidth: Double?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Outputs of the generator's first layer, whatever the width.", valueName: "N")
    ) var hidden: Int?
    @Option(help: ArgumentHelp("Lambda of the diversity.", valueName: "L")) var diversityStrength: Double?
    @Option(help: ArgumentHelp("Lambda of the intensity, per photon.", valueName: "L")) var intensityStrength: Double?
    @Option(help: ArgumentHelp("Lambda of the brightest pixel's position, per square pixel.", valueName: "L"))
    var positionStrength: Double?
    @Option(help: ArgumentHelp("Strength of the energy score beside the critic.", valueName: "L")) var anchorStrength: Double?
    @Option(help: ArgumentHelp("Decay of the moving average of the generator, 0 for none.", valueName: "D")) var averageDecay:
        Double?
    @Option(help: ArgumentHelp("Factor on the generator's rate in the warm-up.", valueName: "F")) var warmUpFactor: Double?
    @Option(help: ArgumentHelp("Weight of channel sums against pixels in the warm-up.", valueName: "W")) var warmUpFeatures:
        Double?
    @Option(
        help: ArgumentHelp(
            "How photons are counted: poisson (by chance about the network's light) or rounded.", valueName: "statistics"))
    var photonStatistics: PhotonStatistics?
    @Option(parsing: .unconditional, help: ArgumentHelp("Steps between two validations.", valueName: "N")) var validationInterval:
        Int?

    func apply(to plan: inout TrainingPlan) throws(UsageError) {
        func set(_ value: Double?, _ option: String, upTo limit: Double, _ path: WritableKeyPath<TrainingPlan, Double>)
            throws(UsageError)
        {
            guard let value else { return }
            guard value >= 0, value <= limit else {
                throw UsageError("\(option) is \(value); expected a number from 0 to \(limit).")
            }
            plan[keyPath: path] = value
        }
        try set(generatorRate, "--generator-rate", upTo: 1, \.settings.generatorOptimiser.rate)
        try set(criticRate, "--critic-rate", upTo: 1, \.settings.criticOptimiser.rate)
        try set(criticWidth, "--critic-width", upTo: 4, \.settings.criticWidth)
        try set(diversityStrength, "--diversity-strength", upTo: 1e6, \.settings.diversityStrength)
        try set(intensityStrength, "--intensity-strength", upTo: 1e6, \.settings.intensityStrength)
        try set(positionStrength, "--position-strength", upTo: 1e6, \.settings.positionStrength)
        try set(anchorStrength, "--anchor-strength", upTo: 1e6, \.settings.anchorStrength)
        try set(averageDecay, "--average-decay", upTo: 0.999999, \.averageDecay)
        try set(warmUpFactor, "--warm-up-factor", upTo: 1000, \.schedule.warmUpFactor)
        if let warmUpFeatures {
            guard warmUpFeatures >= 0, warmUpFeatures <= 1e6 else {
                throw UsageError("--warm-up-features is \(warmUpFeatures); expected a number from 0 to 1e6.")
            }
            plan.settings.warmUpFeatureWeight = Float(warmUpFeatures)
        }
        if let photonStatistics { plan.settings.statistics = photonStatistics }
        if let hidden {
            guard (1...4096).contains(hidden) else { throw UsageError("--hidden is \(hidden); expected 1 to 4096.") }
            plan.settings.channels.hidden = hidden
        }
        if let validationInterval {
            guard validationInterval > 0 else {
                throw UsageError("--validation-interval is \(validationInterval); expected at least 1.")
            }
            plan.validationInterval = validationInterval
        }
    }
}
