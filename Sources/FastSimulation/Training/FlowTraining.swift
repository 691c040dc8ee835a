import Networks
import Random

extension RandomStream.Purpose {
    /// Noises and times at which a flow learns.
    static let flowPairs = RandomStream.Purpose(rawValue: 22)
}

/// A latent flow in training: at a point between noise and latent, the velocity is to be their difference.
public final class FlowTraining {
    public let network: TrainableNetwork
    private let settings: TrainingSettings
    private let conditionCount: Int
    private let optimiser: Adam
    private let tape: Tape
    private let inputs: FloatBuffer
    private let targets: FloatBuffer
    private let gradient: FloatBuffer

    /// Noises and times for each latent: the flow is small beside the encoder that makes the latent.
    static let pairs = 8

    init(settings: TrainingSettings, conditions: Int, workers: Workers, instructionSet: InstructionSet) throws(NetworkError) {
        self.settings = settings
        conditionCount = conditions
        let latent = settings.channels.noise
        let velocity = try Network.velocity(latent: latent, conditions: conditions, hidden: settings.flowWidth)
        var parameters = Parameters.glorot(velocity, seed: settings.seed &+ 4)
        // It begins at rest: noise stays noise.
        for tensor in velocity.tensors where tensor.layer == velocity.layers.count - 1 {
            for place in tensor.range { parameters.values[place] = 0 }
        }
        network = try TrainableNetwork(
            network: velocity, parameters: parameters, workers: workers, instructionSet: instructionSet)
        optimiser = Adam(settings: settings.flowOptimiser, network: velocity)
        let capacity = settings.batch * Self.pairs
        tape = network.makeTape(capacity: capacity)
        inputs = FloatBuffer(count: capacity * velocity.input.count)
        targets = FloatBuffer(count: capacity * latent)
        gradient = FloatBuffer(count: capacity * latent)
    }

    /// The network's numbers.
    var part: TrainingState.Part {
        get { TrainingState.Part(network, optimiser) }
        set { newValue.restore(network, optimiser) }
    }

    func scaleRates(by factor: Double) { optimiser.settings.rate = settings.flowOptimiser.rate * factor }

    /// Sets the gradients of the network's parameters from latents and conditions, [count][latent + conditions]. Gives the mean squared
    /// error of a number of the velocity.
    func learn(_ latents: FloatBuffer, count: Int, firstIndex: UInt64) -> Double {
        let (latent, width) = (settings.channels.noise, network.network.input.count)
        for sample in 0..<count {
            var random = RandomStream(seed: settings.seed, purpose: .flowPairs, index: firstIndex + UInt64(sample))
            let end = latents.pointer + sample * (latent + conditionCount)
            for pair in 0..<Self.pairs {
                let place = sample * Self.pairs + pair
                let (row, target) = (inputs.pointer + place * width, targets.pointer + place * latent)
                // Times of one latent are spread over all of 0 … 1.
                let time = (Float(pair) + random.uniformFloat()) / Float(Self.pairs)
                for n in 0..<latent {
                    let noise = Float(random.normal())
                    row[n] = (1 - time) * noise + time * end[n]
                    target[n] = end[n] - noise
                }
                (row + latent).update(from: end + latent, count: conditionCount)
                LatentFlow.writeTime(time, into: row + latent + conditionCount)
            }
        }
        let rows = count * Self.pairs
        network.forward(inputs, count: rows, on: tape)
        let share = 1 / Double(max(rows * latent, 1))
        var sum = 0.0
        for index in 0..<rows * latent {
            let difference = tape.output.pointer[index] - targets.pointer[index]
            sum += Double(difference * difference)
            gradient.pointer[index] = Float(2 * share) * difference
        }
        network.clearGradients()
        network.backward(tape, gradient: gradient)
        return share * sum
    }

    /// One step along the gradients that the network has.
    func step() { optimiser.step(network) }
}
