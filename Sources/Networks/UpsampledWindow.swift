import Kernels

/// How an upsampling and the convolution behind it are computed together.
enum UpsampledForm: Hashable, Sendable {
    /// Through the tile transform.
    case tiles(TileForm)
    /// Any others, from products at the pixels before the upsampling.
    case window(UpsampledWindow)

    /// Nil if the layer is no upsampling with a convolution behind it.
    init?(_ network: Network, layer index: Int) {
        guard index + 1 < network.layers.count, case .upsample(let upRows, let upColumns) = network.layers[index],
            case .convolution(let rows, let columns, let outputs, _) = network.layers[index + 1]
        else { return nil }
        if (upRows, upColumns, rows, columns) == (2, 2, 3, 3) {
            self = .tiles(.doubled)
        } else if (upRows, rows) == (1, 2), columns <= Int(zdc_most_taps) {
            self = .tiles(.rows(upColumns: upColumns, windowColumns: columns))
        } else if rows * columns <= Int(zdc_most_taps) {
            self = .window(
                UpsampledWindow(
                    input: network.shapes[index], outputs: outputs, factors: (upRows, upColumns), window: (rows, columns)))
        } else {
            return nil
        }
    }
}

extension UpsampledForm {
    /// The form of the tile transform, if that is the way.
    var tiles: TileForm? { if case .tiles(let form) = self { form } else { nil } }
}

/// Nearest upsampling with a convolution behind it, as one product with each tap at every pixel before the upsampling, and
/// sums of those: all copies of a pixel meet the same weights.
///
/// Of a window of taps on an image enlarged by `factors`, this takes taps · pixels products of matrices where the direct
/// way takes taps · pixels · factors.
struct UpsampledWindow: Hashable, Sendable {
    /// The image before the upsampling.
    let input: Shape
    let outputs: Int
    private let upRows: Int
    private let upColumns: Int
    private let windowRows: Int
    private let windowColumns: Int

    init(input: Shape, outputs: Int, factors: (rows: Int, columns: Int), window: (rows: Int, columns: Int)) {
        self.input = input
        self.outputs = outputs
        (upRows, upColumns) = factors
        (windowRows, windowColumns) = window
    }

    private var taps: Int { windowRows * windowColumns }
    private var pixels: Int { input.rows * input.columns }
    /// Columns of the matrix that every pixel is multiplied with: an output for each tap.
    var columns: Int { taps * outputs }
    /// Floats of all products of one image.
    var productsCount: Int { pixels * columns }

    var geometry: zdc_upsampled_window {
        zdc_upsampled_window(
            rows: input.rows, columns: input.columns, outputs: outputs, up_rows: upRows, up_columns: upColumns,
            window_rows: windowRows, window_columns: windowColumns)
    }

    /// weight[tap][channel][output] → matrix[channel][tap][output].
    func arrange(_ weight: UnsafePointer<Float>, into matrix: UnsafeMutablePointer<Float>) {
        for tap in 0..<taps {
            for channel in 0..<input.channels {
                (matrix + (channel * taps + tap) * outputs)
                    .update(from: weight + (tap * input.channels + channel) * outputs, count: outputs)
            }
        }
    }

    /// Adds a gradient of the matrix to that of the weight.
    func addArranged(
        _ matrix: UnsafePointer<Float>, to weight: UnsafeMutablePointer<Float>, _ set: InstructionSet
    ) {
        for tap in 0..<taps {
            for channel in 0..<input.channels {
                set.kernels.pointee.add(
                    matrix + (channel * taps + tap) * outputs, weight + (tap * input.channels + channel) * outputs, outputs)
            }
        }
    }

    /// The products of one image with the packed matrix.
    func products(
        of image: UnsafePointer<Float>, weights: UnsafePointer<Float>, into products: UnsafeMutablePointer<Float>,
        _ set: InstructionSet
    ) {
        set.multiply(
            image, pitch: input.channels, depth: input.channels, weights: weights, into: products, pitch: columns,
            rows: pixels, columns: columns)
    }

    /// The gradient of the matrix: adds that of one image.
    func addGradient(
        of image: UnsafePointer<Float>, products: UnsafePointer<Float>, to matrix: UnsafeMutablePointer<Float>,
        _ set: InstructionSet
    ) {
        set.addOuterProducts(
            image, pitch: input.channels, products, pitch: columns, rows: pixels, depth: input.channels, columns: columns,
            to: matrix, pitch: columns)
    }

    /// The gradient of the image from that of the products, by the packed transposed matrix.
    func goBack(
        _ products: UnsafePointer<Float>, weights: UnsafePointer<Float>, into image: UnsafeMutablePointer<Float>,
        _ set: InstructionSet
    ) {
        set.multiply(
            products, pitch: columns, depth: columns, weights: weights, into: image, pitch: input.channels, rows: pixels,
            columns: input.channels)
    }
}
