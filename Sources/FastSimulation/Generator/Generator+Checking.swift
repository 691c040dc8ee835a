import Calorimeter
import Networks

extension Generator {
    /// An output above this overflows as a number of photons in single precision.
    static let largestLogarithm: Float = 88

    /// An output that no light has, for a few particles one scale from the mean of its conditions; nil if there is none.
    ///
    /// Weights can all be finite and their sums not. Such a network would be white, or no picture at all, for
    /// everything; one that is dark for everything is a model all the same.
    func runawayOutput() -> Float? {
        let (count, pixels) = (Self.checkCount, detector.pixelCount)
        let inputs = checkInputs()
        var outputs = [Float](repeating: 0, count: count * pixels)
        outputs.withUnsafeMutableBufferPointer { outputs in
            inputs.withUnsafeBufferPointer { makeSession(batch: count).forward(inputs: $0, count: count, into: outputs) }
        }
        return outputs.first { !($0 <= Self.largestLogarithm) }
    }

    /// A latent number that the flow makes for one of these particles and that is far from all noise; nil if there is none. The
    /// decoder may hide it.
    func runawayLatent() -> Float? {
        guard let flow else { return nil }
        let (rows, width) = (FloatBuffer(checkInputs()), plan.network.input.count)
        LatentFlow.Session(flow, batch: Self.checkCount, instructionSet: .best).follow(rows.pointer, count: Self.checkCount)
        for index in 0..<rows.count where index % width < channels.noise {
            if !(abs(rows.pointer[index]) <= Self.farthestLatent) { return rows.pointer[index] }
        }
        return nil
    }

    private static let checkCount = 4
    /// Beyond this a latent number is one of a flow that went wrong.
    static let farthestLatent: Float = 10_000

    /// Noise and encoded conditions of the particles that are looked at.
    private func checkInputs() -> [Float] {
        let width = plan.network.input.count
        var inputs: [Float] = []
        for sample in 0..<Self.checkCount {
            var particle = Particle(conditions: encoding.mean.map(Double.init))
            for (parameter, scale) in zip(Parameter.publishedOrder, encoding.scale) {
                particle[parameter] += sample.isMultiple(of: 2) ? Double(scale) : -Double(scale)
            }
            var conditions = [Float](repeating: 0, count: width - channels.noise)
            conditions.withUnsafeMutableBufferPointer { _ = $0.baseAddress.map { encoding.encode(particle, into: $0) } }
            inputs += Session.noise(seed: 0, index: sample, count: channels.noise) + conditions
        }
        return inputs
    }
}
