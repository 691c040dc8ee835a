import Calorimeter
import FastSimulation
import Text

/// The nodes of an exported graph that compute an encoding of the conditions, recognised by making them again.
struct EncodingNodes {
    let encoding: ConditionEncoding
    /// The columns of the network's input that each value holds, noise first.
    let columns: [String: Range<Int>]
    /// The nodes, which need not be followed.
    let count: Int

    /// Nil for a graph that takes raw conditions.
    ///
    /// - Parameter noise: how many numbers of noise the network takes.
    /// - Throws: a sentence if the graph computes an encoding in another way than an export does.
    init?(
        of model: Onnx_ModelProto, _ words: [String: String], detector: Detector, noise: Int
    ) throws(ONNXError) {
        guard let name = words[Words.encoding], name != ConditionEncoding.Kind.raw.rawValue else { return nil }
        let remedy = "take the model's safetensors file instead"
        guard let kind = ConditionEncoding.Kind(rawValue: name) else {
            throw ONNXError(
                "the encoding of the conditions is \(quoted(name, limit: 40)), expected \(ConditionEncoding.Kind.words); \(remedy)"
            )
        }
        guard let means = ImportedGenerator.numbers(words[Words.means]),
            let scales = ImportedGenerator.numbers(words[Words.scales]),
            let encoding = ConditionEncoding(kind: kind, detector: detector, mean: means, scale: scales)
        else {
            throw ONNXError("the encoding \(quoted(name)) has no means and scales, expected nine of each; \(remedy)")
        }
        var builder = GraphBuilder(name: "")
        let outputs = builder.encode(builder.input("conditions", count: means.count), encoding)
        let expected = builder.graph
        let constants = Dictionary(model.graph.initializer.map { ($0.name, $0) }) { first, _ in first }
        for own in expected.initializer {
            guard let found = constants[own.name], found.dataType != own.dataType else { continue }
            throw ONNXError(
                "tensor \(quoted(own.name)) holds \(NumberKind.text(found.dataType)), expected \(NumberKind.text(own.dataType)), as zdc export writes it; \(remedy)"
            )
        }
        guard model.graph.node.starts(with: expected.node),
            expected.initializer.allSatisfy({ own in constants[own.name]?.holdsSame(as: own) == true })
        else {
            throw ONNXError(
                "the graph computes the encoding \(quoted(name)) in another way than zdc export writes it, expected it unchanged; \(remedy)"
            )
        }
        var (columns, next): ([String: Range<Int>], Int) = ([:], noise)
        let (tents, fine) = (ConditionEncoding.tents(for: detector), ConditionEncoding.fineTents(for: detector))
        let derived = ConditionEncoding.Kind.derived.count(for: detector) - means.count
        for (output, width) in zip(outputs, [means.count, derived, tents.x.count, tents.y.count, fine.x.count, fine.y.count]) {
            columns[output] = next..<next + width
            next += width
        }
        (self.encoding, self.columns, count) = (encoding, columns, expected.node.count)
    }
}

extension Onnx_TensorProto {
    /// Whether two constants have the same shape and, in single precision, the same numbers, however they are stored.
    fileprivate func holdsSame(as other: Onnx_TensorProto) -> Bool {
        guard dims == other.dims, dataType == other.dataType else { return false }
        if rawData == other.rawData, !rawData.isEmpty { return true }
        if isInteger {
            let limit = 1 << 16
            guard let own = try? integers(limit: limit) else { return false }
            return own == (try? other.integers(limit: limit))
        }
        guard let own = try? numbers() else { return false }
        return own.values == (try? other.numbers())?.values
    }
}
