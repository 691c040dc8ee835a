import Foundation
import Random

@testable import Networks

/// A network run layer by layer in double precision, without any of the ways to do it fast.
struct NaiveNetwork {
    let network: Network
    var values: [Double]
    let statistics: [Double]
    let mode: TrainableNetwork.Mode
    let dropoutSeed: UInt64
    /// The stage that each layer belongs to: the place of its dropout keys.
    private let stageOfLayer: [Int]
    /// The singular vectors of spectral normalisation, held fixed; none without it.
    private var singular: [(left: [Double], right: [Double])] = []

    init(_ trainable: TrainableNetwork, mode: TrainableNetwork.Mode = .training, dropoutSeed: UInt64 = 0) {
        network = trainable.network
        values = trainable.parameters.values.map(Double.init)
        statistics = trainable.parameters.statistics.map(Double.init)
        self.mode = mode
        self.dropoutSeed = dropoutSeed
        stageOfLayer = trainable.network.layers.indices.map { layer in
            trainable.stages.firstIndex { $0.layers.contains(layer) } ?? 0
        }
        let weights = network.tensors.filter { $0.kind == .weight }
        var rest = trainable.singularVectors.map(Double.init)[...]
        guard !rest.isEmpty else { return }
        func take(_ count: Int) -> [Double] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        let left = weights.map { take($0.outputs) }
        singular = zip(left, weights.map { take($0.depth) }).map { ($0, $1) }
    }

    /// The outputs of every layer for a batch, each [count][output.count]; the first is the input itself.
    func forward(_ inputs: [Double], conditions: [Double] = [], count: Int) -> [[Double]] {
        var outputs = [inputs]
        let values = valuesInUse()
        for index in network.layers.indices {
            outputs.append(forward(layer: index, outputs[index], conditions: conditions, count: count, values))
        }
        return outputs
    }

    private func valuesInUse() -> [Double] {
        var result = values
        for (weight, vectors) in zip(network.tensors.filter { $0.kind == .weight }, singular) {
            var sigma = 0.0
            for k in 0..<weight.depth {
                for n in 0..<weight.outputs {
                    sigma += vectors.right[k] * values[weight.offset + k * weight.outputs + n] * vectors.left[n]
                }
            }
            for place in weight.range { result[place] /= sigma }
        }
        return result
    }

    private func forward(
        layer index: Int, _ current: [Double], conditions: [Double], count: Int, _ values: [Double]
    ) -> [Double] {
        let input = network.shapes[index]
        func tensor(_ kind: Network.Tensor.Kind) -> [Double] {
            network.tensor(kind, layer: index).map {
                Array((kind == .mean || kind == .variance ? statistics : values)[$0.range])
            }
                ?? []
        }
        func perSample(_ body: ([Double], Int) -> [Double]) -> [Double] {
            (0..<count).flatMap { body(Array(current[$0 * input.count..<($0 + 1) * input.count]), $0) }
        }
        func withBias(_ sums: [Double]) -> [Double] {
            let bias = tensor(.bias)
            return bias.isEmpty ? sums : Naive.activate(sums, bias: bias, slope: 1)
        }
        switch network.layers[index] {
        case .dense(let outputs):
            return perSample { numbers, _ in
                withBias(Naive.multiply(numbers, tensor(.weight), rows: 1, depth: input.count, columns: outputs))
            }
        case .convolution(let rows, let columns, let outputs, _):
            return perSample { image, _ in
                withBias(Naive.convolve(image, input, tensor(.weight), window: (rows, columns), outputs: outputs))
            }
        case .upsample(let rows, let columns):
            return perSample { image, _ in Naive.upsample(image, input, factors: (rows, columns)) }
        case .batchNorm:
            return normalized(
                current, input, scale: tensor(.scale), shift: tensor(.shift), mean: tensor(.mean),
                variance: tensor(.variance))
        case .dropout(let rate):
            guard mode == .training else { return current }
            return perSample { numbers, sample in
                dropped(numbers, rate: rate, sample: sample, stage: stageOfLayer[index])
            }
        case .leakyReLU(let slope):
            return current.map { $0 > 0 ? $0 : Double(slope) * $0 }
        case .softplus:
            return current.map { max($0, 0) + log1p(exp(-abs($0))) }
        case .maxPool(let rows, let columns, _):
            return perSample { image, _ in
                pooled(image, input, network.shapes[index + 1], rows, columns) { $0.max() ?? -.infinity }
            }
        case .averagePool(let rows, let columns, _):
            return perSample { image, _ in
                pooled(image, input, network.shapes[index + 1], rows, columns) { $0.reduce(0, +) / Double(rows * columns) }
            }
        case .reshape:
            return current
        case .mean:
            return perSample { image, _ in
                (0..<input.channels).map { c in
                    stride(from: c, to: input.count, by: input.channels).reduce(0.0) { $0 + image[$1] }
                        / Double(input.rows * input.columns)
                }
            }
        case .concatenate(let added):
            return perSample { numbers, sample in numbers + conditions[sample * added..<(sample + 1) * added] }
        }
    }

    private func normalized(
        _ numbers: [Double], _ shape: Shape, scale: [Double], shift: [Double], mean: [Double], variance: [Double]
    ) -> [Double] {
        var result = numbers
        for c in 0..<shape.channels {
            let places = Array(stride(from: c, to: numbers.count, by: shape.channels))
            var (m, v) = (mean[c], variance[c])
            if mode == .training {
                m = places.reduce(0.0) { $0 + numbers[$1] } / Double(places.count)
                v = places.reduce(0.0) { $0 + (numbers[$1] - m) * (numbers[$1] - m) } / Double(places.count)
            }
            for place in places { result[place] = scale[c] * (numbers[place] - m) / (v + 1e-5).squareRoot() + shift[c] }
        }
        return result
    }

    private func dropped(_ numbers: [Double], rate: Float, sample: Int, stage: Int) -> [Double] {
        var random = RandomStream(seed: dropoutSeed, purpose: .dropout, index: UInt64(sample))
        var key: UInt32 = 0
        for _ in 0...stage { key = UInt32(random.next() >> 32) }
        let threshold = UInt32(Double(rate) * 0x1p32)
        let factor = 1 / (1 - Double(threshold) / 0x1p32)
        return numbers.enumerated().map { position, value in
            var h = UInt32(position) &* 0x9e37_79b9 &+ key
            h ^= h >> 16
            h = h &* 0x21f0_aaad
            h ^= h >> 15
            h = h &* 0x735a_2d97
            h ^= h >> 15
            return h >= threshold ? value * factor : 0
        }
    }

    /// One number for the pixels of each window and channel.
    private func pooled(
        _ image: [Double], _ input: Shape, _ output: Shape, _ rows: Int, _ columns: Int, _ number: ([Double]) -> Double
    ) -> [Double] {
        var result: [Double] = []
        for y in 0..<output.rows {
            for x in 0..<output.columns {
                for c in 0..<input.channels {
                    var window: [Double] = []
                    for dy in y * rows..<min((y + 1) * rows, input.rows) {
                        for dx in x * columns..<min((x + 1) * columns, input.columns) {
                            window.append(image[(dy * input.columns + dx) * input.channels + c])
                        }
                    }
                    result.append(number(window))
                }
            }
        }
        return result
    }
}
