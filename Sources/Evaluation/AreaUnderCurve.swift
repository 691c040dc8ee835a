/// The area under the ROC curve: the probability that a positive scores higher than a negative, with ties counted half.
/// 0.5 is chance. NaN if either kind is missing or a score is NaN.
///
/// The Mann–Whitney statistic divided by the number of pairs, as `sklearn.metrics.roc_auc_score`. O(n log n).
public func areaUnderCurve(positives: [Float], negatives: [Float]) -> Double {
    guard !positives.isEmpty, !negatives.isEmpty else { return .nan }
    guard !(positives + negatives).contains(where: \.isNaN) else { return .nan }
    let (positives, negatives) = (SortedFloats.sorted(positives), SortedFloats.sorted(negatives))
    // Twice the number of pairs won, so that halves are whole numbers.
    var doubled = 0
    var (below, notAbove) = (0, 0)
    for score in positives {
        while below < negatives.count, negatives[below] < score { below += 1 }
        while notAbove < negatives.count, negatives[notAbove] <= score { notAbove += 1 }
        doubled += below + notAbove
    }
    return Double(doubled) / 2 / (Double(positives.count) * Double(negatives.count))
}
