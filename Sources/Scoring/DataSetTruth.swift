package import DataSets
package import Evaluation

/// A data set as something to evaluate on.
///
/// The responses to each particle are split in two equal parts, an odd one left out: the first part is the truth, the second
/// its independent repeat. A particle with a single response has no repeat.
package struct DataSetTruth: Sendable {
    /// The particles, in the order of their first appearance, with the numbers of their true responses.
    package let truth: TestSet
    /// The same particles with the numbers of their repeats.
    package let repeated: TestSet
    package let truthSource: ResponseSource
    package let repeatedSource: ResponseSource

    /// - Parameter particles: how many of the first particles count; nil: all of them.
    package init(_ dataSet: DataSet, particles count: Int? = nil) {
        let particles = Array(dataSet.particles.prefix(count ?? dataSet.particles.count))
        let halves = particles.indices.map { dataSet.halves(dataSet.rows(ofParticle: $0)) }
        truth = TestSet(detector: dataSet.detector, particles: particles, repeats: halves.map(\.truth.count))
        repeated = TestSet(detector: dataSet.detector, particles: particles, repeats: halves.map(\.repeated.count))
        truthSource = .stored(dataSet, rows: halves.flatMap(\.truth))
        repeatedSource = .stored(dataSet, rows: halves.flatMap(\.repeated))
    }
}
