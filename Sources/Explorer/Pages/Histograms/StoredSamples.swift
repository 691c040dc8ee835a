import Calorimeter
import DataSets

/// The samples of a data set that histograms are made of, in an order in which the first of them are as good a choice as all.
///
/// The responses to each particle are split in halves, the truth and its repeat. Sample k of all particles goes round and
/// round: a response to each particle, then a second one to each that has two, and so on.
struct StoredSamples: Sendable {
    let source: HistogramRequest.Source
    let truth: StoredResponses
    let repeated: StoredResponses
    private let particles: [Particle]
    /// For each sample the place of its particle, and its number among the responses to it.
    private let places: [(particle: Int, number: Int)]
    private let rows: [Int]
    private let repeatParticles: [Particle]
    /// Repeats of the samples before each sample, and of all.
    private var repeatsBefore = [0]

    init(_ dataSet: DataSet, source: HistogramRequest.Source) {
        self.source = source
        let halves: [ArraySlice<Int>] =
            switch source {
            case .particle(let particle): [dataSet.rows(answering: particle)]
            case .testSet: dataSet.particles.indices.map { dataSet.rows(ofParticle: $0) }
            }
        var waiting = halves.map(dataSet.halves).filter { !$0.truth.isEmpty }
        var (rows, repeats): ([Int], [Int]) = ([], [])
        var places: [(particle: Int, number: Int)] = []
        var round = 0
        while !waiting.isEmpty {
            for halves in waiting {
                let row = halves.truth[halves.truth.startIndex + round]
                rows.append(row)
                places.append((dataSet.particleOfRow[row], round))
                if round < halves.repeated.count { repeats.append(halves.repeated[halves.repeated.startIndex + round]) }
                repeatsBefore.append(repeats.count)
            }
            round += 1
            waiting.removeAll { $0.truth.count <= round }
        }
        particles = places.map { dataSet.particles[$0.particle] }
        (self.places, self.rows) = (places, rows)
        repeatParticles = repeats.map { dataSet.particles[dataSet.particleOfRow[$0]] }
        truth = StoredResponses(dataSet, rows: rows)
        repeated = StoredResponses(dataSet, rows: repeats)
    }

    var count: Int { particles.count }

    func particle(_ sample: Int) -> Particle { particles[sample] }

    func particle(ofRepeat number: Int) -> Particle { repeatParticles[number] }

    /// The place of a sample's response in the data set; nil behind the last.
    func row(_ sample: Int) -> Int? { rows.indices.contains(sample) ? rows[sample] : nil }

    /// The place of each sample's counterpart in a file of generated responses; nil where it has none.
    func rows(of file: GeneratedResponses) -> [Int?] {
        places.map { place in
            let rows = file.rows(ofTrueParticle: place.particle)
            return place.number < rows.count ? rows[rows.startIndex + place.number] : nil
        }
    }

    /// The numbers of some samples' repeats among all repeats: a sample may have none.
    func repeats(of samples: Range<Int>) -> Range<Int> {
        repeatsBefore[samples.lowerBound]..<repeatsBefore[samples.upperBound]
    }
}
