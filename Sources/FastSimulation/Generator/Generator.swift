public import Calorimeter
public import Foundation
public import Networks
import Random
import Text

/// A trained generator, ready to run: particle and noise in, photons per pixel out. Immutable.
///
///     let session = generator.makeSession()
///     let response = session.response(to: particle, seed: 42, index: 0)
public final class Generator: Responder {
    /// The name of the model: "sdi-gan-reg-aux".
    public let name: String
    /// The name on the screen: its objective's, "SDI-GAN + reg. + aux. reg.", unless it has a name of its own.
    public let title: String
    /// What it was trained for, by its file or else by its name; several models may share one.
    public let objective: Objective?
    /// What the file says of itself; text of unknown origin, made displayable.
    public let metadata: [String: String]
    /// The calorimeter whose responses it makes.
    public let detector: Detector
    /// How a particle reaches the network.
    public let encoding: ConditionEncoding
    /// How it counts photons.
    public let statistics: PhotonStatistics
    /// How its network ends.
    public let link: OutputLink
    /// The channel counts.
    public let channels: GeneratorChannels
    /// What the network has learnt.
    public let parameters: Parameters
    /// What makes the decoder's latent numbers of noise; nil if they are the noise.
    public let flow: LatentFlow?
    let plan: InferencePlan

    /// The highest output of the network that is turned into photons, ln(1 + photons): 162,753 photons in one pixel,
    /// some two hundred times the brightest of the data. So no particle, however absurd, gives infinite photons.
    public static let logLimit: Float = 12
    /// More numbers of noise than any generator has.
    public static let mostNoise = 4096

    /// A generator from a network's numbers.
    ///
    /// Throws if the detector's size cannot be reached. The parameters must be those of
    /// `Network.generator(detector:conditions:channels:)`.
    public init(
        name: String, detector: Detector, encoding: ConditionEncoding, channels: GeneratorChannels,
        parameters: Parameters, statistics: PhotonStatistics = .rounded, link: OutputLink = .relu, flow: LatentFlow? = nil,
        metadata: [String: String] = [:]
    ) throws(NetworkError) {
        self.name = name
        objective = metadata["objective"].flatMap(Objective.init(rawValue:)) ?? Objective(rawValue: name)
        title = objective.flatMap { $0.rawValue == name ? $0.title : nil } ?? name
        self.metadata = metadata
        self.detector = detector
        self.encoding = encoding
        self.statistics = statistics
        self.link = link
        self.channels = channels
        self.parameters = parameters
        self.flow = flow
        let network = try Network.generator(detector: detector, conditions: encoding.count, channels: channels, link: link)
        plan = try InferencePlan(network: network, parameters: parameters)
    }

    /// Reads a generator from a weight file.
    public convenience init(contentsOf file: URL) throws(ModelError) {
        let name = displayable(file.lastPathComponent, limit: 80)
        let weights: WeightFile
        do {
            weights = try WeightFile(contentsOf: file)
        } catch {
            throw ModelError(file: name, error.description)
        }
        try self.init(weights, file: name)
    }

    /// A generator from a weight file in memory; `file` names it in errors.
    public convenience init(_ weights: WeightFile, file: String) throws(ModelError) {
        do {
            try self.init(checking: weights)
        } catch let error as NetworkError {
            throw ModelError(file: file, error.description)
        } catch let error as Finding {
            throw ModelError(file: file, error.sentence)
        } catch {
            throw ModelError(file: file, "\(error)")
        }
    }

