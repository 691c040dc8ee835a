import Calorimeter
import Canvas
import Evaluation

/// Means of the five channels and the photon sum, true and generated, with the Wasserstein distance and its floor.
enum ChannelTable {
    /// Rows: a header, the channels and the sum.
    static let height = ChannelSums.count + 2

    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        // Columns end here; a wider panel gives its room to the last two.
        let spare = max(0, min(2, area.width - ExploreLayout.channelWidth))
        let ends = [10, 16, 23, 28, 33 + spare / 2].map { area.x + $0 }
        let quiet = state.appearance.quietStyle
        let statistics = state.statistics
        let isStale = !state.areStatisticsCurrent
        scene.canvas.text("mean", x: area.x + 1, y: area.y, quiet)
        let difference = state.appearance.text("Δ", ascii: "diff")
        for (title, end) in zip(["true", "gen", difference, "WS", spare > 1 ? "floor" : "flr"], ends) {
            scene.canvas.text(title, endingAt: end, y: area.y, quiet)
        }
        guard let statistics else { return }
        let rows = statistics.comparison.channels + [statistics.comparison.total]
        for (index, row) in rows.enumerated() {
            let y = area.y + 1 + index
            let style: Style = isStale ? .dim : .plain
            scene.canvas.text(index < ChannelSums.count ? MaskConvention.channelNames[index] : "sum", x: area.x + 1, y: y, style)
            if statistics.truth.count > 0 {
                scene.canvas.text(NumberText.photons(row.trueMean, width: 5), endingAt: ends[0], y: y, style)
            }
            guard statistics.generated.count > 0 else { continue }
            scene.canvas.text(NumberText.photons(row.generatedMean, width: 5), endingAt: ends[1], y: y, style)
            if statistics.truth.count == 0 { continue }
            scene.canvas.text(NumberText.difference(row.generatedMean - row.trueMean, width: 6), endingAt: ends[2], y: y, style)
            let isSmall = min(statistics.truth.count, statistics.generated.count) < SampleCounts.fewest
            let distance = isSmall ? "n<\(SampleCounts.fewest)" : NumberText.photons(row.ws, width: 4)
            scene.canvas.text(distance, endingAt: ends[3], y: y, isStale ? .dim : .bold)
            guard !isSmall else { continue }
            scene.canvas.text(TruthText.floor(row.floor, width: 4), endingAt: ends[4], y: y, isStale ? .dim : quiet)
        }
    }
}
