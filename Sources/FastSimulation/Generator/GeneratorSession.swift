public import Calorimeter
import Networks
import Random

extension Generator {
    /// One thread's buffers for running a generator, planned once: sampling allocates nothing.
    ///
    /// Sample k of a particle depends on the particle, the seed and k alone, bit for bit: neither on the batch it is
    /// computed in nor on the thread.
    public final class Session {
        public let generator: Generator
        private let inference: InferenceSession
        private let inputs: FloatBuffer
        private let inputCount: Int
        private let noiseCount: Int
        private var isFinite: [Bool]

        init(generator: Generator, batch: Int, instructionSet: InstructionSet) {
            self.generator = generator
            inference = InferenceSession(plan: generator.plan, batch: batch, instructionSet: instructionSet)
            inputCount = generator.plan.network.input.count
            noiseCount = generator.channels.noise
            inputs = FloatBuffer(count: inference.batch * inputCount)
            isFinite = Array(repeating: true, count: inference.batch)
        }

        /// Samples that run at once.
        public var batch: Int { inference.batch }

        /// Writes the photons of samples `indices` of one particle: indices.count × pixelCount, row-major.
        ///
        /// The normal numbers of noise of sample k come from the stream (seed, .noise, k), its photons from (seed, .photons, k).
        /// A particle with a number that is not finite gives empty responses; a pixel has at most e¹² − 1 photons expected.
        public func generate(
            _ particle: Particle, seed: UInt64, indices: Range<Int>, as counting: PhotonCounting = .counted,
            into photons: UnsafeMutableBufferPointer<Float>
        ) {
            var encodedRows = 0
            generate(indices.count, into: photons, seed: seed, as: counting) {
                indices.lowerBound + $0
            } fill: { sample, row, inputs in
                Self.drawNoise(seed: seed, index: indices.lowerBound + sample, into: inputs, count: noiseCount)
                // The conditions of a row stay as they are from one batch to the next.
                guard row >= encodedRows else { return isFinite[row] }
                encodedRows = row + 1
                guard row > 0 else { return generator.encoding.encode(particle, into: inputs + noiseCount) }
                (inputs + noiseCount).update(from: self.inputs.pointer + noiseCount, count: inputCount - noiseCount)
                return isFinite[0]
            }
        }

        /// Writes the photons of one sample of each particle: particles.count × pixelCount. Particle i is sample
        /// `firstIndex` + i of the seed.
        public func generate(
            _ particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int, as counting: PhotonCounting = .counted,
            into photons: UnsafeMutableBufferPointer<Float>
        ) {
            generate(particles.count, into: photons, seed: seed, as: counting) {
                firstIndex + $0
            } fill: { sample, _, inputs in
                Self.drawNoise(seed: seed, index: firstIndex + sample, into: inputs, count: noiseCount)
                return generator.encoding.encode(particles[sample], into: inputs + noiseCount)
            }
        }

        /// Sample `index` of a particle.
        public func response(to particle: Particle, seed: UInt64, index: Int, as counting: PhotonCounting = .counted) -> Response
        {
            var response = Response(detector: generator.detector)
            response.photons.withUnsafeMutableBufferPointer {
                generate(particle, seed: seed, indices: index..<index + 1, as: counting, into: $0)
            }
            return response
        }

        /// The responses to one particle of given noises in order. Each noise stands for the first numbers of a sample's noise; the
        /// others are those of sample `index` of the seed. All count their photons with the random numbers of that sample, so that
        /// they differ by their noises alone.
        ///
        /// A particle with a number that is not finite gives empty responses.
        public func responses(to particle: Particle, noises: [[Float]], seed: UInt64, index: Int) -> [Response] {
            let pixels = generator.detector.pixelCount
            var photons = [Float](repeating: 0, count: noises.count * pixels)
            photons.withUnsafeMutableBufferPointer { photons in
                generate(noises.count, into: photons, seed: seed, as: .counted) { _ in
                    index
                } fill: { sample, _, inputs in
                    Self.drawNoise(seed: seed, index: index, into: inputs, count: noiseCount)
                    for (n, number) in noises[sample].prefix(noiseCount).enumerated() { inputs[n] = number }
                    return generator.encoding.encode(particle, into: inputs + noiseCount)
                }
            }
            return noises.indices.map { sample in
                var response = Response(detector: generator.detector)
                response.photons = Array(photons[sample * pixels..<(sample + 1) * pixels])
                return response
            }
        }

