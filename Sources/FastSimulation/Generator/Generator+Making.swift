public import Calorimeter
public import Networks

extension Generator {
    /// An untrained generator of the published topology with Glorot's first weights: for measuring speed.
    ///
    /// Throws if the detector's size cannot be reached.
    public static func untrained(width: Double, detector: Detector, seed: UInt64 = 0) throws(NetworkError) -> Generator {
        let channels = GeneratorChannels(width: width)
        let ones = Array(repeating: Float(1), count: Parameter.allCases.count)
        guard let encoding = ConditionEncoding(kind: .raw, detector: detector, mean: ones.map { $0 - 1 }, scale: ones) else {
            throw NetworkError("found no encoding for \(ones.count) conditions")
        }
        let network = try Network.generator(detector: detector, conditions: encoding.count, channels: channels)
        return try Generator(
            name: "untrained", detector: detector, encoding: encoding, channels: channels,
            parameters: .glorot(network, seed: seed))
    }

    /// The weight file of this generator. Throws if the detector's size cannot be reached.
    public func weightFile() throws(NetworkError) -> WeightFile {
        try Self.weightFile(
            name: name, detector: detector, encoding: encoding, channels: channels, parameters: parameters,
            statistics: statistics, link: link, flow: flow, metadata: metadata)
    }

    /// A weight file that `Generator(contentsOf:)` reads.
    ///
    /// `metadata` may hold more words (data recipe, seed, scores); those that reading needs are set here. Throws if the
    /// detector's size cannot be reached.
    public static func weightFile(
        name: String, detector: Detector, encoding: ConditionEncoding, channels: GeneratorChannels,
        parameters: Parameters, statistics: PhotonStatistics = .rounded, link: OutputLink = .relu, flow: LatentFlow? = nil,
        metadata: [String: String] = [:]
    ) throws(NetworkError) -> WeightFile {
        let network = try Network.generator(detector: detector, conditions: encoding.count, channels: channels, link: link)
        var tensors = GeneratorFile.tensors(network, parameters: parameters)
        tensors["conditions.mean"] = WeightFile.Tensor(shape: [encoding.mean.count], values: encoding.mean)
        tensors["conditions.scale"] = WeightFile.Tensor(shape: [encoding.scale.count], values: encoding.scale)
        var words = metadata
        words["model"] = name
        words["detector"] = GeneratorFile.word(for: detector)
        words["encoding"] = encoding.kind.rawValue
        words["photons"] = statistics.rawValue
        words["noise"] = "\(channels.noise)"
        words["link"] = link.rawValue
        words["leaky_slope"] = "\(Network.leakySlope)"
        words["norm_epsilon"] = "\(Network.normEpsilon)"
        if let flow { GeneratorFile.put(flow, into: &tensors, words: &words) }
        if words["width"] == nil { words["width"] = channels.widthText }
        return WeightFile(tensors: tensors, metadata: words)
    }
}
