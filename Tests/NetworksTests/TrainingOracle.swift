import Calorimeter
import Foundation

// The energy scores of a step of training, in double precision and one number after the other.

/// What `ResponseFeatures` reads, in double precision.
func features(_ image: [Double], detector: Detector) -> [Double] {
    let photons = image.map { exp($0) - 1 }
    let channels = ChannelMap(detector: detector, convention: .thesis).channels
    let sums = (0..<5).map { channel in
        photons.indices.filter { channels[$0] == UInt8(channel) }.reduce(0.0) { $0 + photons[$1] }
    }
    let lit = photons.reduce(0.0) { $0 + $1 / (1 + $1) }
    return (sums + [photons.reduce(0, +), lit, photons.max() ?? 0]).map { log1p($0) }
}

/// The energy score of the features of two draws: logarithms, and roots at a fifth.
func featureScore(_ a: [Double], _ b: [Double], _ truth: [Double], detector: Detector) -> Double {
    let read = [a, b, truth].map { image in
        let logarithms = features(image, detector: detector)
        return logarithms + logarithms.map { 0.2 * exp($0 / 2) }
    }
    func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    return (distance(read[0], read[2]) + distance(read[1], read[2]) - distance(read[0], read[1])) / 2
}

/// The energy scores of the roots of the pixels, each on its own.
func pixelScore(_ a: [Double], _ b: [Double], _ truth: [Double]) -> Double {
    a.indices.reduce(0.0) { sum, pixel in
        let (x, y, z) = (exp(a[pixel] / 2), exp(b[pixel] / 2), exp(truth[pixel] / 2))
        return sum + (abs(x - z) + abs(y - z) - abs(x - y)) / 2
    }
}
