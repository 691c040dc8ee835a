public import Calorimeter
public import Networks

/// The channel counts of a generator, one topology for every objective: the published one of its detector.
///
/// noise and conditions → dense → dense → rows × columns × `start` → upsample, convolution → upsample, convolution →
/// convolution → convolution to one channel, `OutputLink`. After all but the last: batch normalisation, dropout 0.2,
/// LeakyReLU 0.1. The output is ln(1 + photons). For the windows see `PublishedTopology`.
public struct GeneratorChannels: Hashable, Sendable {
    /// Normal numbers of noise that each sample is made of.
    public var noise: Int
    public var hidden: Int
    public var start: Int
    public var first: Int
    public var second: Int
    public var third: Int

    public init(noise: Int = Network.publishedNoiseCount, hidden: Int, start: Int, first: Int, second: Int, third: Int) {
        self.noise = noise
        self.hidden = hidden
        self.start = start
        self.first = first
        self.second = second
        self.third = third
    }

    /// The published network, every channel count times `width`, with its ten numbers of noise.
    public init(width: Double) {
        func scaled(_ channels: Int) -> Int { max(Int((Double(channels) * width).rounded()), 1) }
        self.init(hidden: scaled(256), start: scaled(128), first: scaled(256), second: scaled(128), third: scaled(64))
    }

    /// The part of the published width that these counts have, told by the widest image: "1", "1/4", "0.3".
    public var widthText: String {
        if first % 256 == 0 { return "\(first / 256)" }
        if 256 % first == 0 { return "1/\(256 / first)" }
        return "\((Double(first) / 256 * 100).rounded() / 100)"
    }
}

extension Network {
    /// Numbers of noise that the published generators take, before the conditions.
    public static let publishedNoiseCount = 10
    static let leakySlope: Float = 0.1

    /// The generator for a detector. `conditions` is the count of the encoding, `dropout` the rate in training; the
    /// published one is 0.2.
    ///
    /// Throws if the detector's size cannot be reached.
    public static func generator(
        detector: Detector, conditions: Int, channels: GeneratorChannels, dropout: Float = 0.2, link: OutputLink = .relu
    ) throws(NetworkError) -> Network {
        let topology = PublishedTopology.of(detector)
        guard let start = topology.start(for: detector) else {
            throw NetworkError(
                "found a detector of \(detector.rows)×\(detector.columns) pixels, which no generator's convolutions end in")
        }
        let image = Shape(rows: start.rows, columns: start.columns, channels: channels.start)
        let activated: [Layer] = [.batchNorm, .dropout(rate: dropout), .leakyReLU(slope: leakySlope)]
        var layers =
            [.dense(outputs: channels.hidden)] + activated + [.dense(outputs: image.count)] + activated + [.reshape(image)]
        let outputCounts = [channels.first, channels.second, channels.third, 1]
        for (index, ((upsampling, window), outputs)) in zip(topology.convolutions, outputCounts).enumerated() {
            if upsampling != (1, 1) { layers.append(.upsample(rows: upsampling.rows, columns: upsampling.columns)) }
            layers.append(.convolution(rows: window.rows, columns: window.columns, outputs: outputs))
            layers += index == outputCounts.count - 1 ? [link.layer] : activated
        }
        return try Network(input: Shape(channels.noise + conditions), layers: layers)
    }
}
