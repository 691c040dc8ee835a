import Evaluation

/// How much the responses to one particle vary.
struct Spread: Equatable, Sendable {
    /// The responses that went in.
    var count = 0
    /// Mean photons of each pixel and their standard deviation, row-major.
    var mean: [Float] = []
    var sigma: [Float] = []
    /// Mean over the pixels of their standard deviation, photons.
    var meanSigma = 0.0
    /// The photon sum and its standard deviation.
    var sumMean = 0.0
    var sumSigma = 0.0
}

/// Adds responses up to a `Spread`.
struct SpreadAccumulator {
    private var pixels: PixelMoments
    private var sum = 0.0
    private var sumSquares = 0.0

    init(pixels: Int) { self.pixels = PixelMoments(pixels: pixels) }

    var count: Int { pixels.count }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        pixels.add(photons)
        let light = photons.reduce(0) { $0 + Double($1) }
        sum += light
        sumSquares += light * light
    }

    var spread: Spread {
        guard count > 0 else { return Spread() }
        let n = Double(count)
        var spread = Spread()
        spread.count = count
        (spread.mean, spread.sigma) = (pixels.mean, pixels.sigma)
        spread.meanSigma = meanSigma
        spread.sumMean = sum / n
        spread.sumSigma = max(n * sumSquares - sum * sum, 0).squareRoot() / n
        return spread
    }

    /// Mean over the pixels of their standard deviation, photons.
    var meanSigma: Double { pixels.sumOfSigmas / Double(max(pixels.total.count, 1)) }
}
