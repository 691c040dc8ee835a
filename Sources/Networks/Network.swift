/// A network as a list of layers, with the shapes and parameters that follow from it.
///
///     let network = try Network(input: Shape(19), layers: [.dense(outputs: 256), .batchNorm, .leakyReLU(slope: 0.1)])
///     network.output.count        // 256
///     network.parameterCount      // 6144 = 19·256 + 256 + 4·256
public struct Network: Hashable, Sendable {
    public let input: Shape
    public let layers: [Layer]
    /// The shape before each layer, and after the last one.
    public let shapes: [Shape]
    /// Every learnt tensor, in the order of the layers.
    public let tensors: [Tensor]
    /// Running means and variances of the batch normalisations; the optimiser does not touch them.
    public let statistics: [Tensor]

    /// A named piece of the parameters.
    public struct Tensor: Hashable, Sendable {
        public enum Kind: Hashable, Sendable { case weight, bias, scale, shift, mean, variance }
        public let kind: Kind
        /// The layer it belongs to.
        public let layer: Int
        /// Position in the flat array of parameters (or of statistics).
        public let offset: Int
        /// Rows of a weight: values that one output is a sum of, in the order (window row, window column, channel); 1 otherwise.
        public let depth: Int
        /// Outputs of the layer; the weight is stored as [depth][outputs].
        public let outputs: Int
        public var count: Int { depth * outputs }
        public var range: Range<Int> { offset..<offset + count }
    }

    /// Throws if a layer cannot take what the one before it gives.
    public init(input: Shape, layers: [Layer]) throws(NetworkError) {
        var shapes = [input]
        var tensors: [Tensor] = []
        var statistics: [Tensor] = []
        func append(_ kind: Tensor.Kind, layer: Int, depth: Int = 1, outputs: Int, to list: inout [Tensor]) {
            let offset = list.last?.range.upperBound ?? 0
            list.append(Tensor(kind: kind, layer: layer, offset: offset, depth: depth, outputs: outputs))
        }
        for (index, layer) in layers.enumerated() {
            let shape = shapes[index]
            guard let output = layer.output(of: shape) else {
                throw NetworkError("layer \(index + 1) (\(layer)) cannot take an input of \(shape)")
            }
            switch layer {
            case .dense(let outputs):
                append(.weight, layer: index, depth: shape.count, outputs: outputs, to: &tensors)
                append(.bias, layer: index, outputs: outputs, to: &tensors)
            case .convolution(let rows, let columns, let outputs, let bias):
                append(.weight, layer: index, depth: rows * columns * shape.channels, outputs: outputs, to: &tensors)
                if bias { append(.bias, layer: index, outputs: outputs, to: &tensors) }
            case .batchNorm:
                append(.scale, layer: index, outputs: shape.channels, to: &tensors)
                append(.shift, layer: index, outputs: shape.channels, to: &tensors)
                append(.mean, layer: index, outputs: shape.channels, to: &statistics)
                append(.variance, layer: index, outputs: shape.channels, to: &statistics)
            default: break
            }
            shapes.append(output)
        }
        self.input = input
        self.layers = layers
        self.shapes = shapes
        self.tensors = tensors
        self.statistics = statistics
    }

    /// The shape after the last layer.
    public var output: Shape { shapes[shapes.count - 1] }
    /// Learnt numbers.
    public var trainableCount: Int { tensors.last?.range.upperBound ?? 0 }
    /// Running statistics.
    public var statisticsCount: Int { statistics.last?.range.upperBound ?? 0 }
    /// Learnt numbers and running statistics: what publications count.
    public var parameterCount: Int { trainableCount + statisticsCount }

    /// Multiplications with addition that one sample takes when every layer is computed as it stands.
    public var multiplyAdds: Int {
        tensors.filter { $0.kind == .weight }.reduce(0) {
            $0 + $1.count * shapes[$1.layer + 1].rows * shapes[$1.layer + 1].columns
        }
    }

    /// The tensor of a kind that a layer has, among parameters or statistics.
    public func tensor(_ kind: Tensor.Kind, layer: Int) -> Tensor? {
        (tensors + statistics).first { $0.layer == layer && $0.kind == kind }
    }
}

/// What is wrong with a network, in one sentence.
public struct NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The numbers of a network.
public struct Parameters: Hashable, Sendable {
    /// The learnt ones, at the places that `Network.tensors` tells.
    public var values: [Float]
    /// Running means and variances, at the places that `Network.statistics` tells.
    public var statistics: [Float]

    public init(values: [Float], statistics: [Float]) {
        self.values = values
        self.statistics = statistics
    }
}
