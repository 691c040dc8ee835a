extension ScoreTable {
    /// The names of the columns of `csvRows`.
    public static var csvHeader: String {
        (["detector", "particles", "model", "kind", "runs"] + ScoreFigure.allCases.map(\.key) + [
            "ws.difference", "ws.differenceLow", "ws.differenceHigh", "ws.verdict",
        ]).joined(separator: ",") + "\n"
    }

    /// One line per row, with all digits; a missing figure is an empty field.
    public var csvRows: String {
        rows.map { row in
            let figures = ScoreFigure.allCases.map { figure in figure.value(of: row.score).map { "\($0)" } ?? "" }
            let fields = [sample.detector.name, sample.particleKind, row.name, row.kind.rawValue, "\(row.score.runCount)"].map(
                Self.field)
            let difference = row.difference.map { ["\($0.value)", "\($0.low)", "\($0.high)", $0.verdict.rawValue] }
            return (fields + figures + (difference ?? ["", "", "", ""])).joined(separator: ",") + "\n"
        }.joined()
    }

    /// A text as a CSV field (RFC 4180).
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
