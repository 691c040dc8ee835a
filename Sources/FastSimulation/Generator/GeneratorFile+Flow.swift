import Networks
import Text

extension GeneratorFile {
    /// What the names of a flow's tensors begin with.
    static let flowPrefix = "flow."
    private static let stepsKey = "flow-sampling-steps"
    /// More numbers in a hidden layer than any flow has.
    private static let mostHidden = 4096

    /// The flow of a file; nil if it has none.
    static func flow(_ file: WeightFile, latent: Int, conditions: Int) throws -> LatentFlow? {
        guard let text = file.metadata[stepsKey] else { return nil }
        guard let steps = Int(text), (1...LatentFlow.mostSteps).contains(steps) else {
            throw Finding(
                "\"\(stepsKey)\" is \(quoted(text, limit: 40)), expected 1 to \(LatentFlow.mostSteps) steps")
        }
        let first = "\(flowPrefix)dense1.weight"
        guard let shape = file.tensors[first]?.shape, shape.count == 2, (1...mostHidden).contains(shape[0]) else {
            throw Finding("found no 2-dimensional tensor \"\(first)\", expected that of a flow")
        }
        let network = try Network.velocity(latent: latent, conditions: conditions, hidden: shape[0])
        return try LatentFlow(
            network: network, parameters: parameters(file, network: network, prefix: flowPrefix), steps: steps)
    }

    /// Adds a flow to a file.
    static func put(_ flow: LatentFlow, into tensors: inout [String: WeightFile.Tensor], words: inout [String: String]) {
        tensors.merge(self.tensors(flow.network, parameters: flow.parameters, prefix: flowPrefix)) { $1 }
        words[stepsKey] = "\(flow.steps)"
    }
}
