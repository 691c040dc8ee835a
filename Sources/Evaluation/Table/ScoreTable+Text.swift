import Foundation

extension ScoreTable {
    /// The figures in blocks that fit into 80 columns; the name of a group is above its columns.
    private static let blocks: [[(group: String, figures: [ScoreFigure])]] = [
        [("distance of channel sums, photons", [.ws, .runSpread, .sigmaChannels] + (0..<5).map { .channel($0) })],
        [
            ("in pairs", [.mae, .rmse]), ("photons", [.generatedEmpty, .photonSumBias]),
            ("diversity", [.diversityError, .diversityRatio, .sumRatio, .diversityCorrelation]),
        ],
        [
            ("brightest pixel", [.brightestPixel, .brightestContained, .brightestRMS]), ("one core", [.time]),
            ("classifier", [.auc, .aucPixels, .aucCNN]),
        ],
    ]

    /// The table for a terminal: a header, then blocks of columns, with the floor and the conditional mean last.
    public var text: String {
        var lines = [headline, convention]
        let isTimed = rows.contains { $0.score.secondsPerResponse != nil }
        for groups in Self.blocks { lines += [""] + block(groups.filter { isTimed || $0.figures != [.time] }) }
        if let best { lines += [""] + differences(to: best) }
        if let empty = rows.lazy.compactMap({ ScoreFigure.trueEmpty.value(of: $0.score) == nil ? nil : $0.score }).first {
            lines += ["", "\(ScoreFigure.trueEmpty.text(of: empty)) of the true responses have no photon."]
        }
        lines += sample.remarks
        return lines.map { $0 + "\n" }.joined()
    }

    /// How much worse each model is than the best.
    private func differences(to best: String) -> [String] {
        let models = rows.filter { $0.kind == .model }
        let width = max(models.map(\.name.count).max() ?? 0, "model".count)
        func number(_ value: Double) -> String {
            let text = String(format: "%+.2f", value)
            return String(repeating: " ", count: max(7 - text.count, 0)) + text
        }
        let lines = models.map { row in
            guard let difference = row.difference else {
                let word = row.name == best ? "     best" : sample.isWhole(row.score) ? "" : "     on fewer particles"
                return row.name.padded(to: width) + word
            }
            return row.name.padded(to: width) + "  " + number(difference.value) + "  " + number(difference.low) + "  "
                + number(difference.high) + "  " + difference.verdict.rawValue
        }
        return [
            "".padded(to: width) + "  WS against the best, photons",
            "model".padded(to: width) + "     Δ WS    95 % interval",
            String(repeating: "─", count: width + 43),
        ] + lines
    }

    private func block(_ groups: [(group: String, figures: [ScoreFigure])]) -> [String] {
        let names = rows.map(\.name)
        let nameWidth = max(names.map(\.count).max() ?? 0, "model".count)
        var lines =
            [
                String(repeating: " ", count: nameWidth), "model".padded(to: nameWidth), "",
            ] + names.map { $0.padded(to: nameWidth) }
        for (group, figures) in groups {
            var columns: [[String]] = figures.map { figure in
                let column = [figure.title] + rows.map { figure.text(of: $0.score) }
                let width = max(column.map(\.count).max() ?? 0, 5)
                return column.map { String(repeating: " ", count: 2 + width - $0.count) + $0 }
            }
            let width = columns.reduce(0) { $0 + $1[0].count }
            if width < group.count + 2 {
                columns[0] = columns[0].map { String(repeating: " ", count: group.count + 2 - width) + $0 }
            }
            let full = columns.reduce(0) { $0 + $1[0].count }
            lines[0] += "  " + group.padded(to: full - 2)
            lines[1] += columns.map { $0[0] }.joined()
            for row in rows.indices { lines[3 + row] += columns.map { $0[1 + row] }.joined() }
        }
        lines[2] = String(repeating: "─", count: lines[1].count)
        return lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
