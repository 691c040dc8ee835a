/// The area under the ROC curve: how often a score is higher for a positive than for a negative, ties counted half.
/// 0.5 is chance. NaN if there is none of either kind or a score is not a number.
///
/// The Mann–Whitney statistic over the number of pairs; the same as `sklearn.metrics.roc_auc_score`. O(n log n).
public func areaUnderCurve(positives: [Float], negatives: [Float]) -> Double {
    guard !positives.isEmpty, !negatives.isEmpty else { return .nan }
    guard !(positives + negatives).contains(where: \.isNaN) else { return .nan }
    let (positives, negatives) = (SortedFloats.sorted(positives), SortedFloats.sorted(negatives))
    // Twice the pairs won, so that halves are whole numbers.
    var doubled = 0
    var (below, notAbove) = (0, 0)
    for score in positives {
        while below < negatives.count, negatives[below] < score { below += 1 }
        while notAbove < negatives.count, negatives[notAbove] <= score { notAbove += 1 }
        doubled += below + notAbove
    }
    return Double(doubled) / 2 / (Double(positives.count) * Double(negatives.count))
}
