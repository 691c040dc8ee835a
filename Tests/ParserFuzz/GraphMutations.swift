#if DEBUG || FUZZING
import Foundation
@testable import ONNX
import Support

/// Well-formed ONNX files with nonsensical graphs.
enum GraphMutations {
    /// A well-formed file with a changed graph.
    static func restructured(_ file: [UInt8], _ mutator: inout Mutator) -> [UInt8]? {
        guard let original = try? Onnx_ModelProto(serializedBytes: file) else { return nil }
        let operations = [
            "Identity", "Cast", "Concat", "Gemm", "MatMul", "Conv", "Add", "Mul", "Sub", "Div", "Relu", "Clip", "Reshape",
            "Flatten",
            "Squeeze", "Unsqueeze", "Transpose", "Resize", "Upsample", "Shape", "Gather", "Slice", "Constant",
            "BatchNormalization",
        ]
        let integers: [Int64] = [0, 1, -1, 2, 3, 13, 44, 4096, .min, .max, 1 << 31, -(1 << 40)]
        var model = original
        for _ in 0...mutator.number(below: 3) {
            let nodes = model.graph.node.indices
            guard !nodes.isEmpty, !model.graph.initializer.isEmpty else { return nil }
            let node = mutator.number(below: nodes.count)
            let tensor = mutator.number(below: model.graph.initializer.count)
            let integer = mutator.pick(integers)
            switch mutator.number(below: 10) {
            case 0: model.graph.node[node].opType = mutator.pick(operations)
            case 1:
                let other = model.graph.node[mutator.number(below: nodes.count)]
                model.graph.node[node].input = other.input
            case 2: model.graph.node[node].attribute = model.graph.node[mutator.number(below: nodes.count)].attribute
            case 3:
                model.graph.node[node].attribute.append(
                    .integers(mutator.pick(["axes", "perm", "pads", "shape", "starts", "ends"]), [Int(integer), 1]))
            case 4:
                model.graph.node[node].attribute.append(
                    .integer(mutator.pick(["axis", "start", "end", "to", "group"]), Int(integer)))
            case 5: model.graph.initializer[tensor].dims = [integer] + model.graph.initializer[tensor].dims.dropFirst()
            case 6:
                model.graph.initializer[tensor] = model.graph.initializer[mutator.number(below: model.graph.initializer.count)]
            case 7:
                var extra = model.graph.node[node]
                extra.input = [model.graph.node[mutator.number(below: nodes.count)].output.first ?? ""]
                model.graph.node.insert(extra, at: node)
            case 8:
                let words = withUnsafeBytes(of: integer.littleEndian) { Data($0) }
                model.graph.initializer[tensor].rawData.replaceSubrange(
                    0..<min(8, model.graph.initializer[tensor].rawData.count), with: words)
            default: model.graph.node.remove(at: node)
            }
            if model.graph.node.isEmpty { model.graph.node = original.graph.node }
        }
        return try? Array(model.serializedBytes() as Data)
    }
}
#endif
