import Random

extension Parameters {
    /// First values: weights uniform within ±√(6/(inputs + outputs)) of a layer's window (Glorot and Bengio, AISTATS
    /// 2010), biases and shifts 0, scales 1, running means 0 and variances 1.
    public static func glorot(_ network: Network, seed: UInt64) -> Parameters {
        var parameters = Parameters(
            values: Array(repeating: 0, count: network.trainableCount),
            statistics: Array(repeating: 0, count: network.statisticsCount))
        for (index, tensor) in network.tensors.enumerated() {
            switch tensor.kind {
            case .weight:
                var window = 1
                if case .convolution(let rows, let columns, _, _) = network.layers[tensor.layer] { window = rows * columns }
                let limit = (6 / Double(tensor.depth + window * tensor.outputs)).squareRoot()
                var random = RandomStream(seed: seed, purpose: .initialisation, index: UInt64(index))
                for place in tensor.range { parameters.values[place] = Float(random.uniform(-limit, limit)) }
            case .scale:
                for place in tensor.range { parameters.values[place] = 1 }
            default: break
            }
        }
        for tensor in network.statistics where tensor.kind == .variance {
            for place in tensor.range { parameters.statistics[place] = 1 }
        }
        return parameters
    }
}
