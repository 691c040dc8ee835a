import Foundation

extension ScoreTable {
    private static let texFigures: [(title: String, figure: ScoreFigure)] =
        (0..<5).map { ("ch. \($0 + 1)", .channel($0)) } + [
            ("empty", .generatedEmpty), ("bias", .photonSumBias), ("div.\\ ratio", .diversityRatio), ("$\\sigma$ sum", .sumRatio),
            ("div.\\ corr.", .diversityCorrelation), ("AUC", .auc), ("AUC px", .aucPixels), ("AUC CNN", .aucCNN),
        ]

    /// A LaTeX tabular: mean ± σ over the channels as in the published table, the spread over the runs, and figures for the
    /// caption to explain. It needs no packages.
    public var tex: String {
        let columns = Self.texFigures
        var lines =
            [
                "% \(headline)", "% \(convention)",
                "% WS: mean ± standard deviation over the five channels; runs: standard deviation of that mean over the runs",
            ] + sample.remarks.map { "% \($0)" }
        if let best { lines.append("% difference: of WS to the best, \(best), with its 95 % interval") }
        lines.append("\\begin{tabular}{l\(String(repeating: "r", count: (best == nil ? 2 : 3) + columns.count))}")
        lines.append("\\hline")
        lines.append(
            "model & WS & runs & " + (best == nil ? "" : "difference & ") + columns.map(\.title).joined(separator: " & ")
                + " \\\\")
        lines.append("\\hline")
        for (place, row) in rows.enumerated() {
            if place > 0, row.kind != .model, rows[place - 1].kind == .model { lines.append("\\hline") }
            let distance = "$\(number(.ws, row)) \\pm \(number(.sigmaChannels, row))$"
            let spread = ScoreFigure.runSpread.value(of: row.score) == nil ? "--" : "$\\pm \(number(.runSpread, row))$"
            let figures = columns.map { "$\(number($0.figure, row))$" }
            let difference = row.difference.map {
                String(format: "$%+.2f\\ [%+.2f, %+.2f]$", $0.value, $0.low, $0.high)
            }
            let compared = best == nil ? [] : [difference ?? "--"]
            lines.append(([Self.escaped(row.name), distance, spread] + compared + figures).joined(separator: " & ") + " \\\\")
        }
        return (lines + ["\\hline", "\\end{tabular}"]).map { $0 + "\n" }.joined()
    }

    private func number(_ figure: ScoreFigure, _ row: Row) -> String {
        figure.text(of: row.score)
            .replacingOccurrences(of: "–", with: "\\mbox{--}").replacingOccurrences(of: "∞", with: "\\infty")
            .replacingOccurrences(of: " %", with: "\\,\\%")
    }

    /// A name escaped for LaTeX.
    static func escaped(_ name: String) -> String {
        name.map { character in
            switch character {
            case "\\": "\\textbackslash{}"
            case "~": "\\textasciitilde{}"
            case "^": "\\textasciicircum{}"
            case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
            default: "\(character)"
            }
        }.joined()
    }
}
