package import Calorimeter
package import DataSets
package import Evaluation
internal import FastSimulation
import ReferenceMC

/// What models are scored on: particles, their true responses, and independent repeats of these.
package struct EvaluationSubject: Sendable {
    package let testSet: TestSet
    /// Runs of each model, with new noise in each.
    package let runs: Int
    package let truth: ResponseSource
    /// The same particles with as many responses as each has in a repeat of the truth.
    package let repeatedSet: TestSet
    /// Repeats of the truth that there are, at most one for each run.
    package let repeatedRuns: Int
    /// The repeat for a run.
    package let repeated: @Sendable (_ run: Int) -> ResponseSource
    /// The place of the first response among the samples of a seed.
    private let firstIndex: Int
    /// The seed of the models' noise.
    package let seed: UInt64
    /// Where the truth comes from: "reference Monte Carlo".
    package let truthName: String
    /// Whether channel sums are all that is known of the truth.
    var hasSumsAlone: Bool { truth.sums != nil }
    /// Which particles these are: "unseen in training".
    package let particleKind: String

    /// Particles that the reference Monte Carlo answers; every run has a repeat of its own.
    package static func simulated(
        _ testSet: TestSet, seed: UInt64, runs: Int, firstIndex: Int = 0, particleKind: String = "unseen in training"
    ) -> EvaluationSubject {
        let (detector, count) = (testSet.detector, testSet.responseCount)
        return EvaluationSubject(
            testSet: testSet, runs: runs,
            truth: .simulated(detector, seed: seed, purpose: .truth, firstIndex: firstIndex), repeatedSet: testSet,
            repeatedRuns: runs,
            repeated: { .simulated(detector, seed: seed, purpose: .truthRepeat, firstIndex: firstIndex + $0 * count) },
            firstIndex: firstIndex, seed: seed, truthName: "reference Monte Carlo", particleKind: particleKind)
    }

    /// A data set, whose own repeats are the only ones.
    ///
    /// - Parameter particles: how many of the first particles count; nil: all of them.
    package static func stored(_ dataSet: DataSet, particles: Int? = nil, seed: UInt64, runs: Int) -> EvaluationSubject {
        let data = DataSetTruth(dataSet, particles: particles)
        return EvaluationSubject(
            testSet: data.truth, runs: runs, truth: data.truthSource, repeatedSet: data.repeated,
            repeatedRuns: data.repeated.responseCount > 0 ? 1 : 0, repeated: { _ in data.repeatedSource }, firstIndex: 0,
            seed: seed, truthName: "data set \(dataSet.name)", particleKind: "of the data set")
    }

    /// The first particles of a data set, or without one as many of the sampler.
    ///
    /// - Parameter repeats: responses to each particle of the sampler.
    package static func first(
        _ count: Int, of dataSet: DataSet?, on detector: Detector, repeats: Int, runs: Int, seed: UInt64
    ) -> EvaluationSubject {
        if let dataSet { return .stored(dataSet, particles: count, seed: seed, runs: runs) }
        let particles = ConditionSampler(detector: detector).particles(count: count, seed: seed)
        return .simulated(TestSet(detector: detector, particles: particles, repeats: repeats), seed: seed, runs: runs)
    }

    /// A generator's responses in one run.
    func generated(_ model: Generator, run: Int) -> ResponseSource {
        ResponseSource(model, seed: seed, firstIndex: firstIndex + run * testSet.responseCount)
    }

    /// All responses that are made for some models.
    package func responseCount(models: [Model]) -> Int {
        models.reduce(testSet.responseCount + repeatedSet.responseCount * repeatedRuns) { sum, model in
            let runs = ModelRuns(model, on: self)
            return sum + runs.testSet.responseCount * runs.count
        }
    }
}
