import Calorimeter
import Networks
import Text

/// A generator's weights in the layout of a weight file.
///
/// The file follows PyTorch: dense weights [out, in], windows [out, in, rows, columns], images channel by channel.
/// In memory weights are [in][out], and images pixel by pixel with the channels last.
enum GeneratorFile {
    /// What a file says of its detector: "ZN 44x44".
    static func word(for detector: Detector) -> String { "\(detector.name) \(detector.rows)x\(detector.columns)" }

    /// Names of a layer's tensors in the file, with the kind that each holds.
    private static func names(_ network: Network, prefix: String) -> [(name: String, tensor: Network.Tensor)] {
        var counts = (dense: 0, convolution: 0, norm: 0)
        var names: [(String, Network.Tensor)] = []
        for (index, layer) in network.layers.enumerated() {
            var parts: [(String, Network.Tensor.Kind)] = []
            switch layer {
            case .dense:
                counts.dense += 1
                parts = [("dense\(counts.dense).weight", .weight), ("dense\(counts.dense).bias", .bias)]
            case .convolution:
                counts.convolution += 1
                parts = [("conv\(counts.convolution).weight", .weight), ("conv\(counts.convolution).bias", .bias)]
            case .batchNorm:
                counts.norm += 1
                let name = "norm\(counts.norm)"
                parts = [
                    ("\(name).weight", .scale), ("\(name).bias", .shift), ("\(name).running_mean", .mean),
                    ("\(name).running_var", .variance),
                ]
            default: break
            }
            for (name, kind) in parts {
                guard let tensor = network.tensor(kind, layer: index) else { continue }
                names.append((prefix + name, tensor))
            }
        }
        return names
    }

    /// The channel counts of a file with so much noise, from the shapes of its tensors.
    static func channels(_ file: WeightFile, noise: Int) throws(Finding) -> GeneratorChannels {
        func shape(_ name: String, dimensions: Int) throws(Finding) -> [Int] {
            guard let tensor = file.tensors[name], tensor.shape.count == dimensions else {
                throw Finding("found no \(dimensions)-dimensional tensor \"\(name)\", expected that of a generator")
            }
            return tensor.shape
        }
        let first = try shape("conv1.weight", dimensions: 4)
        return GeneratorChannels(
            noise: noise, hidden: try shape("dense1.weight", dimensions: 2)[0], start: first[1], first: first[0],
            second: try shape("conv2.weight", dimensions: 4)[0], third: try shape("conv3.weight", dimensions: 4)[0])
    }

    /// The numbers of a file for a network, whose tensors have names with `prefix`. Throws if a tensor is missing, has another shape,
    /// or belongs to no layer.
    static func parameters(
        _ file: WeightFile, network: Network, prefix: String = "", others: Set<String> = []
    ) throws(Finding) -> Parameters {
        var parameters = Parameters(
            values: Array(repeating: 0, count: network.trainableCount),
            statistics: Array(repeating: 0, count: network.statisticsCount))
        var unknown = Set(file.tensors.keys.filter { $0.hasPrefix(prefix) }).subtracting(others)
        for (name, tensor) in names(network, prefix: prefix) {
            unknown.remove(name)
            let layout = Layout(tensor, in: network)
            guard let stored = file.tensors[name] else {
                throw Finding("found no tensor \"\(name)\", expected one of shape \(layout.shape)")
            }
            guard stored.shape == layout.shape else {
                throw Finding("tensor \"\(name)\" has the shape \(stored.shape.prefix(8)), expected \(layout.shape)")
            }
            if let index = stored.values.firstNotFinite {
                throw Finding("value \(index + 1) of tensor \"\(name)\" is \(stored.values[index]), expected a finite number")
            }
            let isStatistic = tensor.kind == .mean || tensor.kind == .variance
            if tensor.kind == .variance, let index = stored.values.firstIndex(where: { $0 < 0 }) {
                throw Finding(
                    "value \(index + 1) of tensor \"\(name)\" is \(stored.values[index]), expected a variance")
            }
            if isStatistic {
                layout.copy(stored.values, into: &parameters.statistics, at: tensor.offset)
            } else {
                layout.copy(stored.values, into: &parameters.values, at: tensor.offset)
            }
        }
        if let name = unknown.sorted().first {
            throw Finding("found a tensor \(quoted(name)) that no layer of a generator has")
        }
        return parameters
    }