        /// The first numbers of the noise that sample `index` of a seed is made of.
        public static func noise(seed: UInt64, index: Int, count: Int = Network.publishedNoiseCount) -> [Float] {
            Array(unsafeUninitializedCapacity: count) { noise, filled in
                if let noise = noise.baseAddress { drawNoise(seed: seed, index: index, into: noise, count: count) }
                filled = count
            }
        }

        /// Runs the network alone: `count` rows of noise and encoded conditions to `count` images of ln(1 + photons).
        public func forward(
            inputs: UnsafeBufferPointer<Float>, count: Int, into logarithms: UnsafeMutableBufferPointer<Float>
        ) {
            precondition(
                inputs.count >= count * inputCount, "found \(inputs.count) inputs for \(count) samples of \(inputCount)"
            )
            precondition(
                logarithms.count >= count * generator.detector.pixelCount, "the images of \(count) samples do not fit")
            guard count > 0, let inputs = inputs.baseAddress, let logarithms = logarithms.baseAddress else { return }
            inference.run(inputs: inputs, count: count, into: logarithms)
        }

        /// The one loop over batches. `fill` writes noise and conditions of a sample into a row, and tells whether they are
        /// finite; `index` tells whose random numbers a sample counts its photons with.
        private func generate(
            _ count: Int, into photons: UnsafeMutableBufferPointer<Float>, seed: UInt64, as counting: PhotonCounting,
            index: (_ sample: Int) -> Int, fill: (_ sample: Int, _ row: Int, UnsafeMutablePointer<Float>) -> Bool
        ) {
            let pixels = generator.detector.pixelCount
            precondition(photons.count >= count * pixels, "the photons of \(count) samples do not fit")
            guard let photons = photons.baseAddress else { return }
            for first in stride(from: 0, to: count, by: batch) {
                let size = min(batch, count - first)
                let target = photons + first * pixels
                for row in 0..<size { isFinite[row] = fill(first + row, row, inputs.pointer + row * inputCount) }
                inference.run(inputs: inputs.pointer, count: size, into: target)
                inference.instructionSet.photons(fromLogarithms: target, limit: Generator.logLimit, count: size * pixels)
                for row in 0..<size {
                    let image = target + row * pixels
                    guard isFinite[row] else {
                        image.update(repeating: 0, count: pixels)
                        continue
                    }
                    self.count(image, seed: seed, index: index(first + row), as: counting)
                }
            }
        }

        private static func drawNoise(seed: UInt64, index: Int, into row: UnsafeMutablePointer<Float>, count: Int) {
            var random = RandomStream(seed: seed, purpose: .noise, index: UInt64(truncatingIfNeeded: index))
            for n in 0..<count { row[n] = Float(random.normal()) }
        }

        /// Turns the light of one sample into photons of the form that is wanted.
        private func count(_ photons: UnsafeMutablePointer<Float>, seed: UInt64, index: Int, as counting: PhotonCounting) {
            let pixels = generator.detector.pixelCount
            guard counting == .counted else { return counting.round(photons, count: pixels) }
            switch generator.statistics {
            case .rounded: PhotonCounting.rounded.round(photons, count: pixels)
            case .poisson:
                var random = RandomStream(seed: seed, purpose: .photons, index: UInt64(truncatingIfNeeded: index))
                random.count(photons, pixels: pixels)
            }
        }
    }
}
