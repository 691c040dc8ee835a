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
    private let dataSet: DataSet
    private let truthRows: [ArraySlice<Int>]
    private let repeatedRows: [ArraySlice<Int>]

    /// - Parameter particles: how many of the first particles count; nil: all of them.
    package init(_ dataSet: DataSet, particles count: Int? = nil) {
        self.dataSet = dataSet
        let particles = Array(dataSet.particles.prefix(count ?? dataSet.particles.count))
        let halves = particles.indices.map { dataSet.halves(dataSet.rows(ofParticle: $0)) }
        truthRows = halves.map(\.truth)
        repeatedRows = halves.map(\.repeated)
        truth = TestSet(detector: dataSet.detector, particles: particles, repeats: truthRows.map(\.count))
        repeated = TestSet(detector: dataSet.detector, particles: particles, repeats: repeatedRows.map(\.count))
    }

    package var truthSource: ResponseSource { .stored(dataSet, rows: truthRows) }
    package var repeatedSource: ResponseSource { .stored(dataSet, rows: repeatedRows) }
}

extension ResponseSource {
    /// Responses of a data set: `rows` are those of each particle.
    fileprivate static func stored(_ dataSet: DataSet, rows: [ArraySlice<Int>]) -> ResponseSource {
        let pixels = dataSet.detector.pixelCount
        return ResponseSource {
            { particles, photons in
                for (place, row) in particles.lazy.flatMap({ rows[$0] }).enumerated() {
                    dataSet.responses.copy(
                        row, into: UnsafeMutableBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
                }
            }
        }
    }
}