    /// The tensors of a network as they stand in a file.
    static func tensors(_ network: Network, parameters: Parameters, prefix: String = "") -> [String: WeightFile.Tensor] {
        var tensors: [String: WeightFile.Tensor] = [:]
        for (name, tensor) in names(network, prefix: prefix) {
            let layout = Layout(tensor, in: network)
            let isStatistic = tensor.kind == .mean || tensor.kind == .variance
            let source = isStatistic ? parameters.statistics[tensor.range] : parameters.values[tensor.range]
            var values = [Float](repeating: 0, count: tensor.count)
            for (index, value) in source.enumerated() { values[layout.fileIndex(index)] = value }
            tensors[name] = WeightFile.Tensor(shape: layout.shape, values: values)
        }
        return tensors
    }

    /// Where the numbers of a tensor stand in the file.
    private struct Layout {
        let shape: [Int]
        private let outputs: Int
        private let depth: Int
        private let channels: Int
        /// Pixels of the image that the outputs are reshaped to; 1 for all layers but one.
        private let pixels: Int

        init(_ tensor: Network.Tensor, in network: Network) {
            outputs = tensor.outputs
            depth = tensor.depth
            let input = network.shapes[tensor.layer]
            if case .convolution(let rows, let columns, _, _) = network.layers[tensor.layer] {
                channels = input.channels
                shape = tensor.kind == .weight ? [outputs, channels, rows, columns] : [outputs]
            } else {
                channels = tensor.depth
                shape = tensor.kind == .weight ? [outputs, depth] : [outputs]
            }
            // The layers between a dense one and the reshaping of its output keep its numbers in their places.
            var pixels = 1
            if input.rows * input.columns == 1 {
                search: for layer in network.layers[(tensor.layer + 1)...] {
                    switch layer {
                    case .reshape(let image):
                        pixels = image.rows * image.columns
                        break search
                    case .batchNorm, .dropout, .leakyReLU: continue
                    default: break search
                    }
                }
            }
            self.pixels = pixels
        }

        /// The place in the file of number `index` in memory.
        func fileIndex(_ index: Int) -> Int { place(ofRow: index / outputs) + place(ofOutput: index % outputs) }

        /// What a row of the weight adds to the place in the file.
        private func place(ofRow row: Int) -> Int {
            // In memory a row of a window's weight is (pixel of the window, channel); the file has the channel first.
            row % channels * (depth / channels) + row / channels
        }

        /// What an output adds to the place in the file.
        private func place(ofOutput output: Int) -> Int {
            let (pixel, channel) = (output / (outputs / pixels), output % (outputs / pixels))
            return (channel * pixels + pixel) * depth
        }

        /// Outputs that are copied together, so that the lines of the file stay in the cache from row to row.
        private static let block = 64

        /// Puts the numbers of the file where they are in memory, from `offset` on.
        func copy(_ stored: [Float], into values: inout [Float], at offset: Int) {
            let places = (0..<outputs).map(place(ofOutput:))
            let rows = stored.count / outputs
            stored.withUnsafeBufferPointer { stored in
                values.withUnsafeMutableBufferPointer { values in
                    for start in stride(from: 0, to: outputs, by: Self.block) {
                        let end = min(start + Self.block, outputs)
                        for row in 0..<rows {
                            let (base, from) = (offset + row * outputs, place(ofRow: row))
                            for output in start..<end { values[base + output] = stored[from + places[output]] }
                        }
                    }
                }
            }
        }
    }
}

/// What is wrong with a model, before the name of its file is known.
struct Finding: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
