import Calorimeter
import Evaluation

/// Which samples fulfil a cut. Each is asked once, however often there are more of them.
struct CutMasks {
    private var cut: Cut?
    private var isKept: [HistogramKind: [Bool]] = [:]

    /// Forgets what was found of a kind of samples.
    mutating func forget(_ kind: HistogramKind) { isKept[kind] = nil }

    /// The samples of a kind that fulfil a cut.
    ///
    /// - Parameter particle: the particle of a sample.
    mutating func mask(
        _ cut: Cut, _ kind: HistogramKind, _ samples: ObservableSamples, on detector: Detector, particle: (Int) -> Particle
    ) -> [Bool] {
        if self.cut != cut { (self.cut, isKept) = (cut, [:]) }
        // Out of the dictionary, so that it grows in place.
        var mask = isKept.removeValue(forKey: kind) ?? []
        mask.reserveCapacity(samples.count)
        for index in mask.count..<samples.count {
            mask.append(cut.holds(samples.values(ofResponse: index), of: particle(index), on: detector))
        }
        isKept[kind] = mask
        return mask
    }
}
