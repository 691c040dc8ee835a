public import Calorimeter

/// What evaluation keeps of the responses to one particle.
public struct ParticleResponses: Hashable, Sendable {
    /// The channel sums of each response, photons.
    public var sums: [ChannelSums] = []
    /// The brightest pixel of each response (row-major, the first if several are equal); −1 for an empty response.
    public var brightestPixels: [Int32] = []
    /// The standard deviation of each pixel over the responses (population), summed over all pixels, photons. 0 for a
    /// single response.
    ///
    /// In photons, not in their logarithm, as in the code of the poster.
    public var diversity = 0.0
    /// The brightest pixel of the mean response; nil if there is no photon.
    public var brightestPixelOfMean: Int?

    public init() {}

    /// The number of responses.
    public var count: Int { sums.count }
}

/// Accumulates the responses to one particle, one at a time, in the memory of three images.
///
///     var accumulator = ParticleAccumulator(map: map)
///     for response in responses { accumulator.add(response) }
///     let summary = accumulator.finish()
public struct ParticleAccumulator: Sendable {
    public let map: ChannelMap
    private var result = ParticleResponses()
    private var total: [Double]
    private var squares: [Double]

    public init(map: ChannelMap) {
        self.map = map
        total = Array(repeating: 0, count: map.channels.count)
        squares = total
    }

    /// Adds one response, photons row-major, and returns its channel sums.
    @discardableResult
    public mutating func add(_ photons: UnsafeBufferPointer<Float>) -> ChannelSums {
        let sums = map.sums(photons)
        result.sums.append(sums)
        var brightest: Float = 0
        total.withUnsafeMutableBufferPointer { total in
            squares.withUnsafeMutableBufferPointer { squares in
                for pixel in 0..<photons.count {
                    let n = Double(photons[pixel])
                    total[pixel] += n
                    squares[pixel] += n * n
                    brightest = max(brightest, photons[pixel])
                }
            }
        }
        let place = brightest > 0 ? photons.firstIndex(of: brightest) : nil
        result.brightestPixels.append(place.map { Int32($0) } ?? -1)
        return sums
    }

    /// The summary of the responses so far; the next response starts another particle.
    public mutating func finish() -> ParticleResponses {
        defer {
            result = ParticleResponses()
            for pixel in total.indices { (total[pixel], squares[pixel]) = (0, 0) }
        }
        guard result.count > 0 else { return result }
        let count = Double(result.count)
        var brightest = 0.0
        for pixel in total.indices {
            if total[pixel] > brightest { (brightest, result.brightestPixelOfMean) = (total[pixel], pixel) }
            // Both products are exact for whole photons, so a pixel that never varies contributes nothing.
            let variance = (count * squares[pixel] - total[pixel] * total[pixel]) / (count * count)
            result.diversity += max(variance, 0).squareRoot()
        }
        return result
    }
}
