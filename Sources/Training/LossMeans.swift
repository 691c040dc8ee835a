import FastSimulation

/// Sums of the losses of some steps.
struct LossMeans {
    private(set) var sums = TrainingLosses()
    /// Steps that had a term.
    private var counts: [LossTerm: Int] = [:]

    init() {}

    /// Sums that were written down; none if the numbers are no such sums.
    init(numbers: [Double]) {
        let terms = LossTerm.allCases
        let steps = numbers.suffix(terms.count)
        guard numbers.count == 2 * terms.count, numbers.allSatisfy(\.isFinite),
            steps.allSatisfy({ (0...Double(TrainingRun.mostSteps)).contains($0) })
        else { return }
        for (term, (number, steps)) in zip(terms, zip(numbers, steps)) where steps >= 1 {
            sums[term] = number
            counts[term] = Int(steps)
        }
    }

    /// All of it as numbers.
    var numbers: [Double] {
        LossTerm.allCases.map { sums[$0] } + LossTerm.allCases.map { Double(counts[$0] ?? 0) }
    }

    mutating func add(_ losses: TrainingLosses) {
        for term in LossTerm.allCases where losses.has(term) {
            sums[term] += losses[term]
            counts[term, default: 0] += 1
        }
    }

    /// The mean of each loss over the steps that have it.
    func losses() -> TrainingLosses {
        var means = sums
        for (term, count) in counts { means[term] /= Double(count) }
        return means
    }

    func row(step: Int, samples: Int, seconds: Double) -> TrainingHistory.Row {
        var row = TrainingHistory.Row(step: step, samples: samples, seconds: seconds)
        let means = losses()
        for term in counts.keys { row[term] = means[term] }
        return row
    }
}
