import Foundation

/// Collects the nodes and constants of a graph; every value has the name of the node that makes it.
struct GraphBuilder {
    private(set) var graph = Onnx_GraphProto()

    init(name: String) { graph.name = name }

    /// Adds a node and returns the name of its output.
    mutating func add(
        _ operation: String, name: String, _ inputs: [String], _ attributes: [Onnx_AttributeProto] = []
    ) -> String {
        var node = Onnx_NodeProto()
        node.opType = operation
        node.name = name
        node.input = inputs
        node.output = [name]
        node.attribute = attributes
        graph.node.append(node)
        return name
    }

    /// Adds a single-precision constant.
    mutating func constant(_ name: String, _ shape: [Int], _ values: [Float]) -> String {
        constant(name, shape, type: NumberKind.float, values.map(\.bitPattern.littleEndian))
    }

    /// Adds a double-precision constant.
    mutating func constant(_ name: String, _ shape: [Int], _ values: [Double]) -> String {
        constant(name, shape, type: NumberKind.double, values.map(\.bitPattern.littleEndian))
    }

    /// Adds a vector of integers as a constant.
    mutating func constant(_ name: String, integers values: [Int]) -> String {
        constant(name, [values.count], type: NumberKind.int64, values.map { Int64($0).littleEndian })
    }

    private mutating func constant(_ name: String, _ shape: [Int], type: Int32, _ words: [some BitwiseCopyable]) -> String {
        precondition(shape.reduce(1, *) == words.count, "the values do not fill the shape")
        var tensor = Onnx_TensorProto()
        tensor.name = name
        tensor.dataType = type
        tensor.dims = shape.map(Int64.init)
        tensor.rawData = words.withUnsafeBytes { Data($0) }
        graph.initializer.append(tensor)
        return name
    }

    /// Declares a single-precision input with any number of rows of `count`.
    mutating func input(_ name: String, count: Int) -> String {
        graph.input.append(Self.rows(name, count: count))
        return name
    }

    /// Declares the output.
    mutating func output(_ name: String, count: Int) { graph.output.append(Self.rows(name, count: count)) }

    private static func rows(_ name: String, count: Int) -> Onnx_ValueInfoProto {
        var batch = Onnx_TensorShapeProto.Dimension()
        batch.dimParam = "batch"
        var extent = Onnx_TensorShapeProto.Dimension()
        extent.dimValue = Int64(count)
        var info = Onnx_ValueInfoProto()
        info.name = name
        info.type.tensorType.elemType = NumberKind.float
        info.type.tensorType.shape.dim = [batch, extent]
        return info
    }
}

/// The supported number types, as numbered by ONNX.
enum NumberKind {
    static let float: Int32 = 1
    static let int32: Int32 = 6
    static let int64: Int32 = 7
    static let double: Int32 = 11
}

extension Onnx_AttributeProto {
    static func integer(_ name: String, _ value: Int) -> Self {
        var attribute = Self(name, type: 2)
        attribute.i = Int64(value)
        return attribute
    }

    static func integers(_ name: String, _ values: [Int]) -> Self {
        var attribute = Self(name, type: 7)
        attribute.ints = values.map(Int64.init)
        return attribute
    }

    static func float(_ name: String, _ value: Float) -> Self {
        var attribute = Self(name, type: 1)
        attribute.f = value
        return attribute
    }

    static func string(_ name: String, _ value: String) -> Self {
        var attribute = Self(name, type: 3)
        attribute.s = Data(value.utf8)
        return attribute
    }

    private init(_ name: String, type: Int32) {
        self.init()
        self.name = name
        self.type = type
    }
}
