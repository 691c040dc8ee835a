public import Foundation
import Text

/// Numbers of a graph that are in files beside it, as PyTorch writes them since 2.9: `model.onnx` and `model.onnx.data`.
///
/// Source: ONNX, "External Data". A location is a path within the model's folder.
public enum ExternalNumbers {
    /// Gives the bytes of a file beside the model, by its location.
    public typealias Loader = (_ location: String) throws(ONNXError) -> Data

    /// Where the numbers of a model are, each file once; empty for bytes that are not a model.
    public static func locations(in model: Data) -> [String] {
        guard let model = try? Onnx_ModelProto(checking: model) else { return [] }
        var locations: [String] = []
        for tensor in model.graph.initializer + model.graph.node.flatMap({ $0.attribute.map(\.t) }) where tensor.isExternal {
            if let location = tensor.word("location"), isInside(location), !locations.contains(location) {
                locations.append(location)
            }
        }
        return locations
    }

    /// Whether a location, as text, stays in the model's folder.
    static func isInside(_ location: String) -> Bool {
        let parts = location.split(separator: "/", omittingEmptySubsequences: false)
        return !location.isEmpty && !location.contains("\\") && !location.contains("\0")
            && parts.allSatisfy { !$0.isEmpty && $0 != ".." }
    }

    /// Takes all numbers into the model.
    static func resolve(_ model: inout Onnx_ModelProto, _ load: Loader?) throws(ONNXError) {
        var files: [String: Data] = [:]
        var budget = Onnx_ModelProto.sizeLimit
        func resolve(_ tensor: inout Onnx_TensorProto) throws(ONNXError) {
            guard tensor.isExternal else { return }
            let name = quoted(tensor.name)
            guard let location = tensor.word("location"), isInside(location) else {
                throw ONNXError(
                    "tensor \(name) is in the file \(quoted(tensor.word("location") ?? "", limit: 80)), expected one in the folder of the graph"
                )
            }
            guard let load else {
                throw ONNXError(
                    "tensor \(name) is in the file \(quoted(location, limit: 80)), expected all numbers within the graph")
            }
            let file: Data
            if let known = files[location] { file = known } else { file = try load(location) }
            files[location] = file
            let offset = try tensor.count("offset", in: file) ?? 0
            let length = try tensor.count("length", in: file) ?? file.count - offset
            guard offset <= file.count, length <= file.count - offset else {
                throw ONNXError(
                    "tensor \(name) is at bytes \(offset) to \(offset + length) of \(quoted(location, limit: 80)), which has \(file.count)"
                )
            }
            budget -= length
            guard budget >= 0 else {
                throw ONNXError("the constants have more than the \(Onnx_ModelProto.sizeLimit) bytes of a generator")
            }
            tensor.rawData = file.subdata(in: file.startIndex + offset..<file.startIndex + offset + length)
            tensor.clearDataLocation()
            tensor.externalData = []
        }
        for index in model.graph.initializer.indices { try resolve(&model.graph.initializer[index]) }
        for node in model.graph.node.indices {
            for index in model.graph.node[node].attribute.indices where model.graph.node[node].attribute[index].t.isExternal {
                try resolve(&model.graph.node[node].attribute[index].t)
            }
        }
    }
}

extension Onnx_TensorProto {
    fileprivate var isExternal: Bool { dataLocation == 1 || !externalData.isEmpty }

    fileprivate func word(_ key: String) -> String? { externalData.first { $0.key == key }?.value }

    /// A number of bytes within a file; nil if it is left out.
    fileprivate func count(_ key: String, in file: Data) throws(ONNXError) -> Int? {
        guard let word = word(key) else { return nil }
        guard let count = Int(word), (0...file.count).contains(count) else {
            throw ONNXError(
                "tensor \(quoted(name)) has the \(key) \(quoted(word, limit: 40)), expected one within the \(file.count) bytes of its file"
            )
        }
        return count
    }
}
