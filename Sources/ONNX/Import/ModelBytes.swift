import Foundation
internal import SwiftProtobuf

extension Onnx_ModelProto {
    /// The published network takes 25 MB, or 50 MB in double precision.
    static let sizeLimit = 1 << 26
    /// Names, shapes and nodes, which take a few kilobytes in a generator.
    static let structureLimit = 1 << 22

    /// Checks the sizes of a model and decodes it.
    init(checking bytes: Data) throws(ONNXError) {
        guard bytes.count <= Self.sizeLimit else {
            throw ONNXError("found \(bytes.count) bytes, expected at most the \(Self.sizeLimit) of a generator")
        }
        let structure = WireSizes.structure(of: bytes)
        guard structure <= Self.structureLimit else {
            throw ONNXError(
                "found \(structure) bytes of nodes and names, expected at most the \(Self.structureLimit) of a generator")
        }
        do {
            try self.init(serializedBytes: bytes)
        } catch {
            throw ONNXError("the bytes are not those of an ONNX model")
        }
        guard hasGraph, !graph.node.isEmpty else { throw ONNXError("found no graph with nodes, expected an ONNX model") }
        guard functions.isEmpty else {
            throw ONNXError(
                "found a model with functions of its own, expected standard operators alone; export it with them inlined")
        }
    }
}
