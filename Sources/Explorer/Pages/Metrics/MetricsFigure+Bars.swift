import Canvas

extension MetricsFigure {
    /// Returns the line after the last one.
    func drawBars(on canvas: inout Canvas, in place: Rect, pitch: Int) -> Int {
        let quiet = appearance.quietStyle
        let box = appearance.glyphs.box
        let interval = "\(box.intervalStart)\(box.horizontal)\(box.intervalEnd)"
        let verdictWidth = verdicts.isEmpty ? 0 : ModelVerdict.width + 2
        let (meanEnd, floorEnd) = (place.maxX - verdictWidth - 8, place.maxX - verdictWidth)
        canvas.text("mean WS in photons, lower is better", x: place.x, y: place.y, limit: place.width)
        canvas.text("\(interval) runs", endingAt: meanEnd, y: place.y, quiet)
        canvas.text(appearance.text("\u{2212}floor", ascii: "-floor"), endingAt: floorEnd, y: place.y, quiet)
        if verdictWidth > 0 {
            let runs = result.fewerRuns.map { ", \($0) \($0 == 1 ? "run" : "runs")" } ?? ""
            canvas.text(runs.isEmpty ? "against the best" : "against best\(runs)", x: floorEnd + 2, y: place.y, quiet)
        }
        let floor = rows.first { $0.kind == .floor }?.score?.ws.mean
        let values = rows.compactMap { row in result.shown(row).map { $0.ws.mean + ($0.runSpread ?? 0) } }.filter(\.isFinite)
        let most = values.max() ?? 1
        let width = meanEnd - place.x - Self.nameWidth - 1 - 14
        var y = place.y + 1
        // The last line says how many have no place.
        let room = (place.maxY - y + pitch - 1) / pitch
        let fitting = rows.count <= room ? rows.count : max((place.maxY - 1 - y + pitch - 1) / pitch, 0)
        for (index, row) in rows.enumerated().prefix(fitting) {
            canvas.text(names[index].text, x: place.x, y: y, names[index].style)
            let ink = row.isPartial ? Style.dim : .plain
            if let score = result.shown(row), score.ws.mean.isFinite, most > 0 {
                let (mean, spread) = (score.ws.mean, score.runSpread ?? 0)
                IntervalBar(fraction: mean / most, interval: (mean - spread) / most...(mean + spread) / most).draw(
                    on: &canvas, x: place.x + Self.nameWidth + 1, y: y, width: max(width - 1, 1),
                    style: row.isPartial ? .dim : Style(names[index].style.foreground), appearance: appearance)
                let text =
                    NumberText.fixed(mean, decimals: 2)
                    + (score.runSpread.map { " ± " + NumberText.fixed($0, decimals: 2) } ?? "")
                canvas.text(text, endingAt: meanEnd, y: y, ink)
                // The floor is that of all particles.
                let isOfFewer = result.isOfFewer(row)
                if let floor, row.kind != .floor, !isOfFewer {
                    canvas.text(NumberText.fixed(mean - floor, decimals: 2), endingAt: floorEnd, y: y, quiet)
                }
                if let verdict = verdicts[row.name], row.kind == .model {
                    canvas.text(
                        verdict.text(appearance), x: floorEnd + 2, y: y, verdict.isAmongTheBest ? .bold : .plain,
                        limit: ModelVerdict.width)
                } else if isOfFewer, !verdicts.isEmpty {
                    canvas.text("on fewer particles", x: floorEnd + 2, y: y, quiet, limit: ModelVerdict.width)
                }
            }
            y += pitch
        }
        if fitting < rows.count, y < place.maxY {
            let more =
                "\(rows.count - fitting) more; \(appearance.text("↑↓ and Enter show", ascii: "k j and Enter show")) all figures of a row"
            canvas.text(more, x: place.x, y: y, quiet, limit: place.width)
            y += 1
        }
        return y
    }

    /// What the marks mean; what explains the present state first.
    var notes: [String] {
        let runs = result.request.amount.runs
        let unfinished =
            rows.contains(where: result.isUnfinished)
            ? ["0/\(runs) = first run under way, not ranked; 1/\(runs) = one run finished, more to come"] : []
        let timed =
            figures.contains(.time)
            ? [
                "ms = ms/response, one core, this machine"
                    + (result.dataSetName == nil ? "; floor: the reference Monte Carlo's" : "")
            ] : []
        let least =
            result.request.leastPhotons == 0 ? [] : ["WS = of \(Self.leastText(result.request.leastPhotons)); all else of all"]
        let fewer =
            result.fewerRuns.map { runs in
                [
                    "order and verdicts are over \(runs == 1 ? "the 1 run" : "the \(runs) runs") that all models have, means over all runs of a row"
                ]
            } ?? []
        let floor =
            result.dataSetName == nil
            ? "independent true responses to the same particles" : "half of the true responses against the other half"
        return unfinished + fewer + least + timed + [
            appearance.text(
                "σ ch = spread over the five channels (the published ±), not over runs",
                ascii: "s ch = spread over the five channels (the published +-), not over runs"), "floor = \(floor)",
            "conditional mean = every response of a particle replaced by its true mean",
            "bold = best of the models in its column; of WS, all that do not differ from it",
            "no difference = the 95 % interval of the difference to the best holds 0",
        ]
    }

    /// Returns the line after the last one.
    @discardableResult
    func drawNotes(on canvas: inout Canvas, in place: Rect) -> Int {
        let lines = notes.flatMap { Canvas.wrapped($0, width: place.width) }.prefix(place.height)
        for (offset, line) in lines.enumerated() { canvas.text(line, x: place.x, y: place.y + offset, appearance.quietStyle) }
        return place.y + lines.count
    }
}
