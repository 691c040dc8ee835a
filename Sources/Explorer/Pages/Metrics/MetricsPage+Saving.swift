import Evaluation

extension MetricsPage {
    /// The table as `zdc evaluate` writes it.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let result = state.metricsResult, state.front.isCurrent, result.rows.contains(where: { $0.score != nil }) else {
            return nil
        }
        return NumberDocument(ScoreReport(unseen: result.table))
    }
}
