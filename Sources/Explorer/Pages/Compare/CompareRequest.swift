import Calorimeter
import Evaluation

/// What the compare view wants to see: one sample of each particle from the truth and from each model, and the numbers of
/// many.
struct CompareRequest: WorkRequest {
    typealias Result = CompareResult
    typealias Worker = CompareWorker

    var particles: [Particle]
    var seed: UInt64
    /// The sample shown.
    var index: Int
    /// Samples of each kind that the numbers are made of.
    var count: Int
    /// The names of the models.
    var models: [String]
    var convention: MaskConvention
}

/// What is known of the particles, in the order of the request.
struct CompareResult: WorkResult {
    var request: CompareRequest
    var columns: [Column]
    /// Time for one sample on one core, seconds: the truth first, then the models; nil where nothing was measured.
    var secondsPerSample: [Double?]

    struct Column: Sendable {
        /// The truth first, then the models; nil where a data set has no truth.
        var pictures: [Response?]
        var numbers: [Numbers]
    }

    /// The numbers of one particle and one row.
    struct Numbers: Sendable {
        var count = 0
        var sumMean = 0.0
        var sumSigma = 0.0
        /// The mean distance of the five channels to the truth and that of the truth to its repeat, photons; nil for the
        /// truth itself and where there is none. The floor is NaN where the truth has no repeat.
        var distance: (ws: Double, floor: Double)?
    }

    /// Mean distance and floor of a row over all particles; nil before all of them are known.
    func distance(row: Int) -> (ws: Double, floor: Double)? {
        let distances = columns.compactMap { $0.numbers.indices.contains(row) ? $0.numbers[row].distance : nil }
        guard !columns.isEmpty, distances.count == columns.count else { return nil }
        let count = Double(distances.count)
        return (distances.reduce(0) { $0 + $1.ws } / count, distances.reduce(0) { $0 + $1.floor } / count)
    }

    /// The photon sum of all particles in a row over that of the truth, minus one; nil without light.
    func sumError(row: Int) -> Double? {
        let columns = columns.filter { ($0.numbers.first?.count ?? 0) > 0 }
        let truth = columns.reduce(0) { $0 + ($1.numbers.first?.sumMean ?? 0) }
        guard truth > 0 else { return nil }
        return columns.reduce(0) { $0 + ($1.numbers.indices.contains(row) ? $1.numbers[row].sumMean : 0) } / truth - 1
    }
}
