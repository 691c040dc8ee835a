import Calorimeter
import DataSets

/// The samples of a data set that histograms are made of, in an order in which the first of them are as good a choice as all.
///
/// The responses to each particle are split in halves, the truth and its repeat. Sample k of all particles goes round and
/// round: a response to each particle, then a second one to each that has two, and so on.
struct StoredSamples: Sendable {
    let source: HistogramRequest.Source
    private let dataSet: DataSet
    /// The place of sample k's response, and of its repeat; nil where there is none.
    private let rows: [(truth: Int, repeated: Int?)]

    init(_ dataSet: DataSet, source: HistogramRequest.Source) {
        self.source = source
        self.dataSet = dataSet
        let particles: [ArraySlice<Int>] =
            switch source {
            case .particle(let particle): [dataSet.rows(answering: particle)]
            case .testSet: dataSet.particles.indices.map { dataSet.rows(ofParticle: $0) }
            }
        var waiting = particles.map(dataSet.halves).filter { !$0.truth.isEmpty }
        var rows: [(Int, Int?)] = []
        var round = 0
        while !waiting.isEmpty {
            for halves in waiting {
                let repeated = round < halves.repeated.count ? halves.repeated[halves.repeated.startIndex + round] : nil
                rows.append((halves.truth[halves.truth.startIndex + round], repeated))
            }
            round += 1
            waiting.removeAll { $0.truth.count <= round }
        }
        self.rows = rows.map { (truth: $0.0, repeated: $0.1) }
    }

    var count: Int { rows.count }

    func particle(_ sample: Int) -> Particle { dataSet.particles[dataSet.particleOfRow[rows[sample].truth]] }

    /// Writes the photons of a sample or of its repeat, row-major; false if there is none.
    func copy(_ sample: Int, isRepeat: Bool, into photons: UnsafeMutableBufferPointer<Float>) -> Bool {
        guard let row = isRepeat ? rows[sample].repeated : rows[sample].truth else { return false }
        dataSet.responses.copy(row, into: photons)
        return true
    }
}
