import Evaluation
import Scoring

extension EvaluationPass {
    /// Makes all responses, and shows how far it is.
    ///
    /// - Parameter keepsExamples: whether responses are kept for the classifiers.
    /// - Parameter each: called with the responses to each particle in the order of the test set.
    func run(
        _ source: ResponseSource, keepsExamples: Bool = false, progress: EvaluationProgress,
        each: (_ particle: Int, _ responses: ParticleResponses) -> Void = { _, _ in }
    ) throws -> (responses: ResponseSet, examples: ClassifierExamples) {
        var (set, examples) = (ResponseSet(), ClassifierExamples())
        let (detector, particleCount) = (testSet.detector, testSet.particles.count)
        try run(source, patience: ProgressLine.interval, check: progress.check, extra: ClassifierExamples()) {
            photons, sums, particle, number, examples in
            guard keepsExamples else { return }
            examples.append(
                photons, sums: sums, number: number, detector: detector, particle: particle, particleCount: particleCount)
        } each: { particle, responses, own in
            each(particle, responses)
            set.append(responses)
            examples.append(contentsOf: own)
            progress.add(responses.count)
        }
        return (set, examples)
    }
}
