/// The Wasserstein-1 distance between two samples with its standard error.
public struct WassersteinEstimate: Hashable, Sendable {
    /// In the unit of the values; NaN if a sample is empty.
    public let distance: Double
    /// How much the distance would vary between pairs of such samples. Nil for fewer than two pairs.
    ///
    /// It is meaningless if both samples come from the same distribution: the distance is then the floor.
    public let error: Double?

    /// The distance between paired samples: value i of both belongs to the same particle, so that common variation does not add
    /// to the error.
    ///
    /// By duality the distance is mean φ(a) − mean φ(b) for the potential φ whose slope is the sign of the difference of the
    /// distribution functions; φ itself does not vary to first order, so the error is that of the mean of φ(aᵢ) − φ(bᵢ).
    /// Source: del Barrio, Giné and Matrán, "Central limit theorems for the Wasserstein distance between the empirical and
    /// the true distributions", Ann. Probab. 27 (1999).
    ///
    /// - Precondition: both have the same number of values.
    public init(paired a: [Float], _ b: [Float], sortedA: SortedSample, sortedB: SortedSample) {
        precondition(a.count == b.count, "paired samples have the same number of values")
        distance = wasserstein1(sorted: sortedA.values, sorted: sortedB.values)
        guard a.count > 1 else {
            error = nil
            return
        }
        let potential = Potential(sortedA.values, sortedB.values)
        var (sum, squares) = (0.0, 0.0)
        for index in a.indices {
            let difference = potential(a[index]) - potential(b[index])
            sum += difference
            squares += difference * difference
        }
        let count = Double(a.count)
        let variance = max(0, squares / count - (sum / count) * (sum / count))
        error = (variance / (count - 1)).squareRoot()
    }

    /// The distance between samples that belong to different particles, whose error is not known.
    public init(_ a: SortedSample, _ b: SortedSample) {
        (distance, error) = (wasserstein1(sorted: a.values, sorted: b.values), nil)
    }

    public init(paired a: [Float], _ b: [Float]) {
        self.init(paired: a, b, sortedA: SortedSample(a), sortedB: SortedSample(b))
    }
}

/// The Kantorovich potential between two samples: piecewise linear, known where either has a value.
private struct Potential {
    private var places: [Float] = []
    private var heights: [Double] = []

    init(_ a: [Float], _ b: [Float]) {
        places.reserveCapacity(a.count + b.count)
        heights.reserveCapacity(a.count + b.count)
        var (indexA, indexB) = (0, 0)
        var height = 0.0
        while indexA < a.count || indexB < b.count {
            let place = min(indexA < a.count ? a[indexA] : .infinity, indexB < b.count ? b[indexB] : .infinity)
            if let last = places.last {
                // There is more of b than of a below this gap: mass has to move left, from a down to b.
                let slope = indexB * a.count - indexA * b.count
                height += Double(slope.signum()) * (Double(place) - Double(last))
            }
            places.append(place)
            heights.append(height)
            while indexA < a.count, a[indexA] == place { indexA += 1 }
            while indexB < b.count, b[indexB] == place { indexB += 1 }
            guard place.isFinite else { return }
        }
    }

    /// The height at a value of one of the samples.
    func callAsFunction(_ value: Float) -> Double {
        var (low, high) = (0, places.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < value { low = middle + 1 } else { high = middle }
        }
        return heights[low]
    }
}
