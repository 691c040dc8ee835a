import Random

/// How whole photons come of the light that a network gives.
public enum PhotonStatistics: String, CaseIterable, Hashable, Sendable {
    /// The network's numbers are photons, but for their fractions: each pixel has the nearest whole number. What published
    /// networks mean.
    case rounded
    /// The network's numbers are the light expected: each pixel counts a Poisson number with that mean. Single photons fall where
    /// ten numbers of noise cannot tell.
    case poisson
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
    /// Turns the expected light of a response into photons, pixel by pixel, with one uniform number for each whatever the light.
    mutating func count(_ light: UnsafeMutablePointer<Float>, pixels: Int) {
        for pixel in 0..<pixels { light[pixel] = poissonQuantile(mean: light[pixel], at: uniformFloat()) }
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
