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
    private(set) var count = 0
    private var total: [Double]
    private var squares: [Double]
    private var sum = 0.0
    private var sumSquares = 0.0

    init(pixels: Int) {
        total = Array(repeating: 0, count: pixels)
        squares = total
    }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        var light = 0.0
        total.withUnsafeMutableBufferPointer { total in
            squares.withUnsafeMutableBufferPointer { squares in
                for pixel in 0..<total.count {
                    let n = Double(photons[pixel])
                    total[pixel] += n
                    squares[pixel] += n * n
                    light += n
                }
            }
        }
        sum += light
        sumSquares += light * light
        count += 1
    }

    var spread: Spread {
        guard count > 0 else { return Spread() }
        let n = Double(count)
        var spread = Spread()
        spread.count = count
        spread.mean = total.map { Float($0 / n) }
        spread.sigma = zip(total, squares).map { Self.sigma(total: $0, squares: $1, count: n) }.map(Float.init)
        spread.meanSigma = meanSigma
        spread.sumMean = sum / n
        spread.sumSigma = Self.sigma(total: sum, squares: sumSquares, count: n)
        return spread
    }

    /// Mean over the pixels of their standard deviation, photons.
    var meanSigma: Double {
        guard count > 0 else { return 0 }
        let n = Double(count)
        return zip(total, squares).reduce(0) { $0 + Self.sigma(total: $1.0, squares: $1.1, count: n) }
            / Double(max(1, total.count))
    }

    /// The population's standard deviation, as in the published diversity; exact for whole photons, so what never varies
    /// adds nothing.
    private static func sigma(total: Double, squares: Double, count: Double) -> Double {
        (max(count * squares - total * total, 0)).squareRoot() / count
    }
}
