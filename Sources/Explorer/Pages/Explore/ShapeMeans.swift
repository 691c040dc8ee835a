/// What the channels do not tell of many responses to one particle.
struct ShapeMeans: Equatable, Sendable {
    /// The mean of the photons in the brightest pixel.
    var peak: Double
    /// The mean over the pixels of their standard deviation, photons.
    var diversity: Double
}

/// Adds responses up to `ShapeMeans`.
struct ShapeAccumulator {
    private var spread: SpreadAccumulator
    private var peaks = 0.0

    init(pixels: Int) { spread = SpreadAccumulator(pixels: pixels) }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        peaks += Double(photons.max() ?? 0)
        spread.add(photons)
    }

    var means: ShapeMeans { ShapeMeans(peak: peaks / Double(max(spread.count, 1)), diversity: spread.meanSigma) }
}
