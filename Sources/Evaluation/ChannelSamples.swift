import Calorimeter

/// The channel sums of many responses, photons: one sample per channel and one for the photon sum.
public struct ChannelSamples: Hashable, Sendable {
    private var channels = Array(repeating: [Float](), count: ChannelSums.count)
    /// The photon sums, one for each response.
    public private(set) var totals: [Float] = []

    public init() {}

    /// The number of responses.
    public var count: Int { totals.count }

    /// Channel `channel` + 1 of every response.
    public subscript(channel: Int) -> [Float] { channels[channel] }

    /// The channel sums of one response.
    public func sums(ofResponse response: Int) -> ChannelSums {
        guard !channels[0][response].isNaN else { return ChannelSums(total: totals[response]) }
        var sums = ChannelSums()
        for channel in channels.indices { sums[channel] = channels[channel][response] }
        return sums
    }

    /// Whether more is known than photon sums.
    public var hasChannels: Bool { channels[0].first?.isNaN != true }

    /// Adds one response.
    public mutating func append(_ sums: ChannelSums) {
        for channel in channels.indices { channels[channel].append(sums[channel]) }
        totals.append(sums.total)
    }

    /// Adds the responses of another collection.
    public mutating func append(contentsOf other: ChannelSamples) {
        for channel in channels.indices { channels[channel] += other.channels[channel] }
        totals += other.totals
    }

    /// The responses with at least this many photons.
    func brighter(than leastSum: Float) -> ChannelSamples {
        var kept = ChannelSamples()
        for response in totals.indices where totals[response] >= leastSum { kept.append(sums(ofResponse: response)) }
        return kept
    }

    /// Removes every response and keeps the memory.
    public mutating func removeAll() {
        for channel in channels.indices { channels[channel].removeAll(keepingCapacity: true) }
        totals.removeAll(keepingCapacity: true)
    }

    public mutating func reserveCapacity(_ count: Int) {
        for channel in channels.indices { channels[channel].reserveCapacity(count) }
        totals.reserveCapacity(count)
    }
}
