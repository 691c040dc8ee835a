import Calorimeter
import Evaluation
import Threads

/// Makes the responses of a source to all particles of a test set, on several threads, and keeps what scores need.
struct EvaluationPass: Sendable {
    let testSet: TestSet
    let map: ChannelMap
    let threads: Int
    private let pieces: [Range<Int>]

    /// Responses in a piece of work, or all of one particle: enough to use each weight of a network often.
    private static let responsesInPiece = 64

    init(_ testSet: TestSet, map: ChannelMap, threads: Int) {
        self.testSet = testSet
        self.map = map
        self.threads = threads
        var pieces: [Range<Int>] = []
        var (first, count) = (0, 0)
        for (particle, repeats) in testSet.repeats.enumerated() {
            if count > 0, count + repeats > Self.responsesInPiece {
                pieces.append(first..<particle)
                (first, count) = (particle, 0)
            }
            count += repeats
        }
        if first < testSet.particles.count { pieces.append(first..<testSet.particles.count) }
        self.pieces = pieces
    }

    private struct Piece: Sendable {
        var responses: [ParticleResponses] = []
        var examples = ClassifierExamples()
    }

    /// - Parameter keepsExamples: whether responses are kept for the classifiers.
    /// - Parameter each: called with the responses to each particle in the order of the test set.
    func run(
        _ source: ResponseSource, keepsExamples: Bool = false, progress: EvaluationProgress,
        each: (_ particle: Int, _ responses: ParticleResponses) -> Void = { _, _ in }
    ) throws -> (responses: ResponseSet, examples: ClassifierExamples) {
        var (set, examples) = (ResponseSet(), ClassifierExamples())
        let work = OrderedWork(count: pieces.count, threads: threads) { worker(source, keepsExamples: keepsExamples) }
        defer { work.cancel() }
        for _ in pieces {
            var piece: Piece?
            while piece == nil {
                piece = work.next(within: ProgressLine.interval)
                try progress.check()
            }
            guard let piece else { continue }
            for responses in piece.responses {
                each(set.particleCount, responses)
                set.append(responses)
                progress.add(responses.count)
            }
            examples.append(contentsOf: piece.examples)
        }
        return (set, examples)
    }

    private func worker(_ source: ResponseSource, keepsExamples: Bool) -> (Int) -> Piece {
        let write = source.makeWriter()
        let pixels = testSet.detector.pixelCount
        var photons: [Float] = []
        var accumulator = ParticleAccumulator(map: map)
        return { number in
            let particles = pieces[number]
            let count = particles.reduce(0) { $0 + testSet.repeats[$1] }
            if photons.count < count * pixels { photons = [Float](repeating: 0, count: count * pixels) }
            var piece = Piece()
            photons.withUnsafeMutableBufferPointer { buffer in
                let photons = UnsafeMutableBufferPointer(rebasing: buffer[..<(count * pixels)])
                write(particles, photons)
                if source.isFractional { roundToWholePhotons(photons) }
                var first = 0
                for particle in particles {
                    let end = first + testSet.repeats[particle] * pixels
                    let own = UnsafeBufferPointer(rebasing: photons[first..<end])
                    for start in stride(from: 0, to: own.count, by: pixels) {
                        accumulator.add(UnsafeBufferPointer(rebasing: own[start..<start + pixels]))
                    }
                    let responses = accumulator.finish()
                    if keepsExamples {
                        piece.examples.append(
                            own, sums: responses.sums, detector: testSet.detector, particle: particle,
                            particleCount: testSet.particles.count)
                    }
                    piece.responses.append(responses)
                    first = end
                }
            }
            return piece
        }
    }
}
