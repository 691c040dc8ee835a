extension TrainingPage {
    /// The histories on the screen, one under the other.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        let runs = state.shownRuns.compactMap { run in run.history.map { (run.name, $0) } }
        guard !runs.isEmpty else { return nil }
        var table = NumberTable(["run", "step", "samples", "seconds"] + TrainingTerm.allCases.map(\.title))
        for (name, history) in runs {
            for row in history.rows {
                table.rows.append(
                    [.text(name), .init(row.step), .init(row.samples), .number(row.seconds)]
                        + TrainingTerm.allCases.map { .init($0.value(row)) })
            }
        }
        return NumberDocument(table)
    }
}
