import Canvas
import Evaluation

extension ScoreFigure {
    /// The columns of the table, as many as fit; the published ones first.
    static let ofTable: [ScoreFigure] =
        [.ws, .sigmaChannels, .time] + (0..<5).map { .channel($0) } + [
            .mae, .rmse, .generatedEmpty, .photonSumBias, .diversityRatio, .sumRatio, .diversityCorrelation, .diversityError,
            .brightestPixel, .brightestContained, .runSpread,
        ]

    /// The name above a column of the table.
    var heading: String {
        switch self {
        case .ws: "mean WS"
        case .diversityRatio: "div ratio"
        case .diversityCorrelation: "div corr"
        case .diversityError: "div error"
        case .brightestPixel: "peak px"
        case .brightestContained: "contained"
        default: title
        }
    }

    var columnWidth: Int {
        switch self {
        case .ws: 8
        case .sigmaChannels, .time, .channel, .mae, .rmse: 5
        case .generatedEmpty: 6
        // With room for the mark of the column that sorts.
        default: max(9, heading.count + 1)
        }
    }

    /// How far from perfect a score is; infinite where there is none. Sorts and finds the best.
    func badness(of score: Score?) -> Double {
        guard let score, let value = value(of: score), !value.isNaN else { return .infinity }
        return switch self {
        case .diversityRatio, .sumRatio: abs(value - 1)
        case .diversityCorrelation: 1 - value
        case .photonSumBias: abs(value)
        case .generatedEmpty: abs(value - (score.trueEmpty ?? 0))
        case .auc, .aucPixels, .aucCNN: abs(value - 0.5)
        default: value
        }
    }

    /// The value in the width of its column.
    func shortText(of score: Score) -> String {
        let text = text(of: score)
        guard text.unicodeScalars.count > columnWidth, let value = value(of: score) else { return text }
        return NumberText.compact(isPercent ? 100 * value : value)
    }
}
