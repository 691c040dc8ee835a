public import Calorimeter
import DataSets
import Evaluation
public import FastSimulation
public import Networks
import Random
import ReferenceMC

/// True responses of particles that a run neither learns from nor is tested on.
public struct ValidationTruth: Sendable {
    /// The particle of every response; repeats of one particle stand together.
    let particles: [Particle]
    let truth: ChannelSamples
    /// The diversity of each run of repeats, photons.
    let diversities: [Double]
    let detector: Detector
    /// The mean over channels of the distance between the truth and an independent repeat of it; nil for a data set.
    public let floor: Double?

    /// The distance of the validation's seed from that of the training.
    public static let seedOffset: UInt64 = 1_000_000

    public var count: Int { particles.count }

    /// The sampler's particles under the seed of the training plus `seedOffset`, `repeats` responses each.
    public init(particles count: Int, repeats: Int, trainingSeed: UInt64, detector: Detector = .zn, workers: Workers = Workers())
    {
        let seed = trainingSeed &+ Self.seedOffset
        let particles = ConditionSampler(detector: detector).particles(count: count, seed: seed)
        let simulation = ReferenceMC(detector: detector)
        func samples(_ purpose: RandomStream.Purpose) -> ChannelSamples {
            var samples = ChannelSamples()
            let map = ChannelMap(detector: detector, convention: .thesis)
            var photons = [Float](repeating: 0, count: detector.pixelCount)
            photons.withUnsafeMutableBufferPointer { photons in
                for (index, particle) in particles.enumerated() {
                    for draw in 0..<repeats {
                        var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(index * repeats + draw))
                        simulation.respond(to: particle, random: &random, into: photons)
                        samples.append(map.sums(UnsafeBufferPointer(photons)))
                    }
                }
            }
            return samples
        }
        let truth = samples(.truth)
        floor = ChannelComparison(true: truth, generated: truth, repeated: samples(.truthRepeat)).meanFloor
        diversities = ParticleDiversity.simulated(
            particles, simulation: simulation, seed: seed, purpose: .truth, repeats: repeats, workers: workers)
        self.truth = truth
        self.detector = detector
        self.particles = particles.flatMap { Array(repeating: $0, count: repeats) }
    }

    /// Some of the responses of a data set; those to one particle stand together.
    init(_ dataSet: DataSet, rows: [Int]) {
        let detector = dataSet.detector
        let particles = rows.map { dataSet.particles[dataSet.particleOfRow[$0]] }
        let map = ChannelMap(detector: detector, convention: .thesis)
        var truth = ChannelSamples()
        var spread = RunningDiversity(pixels: detector.pixelCount)
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        photons.withUnsafeMutableBufferPointer { photons in
            for (row, particle) in zip(rows, particles) {
                dataSet.responses.copy(row, into: photons)
                truth.append(map.sums(UnsafeBufferPointer(photons)))
                spread.add(UnsafeBufferPointer(photons), of: particle)
            }
        }
        (self.particles, self.truth, self.detector, floor) = (particles, truth, detector, nil)
        diversities = spread.values()
    }
}

/// How a generator did on the validation particles.
public struct ValidationScore: Hashable, Sendable {
    /// The mean over channels of the Wasserstein distance, photons.
    public var ws: Double
    /// The mean diversity of the generated responses as a part of that of the true ones; NaN without repeats.
    public var diversityRatio: Double
    /// The share of responses without a photon.
    public var empty: Double

    public init(ws: Double, diversityRatio: Double, empty: Double) {
        (self.ws, self.diversityRatio, self.empty) = (ws, diversityRatio, empty)
    }

    /// One generated response for every true one, of whole photons; noise and counting are the same every time.
    public init(of generator: Generator, on truth: ValidationTruth, workers: Workers) {
        let pool = GeneratorPool(generator: generator, workers: workers)
        let pixels = truth.detector.pixelCount
        let map = ChannelMap(detector: truth.detector, convention: .thesis)
        var generated = ChannelSamples()
        var spread = RunningDiversity(pixels: pixels)
        var dark = 0
        let size = 1024
        var photons = [Float](repeating: 0, count: min(size, truth.count) * pixels)
        photons.withUnsafeMutableBufferPointer { photons in
            for first in stride(from: 0, to: truth.count, by: size) {
                let particles = Array(truth.particles[first..<min(first + size, truth.count)])
                pool.generate(particles, seed: 0, firstIndex: first, into: photons)
                for (index, particle) in particles.enumerated() {
                    let response = photons[index * pixels..<(index + 1) * pixels]
                    let counted = UnsafeBufferPointer(rebasing: response)
                    let sums = map.sums(counted)
                    if sums.total == 0 { dark += 1 }
                    generated.append(sums)
                    spread.add(counted, of: particle)
                }
            }
        }
        let comparison = ChannelComparison(true: truth.truth, generated: generated, repeated: truth.truth)
        ws = comparison.meanWS
        let (made, real) = (spread.values().reduce(0, +), truth.diversities.reduce(0, +))
        diversityRatio = real > 0 ? made / real : .nan
        empty = Double(dark) / Double(max(truth.count, 1))
    }
}

/// The diversities of particles whose responses come one after the other.
private struct RunningDiversity {
    private var current: ParticleDiversity
    private var particle: Particle?
    private var done: [Double] = []

    init(pixels: Int) { current = ParticleDiversity(pixels: pixels) }

    mutating func add(_ photons: UnsafeBufferPointer<Float>, of particle: Particle) {
        if particle != self.particle {
            if self.particle != nil { done.append(current.value) }
            current.removeAll()
            self.particle = particle
        }
        current.add(photons)
    }

    /// Those of all particles so far.
    func values() -> [Double] { particle == nil ? done : done + [current.value] }
}
