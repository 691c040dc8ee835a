/// The stages of a network: its layers, those that go together joined.
enum StageList {
    static func stages(
        of network: Network, parameters: FloatBuffer, statistics: FloatBuffer, workers: Workers
    ) throws(NetworkError) -> [any Stage] {
        var stages: [any Stage] = []
        var index = 0
        while index < network.layers.count {
            let shapes = (input: network.shapes[index], output: network.shapes[index + 1])
            switch network.layers[index] {
            case .dense:
                guard let weight = network.tensor(.weight, layer: index), let bias = network.tensor(.bias, layer: index)
                else { break }
                stages.append(DenseStage(layer: index, weight: weight, bias: bias, parameters: parameters))
            case .upsample(let rows, let columns):
                switch UpsampledForm(network, layer: index) {
                case .tiles(let form):
                    stages.append(tiles(network, layers: index..<index + 2, form, parameters: parameters, workers: workers))
                    index += 1
                case .window(let window):
                    stages.append(WindowStage(network, layer: index, window: window, parameters: parameters, workers: workers))
                    index += 1
                case nil:
                    stages.append(
                        UpsampleStage(layer: index, input: shapes.input, output: shapes.output, factors: (rows, columns)))
                }
            case .convolution(let rows, let columns, let outputs, _):
                if let form = TileForm(window: (rows, columns), outputs: outputs) {
                    stages.append(tiles(network, layers: index..<index + 1, form, parameters: parameters, workers: workers))
                } else if let weight = network.tensor(.weight, layer: index) {
                    stages.append(
                        ConvolutionStage(
                            layer: index, input: shapes.input, output: shapes.output, window: (rows, columns), weight: weight,
                            bias: network.tensor(.bias, layer: index), parameters: parameters, workers: workers))
                }
            case .batchNorm, .dropout, .leakyReLU:
                let stage = activation(
                    network, from: index, place: stages.count, parameters: parameters, statistics: statistics)
                stages.append(stage)
                index = stage.layers.upperBound - 1
            case .softplus:
                stages.append(SoftplusStage(layer: index, count: shapes.input.count))
            case .maxPool(let rows, let columns, _):
                stages.append(
                    MaxPoolStage(layer: index, input: shapes.input, output: shapes.output, window: (rows, columns)))
            case .averagePool(let rows, let columns, _):
                stages.append(
                    AveragePoolStage(layer: index, input: shapes.input, output: shapes.output, window: (rows, columns)))
            case .mean:
                stages.append(MeanStage(layer: index, input: shapes.input))
            case .concatenate(let count):
                stages.append(ConcatenateStage(layer: index, input: shapes.input.count, added: count))
            case .reshape:
                break
            }
            index += 1
        }
        guard !stages.isEmpty else { throw NetworkError("found no layer that computes, expected a network") }
        return stages
    }

    private static func tiles(
        _ network: Network, layers: Range<Int>, _ form: TileForm, parameters: FloatBuffer, workers: Workers
    ) -> any Stage {
        let last = layers.upperBound - 1
        let weight = network.tensors.first { $0.layer == last && $0.kind == .weight }
        precondition(weight != nil, "a convolution has a weight")
        return TileStage(
            layers: layers, input: network.shapes[layers.lowerBound], output: network.shapes[layers.upperBound],
            form: form,
            weight: weight ?? network.tensors[0], bias: network.tensor(.bias, layer: last), parameters: parameters,
            workers: workers)
    }

    /// Normalisation, dropout and activation in this order, as many of them as stand there.
    private static func activation(
        _ network: Network, from first: Int, place: Int, parameters: FloatBuffer, statistics: FloatBuffer
    ) -> any Stage {
        var index = first
        var norm: ActivationStage.Norm?
        var (rate, slope): (Float, Float) = (0, 1)
        if case .batchNorm = network.layers[index], let scale = network.tensor(.scale, layer: index),
            let shift = network.tensor(.shift, layer: index), let mean = network.tensor(.mean, layer: index),
            let variance = network.tensor(.variance, layer: index)
        {
            norm = ActivationStage.Norm(scale: scale, shift: shift, mean: mean, variance: variance)
            index += 1
        }
        if index < network.layers.count, case .dropout(let value) = network.layers[index] {
            rate = value
            index += 1
        }
        if index < network.layers.count, case .leakyReLU(let value) = network.layers[index] {
            slope = value
            index += 1
        }
        return ActivationStage(
            layers: first..<index, index: place, shape: network.shapes[first], norm: norm, dropout: rate, slope: slope,
            parameters: parameters, statistics: statistics)
    }
}
