import Kernels

/// A network compiled for inference: batch normalisations folded into the layers before them, dropout gone,
/// activations joined to the sums they follow, weights packed. Immutable, so any number of sessions may share it.
public final class InferencePlan: Sendable {
    public let network: Network
    let steps: [Step]
    /// How many steps at the start work on vectors: they run for a whole batch at once, the others sample by sample.
    let vectorSteps: Int

    struct Step: Sendable {
        enum Operation: Hashable, Sendable {
            case dense
            case convolution(rows: Int, columns: Int)
            /// The tile transform, see `zdc_tiling`.
            case tiles(TileForm)
            case convolutionToOne(rows: Int, columns: Int)
            /// Upsampling and a window from products at the pixels before it.
            case window(UpsampledWindow)
        }
        let operation: Operation
        let input: Shape
        let output: Shape
        let slope: Float
        /// Whether softplus follows, in place.
        var endsInSoftplus = false
        let bias: FloatBuffer
        let weights: FloatBuffer
    }

    /// Throws if the network has layers that only training needs.
    public init(network: Network, parameters: Parameters) throws(NetworkError) {
        precondition(parameters.values.count == network.trainableCount, "the parameters are those of another network")
        precondition(
            parameters.statistics.count == network.statisticsCount, "the statistics are those of another network")
        var steps: [Step] = []
        var index = 0
        while index < network.layers.count {
            let input = network.shapes[index]
            let form = UpsampledForm(network, layer: index)
            if form != nil { index += 1 }
            switch network.layers[index] {
            case .dense, .convolution:
                var sum = AffineLayer(network: network, parameters: parameters, layer: index)
                index += 1
                let slope = sum.absorb(network: network, parameters: parameters, next: &index)
                let output = network.shapes[index]
                steps.append(sum.step(input: input, output: output, form: form, slope: slope))
            case .reshape, .dropout:
                index += 1
            case .softplus where !steps.isEmpty:
                steps[steps.count - 1].endsInSoftplus = true
                index += 1
            default:
                throw NetworkError("layer \(index + 1) (\(network.layers[index])) has no compiled form")
            }
        }
        self.network = network
        self.steps = steps
        vectorSteps = steps.prefix { $0.operation == .dense }.count
    }
}

extension InferencePlan {
    /// Multiplications with addition that one sample takes, as the layers are computed: those of the tile transform
    /// count as they are, far fewer than those of the convolutions they stand for.
    public var multiplyAdds: Int {
        steps.reduce(0) { sum, step in
            switch step.operation {
            case .dense:
                return sum + step.input.count * step.output.count
            case .convolution(let rows, let columns), .convolutionToOne(let rows, let columns):
                return sum + step.output.count * rows * columns * step.input.channels
            case .window(let window):
                return sum + step.input.count * window.columns
            case .tiles(let form):
                let blocks = TileBlocks(form: form, input: step.input, outputs: step.output.channels)
                return sum + blocks.tileRows * blocks.tilesAcross * blocks.weights.count
            }
        }
    }
}

/// A dense layer or a convolution on the way into a plan.
private struct AffineLayer {
    let layer: Layer
    let depth: Int
    let outputs: Int
    /// [depth][outputs]
    var weight: [Float]
    var bias: [Float]

    init(network: Network, parameters: Parameters, layer index: Int) {
        layer = network.layers[index]
        let tensors = network.tensors.filter { $0.layer == index }
        depth = tensors[0].depth
        outputs = tensors[0].outputs
        weight = Array(parameters.values[tensors[0].range])
        bias = tensors.count > 1 ? Array(parameters.values[tensors[1].range]) : Array(repeating: 0, count: outputs)
    }

    /// Takes in the normalisation, dropout and activation that follow; gives the slope of the activation.
    mutating func absorb(network: Network, parameters: Parameters, next: inout Int) -> Float {
        while next < network.layers.count {
            switch network.layers[next] {
            case .batchNorm: fold(network: network, parameters: parameters, layer: next)
            case .dropout: break
            case .leakyReLU(let slope):
                next += 1
                return slope
            default: return 1
            }
            next += 1
        }
        return 1
    }

    /// scale·(sum − mean)/√(variance + ε) + shift, written into weight and bias.
    private mutating func fold(network: Network, parameters: Parameters, layer: Int) {
        guard let scale = network.tensor(.scale, layer: layer), let shift = network.tensor(.shift, layer: layer),
            let mean = network.tensor(.mean, layer: layer), let variance = network.tensor(.variance, layer: layer)
        else { return }
        let factors = (0..<outputs).map { n in
            Double(parameters.values[scale.offset + n])
                / (Double(parameters.statistics[variance.offset + n]) + Network.normEpsilon).squareRoot()
        }
        for n in 0..<outputs {
            let centred = Double(bias[n]) - Double(parameters.statistics[mean.offset + n])
            bias[n] = Float(centred * factors[n] + Double(parameters.values[shift.offset + n]))
        }
        for k in 0..<depth {
            for n in 0..<outputs { weight[k * outputs + n] = Float(Double(weight[k * outputs + n]) * factors[n]) }
        }
    }

    func step(input: Shape, output: Shape, form: UpsampledForm?, slope: Float) -> InferencePlan.Step {
        func made(_ operation: InferencePlan.Step.Operation, _ weights: FloatBuffer) -> InferencePlan.Step {
            InferencePlan.Step(
                operation: operation, input: input, output: output, slope: slope, bias: FloatBuffer(bias), weights: weights)
        }
        guard case .convolution(let rows, let columns, _, _) = layer else { return made(.dense, packed()) }
        if case .window(let window) = form {
            let matrix = FloatBuffer(count: weight.count)
            weight.withUnsafeBufferPointer { $0.baseAddress.map { window.arrange($0, into: matrix.pointer) } }
            let weights = FloatBuffer(count: zdc_packed_count(input.channels, window.columns))
            zdc_pack(matrix.pointer, input.channels, window.columns, weights.pointer)
            return made(.window(window), weights)
        }
        if let tiles = form?.tiles ?? TileForm(window: (rows, columns), outputs: outputs) {
            let tileWeights = TileWeights(tiles.tiling(input: input, outputs: outputs))
            let matrices = FloatBuffer(count: tileWeights.count)
            let weights = FloatBuffer(count: tileWeights.packedCount)
            weight.withUnsafeBufferPointer { $0.baseAddress.map { tileWeights.transform($0, into: matrices.pointer) } }
            tileWeights.pack(matrices.pointer, into: weights.pointer)
            return made(.tiles(tiles), weights)
        }
        return outputs == 1
            ? made(.convolutionToOne(rows: rows, columns: columns), FloatBuffer(weight))
            : made(.convolution(rows: rows, columns: columns), packed())
    }

    private func packed() -> FloatBuffer {
        let buffer = FloatBuffer(count: zdc_packed_count(depth, outputs))
        weight.withUnsafeBufferPointer { weight in
            guard let base = weight.baseAddress else { return }
            zdc_pack(base, depth, outputs, buffer.pointer)
        }
        return buffer
    }
}
