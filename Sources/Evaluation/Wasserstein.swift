/// The Wasserstein-1 distance between two samples: the area between their empirical distribution functions, in the unit of
/// the values. Exact for equal and unequal sizes; NaN if a sample is empty or contains NaN.
///
/// The same as `scipy.stats.wasserstein_distance`.
public func wasserstein1(_ a: [Float], _ b: [Float]) -> Double {
    wasserstein1(sorted: SortedFloats.sorted(a), sorted: SortedFloats.sorted(b))
}

/// The Wasserstein-1 distance between two samples in ascending order, without sorting them again.
///
/// Between sorted samples the distance is the mean over quantiles of |a − b|, so one walk along both is enough:
/// O(n + m).
public func wasserstein1(sorted a: [Float], sorted b: [Float]) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return .nan }
    return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            a.count == b.count ? distanceOfEqualSizes(a, b) : distanceOfUnequalSizes(a, b)
        }
    }
}

private func distanceOfEqualSizes(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Double {
    var sum = 0.0
    for index in 0..<a.count { sum += abs(Double(a[index]) - Double(b[index])) }
    return sum / Double(a.count)
}

/// Each value of a weighs as many units as b has values, and vice versa: whole numbers, so that the walk ends exactly at the
/// end of both.
private func distanceOfUnequalSizes(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Double {
    var sum = 0.0
    var (indexA, indexB) = (0, 0)
    var (restA, restB) = (b.count, a.count)
    while indexA < a.count, indexB < b.count {
        let units = min(restA, restB)
        sum += abs(Double(a[indexA]) - Double(b[indexB])) * Double(units)
        restA -= units
        restB -= units
        if restA == 0 { (indexA, restA) = (indexA + 1, b.count) }
        if restB == 0 { (indexB, restB) = (indexB + 1, a.count) }
    }
    return sum / (Double(a.count) * Double(b.count))
}
