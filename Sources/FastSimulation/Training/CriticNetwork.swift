public import Calorimeter
public import Networks

/// The critic: image and conditions in, one logit out, high for real responses.
///
/// Beside the conditions it may be told what physicists read off a response (`ResponseFeatures`).
///
/// The published one, for the detector's size: convolution 3 × 3 to 32 channels, pool 2 × 2, convolution 3 × 3 to 16,
/// pool 2 × 2 (of the proton calorimeter 2 × 1), the conditions set behind, dense 128, dense 64 (the hidden layer that diversity is measured in), dense 1.
/// Its pools take the maximum. With spectral normalisation they take the mean: of equal dark pixels a maximum shows the generator one
/// slope, of every four, and generators that were trained so shut off their faint light.
public struct CriticNetwork: Hashable, Sendable {
    /// What keeps it in bounds.
    public enum Normalization: String, CaseIterable, Sendable {
        /// Batch normalisation and dropout 0.2 after all layers but the last, as published.
        case batch
        /// Every weight divided by its largest singular value, pools that take the mean, no dropout.
        case spectral
    }

    public let network: Network
    public let normalization: Normalization
    /// Numbers that are set behind those of the image: conditions, then features.
    public let besides: Int
    /// The layer whose output is the hidden one.
    public let hiddenLayer: Int

    /// Every channel count is `width` times the published one.
    ///
    /// The published pools leave out the last row and column where a window does not fit, so that the critic is blind
    /// to an edge of the image; `seesEdges` keeps them. Throws if the image is too small.
    public init(
        detector: Detector, conditions: Int, width: Double = 1, normalization: Normalization = .batch,
        seesEdges: Bool = true, features: Int = 0
    ) throws(NetworkError) {
        func scaled(_ channels: Int) -> Int { max(Int((Double(channels) * width).rounded()), 1) }
        let activated: [Layer] =
            normalization == .batch
            ? [.batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: Network.leakySlope)]
            : [.leakyReLU(slope: Network.leakySlope)]
        let second = PublishedTopology.of(detector).criticPool
        func pool(_ rows: Int, _ columns: Int) -> Layer {
            switch normalization {
            case .batch: .maxPool(rows: rows, columns: columns, keepsRest: seesEdges)
            case .spectral: .averagePool(rows: rows, columns: columns, keepsRest: seesEdges)
            }
        }
        let image = Shape(rows: detector.rows, columns: detector.columns, channels: 1)
        let windows =
            [.convolution(size: 3, outputs: scaled(32))] + activated + [pool(2, 2)]
            + [.convolution(size: 3, outputs: scaled(16))] + activated
            + [pool(second.rows, second.columns)]
        let flat = try Network(input: image, layers: windows).output.count
        let layers =
            windows + [.reshape(Shape(flat)), .concatenate(conditions + features)]
            + [.dense(outputs: scaled(128))] + activated + [.dense(outputs: scaled(64))] + activated + [
                .dense(outputs: 1)
            ]
        network = try Network(input: image, layers: layers)
        self.normalization = normalization
        besides = conditions + features
        hiddenLayer = layers.count - 2
    }
}

extension Network {
    /// The auxiliary regressor: image in, row and column of the brightest pixel out, in pixels.
    ///
    /// The published one: convolutions 3 × 3 to 32, 64, 128 and 256 channels, pools after the first three, 1 × 1 to 64
    /// and the mean over all pixels (not for the proton calorimeter), dense 2. Throws if the image is too small.
    public static func regressor(detector: Detector, width: Double = 1) throws(NetworkError) -> Network {
        func scaled(_ channels: Int) -> Int { max(Int((Double(channels) * width).rounded()), 1) }
        let activated: [Layer] = [.batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: leakySlope)]
        let image = Shape(rows: detector.rows, columns: detector.columns, channels: 1)
        let windows: [Layer] =
            [.convolution(size: 3, outputs: scaled(32))] + activated + [.maxPool(rows: 2, columns: 2)]
            + [.convolution(size: 3, outputs: scaled(64))] + activated + [.maxPool(rows: 2, columns: 1)]
            + [.convolution(size: 3, outputs: scaled(128))] + activated + [.maxPool(rows: 2, columns: 1)]
            + [.convolution(size: 3, outputs: scaled(256))] + activated
        guard !PublishedTopology.of(detector).regressorAverages else {
            return try Network(
                input: image,
                layers: windows + [
                    .convolution(size: 1, outputs: scaled(64), bias: false), .batchNorm, .mean, .dense(outputs: 2),
                ])
        }
        let flat = try Network(input: image, layers: windows).output.count
        return try Network(input: image, layers: windows + [.reshape(Shape(flat)), .dense(outputs: 2)])
    }
}
