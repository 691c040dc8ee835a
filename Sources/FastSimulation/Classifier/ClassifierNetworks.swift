public import Calorimeter
public import Networks

extension Network {
    /// The numbers that `concatenate` layers take from the second input.
    var conditionCount: Int {
        layers.reduce(0) { if case .concatenate(let count) = $1 { max($0, count) } else { $0 } }
    }

    /// A classifier of figures: two hidden layers of 64.
    public static func figureClassifier(inputs: Int, conditions: Int) throws(NetworkError) -> Network {
        let hidden: [Layer] = [.dense(outputs: 64), .leakyReLU(slope: leakySlope)]
        return try Network(
            input: Shape(inputs), layers: [.concatenate(conditions)] + hidden + hidden + [.dense(outputs: 1)])
    }

    /// A small classifier of images of ln(1 + photons): three convolutions 3 × 3 to 8, 16 and 32 channels, each followed by a
    /// pool 2 × 2 that sees every pixel, then the conditions and a hidden layer of 64.
    ///
    /// Throws if the image is too small.
    public static func imageClassifier(detector: Detector, conditions: Int) throws(NetworkError) -> Network {
        try imageClassifier(blocks: [[8], [16], [32]], hidden: 64, detector: detector, conditions: conditions)
    }

    /// A convolutional classifier of images of ln(1 + photons), seven times the work of the small one: convolutions 3 × 3 to 16,
    /// to 32 and 32, and to 64 channels, each group followed by a pool 2 × 2 that sees every pixel, then the conditions and a
    /// hidden layer of 128.
    ///
    /// Throws if the image is too small.
    public static func convolutionalClassifier(detector: Detector, conditions: Int) throws(NetworkError) -> Network {
        try imageClassifier(blocks: [[16], [32, 32], [64]], hidden: 128, detector: detector, conditions: conditions)
    }

    /// Blocks of convolutions with so many channels, each block followed by a pool.
    private static func imageClassifier(
        blocks: [[Int]], hidden: Int, detector: Detector, conditions: Int
    ) throws(NetworkError) -> Network {
        let windows: [Layer] = blocks.flatMap { block -> [Layer] in
            block.flatMap { [.convolution(size: 3, outputs: $0), .leakyReLU(slope: leakySlope)] } + [
                .maxPool(rows: 2, columns: 2, keepsRest: true)
            ]
        }
        let image = Shape(rows: detector.rows, columns: detector.columns, channels: 1)
        let flat = try Network(input: image, layers: windows).output.count
        return try Network(
            input: image,
            layers: windows + [
                .reshape(Shape(flat)), .concatenate(conditions), .dense(outputs: hidden), .leakyReLU(slope: leakySlope),
                .dense(outputs: 1),
            ])
    }
}
