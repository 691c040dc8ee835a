import Calorimeter
import Foundation

// Terms of a step of training, in double precision and one number after the other.

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
