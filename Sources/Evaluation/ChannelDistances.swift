import Calorimeter

/// The Wasserstein-1 distances of the five channels, photons, summarised as in the published table.
public struct ChannelDistances: Hashable, Sendable {
    /// Channels 1…5.
    public let channels: [Double]

    public init(channels: [Double]) { self.channels = channels }

    /// The distances between two collections of responses.
    public init(_ a: ChannelSamples, _ b: ChannelSamples) {
        channels = (0..<ChannelSums.count).map { wasserstein1(a[$0], b[$0]) }
    }

    /// The mean over the channels: the published score.
    public var mean: Double { Moments(channels).mean }

    /// The spread over the channels (population), which the published table prints after the score.
    public var sigmaOverChannels: Double {
        Moments(channels).sigma
    }
}
