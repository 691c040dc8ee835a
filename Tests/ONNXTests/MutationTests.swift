import Calorimeter
import FastSimulation
import Foundation
import Random
import Testing

@testable import ONNX

@Suite("Damaged ONNX files")
struct MutationTests {
    /// ZDC_MUTATIONS tries more than the thousand of every run, ZDC_MUTATION_SEED others.
    static let count = ProcessInfo.processInfo.environment["ZDC_MUTATIONS"].flatMap { Int($0) } ?? 1000
    static let seed = ProcessInfo.processInfo.environment["ZDC_MUTATION_SEED"].flatMap { UInt64($0) } ?? 1
    static let names = ["raw", "located", "torch-plain", "torch-exported", "keras-like"]

    @Test("give a generator or a sentence, never a crash")
    func mutations() throws {
        let graphs = try Self.names.map { try Fixtures.graph($0) }
        let models = try graphs.map { try Onnx_ModelProto(serializedBytes: $0) }
        var (accepted, refused) = (0, Set<String>())
        for index in 0..<Self.count {
            var random = RandomStream(seed: Self.seed, purpose: .particles, index: UInt64(index))
            let choice = Int.random(in: graphs.indices, using: &random)
            let bytes = Bool.random(using: &random) ? damaged(graphs[choice], &random) : try damaged(models[choice], &random)
            do throws(ONNXError) {
                _ = try ImportedGenerator(bytes, detector: .zn)
                accepted += 1
            } catch {
                #expect(!error.description.isEmpty && error.description.count < 1000, "mutation \(index) of seed \(Self.seed)")
                refused.insert(String(error.description.prefix(40)))
            }
        }
        print("\(Self.count) damaged ONNX files, seed \(Self.seed): \(accepted) still read, \(refused.count) kinds of sentences")
        #expect(refused.count > 20)
    }

    /// Bytes changed, cut out, put in or doubled.
    private func damaged(_ graph: Data, _ random: inout RandomStream) -> Data {
        var bytes = [UInt8](graph)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            let end = min(place + Int.random(in: 1...64, using: &random), bytes.count)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: bytes.indices, using: &random))
            case 4: bytes.replaceSubrange(place..<end, with: Array(repeating: 0xFF, count: end - place))
            default: bytes.removeSubrange(max(place, 1)...)
            }
            if bytes.isEmpty { bytes = [0] }
        }
        return Data(bytes)
    }

    /// A well-formed file whose graph says something else.
    private func damaged(_ original: Onnx_ModelProto, _ random: inout RandomStream) throws -> Data {
        let operations = [
            "Identity", "Cast", "Concat", "Gemm", "MatMul", "Conv", "Add", "Mul", "Sub", "Div", "Relu", "Clip", "Reshape", "Flatten",
            "Squeeze", "Unsqueeze", "Transpose", "Resize", "Upsample", "Shape", "Gather", "Slice", "Constant", "BatchNormalization",
        ]
        let integers: [Int64] = [0, 1, -1, 2, 3, 13, 44, 4096, .min, .max, 1 << 31, -(1 << 40)]
        var model = original
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let nodes = model.graph.node.indices
            let node = Int.random(in: nodes, using: &random)
            let tensor = Int.random(in: model.graph.initializer.indices, using: &random)
            let integer = integers.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<10, using: &random) {
            case 0: model.graph.node[node].opType = operations.randomElement(using: &random) ?? "Relu"
            case 1:
                let other = model.graph.node[Int.random(in: nodes, using: &random)]
                model.graph.node[node].input = other.input
            case 2: model.graph.node[node].attribute = model.graph.node[Int.random(in: nodes, using: &random)].attribute
            case 3: model.graph.node[node].attribute.append(.integers(["axes", "perm", "pads", "shape", "starts", "ends"].randomElement(using: &random) ?? "", [Int(integer), 1]))
            case 4: model.graph.node[node].attribute.append(.integer(["axis", "start", "end", "to", "group"].randomElement(using: &random) ?? "", Int(integer)))
            case 5: model.graph.initializer[tensor].dims = [integer] + model.graph.initializer[tensor].dims.dropFirst()
            case 6: model.graph.initializer[tensor] = model.graph.initializer[Int.random(in: model.graph.initializer.indices, using: &random)]
            case 7:
                var extra = model.graph.node[node]
                extra.input = [model.graph.node[Int.random(in: nodes, using: &random)].output.first ?? ""]
                model.graph.node.insert(extra, at: node)
            case 8:
                let words = withUnsafeBytes(of: integer.littleEndian) { Data($0) }
                model.graph.initializer[tensor].rawData.replaceSubrange(0..<min(8, model.graph.initializer[tensor].rawData.count), with: words)
            default: model.graph.node.remove(at: node)
            }
            if model.graph.node.isEmpty { model.graph.node = original.graph.node }
        }
        return try model.serializedBytes()
    }
}
