import ArgumentParser
import FastSimulation
import Text
import Training

extension PhotonStatistics: ExpressibleByArgument {
    /// With `=` where files have a blank: `clumped=0.08`.
    public static var allValueStrings: [String] { ["rounded", "poisson", "clumped=C"] }
    public init?(argument: String) {
        guard !argument.contains(" ") else { return nil }
        self.init(rawValue: argument.replacing("=", with: " ", maxReplacements: 1))
    }
}

extension OutputLink: ExpressibleByArgument {}

/// Numbers of a training recipe that one may want to change; each has the recipe's own as its default.
struct TuningOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The generator's rate of learning.", valueName: "R")) var generatorRate: Double?
    @Option(help: ArgumentHelp("The critic's rate of learning.", valueName: "R")) var criticRate: Double?
    @Option(help: ArgumentHelp("The part of the published critic's channel counts.", valueName: "W")) var criticWidth: Double?
    @Option(
        help: ArgumentHelp(
            "Numbers of noise and the generator's channel counts, whatever the width: noise,dense,start,first,second,third.",
            valueName: "N,…")) var channels: String?
    @Option(help: ArgumentHelp("Lambda of the diversity.", valueName: "L")) var diversityStrength: Double?
    @Option(help: ArgumentHelp("Lambda of the intensity, per photon.", valueName: "L")) var intensityStrength: Double?
    @Option(help: ArgumentHelp("Lambda of the brightest pixel's position, per square pixel.", valueName: "L"))
    var positionStrength: Double?
    @Option(help: ArgumentHelp("Decay of the moving average of the generator, 0 for none.", valueName: "D")) var averageDecay:
        Double?
    @Option(help: ArgumentHelp("Factor on the generator's rate in the regression.", valueName: "F")) var regressionFactor: Double?
    @Option(help: ArgumentHelp("Share of the rates that is left at the end.", valueName: "F")) var finalFactor: Double?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Last steps with the running statistics of the normalisations, as in generation.", valueName: "N"))
    var fixedNorms: Int?
    @Option(help: ArgumentHelp("Weight of channel sums against pixels and blocks in the energy score.", valueName: "W"))
    var featureWeight: Double?
    @Option(help: ArgumentHelp("Weight of each channel sum in the energy score, per photon. (default: 0)", valueName: "W"))
    var photonWeight: Double?
    @Option(help: ArgumentHelp("Weight of the encoder's divergence against the likelihood of the photons.", valueName: "B"))
    var divergenceStrength: Double?
    @Option(help: ArgumentHelp("Light that counts as background in the deviance, photons per pixel.", valueName: "P"))
    var backgroundLight: Double?
    @Option(help: ArgumentHelp("The encoder's and the flow's rate of learning.", valueName: "R")) var encoderRate: Double?
    @Option(help: ArgumentHelp("How the generator ends: softplus (its light is an exponential) or relu.", valueName: "link"))
    var link: OutputLink?
    @Option(
        help: ArgumentHelp(
            "How photons are counted: rounded, poisson (by chance about the network's light), or clumped=C (by chance, in clumps of one and on average C more, above 0 and up to 1). (default: clumped=\(TrainingPlan.clump))",
            valueName: "statistics"))
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
        try set(divergenceStrength, "--divergence-strength", upTo: 1e6, \.settings.divergenceStrength)
        try set(encoderRate, "--encoder-rate", upTo: 1, \.settings.encoderOptimiser.rate)
        try set(encoderRate, "--encoder-rate", upTo: 1, \.settings.flowOptimiser.rate)
        try set(averageDecay, "--average-decay", upTo: 0.999999, \.averageDecay)
        try set(regressionFactor, "--regression-factor", upTo: 1000, \.schedule.regressionFactor)
        try set(finalFactor, "--final-factor", upTo: 1, \.schedule.finalFactor)
        if let featureWeight {
            guard featureWeight >= 0, featureWeight <= 1e6 else {
                throw UsageError("--feature-weight is \(featureWeight); expected a number from 0 to 1e6.")
            }
            plan.settings.featureWeight = Float(featureWeight)
        }
        if let photonWeight {
            guard photonWeight >= 0, photonWeight <= 1e6 else {
                throw UsageError("--photon-weight is \(photonWeight); expected a number from 0 to 1e6.")
            }
            plan.settings.photonWeight = Float(photonWeight)
        }
        if let backgroundLight {
            guard backgroundLight >= 1e-9, backgroundLight <= 1 else {
                throw UsageError("--background-light is \(backgroundLight); expected a number from 1e-9 to 1.")
            }
            plan.settings.backgroundLight = Float(backgroundLight)
        }
        if let fixedNorms {
            guard fixedNorms >= 0 else { throw UsageError("--fixed-norms is \(fixedNorms); expected at least 0.") }
            plan.schedule.fixedNorms = fixedNorms
        }
        if let link { plan.settings.link = link }
        if let photonStatistics { plan.settings.statistics = photonStatistics }
        guard plan.settings.objective.hasEncoder || (encoderRate == nil && divergenceStrength == nil) else {
            throw UsageError("--encoder-rate and --divergence-strength are for vae and latent-flow only.")
        }
        guard plan.settings.objective.isAdversarial || plan.settings.statistics.clump != nil else {
            throw UsageError(
                "The \(plan.settings.objective.title) needs counted photons; expected --photon-statistics poisson or clumped=C.")
        }
        if let channels { plan.settings.channels = try Self.channels(channels) }
        if let validationInterval {
            guard validationInterval > 0 else {
                throw UsageError("--validation-interval is \(validationInterval); expected at least 1.")
            }
            plan.validationInterval = validationInterval
        }
    }

    /// "32,256,16,32,16,16".
    private static func channels(_ text: String) throws(UsageError) -> GeneratorChannels {
        let counts = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard counts.count == 6, counts.allSatisfy({ (1...4096).contains($0) }) else {
            throw UsageError(
                "--channels is \(quoted(text, limit: 80)); expected six numbers from 1 to 4096, such as 10,256,32,64,32,16.")
        }
        return GeneratorChannels(
            noise: counts[0], hidden: counts[1], start: counts[2], first: counts[3], second: counts[4], third: counts[5])
    }
}
