import Calorimeter
import FastSimulation
import Networks
import Random
import Testing

/// Generators of the published topology with a few channels and random weights and normalisations.
enum SmallGenerator {
    static let channels = GeneratorChannels(hidden: 8, start: 2, first: 4, second: 3, third: 2)

    static func encoding(_ kind: ConditionEncoding.Kind) throws -> ConditionEncoding {
        try #require(
            ConditionEncoding(
                kind: kind, detector: .zn, mean: [1366.7, -7.8e-8, 1.4e-7, 0.0011, 0.0099, 0.0199, 39.1, 353.7, 0.0629],
                scale: [1259.8, 4.2e-6, 4.4e-6, 0.0245, 0.2346, 0.2581, 1858.3, 455, 0.2565]))
    }

    static func make(_ kind: ConditionEncoding.Kind, link: OutputLink = .relu, noise: Int = 10, hasFlow: Bool = false) throws
        -> Generator
    {
        var channels = channels
        channels.noise = noise
        let network = try Network.generator(detector: .zn, conditions: kind.count(for: .zn), channels: channels, link: link)
        var random = RandomStream(seed: 5, purpose: .particles, index: UInt64(kind.count(for: .zn)))
        var parameters = Parameters(
            values: (0..<network.trainableCount).map { _ in Float(0.4 * random.normal()) },
            statistics: (0..<network.statisticsCount).map { _ in Float(0.2 * random.normal()) })
        for tensor in network.statistics where tensor.kind == .variance {
            for index in tensor.range { parameters.statistics[index] = abs(parameters.statistics[index]) + 0.1 }
        }
        let velocity = try Network.velocity(latent: noise, conditions: kind.count(for: .zn), hidden: 16)
        let flow = try LatentFlow(
            network: velocity,
            parameters: Parameters(
                values: (0..<velocity.trainableCount).map { _ in Float(0.2 * random.normal()) }, statistics: []),
            steps: 3)
        return try Generator(
            name: "small-\(kind.rawValue)", detector: .zn, encoding: encoding(kind), channels: channels,
            parameters: parameters, link: link, flow: hasFlow ? flow : nil)
    }
}
