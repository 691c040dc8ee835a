import Calorimeter
import DataSets
import Random
import ReferenceMC

/// Where true responses come from: the reference Monte Carlo, which answers for any particle and as often as one likes, or a
/// data set, which has so many responses to the particles that it holds.
struct Truth: Sendable {
    let reference: ReferenceMC
    let dataSet: DataSet?

    init(reference: ReferenceMC, dataSet: DataSet? = nil) {
        self.reference = reference
        self.dataSet = dataSet
    }

    var detector: Detector { reference.detector }

    /// The responses there are to a particle, at most `wanted`.
    func count(of particle: Particle, wanted: Int) -> Int {
        dataSet.map { min($0.rows(answering: particle).count, wanted) } ?? wanted
    }

    /// How many responses are compared, and how many make up their independent repeat. A data set's are split in halves, as
    /// `zdc evaluate` splits them; a single response has no repeat.
    func comparedCounts(of particle: Particle, wanted: Int) -> (truth: Int, repeated: Int) {
        guard let dataSet else { return (wanted, wanted) }
        let halves = dataSet.halves(dataSet.rows(answering: particle))
        return (min(halves.truth.count, wanted), min(halves.repeated.count, wanted))
    }

    /// Gives the responses: the truth itself, or its independent repeat.
    func responder(_ purpose: RandomStream.Purpose) -> any Responder {
        if let dataSet { return MatchedResponses(dataSet, isRepeat: purpose == .truthRepeat) }
        return SimulatedResponses(reference, purpose: purpose)
    }

    /// Whether there are responses to exactly this particle.
    func answersExactly(_ particle: Particle) -> Bool {
        dataSet?.holds(particle) ?? true
    }
}
