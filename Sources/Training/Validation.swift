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
        let particles = ConditionSampler(detector: detector).particles(count: count, seed: seed).flatMap {
            Array(repeating: $0, count: repeats)
        }
        let simulation = ReferenceMC(detector: detector)
        func responses(_ purpose: RandomStream.Purpose) -> ValidationResponses {
            ValidationResponses(
                to: particles, by: SimulatedResponses(simulation, purpose: purpose), seed: seed, workers: workers)
        }
        let (truth, repeated) = (responses(.truth), responses(.truthRepeat))
        floor = ChannelComparison(true: truth.sums, generated: truth.sums, repeated: repeated.sums).meanFloor
        (self.truth, diversities) = (truth.sums, truth.diversities)
        (self.particles, self.detector) = (particles, detector)
    }

    /// Some of the responses of a data set; those to one particle stand together.
    init(_ dataSet: DataSet, rows: [Int]) {
        particles = rows.map { dataSet.particles[dataSet.particleOfRow[$0]] }
        let truth = ValidationResponses(
            to: particles, by: StoredResponses(dataSet, rows: rows), seed: 0, workers: Workers(count: 1))
        (self.truth, diversities, detector, floor) = (truth.sums, truth.diversities, dataSet.detector, nil)
    }
}

/// What validation keeps of one response to each particle.
private struct ValidationResponses {
    let sums: ChannelSamples
    /// The diversity of each run of responses to the same particle, photons.
    let diversities: [Double]

    /// Responses made at a time.
    private static let block = 1024

    init(to particles: [Particle], by responder: any Responder, seed: UInt64, workers: Workers) {
        let pool = ResponsePool(responder, workers: workers)
        let pixels = responder.detector.pixelCount
        let map = ChannelMap(detector: responder.detector, convention: .thesis)
        var sums = ChannelSamples()
        var spread = RunningDiversity(pixels: pixels)
        var photons = [Float](repeating: 0, count: min(Self.block, particles.count) * pixels)
        photons.withUnsafeMutableBufferPointer { photons in
            for first in stride(from: 0, to: particles.count, by: Self.block) {
                let part = Array(particles[first..<min(first + Self.block, particles.count)])
                pool.respond(to: part, seed: seed, firstIndex: first, into: photons)
                for (place, particle) in part.enumerated() {
                    let response = UnsafeBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels])
                    sums.append(map.sums(response))
                    spread.add(response, of: particle)
                }
            }
        }
        (self.sums, diversities) = (sums, spread.values())
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
        let generated = ValidationResponses(to: truth.particles, by: generator, seed: 0, workers: workers)
        let comparison = ChannelComparison(true: truth.truth, generated: generated.sums, repeated: truth.truth)
        ws = comparison.meanWS
        let (made, real) = (generated.diversities.reduce(0, +), truth.diversities.reduce(0, +))
        diversityRatio = real > 0 ? made / real : .nan
        empty = Double(generated.sums.totals.count { $0 == 0 }) / Double(max(truth.count, 1))
    }
}

/// The diversities of particles whose responses come one after the other.
private struct RunningDiversity {
    private var current: PixelMoments
    private var particle: Particle?
    private var done: [Double] = []

    init(pixels: Int) { current = PixelMoments(pixels: pixels) }

    mutating func add(_ photons: UnsafeBufferPointer<Float>, of particle: Particle) {
        if particle != self.particle {
            if self.particle != nil { done.append(current.sumOfSigmas) }
            current.removeAll()
            self.particle = particle
        }
        current.add(photons)
    }

    /// Those of all particles so far.
    func values() -> [Double] { particle == nil ? done : done + [current.sumOfSigmas] }
}
