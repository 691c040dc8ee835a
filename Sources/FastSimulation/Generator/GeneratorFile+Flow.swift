import Networks
import Text

extension GeneratorFile {
    /// What the names of a flow's tensors begin with.
    static let flowPrefix = "flow."
    private static let evaluationsKey = "flow-evaluations"
    /// More numbers in a hidden layer than any flow has.
    private static let mostHidden = 4096

    /// The flow of a file; nil if it has none.
    static func flow(_ file: WeightFile, latent: Int, conditions: Int) throws -> LatentFlow? {
        guard let text = file.metadata[evaluationsKey] else { return nil }
        guard let evaluations = Int(text), (1...LatentFlow.mostEvaluations).contains(evaluations) else {
            throw Finding(
                "\"\(evaluationsKey)\" is \(quoted(text, limit: 40)), expected 1 to \(LatentFlow.mostEvaluations) evaluations")
        }
        let first = "\(flowPrefix)dense1.weight"
        guard let shape = file.tensors[first]?.shape, shape.count == 2, (1...mostHidden).contains(shape[0]) else {
            throw Finding("found no 2-dimensional tensor \"\(first)\", expected that of a flow")
        }
        let network = try Network.velocity(latent: latent, conditions: conditions, hidden: shape[0])
        return try LatentFlow(
            network: network, parameters: parameters(file, network: network, prefix: flowPrefix), evaluations: evaluations)
    }

    /// Adds a flow to a file.
    static func put(_ flow: LatentFlow, into tensors: inout [String: WeightFile.Tensor], words: inout [String: String]) {
        tensors.merge(self.tensors(flow.network, parameters: flow.parameters, prefix: flowPrefix)) { $1 }
        words[evaluationsKey] = "\(flow.evaluations)"
    }
}
