public import Networks

/// All that a training run needs to continue as if it had never stopped.
public struct TrainingState: Hashable, Sendable {
    /// One network with its optimiser.
    public struct Part: Hashable, Sendable {
        public var parameters: Parameters
        public var optimiser: Adam.State
        /// Of spectral normalisation; empty without it.
        public var singularVectors: [Float]

        public init(parameters: Parameters, optimiser: Adam.State, singularVectors: [Float]) {
            self.parameters = parameters
            self.optimiser = optimiser
            self.singularVectors = singularVectors
        }

        init(_ network: TrainableNetwork, _ optimiser: Adam) {
            self.init(
                parameters: network.parameters, optimiser: optimiser.state, singularVectors: network.singularVectors)
        }

        func restore(_ network: TrainableNetwork, _ adam: Adam) {
            network.parameters = parameters
            network.singularVectors = singularVectors
            adam.state = optimiser
        }
    }

    public var steps: Int
    public var generator: Part
    /// Those of the networks beside the generator that take part, by name: critic, regressor, encoder, flow.
    public var others: [String: Part]

    public init(steps: Int, generator: Part, others: [String: Part]) {
        self.steps = steps
        self.generator = generator
        self.others = others
    }
}
