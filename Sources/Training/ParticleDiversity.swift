import Calorimeter
import Evaluation
import Networks

/// How much the responses to one particle differ: the standard deviation over repeats of each pixel's photons
/// (population), summed over all pixels. The published measure, in photons.
enum ParticleDiversity {
    /// Each value as a part of the largest, 0…1.
    static func shares(of values: [Double]) -> [Float] {
        let largest = values.max() ?? 0
        return values.map { largest > 0 ? Float($0 / largest) : 0 }
    }

    /// The diversity of every particle, from `repeats` responses each.
    static func values(
        of particles: [Particle], by responder: any Responder, seed: UInt64, repeats: Int, workers: Workers
    ) -> [Double] {
        let size = 256
        var values = [Double](repeating: 0, count: particles.count)
        values.withUnsafeMutableBufferPointer { values in
            // Each task writes where no other does.
            nonisolated(unsafe) let values = values
            workers.run((particles.count + size - 1) / size) { task, _ in
                var pixels = PixelMoments(pixels: responder.detector.pixelCount)
                let sampler = Sampler(responder)
                for particle in task * size..<min((task + 1) * size, particles.count) {
                    pixels.removeAll()
                    sampler.make(particle * repeats..<(particle + 1) * repeats, of: particles[particle], seed: seed) {
                        pixels.add($1)
                    }
                    values[particle] = pixels.sumOfSigmas
                }
            }
        }
        return values
    }
}
