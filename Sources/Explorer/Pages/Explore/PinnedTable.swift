import Canvas

/// The table of channels with the change against the pinned particle beside each mean, and what the channels do not tell: the
/// brightest pixel and the diversity.
enum PinnedTable {
    /// Rows: a header, the channels, the sum, the peak and the diversity.
    static let height = ChannelTable.height + 2

    private struct Row {
        var name: String
        var truth: Double
        var generated: Double
        var ws: Double?
    }

    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let spare = max(0, min(2, area.width - ExploreLayout.channelWidth))
        let ends = [10, 16, 22, 28].map { area.x + $0 + spare / 2 } + [area.x + 33 + spare]
        let (appearance, quiet) = (state.appearance, state.appearance.quietStyle)
        let minus = appearance.text("\u{2212}pin", ascii: "-pin")
        let headings = [
            ("\(appearance.glyphs.trueFill)true", appearance.trueStyle), (minus, quiet),
            ("\(appearance.glyphs.steps[0])gen", appearance.generatedStyle()), (minus, quiet), ("WS", quiet),
        ]
        for ((title, style), end) in zip(headings, ends) { scene.canvas.text(title, endingAt: end, y: area.y, style) }
        guard let statistics = state.statistics else { return }
        let style: Style = state.areStatisticsCurrent ? .plain : .dim
        let pinned = state.areStatisticsCurrent ? state.pinnedStatistics.map(rows) : nil
        // A change that is still being sampled is pale.
        let changeStyle: Style = state.pinnedStatistics?.isComplete == true ? .bold : .dim
        let isSmall = statistics.isSmall
        for (index, row) in rows(statistics).enumerated() where index + 1 < area.height {
            let y = area.y + 1 + index
            scene.canvas.text(row.name, x: area.x + 1, y: y, style)
            if statistics.truth.count > 0 {
                scene.canvas.text(NumberText.photons(row.truth, width: 5), endingAt: ends[0], y: y, style)
                if let pinned, pinned.indices.contains(index), pinned[index].truth.isFinite {
                    let change = text(change: row.truth - pinned[index].truth)
                    scene.canvas.text(change, endingAt: ends[1], y: y, changeStyle)
                }
            }
            guard statistics.generated.count > 0 else { continue }
            scene.canvas.text(NumberText.knownPhotons(row.generated, width: 5), endingAt: ends[2], y: y, style)
            if let pinned, pinned.indices.contains(index), pinned[index].generated.isFinite {
                let change = text(change: row.generated - pinned[index].generated)
                scene.canvas.text(change, endingAt: ends[3], y: y, changeStyle)
            }
            guard let ws = row.ws, !row.generated.isNaN, statistics.truth.count > 0 else { continue }
            let distance = isSmall ? SampleCounts.tooFew : NumberText.photons(ws, width: 4)
            scene.canvas.text(distance, endingAt: ends[4], y: y, style)
        }
    }

    /// A change in five cells, so that columns do not touch.
    private static func text(change: Double) -> String {
        let text = NumberText.difference(change, width: 6)
        return text.unicodeScalars.count <= 5 ? text : NumberText.difference(change, width: 5)
    }

    private static func rows(_ statistics: SampleStatistics) -> [Row] {
        let channels = statistics.rows.enumerated().map { index, row in
            Row(name: SampleStatistics.rowNames[index], truth: row.trueMean, generated: row.generatedMean, ws: row.ws)
        }
        guard let shapes = statistics.shapes else { return channels }
        return channels + [
            Row(name: "peak", truth: shapes.truth.peak, generated: shapes.generated.peak),
            Row(name: "div", truth: shapes.truth.diversity, generated: shapes.generated.diversity),
        ]
    }
}
