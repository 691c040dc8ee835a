import Calorimeter

/// The energy score of each channel's photon sum on its own, in photons: ½(|a − y| + |b − y|) − ½|a − b|, the continuous ranked
/// probability score (Gneiting and Raftery, J. Am. Stat. Assoc. 102 (2007) 359).
///
/// Roots and logarithms make little of a photon more in a bright response; the Wasserstein distance of channel sums does not.
struct ChannelScore {
    /// Of one channel's score, per photon.
    let weight: Float
    private let channels: [Int]

    init(detector: Detector, weight: Float) {
        self.weight = weight
        channels = ChannelMap(detector: detector, convention: .thesis).channels.map { Int($0) }
    }

    /// The score of two draws of photons against the truth, times `share`. Adds what `more` photons in a pixel change of it to the
    /// gradients of both images, ln(1 + photons) (see `CountedImages`).
    func add(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, truth: UnsafePointer<Float>, share: Float,
        more: (Float, Float), gradientA: UnsafeMutablePointer<Float>, gradientB: UnsafeMutablePointer<Float>
    ) -> Double {
        guard weight > 0 else { return 0 }
        let half = 0.5 * share * weight
        return channels.withUnsafeBufferPointer { channels in
            var sums = InlineArray<15, Float>(repeating: 0)
            for pixel in 0..<channels.count {
                let channel = 3 * channels[pixel]
                sums[channel] += a[pixel]
                sums[channel + 1] += b[pixel]
                sums[channel + 2] += truth[pixel]
            }
            var (changesA, changesB) = (InlineArray<5, Float>(repeating: 0), InlineArray<5, Float>(repeating: 0))
            var score: Float = 0
            for channel in 0..<ChannelSums.count {
                // Photons that come from logarithms are whole but for rounding.
                let (x, y, z) = (
                    sums[3 * channel].rounded(), sums[3 * channel + 1].rounded(), sums[3 * channel + 2].rounded()
                )
                score += half * (abs(x - z) + abs(y - z) - abs(x - y))
                changesA[channel] = half * (Self.change(x, by: more.0, from: z) - Self.change(x, by: more.0, from: y))
                changesB[channel] = half * (Self.change(y, by: more.1, from: z) - Self.change(y, by: more.1, from: x))
            }
            for pixel in 0..<channels.count {
                gradientA[pixel] += changesA[channels[pixel]] / PhotonsMore.logarithm(a[pixel], more: more.0)
                gradientB[pixel] += changesB[channels[pixel]] / PhotonsMore.logarithm(b[pixel], more: more.1)
            }
            return Double(score)
        }
    }

    /// |n + more − m| − |n − m|.
    private static func change(_ n: Float, by more: Float, from m: Float) -> Float { min(max(2 * (n - m) + more, -more), more) }
}
