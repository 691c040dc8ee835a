public import Calorimeter
public import FastSimulation
public import Foundation
public import Networks
import Text

/// A generator of the published topology from another program: an ONNX graph, traced node by node.
///
///     let imported = try ImportedGenerator(bytes, detector: .zn)
///     let file = try imported.weightFile(name: "mine", encoding: encoding)
///
/// Its images may have the channels first (PyTorch) or last (Keras), its normalisations may be nodes of their own or folded into
/// the weights, and its inputs are noise and conditions in either order. The conditions are in the published order. A graph that
/// `Generator.onnx` wrote is read with its encoding; how the model was trained, and its normalisations, are not in it.
public struct ImportedGenerator: Sendable {
    public let detector: Detector
    public let channels: GeneratorChannels
    /// How the network ends.
    public let link: OutputLink
    /// The means and scales of the conditions, in the published order; nil if the graph has none.
    public let means: [Float]?
    public let scales: [Float]?
    /// How the conditions reach the network.
    public let encodingKind: ConditionEncoding.Kind
    private let photons: String?
    private let tensors: [String: WeightFile.Tensor]

    /// Traces a graph.
    ///
    /// - Parameters:
    ///   - pixelOrder: how its flat image is to be read; without it, as the graph says of itself, or else as in the published
    ///     code.
    ///   - external: gives the files beside the graph that hold its numbers; nil if there are none to be had.
    /// - Throws: a sentence that names the first node which no such generator has.
    public init(
        _ bytes: Data, detector: Detector, pixelOrder: PixelOrder? = nil, external: ExternalNumbers.Loader? = nil
    ) throws(ONNXError) {
        var model = try Onnx_ModelProto(checking: bytes)
        try ExternalNumbers.resolve(&model, external)
        let words = Dictionary(model.metadataProps.map { ($0.key, $0.value) }) { first, _ in first }
        guard words[Words.flow] == nil else {
            throw ONNXError(
                "the graph has a flow before its generator, which is not read from graphs; expected a generator alone, or the weight file"
            )
        }
        let encoding = try EncodingNodes(
            of: model, words, detector: detector, noise: GraphTrace.noiseCount(of: model))
        let (trace, output) = try GraphTrace.follow(model, encoding: encoding)
        let order = pixelOrder ?? words[Words.pixelOrder].flatMap(PixelOrder.init) ?? .image
        let axes = (output.flattened ?? output.axes).filter { $0.extent != 1 }
        guard axes.map(\.origin) == [1, 2] || axes.map(\.origin) == [2, 1], output.repeats.allSatisfy({ $0 == 1 }) else {
            throw ONNXError("the output has the extents \(output.extents.prefix(8)), expected an image of one channel")
        }
        var layers = trace.layers
        let isTurned = axes.map(\.origin) == [2, 1]
        if isTurned != (order == .o2) { Self.turn(&layers, start: trace.startImage) }

        self.detector = detector
        (means, scales) = (Self.numbers(words[Words.means]), Self.numbers(words[Words.scales]))
        encodingKind = encoding?.encoding.kind ?? .raw
        photons = words[Words.photons]
        let inputs = encoding?.encoding.count ?? GraphTrace.conditionCount
        channels = try Self.channels(of: layers, noise: trace.noiseCount)
        link = if case .softplus? = layers.last?.kind { .softplus } else { .relu }
        tensors = try Self.tensors(layers, as: Self.network(detector, channels, conditions: inputs, link), noise: channels.noise)
    }

    /// The generator as a weight file, for the model store.
    public func weightFile(
        name: String, encoding: ConditionEncoding, metadata: [String: String] = [:]
    ) throws(ModelError) -> WeightFile {
        var tensors = tensors
        tensors["conditions.mean"] = .init(shape: [encoding.mean.count], values: encoding.mean)
        tensors["conditions.scale"] = .init(shape: [encoding.scale.count], values: encoding.scale)
        var words = metadata
        words["model"] = name
        words["detector"] = "\(detector.name) \(detector.rows)x\(detector.columns)"
        words["encoding"] = encoding.kind.rawValue
        words["link"] = link.rawValue
        words["noise"] = "\(channels.noise)"
        words["photons"] = photons
        let generator = try Generator(WeightFile(tensors: tensors, metadata: words), file: name)
        do {
            return try generator.weightFile()
        } catch {
            throw ModelError(file: name, error.description)
        }
    }

