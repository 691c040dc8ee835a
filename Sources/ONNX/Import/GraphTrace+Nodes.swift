import Calorimeter
import Networks
import Text

extension GraphTrace {
    static var conditionCount: Int { Parameter.publishedOrder.count }

    /// Evaluates one node on what is known of its inputs.
    mutating func carryOut(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard node.domain.isEmpty || node.domain == "ai.onnx" else {
            throw node.refused("an operator of \(quoted(node.domain, limit: 40)), expected standard ones alone")
        }
        switch node.opType {
        case "Identity": set(try value(0, of: node), by: node)
        case "Dropout": try dropOut(node)
        case "Cast": try cast(node)
        case "Constant": try constant(node)
        case "Concat": try concatenate(node)
        case "Gemm": try gemm(node)
        case "MatMul": try multiplyMatrices(node)
        case "Conv": try convolve(node)
        case "BatchNormalization": try normalize(node)
        case "Add", "Sub", "Mul", "Div": try calculate(node)
        case "Floor", "Ceil", "Round": try round(node)
        case "LeakyRelu": try activate(node, .leakyReLU(slope: node.float("alpha", default: 0.01)))
        case "Relu": try activate(node, .leakyReLU(slope: 0))
        case "Softplus": try activate(node, .softplus)
        case "Clip": try clip(node)
        case "Reshape": try reshape(node)
        case "Flatten": try flatten(node)
        case "Squeeze": try squeeze(node)
        case "Unsqueeze": try unsqueeze(node)
        case "Transpose": try transpose(node)
        case "Resize", "Upsample": try resize(node)
        case "Shape": try takeShape(node)
        case "Gather": try gather(node)
        case "Slice": try slice(node)
        default: throw node.refused("found an operator that no generator of the published topology needs")
        }
    }

    /// A dropout does nothing at inference.
    private mutating func dropOut(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard node.optionalInput(2) == nil else {
            throw node.refused("found a dropout that can be switched on, expected a model exported for inference")
        }
        set(try value(0, of: node), by: node)
    }

    private mutating func cast(_ node: Onnx_NodeProto) throws(ONNXError) {
        let value = try value(0, of: node)
        switch (value, Int32(truncatingIfNeeded: node.integer("to", default: 0))) {
        case (.integers, _), (_, NumberKind.float), (_, NumberKind.double): set(value, by: node)
        case (.numbers(let numbers), NumberKind.int32), (.numbers(let numbers), NumberKind.int64):
            guard numbers.values.count <= Self.integerLimit, numbers.values.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e9 })
            else { throw node.refused("found numbers turned into integers, expected a short list of whole ones") }
            set(.integers(numbers.values.map { .known(Int($0)) }), by: node)
        case (_, let type):
            throw node.refused("found numbers turned into \(NumberKind.text(type)), expected single precision")
        }
    }

    private mutating func constant(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard let attribute = node.attribute.first(where: { $0.name.hasPrefix("value") }) else {
            throw node.refused("found no value, expected one")
        }
        switch attribute.name {
        case "value": set(try unpack(attribute.t), by: node)
        case "value_float": set(.numbers(ConstantNumbers(shape: [], values: [attribute.f])), by: node)
        case "value_floats": set(.numbers(ConstantNumbers(shape: [attribute.floats.count], values: attribute.floats)), by: node)
        case "value_int": set(.integers([.known(Int(attribute.i))]), by: node)
        case "value_ints" where attribute.ints.count <= Self.integerLimit:
            set(.integers(attribute.ints.map { .known(Int($0)) }), by: node)
        default: throw node.refused("found a constant that is neither numbers nor a short list of integers")
        }
    }

    /// Exporters round what they compute of shapes; only whole numbers, which stay as they are, get this far.
    private mutating func round(_ node: Onnx_NodeProto) throws(ONNXError) {
        let value = try value(0, of: node)
        switch value {
        case .integers: break
        case .numbers(let numbers) where numbers.values.allSatisfy({ $0 == $0.rounded() }): break
        default: throw node.refused("found numbers rounded that are not whole, expected extents of a shape")
        }
        set(value, by: node)
    }

    /// Concatenates noise and conditions, or pieces of a shape or of a list of factors.
    private mutating func concatenate(_ node: Onnx_NodeProto) throws(ONNXError) {
        var (columns, extents, factors): ([Int], [TracedValue.Extent], [Float]) = ([], [], [])
        for index in node.input.indices {
            switch try value(index, of: node) {
            case .inputs(let more) where extents.isEmpty && factors.isEmpty: columns += more
            case .integers(let more) where columns.isEmpty && factors.isEmpty: extents += more
            case .numbers(let more) where columns.isEmpty && extents.isEmpty && more.shape.count == 1: factors += more.values
            default:
                throw node.refused("its input \(index + 1) is neither noise nor conditions, expected nothing else beside them")
            }
            guard columns.count <= inputCount, max(extents.count, factors.count) <= Self.integerLimit else {
                throw node.refused("found too many parts, expected noise and conditions")
            }
        }
        let axis = node.integer("axis", default: 1)
        if columns.isEmpty {
            guard axis == 0 || axis == -1 else { throw node.refused("the axis is \(axis), expected 0") }
            let list = ConstantNumbers(shape: [factors.count], values: factors)
            set(factors.isEmpty ? .integers(extents) : .numbers(list), by: node)
        } else {
            guard axis == 1 || axis == -1 else {
                throw node.refused("the axis is \(axis), expected 1: numbers of one row side by side")
            }
            set(.inputs(columns), by: node)
        }
    }
}
