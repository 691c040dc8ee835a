/// One layer of a network, described by what it makes of its input. Shapes follow from the layers before it.
public enum Layer: Hashable, Sendable {
    /// Every output a weighted sum of all inputs, plus a bias.
    case dense(outputs: Int)
    /// A window of rows × columns without padding, stride 1, plus a bias unless a normalisation follows that makes it idle:
    /// an image shrinks by `rows` − 1 and `columns` − 1.
    case convolution(rows: Int, columns: Int, outputs: Int, bias: Bool = true)
    /// Every pixel `rows` times along rows and `columns` times along columns.
    case upsample(rows: Int, columns: Int)
    /// Every channel (of a vector: every number) to mean 0 and variance 1 over the batch, then a learnt scale and shift.
    case batchNorm
    /// In training, each value zero with probability `rate` and the others scaled up to keep the mean.
    case dropout(rate: Float)
    /// x where positive, `slope`·x elsewhere; slope 0 is ReLU.
    case leakyReLU(slope: Float)
    /// ln(1 + eˣ): never zero, with a slope everywhere.
    case softplus
    /// The brightest of each window of rows × columns. Pixels at the end that fill no window are left out, or make
    /// smaller windows.
    case maxPool(rows: Int, columns: Int, keepsRest: Bool = false)
    /// The mean of each window of rows × columns. Pixels at the end that fill no window are left out, or have one that counts zeros
    /// beyond the image.
    case averagePool(rows: Int, columns: Int, keepsRest: Bool = false)
    /// The same numbers under another shape.
    case reshape(Shape)
    /// The mean over all pixels of each channel.
    case mean
    /// The network's second input (the conditions) set behind the numbers of this one.
    case concatenate(Int)

    /// x where positive, 0 elsewhere.
    public static let relu = Layer.leakyReLU(slope: 0)

    /// A convolution with a square window.
    public static func convolution(size: Int, outputs: Int, bias: Bool = true) -> Layer {
        .convolution(rows: size, columns: size, outputs: outputs, bias: bias)
    }

    /// The shape after the layer, or nil if it cannot take this input.
    func output(of input: Shape) -> Shape? {
        switch self {
        case .dense(let outputs):
            return outputs > 0 ? Shape(outputs) : nil
        case .convolution(let rows, let columns, let outputs, _):
            let shape = Shape(rows: input.rows - rows + 1, columns: input.columns - columns + 1, channels: outputs)
            return rows > 0 && columns > 0 && outputs > 0 && shape.rows > 0 && shape.columns > 0 ? shape : nil
        case .upsample(let rows, let columns):
            guard (1...16).contains(rows), (1...16).contains(columns) else { return nil }
            return Shape(rows: rows * input.rows, columns: columns * input.columns, channels: input.channels)
        case .batchNorm, .dropout, .leakyReLU, .softplus:
            return input
        case .maxPool(let rows, let columns, let keepsRest), .averagePool(let rows, let columns, let keepsRest):
            guard rows > 0, columns > 0, rows * columns <= 256 else { return nil }
            let shape = Shape(
                rows: (input.rows + (keepsRest ? rows - 1 : 0)) / rows,
                columns: (input.columns + (keepsRest ? columns - 1 : 0)) / columns, channels: input.channels)
            return shape.rows > 0 && shape.columns > 0 ? shape : nil
        case .reshape(let shape):
            return shape.count == input.count ? shape : nil
        case .mean:
            return Shape(input.channels)
        case .concatenate(let count):
            return count >= 0 ? Shape(input.count + count) : nil
        }
    }
}