    static func numbers(_ text: String?) -> [Float]? {
        guard let text else { return nil }
        let numbers = text.split(separator: " ").prefix(64).map { Float($0) ?? .nan }
        return numbers.count == GraphTrace.conditionCount && numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    private static func network(
        _ detector: Detector, _ channels: GeneratorChannels, conditions: Int, _ link: OutputLink
    ) throws(ONNXError) -> Network {
        do {
            return try Network.generator(detector: detector, conditions: conditions, channels: channels, link: link)
        } catch {
            throw ONNXError(error.description)
        }
    }

    /// The channel counts of the layers.
    private static func channels(of layers: [TracedLayer], noise: Int) throws(ONNXError) -> GeneratorChannels {
        var (dense, convolutions): ([TracedLayer.Sum], [TracedLayer.Sum]) = ([], [])
        for layer in layers {
            switch layer.kind {
            case .dense(let sum): dense.append(sum)
            case .convolution(let sum, _, _): convolutions.append(sum)
            case .upsample, .leakyReLU, .softplus: break
            }
        }
        guard dense.count == 2, convolutions.count == 4 else {
            throw ONNXError(
                "found \(dense.count) dense layers and \(convolutions.count) convolutions, expected the 2 and 4 of a generator")
        }
        return GeneratorChannels(
            noise: noise, hidden: dense[0].outputs, start: convolutions[0].inputs, first: convolutions[0].outputs,
            second: convolutions[1].outputs, third: convolutions[2].outputs)
    }

    /// The same layers with rows and columns exchanged.
    private static func turn(_ layers: inout [TracedLayer], start: (channels: Int, rows: Int, columns: Int)?) {
        let lastDense = layers.lastIndex { if case .dense = $0.kind { true } else { false } }
        for index in layers.indices {
            switch layers[index].kind {
            case .convolution(var sum, let rows, let columns):
                sum.turnWindows(rows: rows, columns: columns)
                layers[index].kind = .convolution(sum, rows: columns, columns: rows)
            case .upsample(let rows, let columns): layers[index].kind = .upsample(rows: columns, columns: rows)
            case .dense(var sum):
                guard index == lastDense, let start else { continue }
                let pixels = start.rows * start.columns
                sum.reorder(
                    outputs: (0..<sum.outputs).map { place in
                        let (channel, row, column) = (place / pixels, place % pixels / start.rows, place % start.rows)
                        return channel * pixels + column * start.columns + row
                    })
                layers[index].kind = .dense(sum)
            case .leakyReLU, .softplus: break
            }
        }
    }
}

// MARK: - Against the published topology

extension ImportedGenerator {
    /// The weights of the layers under the names of a weight file, with identity normalisations, since theirs are folded.
    private static func tensors(
        _ layers: [TracedLayer], as network: Network, noise: Int
    ) throws(ONNXError) -> [String: WeightFile.Tensor] {
        var tensors: [String: WeightFile.Tensor] = [:]
        var rest = layers[...]
        var counts = (dense: 0, convolution: 0, norm: 0)
        func next(_ expected: String) throws(ONNXError) -> TracedLayer {
            guard let layer = rest.popFirst() else {
                throw ONNXError("the graph ends after \(layers.count) layers, expected \(expected)")
            }
            return layer
        }
        for (index, layer) in network.layers.enumerated() {
            let input = network.shapes[index]
            switch layer {
            case .dense(let outputs):
                counts.dense += 1
                let expected = "a dense layer of \(outputs) outputs"
                let found = try next(expected)
                guard case .dense(let sum) = found.kind, sum.outputs == outputs, sum.inputs == input.count else {
                    throw found.refused(expected)
                }
                let weight = counts.dense == 1 ? Self.inScreenOrder(sum, noise: noise) : sum.weight
                tensors["dense\(counts.dense).weight"] = .init(shape: [outputs, sum.inputs], values: weight)
                tensors["dense\(counts.dense).bias"] = .init(shape: [outputs], values: sum.bias)
            case .convolution(let rows, let columns, let outputs, _):
                counts.convolution += 1
                let expected = "a convolution of \(rows)×\(columns) to \(outputs) channels"
                let found = try next(expected)
                guard case .convolution(let sum, rows, columns) = found.kind, sum.outputs == outputs, sum.inputs == input.channels
                else {
                    throw found.refused(expected)
                }
                tensors["conv\(counts.convolution).weight"] = .init(
                    shape: [outputs, sum.inputs, rows, columns], values: sum.weight)
                tensors["conv\(counts.convolution).bias"] = .init(shape: [outputs], values: sum.bias)
            case .upsample(let rows, let columns):
                let expected = "an upsampling of \(rows)×\(columns)"
                let found = try next(expected)
                guard case .upsample(rows, columns) = found.kind else { throw found.refused(expected) }
            case .leakyReLU(let slope):
                let expected = slope == 0 ? "a ReLU" : "a leaky ReLU of slope \(slope)"
                let found = try next(expected)
                guard case .leakyReLU(let own) = found.kind, abs(own - slope) < 1e-6 else { throw found.refused(expected) }
            case .softplus:
                let found = try next("a softplus")
                guard case .softplus = found.kind else { throw found.refused("a softplus") }
            case .batchNorm:
                counts.norm += 1
                let neutral: [(String, Float)] = [
                    ("weight", Float((1 + Network.normEpsilon).squareRoot())), ("bias", 0), ("running_mean", 0),
                    ("running_var", 1),
                ]
                for (part, value) in neutral {
                    tensors["norm\(counts.norm).\(part)"] = .init(
                        shape: [input.channels], values: Array(repeating: value, count: input.channels))
                }
            case .dropout, .reshape: continue
            case .maxPool, .averagePool, .mean, .concatenate: throw ONNXError("a generator has no layer \(layer)")
            }
        }
        if let extra = rest.first { throw extra.refused("the end of the network") }
        return tensors
    }

    /// The weight of the first layer, with its conditions moved from the published order to the order on the screen.
    private static func inScreenOrder(_ sum: TracedLayer.Sum, noise: Int) -> [Float] {
        var moved = sum
        var order = Array(0..<sum.inputs)
        for (place, parameter) in Parameter.publishedOrder.enumerated() {
            order[noise + parameter.rawValue] = noise + place
        }
        moved.reorder(inputs: order)
        return moved.weight
    }
}

extension TracedLayer {
    fileprivate func refused(_ expected: String) -> ONNXError { ONNXError("\(node): found \(text), expected \(expected)") }
}
