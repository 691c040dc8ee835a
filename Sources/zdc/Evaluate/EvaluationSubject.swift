import DataSets
import Evaluation
import FastSimulation
import ReferenceMC
import Scoring
import Training

extension ModelEvaluation {
    /// What models are scored on: particles, their true responses, and independent repeats of these.
    struct Subject {
        /// Where the truth comes from.
        var name: String
        var particleKind: String
        var testSet: TestSet
        /// Runs of each model.
        var runs: Int
        var truth: ResponseSource
        /// The same particles with as many responses as each has in a repeat.
        var repeatedSet: TestSet
        /// Repeats of the truth that there are.
        var repeatedRuns: Int
        var repeated: (_ run: Int) -> ResponseSource
        /// The place of the first response among the samples of a seed.
        var firstIndex: Int

        /// The reference Monte Carlo; every run has a repeat of its own.
        static func simulated(_ testSet: TestSet, seed: UInt64, firstIndex: Int, runs: Int) -> Subject {
            let count = testSet.responseCount
            return Subject(
                name: "reference Monte Carlo", particleKind: "unseen in training", testSet: testSet, runs: runs,
                truth: .simulated(testSet.detector, seed: seed, purpose: .truth, firstIndex: firstIndex), repeatedSet: testSet,
                repeatedRuns: runs,
                repeated: {
                    .simulated(testSet.detector, seed: seed, purpose: .truthRepeat, firstIndex: firstIndex + $0 * count)
                },
                firstIndex: firstIndex)
        }

        /// A data set, whose own repeats are the only ones.
        static func stored(_ dataSet: DataSet, runs: Int) -> Subject {
            let data = DataSetTruth(dataSet)
            return Subject(
                name: "data set \(dataSet.name)", particleKind: "of the data set", testSet: data.truth, runs: runs,
                truth: data.truthSource,
                repeatedSet: data.repeated, repeatedRuns: 1, repeated: { _ in data.repeatedSource }, firstIndex: 0)
        }

        /// A model's responses in one run.
        func generated(_ model: Generator, _ run: Int, _ seed: UInt64) -> ResponseSource {
            ResponseSource(model, seed: seed, firstIndex: firstIndex + run * testSet.responseCount)
        }

        /// All responses that are made for so many models.
        func responseCount(models: Int) -> Int {
            testSet.responseCount * (1 + runs * models) + repeatedSet.responseCount * repeatedRuns
        }
    }
}

/// The particles of the sampler that a model was trained on.
struct TrainingParticles: Hashable {
    var seed: UInt64
    var count: Int

    /// More are not believed: they would be drawn in vain.
    fileprivate static let most = 10_000_000

    /// Whether particles drawn with a seed are those that the training learnt from or was judged by on its way.
    func uses(seed other: UInt64) -> Bool { other == seed || other == seed &+ ValidationTruth.seedOffset }
}

extension Generator {
    /// What its file tells of the particles it was trained on; nil if it does not.
    var trainingParticles: TrainingParticles? {
        guard let seed = metadata["data-seed"].flatMap({ UInt64($0) }),
            let count = metadata["data-particles"].flatMap({ Int($0) }), (1...TrainingParticles.most).contains(count)
        else { return nil }
        return TrainingParticles(seed: seed, count: count)
    }
}
