import Canvas

extension CompareGrid {
    func drawLabel(_ row: Int, place: Int, grids: [CompareGrid], of scene: inout Scene) {
        guard let area = layout.cells[place].first else { return }
        let label = Rect(x: 0, y: area.y, width: layout.labelWidth - 1, height: area.height)
        scene.add(.row(row), at: label)
        let quiet = state.appearance.quietStyle
        var lines = NameLines.of(state.rowName(row), width: label.width).map { ($0, state.appearance.nameStyle(ofRow: row)) }
        if row == 0 { lines.append((TruthText.short(state, width: label.width), quiet)) }
        if let missing = state.missingPicture(ofRow: row) {
            lines += Canvas.wrapped(missing, width: label.width).map { ($0, quiet) }
        }
        if grids.count == 1 {
            lines += scoreLines(row, place: place, width: label.width)
        } else {
            for grid in grids { lines += grid.pairLines(row, place: place) }
        }
        if row == state.compare.row { scene.canvas.text(String(state.appearance.glyphs.selection), x: 0, y: area.y, .bold) }
        for (offset, line) in lines.enumerated() where offset < area.height + (layout.sums == nil ? 1 : 0) {
            // A word one letter too long takes the place of the mark.
            let start = line.0.unicodeScalars.count > label.width ? 0 : 1
            scene.canvas.text(line.0, x: start, y: area.y + offset, line.1, limit: label.width + 1 - start)
        }
    }

    /// Scores of a row, its time for a sample, its colour scale.
    private func scoreLines(_ row: Int, place: Int, width: Int) -> [(String, Style)] {
        let quiet = state.appearance.quietStyle
        var lines: [(String, Style)] = []
        if let result, row > 0, let own = ownRows[row] {
            if let distance = result.distance(row: own) {
                lines.append(("WS \(NumberText.photons(distance.ws, width: 4))", .plain))
                let floor = TruthText.floor(distance.floor, width: 4)
                if let verdict = result.verdicts[own] {
                    let words = verdict.difference.map { $0.verdict.rawValue } ?? "best"
                    lines.append((words.count < width ? words : "no diff.", verdict.isAmongTheBest ? .bold : .plain))
                }
                lines += width > 10 ? [("floor \(floor)", quiet)] : [("floor", quiet), (" \(floor)", quiet)]
            } else if state.models[row - 1].isOfOtherMasks(than: state.convention) {
                lines += [("WS -", .plain)] + Canvas.wrapped(ModelSummary.otherMasks, width: width).map { ($0, quiet) }
            }
            if result.isCollapsed(row: own) == true {
                lines.insert((SpreadText.Verdict.collapsed.rawValue, state.appearance.warningStyle), at: 0)
            }
            if let error = result.sumError(row: own), numbers(row: row, column: shown.lowerBound) != nil {
                let percent = (error > 0 ? "+" : "") + NumberText.fixed(100 * error, decimals: 1)
                lines.append((width > 10 ? "sum \(percent) %" : "\(percent)%", quiet))
            }
        }
        if let result, let own = ownRows[row],
            let seconds = result.secondsPerSample.indices.contains(own) ? result.secondsPerSample[own] : nil, width > 10
        {
            lines.append((NumberText.milliseconds(seconds), quiet))
        }
        if let peak = peakOfRow(row, place: place) { lines.append((peak, quiet)) }
        return lines
    }

    /// The same as shortly as two calorimeters leave room for.
    private func pairLines(_ row: Int, place: Int) -> [(String, Style)] {
        var lines: [(String, Style)] = []
        if row > 0, let result, let own = ownRows[row], let distance = result.distance(row: own) {
            let (ws, floor) = (NumberText.photons(distance.ws, width: 4), NumberText.photons(distance.floor, width: 4))
            lines.append(("\(detector.name) \(ws)/\(floor)", .plain))
            if result.isCollapsed(row: own) == true {
                lines.append((SpreadText.Verdict.collapsed.rawValue, state.appearance.warningStyle))
            }
        } else if row > 0, ownRows[row] == nil {
            lines.append((state.missingModelText(detector), state.appearance.quietStyle))
        }
        if let peak = peakOfRow(row, place: place) {
            lines.append(("\(detector.name) \(peak)", state.appearance.quietStyle))
        }
        return lines
    }

    /// "≤84", the upper end of a row's own colour scale; nil where it has none.
    private func peakOfRow(_ row: Int, place: Int) -> String? {
        guard state.compare.sharing == .row, maps[place].contains(where: { $0 != nil }) else { return nil }
        let peak = scale(row: row, place: place, offset: 0).peak
        return state.appearance.text("≤", ascii: "<") + NumberText.compact(Double(peak))
    }
}
