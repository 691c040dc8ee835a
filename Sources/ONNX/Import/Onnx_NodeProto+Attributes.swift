import Foundation
import Text

extension Onnx_NodeProto {
    /// The node for a message: `node "conv1" (Conv)`.
    var description: String {
        "node \(quoted(name.isEmpty ? output.first ?? "" : name)) (\(displayable(opType, limit: 40)))"
    }

    func attribute(_ name: String) -> Onnx_AttributeProto? { attribute.first { $0.name == name } }

    func integer(_ name: String, default value: Int) -> Int { attribute(name).map { Int($0.i) } ?? value }

    func integers(_ name: String) -> [Int]? { attribute(name)?.ints.map(Int.init) }

    func float(_ name: String, default value: Float) -> Float { attribute(name).map(\.f) ?? value }

    func string(_ name: String, default value: String) -> String {
        attribute(name).map { String(decoding: $0.s, as: UTF8.self) } ?? value
    }

    /// The name of an input; nil if it is omitted.
    func optionalInput(_ index: Int) -> String? {
        index < input.count && !input[index].isEmpty ? input[index] : nil
    }

    /// An error "found …, expected …" that starts with the node.
    func refused(_ sentence: String) -> ONNXError { ONNXError("\(description): \(sentence)") }
}
