public import Calorimeter
public import Networks

/// The channel counts of a generator, one topology for every objective: the published 44 × 44 network.
///
/// noise and conditions → dense → dense → rows × columns × `start` → upsample, convolution 3 × 3 → upsample,
/// convolution 3 × 3 → convolution 2 × 2 → convolution 2 × 2 to one channel, ReLU. After all but the last:
/// batch normalisation, dropout 0.2, LeakyReLU 0.1. The output is ln(1 + photons).
public struct GeneratorChannels: Hashable, Sendable {
    public var hidden: Int
    public var start: Int
    public var first: Int
    public var second: Int
    public var third: Int

    public init(hidden: Int, start: Int, first: Int, second: Int, third: Int) {
        self.hidden = hidden
        self.start = start
        self.first = first
        self.second = second
        self.third = third
    }

    /// The published network, every channel count times `width`.
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
    /// Numbers of noise that a generator takes, before the conditions.
    public static let noiseCount = 10
    static let leakySlope: Float = 0.1

    /// The image that a generator for this detector starts from, or nil if two upsamplings cannot reach its size.
    static func generatorStart(detector: Detector) -> (rows: Int, columns: Int)? {
        // Backwards: 2 × 2 and 2 × 2 windows lose two pixels, a 3 × 3 one two more after each doubling.
        func start(_ size: Int) -> Int? { size > 0 && size % 4 == 0 ? (size + 8) / 4 : nil }
        guard let rows = start(detector.rows), let columns = start(detector.columns) else { return nil }
        return (rows, columns)
    }

    /// The generator for a detector. `conditions` is the count of the encoding, `dropout` the rate in training; the
    /// published one is 0.2.
    ///
    /// Throws if the detector's size cannot be reached: both sides are multiples of 4.
    public static func generator(
        detector: Detector, conditions: Int, channels: GeneratorChannels, dropout: Float = 0.2
    ) throws(NetworkError) -> Network {
        guard let start = generatorStart(detector: detector) else {
            throw NetworkError(
                "found a detector of \(detector.rows)×\(detector.columns) pixels, expected multiples of 4 for a generator"
            )
        }
        let image = Shape(rows: start.rows, columns: start.columns, channels: channels.start)
        let activated: [Layer] = [.batchNorm, .dropout(rate: dropout), .leakyReLU(slope: leakySlope)]
        return try Network(
            input: Shape(noiseCount + conditions),
            layers: [.dense(outputs: channels.hidden)] + activated
                + [.dense(outputs: image.count)] + activated
                + [.reshape(image)]
                + [.upsample, .convolution(size: 3, outputs: channels.first)] + activated
                + [.upsample, .convolution(size: 3, outputs: channels.second)] + activated
                + [.convolution(size: 2, outputs: channels.third)] + activated
                + [.convolution(size: 2, outputs: 1), .relu])
    }
}
