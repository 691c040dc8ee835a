import Networks
import Text

/// Follows the nodes of a graph from its inputs to its output and records the layers that they form.
///
/// Exporters write the same network in many ways: sums as Gemm or as MatMul and Add, normalisations separate or folded, images
/// with channels first or last, shapes as constants or computed from other shapes. So there is no list of patterns to match:
/// each node is evaluated on what is known of its inputs, and one that cannot be is refused by name.
struct GraphTrace {
    var layers: [TracedLayer] = []
    /// The image that the dense layers end in, with the channels first.
    var startImage: (channels: Int, rows: Int, columns: Int)?
    /// The node that last resized the features.
    var enlarger = ""
    /// The number of rows of the inputs, if the graph fixes it.
    var fixedBatch: Int?
    let opset: Int

    private var values: [String: TracedValue] = [:]
    private var tensors: [String: Onnx_TensorProto] = [:]
    private var version = 0
    /// How many more constant numbers may be unpacked; the published network has 6.3 million.
    private var budget = 1 << 25

    /// No generator has more nodes, layers, or integers in a shape.
    static let nodeLimit = 1000
    static let layerLimit = 64
    static let integerLimit = 64

    private init(_ model: Onnx_ModelProto) {
        let version = model.opsetImport.first { $0.domain.isEmpty || $0.domain == "ai.onnx" }?.version
        opset = Int(version ?? 1)
        for tensor in model.graph.initializer { tensors[tensor.name] = tensor }
    }

    /// The layers of a graph and its output features.
    static func follow(_ model: Onnx_ModelProto) throws(ONNXError) -> (trace: GraphTrace, output: Features) {
        var trace = GraphTrace(model)
        let graph = model.graph
        for input in graph.input where trace.tensors[input.name] == nil { try trace.read(input) }
        guard graph.node.count <= nodeLimit else {
            throw ONNXError("found \(graph.node.count) nodes, expected at most \(nodeLimit) in a generator")
        }
        for node in graph.node { try trace.carryOut(node) }
        guard graph.output.count == 1, let name = graph.output.first?.name else {
            throw ONNXError("found \(graph.output.count) outputs, expected one: the image")
        }
        guard case .features(let output)? = trace.values[name], output.version == trace.version else {
            throw ONNXError("the output \(quoted(name)) is not what the last layer makes, expected one chain of layers")
        }
        return (trace, output)
    }

    /// Noise, conditions, or both side by side, distinguished by their number of columns.
    private mutating func read(_ input: Onnx_ValueInfoProto) throws(ONNXError) {
        let (noise, conditions) = (Network.publishedNoiseCount, GraphTrace.conditionCount)
        let shape = input.type.tensorType.shape.dim
        guard shape.count == 2 else {
            throw ONNXError("input \(quoted(input.name)) has \(shape.count) indices, expected 2: rows and numbers")
        }
        if shape[0].dimValue > 0 { fixedBatch = Int(shape[0].dimValue) }
        switch Int(shape[1].dimValue) {
        case noise: values[input.name] = .inputs(Array(0..<noise))
        case conditions: values[input.name] = .inputs(Array(noise..<noise + conditions))
        case noise + conditions: values[input.name] = .inputs(Array(0..<noise + conditions))
        case let count:
            throw ONNXError(
                "input \(quoted(input.name)) has \(count) numbers, expected \(noise) of noise or \(conditions) conditions")
        }
    }

    // MARK: - Values

    /// What is known of an input of a node.
    mutating func value(_ index: Int, of node: Onnx_NodeProto) throws(ONNXError) -> TracedValue {
        guard let name = node.optionalInput(index) else { throw node.refused("found no input \(index + 1), expected one") }
        if let value = values[name] { return value }
        guard let tensor = tensors[name] else {
            throw node.refused("its input \(quoted(name)) is made by no node before it, expected a value or a constant")
        }
        return try unpack(tensor)
    }

    /// The numbers of a constant, unless there are too many.
    mutating func unpack(_ tensor: Onnx_TensorProto) throws(ONNXError) -> TracedValue {
        if tensor.isInteger { return .integers(try tensor.integers(limit: Self.integerLimit).map { .known($0) }) }
        let numbers = try tensor.numbers()
        try spend(numbers.values.count)
        return .numbers(numbers)
    }

    /// Counts numbers against the limit on constants.
    mutating func spend(_ count: Int) throws(ONNXError) {
        budget -= count
        guard budget >= 0 else { throw ONNXError("the constants are used over and over, expected those of a generator once") }
    }

    /// The constant at an input.
    mutating func numbers(_ index: Int, of node: Onnx_NodeProto) throws(ONNXError) -> ConstantNumbers {
        guard case .numbers(let numbers) = try value(index, of: node) else {
            throw node.refused("its input \(index + 1) is no constant of single precision, expected weights")
        }
        return numbers
    }

    /// The known integers at an input.
    mutating func integers(_ index: Int, of node: Onnx_NodeProto) throws(ONNXError) -> [Int] {
        guard case .integers(let extents) = try value(index, of: node) else {
            throw node.refused("its input \(index + 1) is no list of integers, expected one")
        }
        var integers: [Int] = []
        for extent in extents {
            guard case .known(let integer) = extent else {
                throw node.refused("its input \(index + 1) depends on the number of rows, expected constants")
            }
            integers.append(integer)
        }
        return integers
    }

    /// The known integers of an attribute or, in later opsets, of an input; nil if there is neither.
    mutating func integers(_ name: String, orInput index: Int, of node: Onnx_NodeProto) throws(ONNXError) -> [Int]? {
        if let integers = node.integers(name) { return integers }
        return node.optionalInput(index) == nil ? nil : try integers(index, of: node)
    }

    /// The features at an input, which must be those of the last layer.
    mutating func features(_ index: Int, of node: Onnx_NodeProto) throws(ONNXError) -> Features {
        guard case .features(let features) = try value(index, of: node) else {
            throw node.refused(
                "its input \(index + 1) is not made from noise and conditions, expected an image or vector of features")
        }
        guard features.version == version else {
            throw node.refused("it goes back behind the last layer, expected one chain of layers")
        }
        return features
    }

    /// Sets the output of a node.
    mutating func set(_ value: TracedValue, by node: Onnx_NodeProto) {
        if let name = node.output.first { values[name] = value }
    }

    /// Sets new features; older ones may no longer be used.
    mutating func advance(_ features: Features, by node: Onnx_NodeProto) {
        version += 1
        var features = features
        features.version = version
        set(.features(features), by: node)
    }

    /// Adds a layer.
    mutating func append(_ kind: TracedLayer.Kind, node: String) throws(ONNXError) {
        guard layers.count < Self.layerLimit else {
            throw ONNXError("found more than \(Self.layerLimit) layers, expected a generator")
        }
        layers.append(TracedLayer(kind: kind, node: node))
    }
}
