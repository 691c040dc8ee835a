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
        guard numbers.count == LossTerm.allCases.count + Self.phases.count, numbers.allSatisfy(\.isFinite),
            steps.allSatisfy({ (0...Double(TrainingRun.mostSteps)).contains($0) })
        else { return }
        for (term, number) in zip(LossTerm.allCases, numbers) { sums[term] = number }
        for (phase, number) in zip(Self.phases, steps) { counts[phase] = Int(number) }
    }

    /// All of it as numbers.
    var numbers: [Double] {
        LossTerm.allCases.map { sums[$0] } + Self.phases.map { Double(counts[$0] ?? 0) }
    }

    private static let phases: [TrainingSchedule.Phase] = [.regression, .catchUp, .objective]

    mutating func add(_ losses: TrainingLosses, phase: TrainingSchedule.Phase) {
        for term in LossTerm.allCases { sums[term] += losses[term] }
        counts[phase, default: 0] += 1
    }

    /// The steps that have a term.
    private func count(_ term: LossTerm) -> Int {
        let phases: [TrainingSchedule.Phase] =
            switch term {
            case .deviance: [.regression]
            case .critic, .regressor: [.catchUp, .objective]
            case .energy, .adversarial, .diversity, .intensity, .position: [.objective]
            }
        return phases.reduce(0) { $0 + (counts[$1] ?? 0) }
    }

    /// The mean of each loss over the steps that have it.
    func losses() -> TrainingLosses {
        var means = sums
        for term in LossTerm.allCases { means[term] /= Double(max(count(term), 1)) }
        return means
    }

    func row(step: Int, samples: Int, seconds: Double, settings: TrainingSettings) -> TrainingHistory.Row {
        var row = TrainingHistory.Row(step: step, samples: samples, seconds: seconds)
        let means = losses()
        for term in LossTerm.allCases where count(term) > 0 && (term == .deviance || term.belongs(to: settings.objective)) {
            row[term] = means[term]
        }
        return row
    }
}
