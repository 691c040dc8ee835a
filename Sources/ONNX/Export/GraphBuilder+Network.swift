import Calorimeter
import FastSimulation
import Networks

extension GraphBuilder {
    /// Appends the layers of a network to a value: images with the channels first, normalisations folded into the preceding sums,
    /// no dropout. The last `conditions` inputs are conditions. Returns the name of the last value.
    mutating func append(
        _ network: Network, conditions: Int, _ tensors: [String: WeightFile.Tensor], to input: String
    ) throws(ONNXError) -> String {
        var value = input
        var counts = (dense: 0, convolution: 0, norm: 0, activation: 0, upsampling: 0)
        for (index, layer) in network.layers.enumerated() {
            switch layer {
            case .dense:
                counts.dense += 1
                let name = "dense\(counts.dense)"
                var sum = try FoldedSum(name, tensors)
                if counts.dense == 1 { sum.takePublishedOrder(noise: network.input.count - conditions) }
                let inputs = try constants(&sum, name, following: index, network, tensors, norm: counts.norm + 1)
                value = add("Gemm", name: name, [value] + inputs, [.integer("transB", 1)])
            case .convolution:
                counts.convolution += 1
                let name = "conv\(counts.convolution)"
                var sum = try FoldedSum(name, tensors)
                let inputs = try constants(&sum, name, following: index, network, tensors, norm: counts.norm + 1)
                value = add("Conv", name: name, [value] + inputs, [.integers("kernel_shape", Array(sum.shape.dropFirst(2)))])
            case .batchNorm: counts.norm += 1
            case .dropout: continue
            case .leakyReLU(let slope):
                counts.activation += 1
                let name = "activation\(counts.activation)"
                value =
                    slope == 0
                    ? add("Relu", name: name, [value]) : add("LeakyRelu", name: name, [value], [.float("alpha", slope)])
            case .softplus:
                counts.activation += 1
                value = add("Softplus", name: "activation\(counts.activation)", [value])
            case .reshape(let image):
                let shape = constant("image.shape", integers: [-1, image.channels, image.rows, image.columns])
                value = add("Reshape", name: "image", [value, shape])
            case .upsample(let rows, let columns):
                counts.upsampling += 1
                let factors = [1, 1, rows, columns].map { Float($0) }
                let scales = constant("upsample\(counts.upsampling).scales", [factors.count], factors)
                value = add(
                    "Resize", name: "upsample\(counts.upsampling)", [value, "", scales],
                    [
                        .string("mode", "nearest"), .string("coordinate_transformation_mode", "asymmetric"),
                        .string("nearest_mode", "floor"),
                    ])
            case .maxPool, .averagePool, .mean, .concatenate:
                throw ONNXError("layer \(index + 1) (\(layer)) is none of a generator's")
            }
        }
        return value
    }

    /// The weight and bias of a sum, with the following normalisation folded in.
    private mutating func constants(
        _ sum: inout FoldedSum, _ name: String, following index: Int, _ network: Network,
        _ tensors: [String: WeightFile.Tensor], norm: Int
    ) throws(ONNXError) -> [String] {
        if index + 1 < network.layers.count, case .batchNorm = network.layers[index + 1] {
            try sum.fold(norm: "norm\(norm)", tensors)
        }
        return [
            constant("\(name).weight", sum.shape, sum.weight), constant("\(name).bias", [sum.bias.count], sum.bias),
        ]
    }
}

/// The weight and bias of a dense layer or a convolution, in the layout of a weight file: [out, in] or
/// [out, in, rows, columns].
private struct FoldedSum {
    let shape: [Int]
    var weight: [Float]
    var bias: [Float]

    init(_ name: String, _ tensors: [String: WeightFile.Tensor]) throws(ONNXError) {
        guard let stored = tensors["\(name).weight"], let outputs = stored.shape.first else {
            throw ONNXError("the model has no \(name).weight, expected that of a generator")
        }
        shape = stored.shape
        weight = stored.values
        bias = tensors["\(name).bias"]?.values ?? Array(repeating: 0, count: outputs)
    }

    /// The nine conditions arrive in the published order; the weights expect the order on the screen.
    mutating func takePublishedOrder(noise: Int) {
        let (old, inputs) = (weight, shape[1])
        for row in 0..<shape[0] {
            for (place, parameter) in Parameter.publishedOrder.enumerated() {
                let start = row * inputs + noise
                weight[start + place] = old[start + parameter.rawValue]
            }
        }
    }

    /// Folds scale·(sum − mean)/√(variance + ε) + shift into weight and bias.
    mutating func fold(norm: String, _ tensors: [String: WeightFile.Tensor]) throws(ONNXError) {
        guard let scale = tensors["\(norm).weight"]?.values, let shift = tensors["\(norm).bias"]?.values,
            let mean = tensors["\(norm).running_mean"]?.values, let variance = tensors["\(norm).running_var"]?.values,
            [scale, shift, mean, variance].allSatisfy({ $0.count == bias.count })
        else { throw ONNXError("the model has no \(norm), expected that of a generator") }
        let depth = weight.count / bias.count
        for row in bias.indices {
            let factor = Double(scale[row]) / (Double(variance[row]) + Network.normEpsilon).squareRoot()
            for index in row * depth..<(row + 1) * depth { weight[index] = Float(Double(weight[index]) * factor) }
            bias[row] = Float((Double(bias[row]) - Double(mean[row])) * factor + Double(shift[row]))
        }
    }
}
