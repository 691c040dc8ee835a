public import Calorimeter
import DataSets
import Evaluation
public import FastSimulation
import Networks
import Random
import ReferenceMC

extension RandomStream.Purpose {
    /// The order in which an epoch goes through the samples.
    static let epochOrder = RandomStream.Purpose(rawValue: 19)
    /// The number of responses from which the diversity of a particle is estimated.
    static let diversity = RandomStream.Purpose(rawValue: 20)
}

/// True responses to learn from: one sample after the other, in an order that depends on the seed alone.
///
/// Responses of the reference Monte Carlo are made when they are asked for, new ones in every epoch, so that nothing is
/// stored and none is seen twice. Those of a data set come again in every epoch.
public struct TrainingData: Sendable {
    /// Where the responses come from, in words for the model's file.
    public let recipe: Recipe
    public let detector: Detector
    /// The particle of every sample of an epoch.
    public let particles: [Particle]
    /// The diversity of each sample's particle: the σ over repeats, summed over all pixels, photons, as a part of the
    /// largest one.
    public let diversity: [Float]
    /// Gives the responses, under this seed.
    let responder: any Responder
    let seed: UInt64

    public enum Recipe: Hashable, Sendable {
        /// Particles of the condition sampler, answered by the reference Monte Carlo; diversity from so many repeats.
        case simulated(particles: Int, speciesPower: Double, seed: UInt64, repeats: Int)
        case dataSet(name: String, samples: Int)

        /// What a checkpoint keeps of it; a checkpoint from before there was a power has natural shares.
        var text: String {
            switch self {
            case .simulated(let particles, let speciesPower, let seed, let repeats):
                "simulated(particles: \(particles), seed: \(seed), repeats: \(repeats))"
                    + (speciesPower == 1 ? "" : ", species power \(speciesPower)")
            case .dataSet(let name, let samples): "dataSet(name: \"\(name)\", samples: \(samples))"
            }
        }
    }

    /// The sampler's particles with `repeats` responses each to tell their diversity; 0 leaves it at 0.
    ///
    /// - Parameter speciesPower: below 1, rare species come more often than in the data (see `ConditionSampler`). What a model should
    ///   answer to a particle does not depend on it.
    public init(
        particles count: Int, speciesPower: Double = 1, seed: UInt64, repeats: Int, detector: Detector = .zn,
        workers: Workers = Workers()
    ) {
        self.detector = detector
        recipe = .simulated(particles: count, speciesPower: speciesPower, seed: seed, repeats: repeats)
        particles = ConditionSampler(detector: detector, speciesPower: speciesPower).particles(count: count, seed: seed)
        let simulation = ReferenceMC(detector: detector)
        (responder, self.seed) = (SimulatedResponses(simulation), seed)
        let spread =
            repeats > 0
            ? ParticleDiversity.values(
                of: particles, by: SimulatedResponses(simulation, purpose: .diversity), seed: seed, repeats: repeats,
                workers: workers)
            : Array(repeating: 0, count: count)
        diversity = ParticleDiversity.shares(of: spread)
    }

    /// Some of the responses of a data set.
    ///
    /// - Parameter diversity: that of each row's particle, as a part of the largest one.
    init(_ dataSet: DataSet, rows: [Int], diversity: [Float]) {
        recipe = .dataSet(name: dataSet.name, samples: rows.count)
        detector = dataSet.detector
        particles = rows.map { dataSet.particles[dataSet.particleOfRow[$0]] }
        self.diversity = diversity
        (responder, seed) = (StoredResponses(dataSet, rows: rows), 0)
    }

    /// Samples in an epoch.
    public var count: Int { particles.count }

    /// The order of the samples in an epoch: a permutation that depends on the seed and the epoch.
    func order(epoch: Int, seed: UInt64) -> [Int32] {
        var random = RandomStream(seed: seed, purpose: .epochOrder, index: UInt64(epoch))
        var order = (0..<Int32(count)).map { $0 }
        order.shuffle(using: &random)
        return order
    }

    /// Writes the photons of one sample in an epoch, row-major, by a session of the responder.
    func respond(
        sample: Int, epoch: Int, session: any ResponseSession, into photons: UnsafeMutableBufferPointer<Float>
    ) {
        particles.withUnsafeBufferPointer {
            _ = session.respond(
                to: UnsafeBufferPointer(rebasing: $0[sample...sample]), seed: seed, firstIndex: epoch &* count &+ sample,
                into: photons)
        }
    }

    /// Means and scales of the nine numbers over the samples, for the encoding; a number that never changes has scale 1.
    public func encoding(_ kind: ConditionEncoding.Kind) -> ConditionEncoding? {
        var (means, scales): ([Float], [Float]) = ([], [])
        for parameter in Parameter.publishedOrder {
            let moments = Moments(particles.lazy.map { $0[parameter] })
            let mean = count > 0 ? moments.mean : 0
            // Numbers that differ by less than single precision can tell are all the same.
            let scale = count > 0 ? Float(moments.sigma) : 0
            means.append(Float(mean))
            scales.append(Parameter.canStandardise(mean: Float(mean), scale: scale) ? scale : 1)
        }
        return ConditionEncoding(kind: kind, detector: detector, mean: means, scale: scales)
    }
}
