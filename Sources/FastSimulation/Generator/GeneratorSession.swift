public import Calorimeter
import Networks
import Random

extension Generator {
    /// One thread's buffers for running a generator, planned once: sampling allocates nothing.
    ///
    /// Sample k of a particle depends on the particle, the seed and k alone, bit for bit: neither on the batch it is
    /// computed in nor on the thread.
    public final class Session: ResponseSession {
        public let generator: Generator
        /// In which form it gives photons.
        public let counting: PhotonCounting
        private let inference: InferenceSession
        private let flow: LatentFlow.Session?
        private let inputs: FloatBuffer
        private let inputCount: Int
        private let noiseCount: Int
        private var isFinite: [Bool]

        init(generator: Generator, batch: Int, counting: PhotonCounting, instructionSet: InstructionSet) {
            (self.generator, self.counting) = (generator, counting)
            inference = InferenceSession(plan: generator.plan, batch: batch, instructionSet: instructionSet)
            flow = generator.flow.map { LatentFlow.Session($0, batch: batch, instructionSet: instructionSet) }
            inputCount = generator.plan.network.input.count
            noiseCount = generator.channels.noise
            inputs = FloatBuffer(count: inference.batch * inputCount)
            isFinite = Array(repeating: true, count: inference.batch)
        }

        /// Samples that run at once.
        public var batch: Int { inference.batch }

        /// Writes one response to each particle: particles.count × pixelCount photons. Particle i gets sample `firstIndex` + i of
        /// the seed.
        ///
        /// The normal numbers of noise of sample k come from the stream (seed, .noise, k), its photons from (seed, .photons, k).
        /// A particle with a number that is not finite gives empty responses; a pixel has at most e¹² − 1 photons expected.
        @discardableResult
        public func respond(
            to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
            into photons: UnsafeMutableBufferPointer<Float>
        ) -> Int {
            generate(particles.count, into: photons, seed: seed) {
                firstIndex + $0
            } fill: { sample, row, inputs in
                Self.drawNoise(seed: seed, index: firstIndex + sample, into: inputs, count: noiseCount)
                // Samples of one particle follow one another; it is encoded once for all of a batch.
                guard row > 0, particles[sample] == particles[sample - 1] else {
                    return generator.encoding.encode(particles[sample], into: inputs + noiseCount)
                }
                (inputs + noiseCount).update(from: inputs + noiseCount - inputCount, count: inputCount - noiseCount)
                return isFinite[row - 1]
            }
            return particles.count
        }

        /// Sample `index` of a particle.
        public func response(to particle: Particle, seed: UInt64, index: Int) -> Response {
            var response = Response(detector: generator.detector)
            response.photons.withUnsafeMutableBufferPointer { photons in
                withUnsafePointer(to: particle) {
                    _ = respond(to: UnsafeBufferPointer(start: $0, count: 1), seed: seed, firstIndex: index, into: photons)
                }
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
                generate(noises.count, into: photons, seed: seed) { _ in
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

        /// Runs the networks alone: `count` rows of noise and encoded conditions to `count` images of ln(1 + photons).
        public func forward(
            inputs: UnsafeBufferPointer<Float>, count: Int, into logarithms: UnsafeMutableBufferPointer<Float>
        ) {
            precondition(
                inputs.count >= count * inputCount, "found \(inputs.count) inputs for \(count) samples of \(inputCount)"
            )
            precondition(
                logarithms.count >= count * generator.detector.pixelCount, "the images of \(count) samples do not fit")
            guard count > 0, let inputs = inputs.baseAddress, let logarithms = logarithms.baseAddress else { return }
            let pixels = generator.detector.pixelCount
            for first in stride(from: 0, to: count, by: batch) {
                let size = min(batch, count - first)
                self.inputs.pointer.update(from: inputs + first * inputCount, count: size * inputCount)
                run(size, into: logarithms + first * pixels)
            }
        }

        /// Runs the first `count` rows of the inputs: the flow, if there is one, and the network.
        private func run(_ count: Int, into logarithms: UnsafeMutablePointer<Float>) {
            flow?.follow(inputs.pointer, count: count)
            inference.run(inputs: inputs.pointer, count: count, into: logarithms)
        }

        /// The one loop over batches. `fill` writes noise and conditions of a sample into a row, and tells whether they are
        /// finite; `index` tells whose random numbers a sample counts its photons with.
        private func generate(
            _ count: Int, into photons: UnsafeMutableBufferPointer<Float>, seed: UInt64,
            index: (_ sample: Int) -> Int, fill: (_ sample: Int, _ row: Int, UnsafeMutablePointer<Float>) -> Bool
        ) {
            let pixels = generator.detector.pixelCount
            precondition(photons.count >= count * pixels, "the photons of \(count) samples do not fit")
            guard let photons = photons.baseAddress else { return }
            for first in stride(from: 0, to: count, by: batch) {
                let size = min(batch, count - first)
                let target = photons + first * pixels
                for row in 0..<size { isFinite[row] = fill(first + row, row, inputs.pointer + row * inputCount) }
                run(size, into: target)
                inference.instructionSet.photons(fromLogarithms: target, limit: Generator.logLimit, count: size * pixels)
                for row in 0..<size {
                    let image = target + row * pixels
                    guard isFinite[row] else {
                        image.update(repeating: 0, count: pixels)
                        continue
                    }
                    self.count(image, seed: seed, index: index(first + row))
                }
            }
        }

        private static func drawNoise(seed: UInt64, index: Int, into row: UnsafeMutablePointer<Float>, count: Int) {
            var random = RandomStream(seed: seed, purpose: .noise, index: UInt64(truncatingIfNeeded: index))
            for n in 0..<count { row[n] = Float(random.normal()) }
        }

        /// Turns the light of one sample into photons of the form that is wanted.
        private func count(_ photons: UnsafeMutablePointer<Float>, seed: UInt64, index: Int) {
            let pixels = generator.detector.pixelCount
            guard counting == .counted else { return counting.round(photons, count: pixels) }
            guard let clump = generator.statistics.clump else { return PhotonCounting.rounded.round(photons, count: pixels) }
            var random = RandomStream(seed: seed, purpose: .photons, index: UInt64(truncatingIfNeeded: index))
            random.count(photons, pixels: pixels, clump: clump)
        }
    }
}
