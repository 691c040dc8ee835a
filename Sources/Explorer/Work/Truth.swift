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

    /// Writes a response, row-major. Those of a data set come round again after the last; false if it has none.
    func write(
        _ purpose: RandomStream.Purpose, to particle: Particle, seed: UInt64, index: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        guard let dataSet else {
            var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(index))
            reference.respond(to: particle, random: &random, into: photons)
            return true
        }
        let all = dataSet.rows(answering: particle)
        let rows = purpose == .truthRepeat ? dataSet.halves(all).repeated : all
        guard !rows.isEmpty else { return false }
        dataSet.responses.copy(rows[rows.startIndex + index % rows.count], into: photons)
        return true
    }

    /// A response as a picture; nil if the data set has none.
    func response(to particle: Particle, seed: UInt64, index: Int) -> Response? {
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        let isThere = photons.withUnsafeMutableBufferPointer { write(.truth, to: particle, seed: seed, index: index, into: $0) }
        return isThere ? Response(rows: detector.rows, columns: detector.columns, photons: photons) : nil
    }

    /// Whether there are responses to exactly this particle.
    func answersExactly(_ particle: Particle) -> Bool {
        dataSet?.holds(particle) ?? true
    }
}

extension DataSet {
    /// Whether there are responses to exactly this particle.
    func holds(_ particle: Particle) -> Bool { if case .same = match(particle) { true } else { false } }

    /// The places of the responses that stand for a particle's: to itself, or else to the nearest one.
    func rows(answering particle: Particle) -> ArraySlice<Int> {
        match(particle).particle.map { rows(ofParticle: $0) } ?? []
    }
}
