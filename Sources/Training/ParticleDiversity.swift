import Calorimeter
import Networks

/// How much the responses to one particle differ: the standard deviation over repeats of each pixel's photons
/// (population), summed over all pixels. The published measure, in photons.
struct ParticleDiversity {
    private var sums: [Double]
    private var squares: [Double]
    private var count = 0

    init(pixels: Int) {
        sums = Array(repeating: 0, count: pixels)
        squares = Array(repeating: 0, count: pixels)
    }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        count += 1
        for pixel in sums.indices where photons[pixel] != 0 {
            let n = Double(photons[pixel])
            sums[pixel] += n
            squares[pixel] += n * n
        }
    }

    mutating func removeAll() {
        count = 0
        for pixel in sums.indices { (sums[pixel], squares[pixel]) = (0, 0) }
    }

    /// Photons; 0 of a single response.
    var value: Double {
        guard count > 1 else { return 0 }
        let scale = 1 / Double(count)
        var total = 0.0
        for pixel in sums.indices where squares[pixel] > 0 {
            let mean = sums[pixel] * scale
            total += max(squares[pixel] * scale - mean * mean, 0).squareRoot()
        }
        return total
    }

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
                var diversity = ParticleDiversity(pixels: responder.detector.pixelCount)
                let sampler = Sampler(responder)
                for particle in task * size..<min((task + 1) * size, particles.count) {
                    diversity.removeAll()
                    sampler.make(particle * repeats..<(particle + 1) * repeats, of: particles[particle], seed: seed) {
                        diversity.add($1)
                    }
                    values[particle] = diversity.value
                }
            }
        }
        return values
    }
}
