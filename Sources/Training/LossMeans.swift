import FastSimulation

/// Sums of the losses of some steps.
struct LossMeans {
    private(set) var sums = TrainingLosses()
    /// Steps of each phase.
    private var counts: [TrainingSchedule.Phase: Int] = [:]

    init() {}

    /// Sums that were written down; none if the numbers are no such sums.
    init(numbers: [Double]) {
        let steps = numbers.suffix(Self.phases.count)
        guard numbers.count == Self.paths.count + Self.phases.count, numbers.allSatisfy(\.isFinite),
            steps.allSatisfy({ (0...Double(TrainingRun.mostSteps)).contains($0) })
        else { return }
        for (path, number) in zip(Self.paths, numbers) { sums[keyPath: path] = number }
        for (phase, number) in zip(Self.phases, steps) { counts[phase] = Int(number) }
    }

    /// All of it as numbers.
    var numbers: [Double] {
        Self.paths.map { sums[keyPath: $0] } + Self.phases.map { Double(counts[$0] ?? 0) }
    }

    private static let phases: [TrainingSchedule.Phase] = [.regression, .catchUp, .objective]
    private static let paths: [WritableKeyPath<TrainingLosses, Double> & Sendable] = [
        \.deviance, \.energy, \.critic, \.adversarial, \.diversity, \.intensity, \.position, \.regressor,
    ]

    mutating func add(_ losses: TrainingLosses, phase: TrainingSchedule.Phase) {
        for path in Self.paths { sums[keyPath: path] += losses[keyPath: path] }
        counts[phase, default: 0] += 1
    }

    private func count(_ phases: TrainingSchedule.Phase...) -> Double {
        Double(phases.reduce(0) { $0 + (counts[$1] ?? 0) })
    }

    /// The mean of each loss over the steps that have it.
    func losses() -> TrainingLosses {
        var means = sums
        means.deviance /= max(count(.regression), 1)
        means.critic /= max(count(.catchUp, .objective), 1)
        means.regressor /= max(count(.catchUp, .objective), 1)
        for path in [\TrainingLosses.energy, \.adversarial, \.diversity, \.intensity, \.position] {
            means[keyPath: path] /= max(count(.objective), 1)
        }
        return means
    }

    func row(step: Int, samples: Int, seconds: Double, settings: TrainingSettings) -> TrainingHistory.Row {
        var row = TrainingHistory.Row(step: step, samples: samples, seconds: seconds)
        let means = losses()
        let objective = settings.objective
        if count(.regression) > 0 { row.deviance = means.deviance }
        guard objective.isAdversarial else {
            if count(.objective) > 0 { row.energy = means.energy }
            return row
        }
        if count(.catchUp, .objective) > 0 {
            row.critic = means.critic
            if objective.hasPosition { row.regressor = means.regressor }
        }
        if count(.objective) > 0 {
            row.adversarial = means.adversarial
            if objective.hasDiversity { row.diversity = means.diversity }
            if objective.hasIntensity { row.intensity = means.intensity }
            if objective.hasPosition { row.position = means.position }
        }
        return row
    }
}
