import Calorimeter

/// True channel sums against generated ones, with the floor, which even a perfect model does not beat.
public struct ChannelComparison: Hashable, Sendable {
    /// One channel, or the photon sum. All in photons; NaN where a sample is empty.
    public struct Row: Hashable, Sendable {
        public let trueMean: Double
        /// Standard deviation over the true responses (population).
        public let trueSigma: Double
        public let generatedMean: Double
        public let generatedSigma: Double
        /// Wasserstein-1 distance between true and generated.
        public let ws: Double
        /// Wasserstein-1 distance between the truth and an independent repeat of it.
        public let floor: Double

        init(true truth: [Float], generated: [Float], repeated: [Float]) {
            let (truth, generated) = (SortedFloats.sorted(truth), SortedFloats.sorted(generated))
            let (trueMoments, generatedMoments) = (Moments(truth), Moments(generated))
            (trueMean, trueSigma) = (trueMoments.mean, trueMoments.sigma)
            (generatedMean, generatedSigma) = (generatedMoments.mean, generatedMoments.sigma)
            ws = wasserstein1(sorted: truth, sorted: generated)
            floor = wasserstein1(sorted: truth, sorted: SortedFloats.sorted(repeated))
        }
    }

    public let trueCount: Int
    public let generatedCount: Int
    public let repeatedCount: Int
    /// Channels 1…5.
    public let channels: [Row]
    /// The photon sum.
    public let total: Row

    /// - Parameter repeated: true responses to the same particles, independent of the first.
    public init(true truth: ChannelSamples, generated: ChannelSamples, repeated: ChannelSamples) {
        trueCount = truth.count
        generatedCount = generated.count
        repeatedCount = repeated.count
        channels = (0..<ChannelSums.count).map { channel in
            Row(true: truth[channel], generated: generated[channel], repeated: repeated[channel])
        }
        total = Row(true: truth.totals, generated: generated.totals, repeated: repeated.totals)
    }

    /// The distances of the channels.
    public var distances: ChannelDistances { ChannelDistances(channels: channels.map(\.ws)) }

    /// The mean of the distances of the channels: the published score.
    public var meanWS: Double { distances.mean }

    /// The mean of the floors of the channels.
    public var meanFloor: Double { ChannelDistances(channels: channels.map(\.floor)).mean }
}
