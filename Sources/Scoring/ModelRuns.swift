internal import Calorimeter
internal import DataSets
internal import Evaluation

/// A model's responses on a subject, run by run: as many to each particle as the truth has.
///
/// A file has as many runs as it has responses for, and none to a particle that it has too few of.
struct ModelRuns: Sendable {
    /// The particles of the subject with the numbers of the model's responses.
    let testSet: TestSet
    let count: Int
    let source: @Sendable (_ run: Int) -> ResponseSource

    init(_ model: Model, on subject: EvaluationSubject) {
        switch model.source {
        case .weights(let generator):
            (testSet, count) = (subject.testSet, subject.runs)
            source = { subject.generated(generator, run: $0) }
        case .file(let file):
            let repeats = subject.testSet.repeats
            let rows = repeats.indices.map { Array(file.rows(ofTrueParticle: $0)) }
            let counts = zip(rows, repeats).map { $0.count >= $1 ? $1 : 0 }
            let runs = zip(rows, counts).compactMap { $1 > 0 ? $0.count / $1 : nil }.min() ?? 1
            testSet = TestSet(detector: subject.testSet.detector, particles: subject.testSet.particles, repeats: counts)
            count = min(runs, subject.runs)
            source = { run in
                .stored(file.file, rows: zip(rows, counts).flatMap { $0[run * $1..<(run + 1) * $1] })
            }
        }
    }
}
