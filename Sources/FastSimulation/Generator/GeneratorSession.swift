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
        private var inputs: [Float]
        private let inputCount: Int
        private var isFinite: [Bool]

        init(generator: Generator, batch: Int, instructionSet: InstructionSet) {
            self.generator = generator
            inference = InferenceSession(plan: generator.plan, batch: batch, instructionSet: instructionSet)
            inputCount = generator.plan.network.input.count
            inputs = Array(repeating: 0, count: inference.batch * inputCount)
            isFinite = Array(repeating: true, count: inference.batch)
        }

        /// Samples that run at once.
        public var batch: Int { inference.batch }

        /// Writes the photons of samples `indices` of one particle: indices.count × pixelCount, row-major.
        ///
        /// Ten normal numbers of noise per sample come from the stream (seed, .noise, k), its photons from (seed, .photons, k).
        /// A particle with a number that is not finite gives empty responses; a pixel has at most e¹² − 1 photons expected.
        public func generate(
            _ particle: Particle, seed: UInt64, indices: Range<Int>, as counting: PhotonCounting = .counted,
            into photons: UnsafeMutableBufferPointer<Float>
        ) {
            let pixels = generator.detector.pixelCount
            precondition(photons.count >= indices.count * pixels, "the photons of \(indices.count) samples do not fit")
            guard let photons = photons.baseAddress, !indices.isEmpty else { return }
            inputs.withUnsafeMutableBufferPointer { inputs in
                guard let inputs = inputs.baseAddress else { return }
                guard generator.encoding.encode(particle, into: inputs + Network.noiseCount) else {
                    photons.update(repeating: 0, count: indices.count * pixels)
                    return
                }
                let conditions = inputCount - Network.noiseCount
                for row in 1..<max(min(batch, indices.count), 1) {
                    (inputs + row * inputCount + Network.noiseCount).update(
                        from: inputs + Network.noiseCount, count: conditions)
                }
                var first = indices.lowerBound
                while first < indices.upperBound {
                    let count = min(batch, indices.upperBound - first)
                    for row in 0..<count { Self.drawNoise(seed: seed, index: first + row, into: inputs + row * inputCount) }
                    let target = photons + (first - indices.lowerBound) * pixels
                    run(inputs, count: count, into: target)
                    self.count(target, samples: first..<first + count, seed: seed, as: counting)
                    first += count
                }
            }
        }

        /// Writes the photons of one sample of each particle: particles.count × pixelCount. Particle i is sample
        /// `firstIndex` + i of the seed.
        public func generate(
            _ particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int, as counting: PhotonCounting = .counted,
            into photons: UnsafeMutableBufferPointer<Float>
        ) {
            let pixels = generator.detector.pixelCount
            precondition(
                photons.count >= particles.count * pixels, "the photons of \(particles.count) samples do not fit")
            guard let photons = photons.baseAddress else { return }
            inputs.withUnsafeMutableBufferPointer { inputs in
                guard let inputs = inputs.baseAddress else { return }
                for first in stride(from: 0, to: particles.count, by: batch) {
                    let count = min(batch, particles.count - first)
                    let target = photons + first * pixels
                    for row in 0..<count {
                        let own = inputs + row * inputCount
                        Self.drawNoise(seed: seed, index: firstIndex + first + row, into: own)
                        isFinite[row] = generator.encoding.encode(
                            particles[first + row], into: own + Network.noiseCount)
                    }
                    run(inputs, count: count, into: target)
                    for row in 0..<count where !isFinite[row] {
                        (target + row * pixels).update(repeating: 0, count: pixels)
                    }
                    self.count(target, samples: firstIndex + first..<firstIndex + first + count, seed: seed, as: counting)
                }
            }
        }

        private static func drawNoise(seed: UInt64, index: Int, into row: UnsafeMutablePointer<Float>) {
            var random = RandomStream(seed: seed, purpose: .noise, index: UInt64(truncatingIfNeeded: index))
            for n in 0..<Network.noiseCount { row[n] = Float(random.normal()) }
        }

        private func run(_ inputs: UnsafePointer<Float>, count: Int, into photons: UnsafeMutablePointer<Float>) {
            inference.run(inputs: inputs, count: count, into: photons)
            inference.instructionSet.photons(
                fromLogarithms: photons, limit: Generator.logLimit, count: count * generator.detector.pixelCount)
        }

        /// Turns what the network gave for some samples of a seed into photons of the form that is wanted.
        private func count(_ photons: UnsafeMutablePointer<Float>, samples: Range<Int>, seed: UInt64, as counting: PhotonCounting)
        {
            let pixels = generator.detector.pixelCount
            guard counting == .counted else { return counting.round(photons, count: samples.count * pixels) }
            switch generator.statistics {
            case .rounded: PhotonCounting.rounded.round(photons, count: samples.count * pixels)
            case .poisson:
                for (row, sample) in samples.enumerated() {
                    var random = RandomStream(seed: seed, purpose: .photons, index: UInt64(truncatingIfNeeded: sample))
                    random.count(photons + row * pixels, pixels: pixels)
                }
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

        /// The responses to one particle of given noises, ten numbers each, in order; all count their photons with the random
        /// numbers of sample `index` of the seed, so that they differ by their noises alone.
        ///
        /// A particle with a number that is not finite gives empty responses.
        public func responses(to particle: Particle, noises: [[Float]], seed: UInt64, index: Int) -> [Response] {
            precondition(
                noises.allSatisfy { $0.count == Network.noiseCount }, "a sample has \(Network.noiseCount) noises")
            var responses = noises.map { _ in Response(detector: generator.detector) }
            let pixels = generator.detector.pixelCount
            var photons = [Float](repeating: 0, count: batch * pixels)
            inputs.withUnsafeMutableBufferPointer { inputs in
                photons.withUnsafeMutableBufferPointer { photons in
                    guard let inputs = inputs.baseAddress, let images = photons.baseAddress else { return }
                    for first in stride(from: 0, to: noises.count, by: batch) {
                        let count = min(batch, noises.count - first)
                        for row in 0..<count {
                            let own = inputs + row * inputCount
                            for n in 0..<Network.noiseCount { own[n] = noises[first + row][n] }
                            guard generator.encoding.encode(particle, into: own + Network.noiseCount) else { return }
                        }
                        run(inputs, count: count, into: images)
                        for row in 0..<count {
                            self.count(images + row * pixels, samples: index..<index + 1, seed: seed, as: .counted)
                            responses[first + row].photons = Array(photons[(row * pixels)..<((row + 1) * pixels)])
                        }
                    }
                }
            }
            return responses
        }

        /// The noises that sample `index` of a seed is made of.
        public static func noise(seed: UInt64, index: Int) -> [Float] {
            Array(unsafeUninitializedCapacity: Network.noiseCount) { noise, count in
                if let noise = noise.baseAddress { drawNoise(seed: seed, index: index, into: noise) }
                count = Network.noiseCount
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
    }
}
