package import Evaluation

/// Follows an evaluation, and may end it.
package protocol EvaluationWatch: AnyObject {
    /// Time at most between two calls of `check`.
    var patience: Duration { get }
    /// Called often; what it throws ends the evaluation.
    func check() throws
    /// Something else is being made from now on.
    func begin(_ stage: EvaluationStage)
    /// Responses to another particle are there, in the first run of a row or a later one.
    ///
    /// - Parameter score: the score of what there is of a model's first run; nil in all other stages. It takes a while.
    func made(_ responses: Int, score: (() -> Score)?)
    /// A run of a row is over.
    ///
    /// - Parameter score: that of all runs so far.
    func scored(_ row: EvaluationRow, _ score: Score)
}

/// What an evaluation is making.
package enum EvaluationStage: Hashable, Sendable {
    case truth
    /// Run `number`, counted from 0, of so many.
    case run(EvaluationRow, name: String, number: Int, of: Int)
    /// A classifier that judges a model or the floor.
    case classifier(ClassifierKind, name: String)
}

/// A row of the table of scores.
package enum EvaluationRow: Hashable, Sendable {
    /// The model at this place among those that are scored.
    case model(Int)
    case floor, conditionalMean
}