    private convenience init(checking file: WeightFile) throws {
        func word(_ key: String) throws -> String {
            guard let word = file.metadata[key], !word.isEmpty else {
                throw Finding("found no \"\(key)\" in the metadata, expected that of a generator")
            }
            return word
        }
        func expect(_ key: String, _ isExpected: (Double) -> Bool, _ expected: String) throws {
            guard let word = file.metadata[key] else { return }
            guard let value = Double(word), isExpected(value) else {
                throw Finding("\"\(key)\" is \(quoted(word, limit: 40)), expected \(expected)")
            }
        }
        let made = try word("detector")
        guard let detector = Detector.all.first(where: { GeneratorFile.word(for: $0) == made }) else {
            throw Finding(
                "made for the detector \(quoted(made, limit: 40)), expected "
                    + Detector.all.map { "\"\(GeneratorFile.word(for: $0))\"" }.joined(separator: " or "))
        }
        let encodingName = try word("encoding")
        guard let kind = ConditionEncoding.Kind(rawValue: encodingName) else {
            throw Finding(
                "the encoding of the conditions is \(quoted(encodingName, limit: 40)), expected \(ConditionEncoding.Kind.words)"
            )
        }
        try expect("leaky_slope", { abs($0 - Double(Network.leakySlope)) < 1e-6 }, "\(Network.leakySlope)")
        try expect("norm_epsilon", { $0 == Network.normEpsilon }, "\(Network.normEpsilon)")
        guard let mean = file.tensors["conditions.mean"], let scale = file.tensors["conditions.scale"],
            mean.values.count == Parameter.allCases.count, scale.values.count == mean.values.count,
            scale.values.allSatisfy({ $0 > 0 })
        else {
            throw Finding("expected nine \"conditions.mean\" and nine positive \"conditions.scale\"")
        }
        guard let encoding = ConditionEncoding(kind: kind, detector: detector, mean: mean.values, scale: scale.values) else {
            throw Finding(
                "a number of \"conditions.mean\" is too large, or one of \"conditions.scale\" too small: 1e9 would be no number of single precision behind them"
            )
        }
        let statisticsName = file.metadata["photons"] ?? PhotonStatistics.rounded.rawValue
        guard let statistics = PhotonStatistics(rawValue: statisticsName) else {
            throw Finding(
                "its photons are \(quoted(statisticsName, limit: 40)), expected \(PhotonStatistics.expected)")
        }
        let linkName = file.metadata["link"] ?? OutputLink.relu.rawValue
        guard let link = OutputLink(rawValue: linkName) else {
            throw Finding(
                "its output link is \(quoted(linkName, limit: 40)), expected "
                    + OutputLink.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or "))
        }
        let noiseText = file.metadata["noise"] ?? "\(Network.publishedNoiseCount)"
        guard let noise = Int(noiseText), (1...Self.mostNoise).contains(noise) else {
            throw Finding("\"noise\" is \(quoted(noiseText, limit: 40)), expected 1 to \(Self.mostNoise) numbers")
        }
        let channels = try GeneratorFile.channels(file, noise: noise)
        let network = try Network.generator(detector: detector, conditions: encoding.count, channels: channels, link: link)
        let flow = try GeneratorFile.flow(file, latent: noise, conditions: encoding.count)
        let others =
            ["conditions.mean", "conditions.scale"]
            + (flow == nil ? [] : file.tensors.keys.filter { $0.hasPrefix(GeneratorFile.flowPrefix) })
        let parameters = try GeneratorFile.parameters(file, network: network, others: Set(others))
        try self.init(
            name: displayable(try word("model"), limit: 40), detector: detector, encoding: encoding,
            channels: channels, parameters: parameters, statistics: statistics, link: link, flow: flow, metadata: file.metadata)
        if let number = runawayLatent() {
            throw Finding(
                "its flow runs away: a latent number is \(number.isNaN ? "no number" : "\(number)") for a particle amid its conditions, expected at most 10 000"
            )
        }
        if let output = runawayOutput() {
            let weights = file.tensors.filter { !$0.key.hasPrefix("conditions.") }.mapValues { $0.values.map(abs).max() ?? 0 }
            let largest = weights.max { ($0.value, $0.key) < ($1.value, $1.key) }
            throw Finding(
                "its numbers run away: ln(1 + photons) is \(output.isNaN ? "no number" : "\(output)") for a particle amid its conditions, expected at most \(Int(Self.largestLogarithm))"
                    + (largest.map { "; the largest number, \($0.value), is in tensor \(quoted($0.key))" } ?? ""))
        }
    }

    /// Learnt numbers and running statistics.
    public var parameterCount: Int { plan.network.parameterCount + (flow?.network.parameterCount ?? 0) }

    /// Multiplications with addition that one sample takes.
    public var multiplyAdds: Int { plan.multiplyAdds + (flow?.multiplyAdds ?? 0) }
    /// How many it would be with every layer computed as it stands.
    public var directMultiplyAdds: Int { plan.network.multiplyAdds + (flow?.multiplyAdds ?? 0) }

    /// The part of the published width, as text: "1/8".
    public var widthText: String { channels.widthText }

    /// Buffers for one thread, `batch` samples at a time.
    public func makeSession(batch: Int) -> Session { makeSession(batch: batch, as: .counted) }

    /// A batch reads the weights of the large dense layer from memory once; of this size, its outputs still fit in the cache.
    public static let usualBatch = 96

    /// - Parameter counting: in which form the photons are wanted.
    public func makeSession(
        batch: Int = usualBatch, as counting: PhotonCounting = .counted, instructionSet: InstructionSet = .best
    ) -> Session {
        Session(generator: self, batch: batch, counting: counting, instructionSet: instructionSet)
    }
}
