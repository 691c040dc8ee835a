import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Adam, the optimiser of Kingma and Ba (arXiv 1412.6980): steps against the mean gradient, in units of its spread.
public final class Adam {
    public struct Settings: Hashable, Sendable {
        public var rate: Double
        public var beta1: Double
        public var beta2: Double
        public var epsilon: Double

        /// Keras's defaults but for the rate.
        public init(rate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7) {
            self.rate = rate
            self.beta1 = beta1
            self.beta2 = beta2
            self.epsilon = epsilon
        }
    }

    /// What it remembers between steps.
    public struct State: Hashable, Sendable {
        public var steps: Int
        public var first: [Float]
        public var second: [Float]

        public init(steps: Int, first: [Float], second: [Float]) {
            self.steps = steps
            self.first = first
            self.second = second
        }
    }

    public var settings: Settings
    private var steps = 0
    private let first: FloatBuffer
    private let second: FloatBuffer

    public init(settings: Settings, network: Network) {
        self.settings = settings
        first = FloatBuffer(count: network.trainableCount)
        second = FloatBuffer(count: network.trainableCount)
    }

    public var state: State {
        get { State(steps: steps, first: first.values, second: second.values) }
        set {
            precondition(newValue.first.count == first.count && newValue.second.count == second.count)
            steps = newValue.steps
            first.pointer.update(from: newValue.first, count: first.count)
            second.pointer.update(from: newValue.second, count: second.count)
        }
    }

    /// One step along the gradients of the network, which takes its new parameters into use.
    public func step(_ network: TrainableNetwork) {
        steps += 1
        var constants = zdc_adam_step(
            rate: Float(settings.rate), beta1: Float(settings.beta1), beta2: Float(settings.beta2),
            epsilon: Float(settings.epsilon), correction1: Float(1 / (1 - pow(settings.beta1, Double(steps)))),
            correction2: Float(1 / (1 - pow(settings.beta2, Double(steps)))))
        let block = 16384
        let kernels = network.instructionSet.kernels
        withUnsafePointer(to: &constants) { constants in
            network.workers.run((first.count + block - 1) / block) { piece, _ in
                let start = piece * block
                kernels.pointee.adam(
                    constants, network.gradients.pointer + start, first.pointer + start, second.pointer + start,
                    network.values.pointer + start, min(block, first.count - start))
            }
        }
        network.update()
    }
}
