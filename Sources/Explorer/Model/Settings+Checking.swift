import Calorimeter
import FastSimulation

extension Settings {
    /// What no view could be drawn with, as part of a sentence; nil if all is well. Files can hold anything.
    var problem: String? {
        for (name, particle) in [("particle", particle), ("loaded", loaded)]
            + compare.particles.map({ ("compare.particles", $0) })
            + (compare.sweep.map { [("compare.sweep.base", $0.base)] } ?? [])
        {
            if let reason = particle.problem { return "\(name): \(reason)" }
        }
        let channels = 0...ChannelSums.count - 1
        let numbers: [(name: String, value: Int, range: ClosedRange<Int>)] = [
            ("sampleIndex", sampleIndex, 0...ExplorerState.lastSample), ("sampleTarget", sampleTarget, 1...100_000),
            ("crosshair.row", crosshair?.row ?? 0, 0...Self.mostPixels),
            ("crosshair.column", crosshair?.column ?? 0, 0...Self.mostPixels),
            ("diversity.count", diversity.count, 1...100_000), ("diversity.row", diversity.row, 0...Self.mostRows),
            ("diversity.sample", diversity.sample, 0...max(1, diversity.count) - 1),
            ("diversity.first", diversity.first, 0...max(1, diversity.count) - 1),
            ("compare.particles", compare.particles.count, 1...CompareState.mostColumns),
            ("compare.column", compare.column, 0...max(0, compare.particles.count - 1)),
            ("compare.first", compare.first, 0...CompareState.mostColumns), ("compare.row", compare.row, 0...Self.mostRows),
            ("compare.count", compare.count, 1...100_000),
            ("compare.sweep.position", compare.sweep?.position ?? 0, 0...SweepState.points - 1),
            ("histograms.target", histograms.target, 1...100_000), ("histograms.channel", histograms.channel, channels),
            ("histograms.columnsPerBin", histograms.columnsPerBin, 1...4),
            ("histograms.ranges", histograms.ranges.count, ChannelSums.count...ChannelSums.count),
            ("histograms.added", histograms.added.count, 0...Self.mostRows),
            ("metrics.amount.particles", metrics.amount.particles, 1...10_000),
            ("metrics.amount.repeats", metrics.amount.repeats, 1...10_000),
            ("metrics.amount.runs", metrics.amount.runs, 1...10_000),
            ("metrics.row", metrics.row, 0...Self.mostRows), ("training.files", training.files.count, 0...Self.mostRows),
            ("training.chosen", training.chosen, 0...Self.mostRows),
        ]
        for (name, value, range) in numbers where !range.contains(value) {
            return "\(name) is \(value); expected \(range.lowerBound) to \(range.upperBound)"
        }
        guard metrics.amount.particles * metrics.amount.repeats <= 10_000_000 else {
            return "metrics.amount asks for more than 10000000 responses"
        }
        // Beyond the last step that a training history can have.
        let most = 1e16
        for range in histograms.ranges.compactMap(\.self) + (training.zoom.map { [$0] } ?? [])
        where range.isEmpty || range.lowerBound < -most || range.upperBound > most {
            return "a zoomed range is \(range.lowerBound) to \(range.upperBound); expected a range within 1e16"
        }
        for cursor in [histograms.cursor, training.cursor].compactMap(\.self) where abs(cursor) > most {
            return "a cursor is at \(cursor); expected at most 1e16"
        }
        return walkProblem ?? sweepProblem
    }

    /// More models, runs and rows than anybody has.
    private static let mostRows = 1000
    private static let mostPixels = 10_000

    private var walkProblem: String? {
        guard let walk = diversity.walk else { return nil }
        let count = Generator.Session.noise(seed: 0, index: 0).count
        guard walk.start.count == count, walk.noise.count == count else {
            return "diversity.walk has \(walk.noise.count) noises; expected \(count)"
        }
        guard walk.start.allSatisfy({ abs($0) < 100 }) else { return "diversity.walk starts at a noise that no sample has" }
        // One in four hundred noises of samples lies beyond the ends of the sliders.
        guard zip(walk.noise, walk.start).allSatisfy({ abs($0) <= max(WalkState.limit, abs($1)) }) else {
            return "diversity.walk has a noise beyond its slider; expected at most \(WalkState.limit)"
        }
        return (0..<count).contains(walk.selected)
            ? nil : "diversity.walk.selected is \(walk.selected); expected 0 to \(count - 1)"
    }

    private var sweepProblem: String? {
        guard let sweep = compare.sweep, !SweepState.parameters.contains(sweep.parameter) else { return nil }
        return
            "compare.sweep runs over \(sweep.parameter.name); expected \(SweepState.parameters.map(\.name).joined(separator: ", "))"
    }
}

extension Particle {
    /// What is impossible about it, as the end of a sentence; nil if nothing.
    fileprivate var problem: String? {
        for parameter in Parameter.allCases {
            guard let reason = OnShellLock.problem(of: parameter, in: self) else { continue }
            return reason
        }
        return nil
    }
}
