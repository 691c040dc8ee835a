public import Calorimeter

/// What evaluation keeps of the responses to one particle.
public struct ParticleResponses: Hashable, Sendable {
    /// The channel sums of each response, photons.
    public var sums: [ChannelSums] = []
    /// The brightest pixel of each response (row-major, the first if several are equal); −1 for an empty response, and where
    /// there are no pictures.
    public var brightestPixels: [Int32] = []
    /// The standard deviation of each pixel over the responses (population), summed over all pixels, photons. 0 for a
    /// single response.
    ///
    /// In photons, not in their logarithm, as in the code of the poster.
    public var diversity = 0.0
    /// The brightest pixel of the mean response; nil if there is no photon.
    public var brightestPixelOfMean: Int?
    /// Whether there were pictures to see brightest pixels and diversity on.
    public private(set) var hasPictures = true

    public init() {}

    /// Channel sums without pictures.
    public init(sums: some Sequence<ChannelSums>) {
        self.sums = Array(sums)
        brightestPixels = self.sums.map { _ in -1 }
        hasPictures = false
    }

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
    private var pixels: PixelMoments

    public init(map: ChannelMap) {
        self.map = map
        pixels = PixelMoments(pixels: map.channels.count)
    }

    /// Adds one response, photons row-major, and returns its channel sums.
    @discardableResult
    public mutating func add(_ photons: UnsafeBufferPointer<Float>) -> ChannelSums {
        let sums = map.sums(photons)
        result.sums.append(sums)
        pixels.add(photons)
        var brightest: Float = 0
        for pixel in 0..<photons.count { brightest = max(brightest, photons[pixel]) }
        let place = brightest > 0 ? photons.firstIndex(of: brightest) : nil
        result.brightestPixels.append(place.map { Int32($0) } ?? -1)
        return sums
    }

    /// The summary of the responses so far; the next response starts another particle.
    public mutating func finish() -> ParticleResponses {
        defer {
            result = ParticleResponses()
            pixels.removeAll()
        }
        guard result.count > 0 else { return result }
        var brightest = 0.0
        for (pixel, total) in pixels.total.enumerated() where total > brightest {
            (brightest, result.brightestPixelOfMean) = (total, pixel)
        }
        result.diversity = pixels.sumOfSigmas
        return result
    }
}
