import Canvas

/// What the samples say, in words: how many, how good, how fast.
enum SampleText {
    /// "mean WS 2.10, floor 0.41".
    static func score(_ state: ExplorerState) -> String {
        guard let statistics = state.statistics, statistics.generated.count > 0 else { return "" }
        guard min(statistics.truth.count, statistics.generated.count) >= SampleCounts.fewest else {
            return "mean WS  n<\(SampleCounts.fewest)"
        }
        let (score, floor) = (statistics.comparison.meanWS, statistics.comparison.meanFloor)
        return
            "mean WS \(NumberText.fixed(score, decimals: 2))   floor \(floor.isNaN ? "none" : NumberText.fixed(floor, decimals: 2))"
    }

    /// "n 512 true (ref. MC), 512 gen"; of a data set "n 32 true (set.npz), 32 gen" or "n 6 true (nearest 0.31σ), 6 gen".
    static func sizes(_ state: ExplorerState) -> String {
        let warning = TruthText.warning(state.particle, state)
        if warning == "no truth" { return "\(warning) in \(TruthText.short(state, width: 20))" }
        let name = state.showsBoth ? state.detector.name + " " : ""
        guard let statistics = state.statistics else {
            return name + (state.truth.dataSet == nil ? "true: reference MC" : "true: \(TruthText.short(state, width: 22))")
        }
        // "true as 100 TeV" needs no brackets, nor has it room for them.
        let source = warning.hasPrefix("as ") ? warning : "(\(warning.isEmpty ? TruthText.short(state) : warning))"
        return name + "n \(statistics.truth.count) true \(source), \(statistics.generated.count) gen"
    }

    static func speed(_ state: ExplorerState) -> String {
        guard let timing = state.timing else { return "" }
        guard timing.truth != nil || timing.generated != nil else { return "" }
        var parts: [String] = []
        if let truth = timing.truth, state.truth.dataSet == nil { parts.append("true \(NumberText.milliseconds(truth))") }
        if let generated = timing.generated { parts.append("gen \(NumberText.milliseconds(generated))") }
        return parts.joined(separator: ", ") + " each"
    }

    /// The ratio of the two times, both measured while these histograms filled.
    static func speedRatio(_ state: ExplorerState) -> String {
        guard state.truth.dataSet == nil, let truth = state.timing?.truth, let generated = state.timing?.generated, truth > 0,
            generated > 0
        else { return "" }
        let ratio = truth / generated
        let words = ratio >= 1 ? "faster" : "slower"
        return "gen ×\(NumberText.significant(max(ratio, 1 / ratio), digits: 2)) \(words) than the ref. MC"
    }
}
