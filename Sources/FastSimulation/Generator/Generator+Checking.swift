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
        let (count, width, pixels) = (4, plan.network.input.count, detector.pixelCount)
        var inputs: [Float] = []
        for sample in 0..<count {
            var particle = Particle(conditions: encoding.mean.map(Double.init))
            for (parameter, scale) in zip(Parameter.publishedOrder, encoding.scale) {
                particle[parameter] += sample.isMultiple(of: 2) ? Double(scale) : -Double(scale)
            }
            var conditions = [Float](repeating: 0, count: width - channels.noise)
            conditions.withUnsafeMutableBufferPointer { _ = $0.baseAddress.map { encoding.encode(particle, into: $0) } }
            inputs += Session.noise(seed: 0, index: sample, count: channels.noise) + conditions
        }
        var outputs = [Float](repeating: 0, count: count * pixels)
        outputs.withUnsafeMutableBufferPointer { outputs in
            inputs.withUnsafeBufferPointer { makeSession(batch: count).forward(inputs: $0, count: count, into: outputs) }
        }
        return outputs.first { !($0 <= Self.largestLogarithm) }
    }
}
