import Random

/// How whole photons come of the light that a network gives.
public enum PhotonStatistics: Hashable, Sendable {
    /// The network's numbers are photons, but for their fractions: each pixel has the nearest whole number. What published
    /// networks mean.
    case rounded
    /// The network's numbers are the light expected: each pixel counts a Poisson number with that mean. Single photons fall where
    /// ten numbers of noise cannot tell.
    case poisson
    /// The same, but photons come in clumps, as one particle that crosses a fibre gives several: a Poisson number of clumps, each of
    /// one photon and a Poisson number of further ones with this mean. The light is still the mean number of photons.
    case clumped(Float)

    /// The mean number of further photons in a clump; nil where photons are not counted by chance.
    public var clump: Float? {
        switch self {
        case .rounded: nil
        case .poisson: 0
        case .clumped(let mean): mean
        }
    }
}

/// The words of files: `rounded`, `poisson`, `clumped 0.08`.
extension PhotonStatistics: RawRepresentable {
    /// What is read, for messages.
    public static let expected = "rounded, poisson or \"clumped\" with a mean above 0 and up to 1, as in \"clumped 0.08\""

    public init?(rawValue: String) {
        switch rawValue {
        case "rounded": self = .rounded
        case "poisson": self = .poisson
        default:
            let words = rawValue.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, words[0] == "clumped", let mean = Float(words[1]), mean > 0, mean <= 1 else { return nil }
            self = .clumped(mean)
        }
    }

    public var rawValue: String {
        switch self {
        case .rounded: "rounded"
        case .poisson: "poisson"
        case .clumped(let mean): "clumped \(mean)"
        }
    }
}

/// In which form the photons of generated responses are wanted.
public enum PhotonCounting: String, CaseIterable, Hashable, Sendable {
    /// Whole photons, by the model's own statistics.
    case counted
    /// The network's numbers, each rounded to the nearest whole one, halves to the even one.
    case rounded
    /// The network's numbers without their fractions, as ALICE O2 takes them.
    case truncated
    /// The network's numbers as they are.
    case fractional
}

extension RandomStream.Purpose {
    /// The photons that a generator's pixels count.
    static let photons = RandomStream.Purpose(rawValue: 5)
}

extension RandomStream {
    /// Turns the expected light of a response into photons, pixel by pixel, with one random word for each whatever the light.
    mutating func count(_ light: UnsafeMutablePointer<Float>, pixels: Int, clump: Float) {
        for pixel in 0..<pixels { light[pixel] = photons(mean: light[pixel], clump: clump) }
    }

    /// Photons about their mean, in clumps of one and a Poisson number of mean `clump` further ones.
    ///
    /// The number of clumps and that of further photons are quantiles at different bits of one word, so both grow with the light.
    @inline(__always)
    mutating func photons(mean: Float, clump: Float) -> Float {
        let bits = next()
        let clumps = poissonQuantile(mean: mean / (1 + clump), at: Float(bits &>> 40) * 0x1p-24)
        guard clumps > 0, clump > 0 else { return clumps }
        return clumps + poissonQuantile(mean: clumps * clump, at: Float((bits &>> 16) & 0xFF_FFFF) * 0x1p-24)
    }
}

extension PhotonCounting {
    /// Makes whole photons of the network's numbers where that needs no chance; each at least 0 and below 2²³.
    func round(_ photons: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .counted, .fractional: break
        case .rounded:
            // Adding 2²³ leaves no bits for a fraction: the rounding of the sum is that of the number, without a call.
            let shift: Float = 0x1p23
            for index in 0..<count { photons[index] = (photons[index] + shift) - shift }
        case .truncated: for index in 0..<count { photons[index].round(.towardZero) }
        }
    }
}
