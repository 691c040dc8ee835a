public import Networks
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension RandomStream.Purpose {
    /// The order in which a classifier sees its examples.
    static let classifierOrder = RandomStream.Purpose(rawValue: 32)
}

/// A small network that learns to tell true responses from generated ones, for the classifier test of a model.
///
/// Every step takes equally many examples of both kinds. It keeps the parameters that told the validation examples
/// apart best, so that what it learnt by heart does not count.
///
///     let classifier = try ResponseClassifier(network: .figureClassifier(inputs: 31), settings: .figures)
///     try classifier.learn(from: training, validation: validation)
///     let logits = classifier.logits(of: test.generated)
public final class ResponseClassifier {
    public struct Settings: Hashable, Sendable {
        public var epochs: Int
        /// Examples of each kind in a step.
        public var batch: Int
        /// Adam's rate at the beginning; it falls to nothing along half a cosine.
        public var rate: Double
        public var seed: UInt64

        public init(epochs: Int, batch: Int, rate: Double, seed: UInt64 = 0) {
            self.epochs = epochs
            self.batch = batch
            self.rate = rate
            self.seed = seed
        }

        /// For figures of a response.
        public static let figures = Settings(epochs: 16, batch: 128, rate: 3e-3)
        /// For the convolutional classifier of images.
        public static let convolutional = Settings(epochs: 4, batch: 32, rate: 1e-3)
        /// For images.
        public static let images = Settings(epochs: 8, batch: 32, rate: 2e-3)
    }

    /// Examples of one kind: rows of the network's input and of its conditions.
    public struct Examples: Sendable {
        public let count: Int
        /// Writes the input and the conditions of one example.
        let write:
            @Sendable (_ example: Int, _ input: UnsafeMutablePointer<Float>, _ conditions: UnsafeMutablePointer<Float>) -> Void

        public init(
            count: Int,
            write:
                @escaping @Sendable (
                    _ example: Int, _ input: UnsafeMutablePointer<Float>, _ conditions: UnsafeMutablePointer<Float>
                ) -> Void
        ) {
            self.count = count
            self.write = write
        }
    }

    public let settings: Settings
    private let network: TrainableNetwork
    private let optimiser: Adam
    private let tape: Tape
    private let inputs: FloatBuffer
    private let conditions: FloatBuffer
    private let gradient: FloatBuffer

    /// - Parameter network: ends in one number, high for true responses; conditions are joined by a `concatenate`.
    public init(
        network: Network, settings: Settings, workers: Workers = Workers(), instructionSet: InstructionSet = .best
    ) throws(NetworkError) {
        precondition(network.output.count == 1, "a classifier ends in one number")
        self.settings = settings
        self.network = try TrainableNetwork(
            network: network, parameters: .glorot(network, seed: settings.seed), workers: workers, instructionSet: instructionSet)
        optimiser = Adam(settings: Adam.Settings(rate: settings.rate), network: network)
        tape = self.network.makeTape(capacity: settings.batch)
        inputs = FloatBuffer(count: settings.batch * network.input.count)
        conditions = FloatBuffer(count: settings.batch * network.conditionCount)
        gradient = FloatBuffer(count: settings.batch)
    }

    /// Learns for all epochs and takes the parameters of the best one.
    ///
    /// - Parameter check: called before every step; what it throws ends the learning.
    public func learn(
        from training: (true: Examples, generated: Examples), validation: (true: Examples, generated: Examples),
        check: () throws -> Void = {}
    ) throws {
        let count = min(training.true.count, training.generated.count)
        let steps = (count + settings.batch - 1) / settings.batch
        guard steps > 0 else { return }
        var best = (loss: Double.infinity, parameters: network.parameters)
        var random = RandomStream(seed: settings.seed, purpose: .classifierOrder)
        for epoch in 0..<settings.epochs {
            var order = (true: Array(0..<training.true.count), generated: Array(0..<training.generated.count))
            order.true.shuffle(using: &random)
            order.generated.shuffle(using: &random)
            for step in 0..<steps {
                try check()
                let progress = Double(epoch * steps + step) / Double(settings.epochs * steps)
                optimiser.settings.rate = settings.rate * (1 + cos(.pi * progress)) / 2
                let range = step * settings.batch..<min((step + 1) * settings.batch, count)
                network.clearGradients()
                for (examples, order, isTrue) in [
                    (training.true, order.true, true), (training.generated, order.generated, false),
                ] {
                    _ = forward(examples, order[range], isTrue: isTrue)
                    network.backward(tape, gradient: gradient)
                }
                optimiser.step(network)
            }
            let loss = try mean(validation.true, isTrue: true, check) + mean(validation.generated, isTrue: false, check)
            if loss < best.loss { best = (loss, network.parameters) }
        }
        network.parameters = best.parameters
    }

    /// One number for each example, high for what looks true.
    public func logits(of examples: Examples, check: () throws -> Void = {}) throws -> [Float] {
        var logits: [Float] = []
        logits.reserveCapacity(examples.count)
        for first in stride(from: 0, to: examples.count, by: settings.batch) {
            try check()
            let indices = first..<min(first + settings.batch, examples.count)
            _ = forward(examples, indices, isTrue: true)
            for place in 0..<indices.count { logits.append(tape.output.pointer[place]) }
        }
        return logits
    }

    private func mean(_ examples: Examples, isTrue: Bool, _ check: () throws -> Void) throws -> Double {
        var sum = 0.0
        for first in stride(from: 0, to: examples.count, by: settings.batch) {
            try check()
            let indices = first..<min(first + settings.batch, examples.count)
            sum += forward(examples, indices, isTrue: isTrue) * Double(indices.count)
        }
        return sum / Double(max(examples.count, 1))
    }

    /// Runs some examples and returns their mean loss; its gradient is left in `gradient`.
    private func forward(_ examples: Examples, _ indices: some RandomAccessCollection<Int>, isTrue: Bool) -> Double {
        let (width, conditionCount) = (network.network.input.count, network.network.conditionCount)
        for (place, example) in indices.enumerated() {
            examples.write(example, inputs.pointer + place * width, conditions.pointer + place * conditionCount)
        }
        network.forward(inputs, conditions: conditions, count: indices.count, on: tape, mode: .inference)
        return Loss.crossEntropy(tape.output, count: indices.count, isReal: isTrue, gradient: gradient)
    }
}
