import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns normal noise into the latent numbers that a decoder has learnt to read: flow matching along straight paths (Lipman et al.,
/// arXiv 2210.02747).
///
/// A network gives the velocity of a point at time t, from 0 at the noise to 1 at the latent, for one particle. Steps of equal time
/// follow it from the noise (explicit Euler).
public struct LatentFlow: Sendable {
    /// Latent numbers, encoded conditions and the numbers of the time in, a velocity for each latent number out.
    public let network: Network
    public let parameters: Parameters
    /// Steps, each of one evaluation of the network.
    public let evaluations: Int
    let plan: InferencePlan

    /// Evaluations of the shipped models.
    public static let usualEvaluations = 10
    /// More evaluations than any flow needs.
    public static let mostEvaluations = 1000
    /// Numbers that tell the network the time.
    static let timeCount = 8

    /// Throws if the network has layers that only training needs.
    public init(network: Network, parameters: Parameters, evaluations: Int = usualEvaluations) throws(NetworkError) {
        (self.network, self.parameters, self.evaluations) = (network, parameters, evaluations)
        plan = try InferencePlan(network: network, parameters: parameters)
    }

    /// Multiplications with addition for one sample.
    var multiplyAdds: Int { evaluations * plan.multiplyAdds }

    /// The time of a step at its start.
    func time(_ step: Int) -> Float { Float(step) / Float(evaluations) }

    /// cos(kπt), k = 1 … 8.
    static func writeTime(_ time: Float, into numbers: UnsafeMutablePointer<Float>) {
        for k in 0..<timeCount { numbers[k] = cosf(Float(k + 1) * .pi * time) }
    }

    /// The same numbers as an array.
    public static func timeNumbers(_ time: Float) -> [Float] {
        Array(unsafeUninitializedCapacity: timeCount) { numbers, count in
            if let start = numbers.baseAddress { writeTime(time, into: start) }
            count = timeCount
        }
    }
}

extension Network {
    /// The velocity of a latent flow: three hidden layers.
    public static func velocity(latent: Int, conditions: Int, hidden: Int) throws(NetworkError) -> Network {
        let layers = (0..<3).flatMap { _ in [Layer.dense(outputs: hidden), .leakyReLU(slope: leakySlope)] }
        return try Network(input: Shape(latent + conditions + LatentFlow.timeCount), layers: layers + [.dense(outputs: latent)])
    }
}

extension LatentFlow {
    /// One thread's buffers: following a flow allocates nothing.
    final class Session {
        private let flow: LatentFlow
        private let inference: InferenceSession
        private let inputs: FloatBuffer
        private let velocities: FloatBuffer

        init(_ flow: LatentFlow, batch: Int, instructionSet: InstructionSet) {
            self.flow = flow
            inference = InferenceSession(plan: flow.plan, batch: batch, instructionSet: instructionSet)
            inputs = FloatBuffer(count: inference.batch * flow.network.input.count)
            velocities = FloatBuffer(count: inference.batch * flow.network.output.count)
        }

        /// Replaces the noise at the start of each row by its latent numbers; the conditions follow it. At most a batch of rows.
        func follow(_ rows: UnsafeMutablePointer<Float>, count: Int) {
            let (latent, width) = (flow.network.output.count, flow.network.input.count)
            let pitch = width - LatentFlow.timeCount
            for row in 0..<count { (inputs.pointer + row * width).update(from: rows + row * pitch, count: pitch) }
            let time = 1 / Float(flow.evaluations)
            for step in 0..<flow.evaluations {
                for row in 0..<count { LatentFlow.writeTime(flow.time(step), into: inputs.pointer + row * width + pitch) }
                inference.run(inputs: inputs.pointer, count: count, into: velocities.pointer)
                for row in 0..<count {
                    let (point, velocity) = (inputs.pointer + row * width, velocities.pointer + row * latent)
                    for n in 0..<latent { point[n] += time * velocity[n] }
                }
            }
            for row in 0..<count { (rows + row * pitch).update(from: inputs.pointer + row * width, count: latent) }
        }
    }
}
