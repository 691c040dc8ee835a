package import Calorimeter
internal import DataSets
package import Evaluation
import Threads

/// Makes the responses of a source to all particles of a test set, on several threads, and keeps what scores need.
package struct EvaluationPass: Sendable {
    package let testSet: TestSet
    package let map: ChannelMap
    package let threads: Int
    private let pieces: [Range<Int>]
    /// The place of the first response to each particle, and the number of all.
    private let firstResponses: [Int]

    /// Responses in a piece of work, or all of one particle: enough to use each weight of a network often.
    static let responsesInPiece = 64

    package init(_ testSet: TestSet, map: ChannelMap, threads: Int) {
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
        firstResponses = testSet.repeats.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    /// What is kept of all responses.
    package struct Result: Sendable {
        package var responses = ResponseSet()
        package var examples = ClassifierExamples()

        package init() {}
    }

    /// What is kept of the responses to one particle.
    private struct Part: Sendable {
        var responses = ParticleResponses()
        var examples = ClassifierExamples()
    }

    /// Makes all responses.
    ///
    /// - Parameters:
    ///   - keepsExamples: whether responses are kept for the classifiers.
    ///   - patience: how long at most until `check` is called again.
    ///   - begin: called once on each thread before it works.
    ///   - check: may throw to end the work.
    ///   - each: called with the responses to each particle in the order of the test set, and with all so far.
    package func run(
        _ source: ResponseSource, keepsExamples: Bool = false, patience: Duration,
        begin: @escaping @Sendable () -> Void = {}, check: () throws -> Void,
        each: (_ particle: Int, _ responses: ParticleResponses, _ all: ResponseSet) -> Void = { _, _, _ in }
    ) throws -> Result {
        let work = OrderedWork(count: pieces.count, threads: threads) {
            begin()
            return worker(source, keepsExamples: keepsExamples)
        }
        defer { work.cancel() }
        var result = Result()
        for _ in pieces {
            var piece: [Part]?
            while piece == nil {
                piece = work.next(within: patience)
                try check()
            }
            for part in piece ?? [] {
                result.responses.append(part.responses)
                result.examples.append(contentsOf: part.examples)
                each(result.responses.particleCount - 1, part.responses, result.responses)
            }
        }
        return result
    }

    private func worker(_ source: ResponseSource, keepsExamples: Bool) -> (Int) -> [Part] {
        if let sums = source.sums {
            return { number in
                pieces[number].map { particle in
                    let own = sums[firstResponses[particle]..<firstResponses[particle + 1]]
                    return Part(responses: ParticleResponses(sums: own.map { $0.known(with: map.convention) }))
                }
            }
        }
        let sampler = Sampler(source.responder, batch: Self.responsesInPiece)
        var accumulator = ParticleAccumulator(map: map)
        return { number in
            let particles = pieces[number]
            var parts: [Part] = []
            var examples = ClassifierExamples()
            /// The particle whose responses come.
            var current = particles.lowerBound
            /// Ends the particles that have all their responses before response `response` comes.
            func finish(before response: Int) {
                while current < particles.upperBound, response >= firstResponses[current + 1] {
                    parts.append(Part(responses: accumulator.finish(), examples: examples))
                    examples = ClassifierExamples()
                    current += 1
                }
            }
            var asked = particles.lowerBound
            let (first, end) = (firstResponses[particles.lowerBound], firstResponses[particles.upperBound])
            sampler.make(source.firstIndex + first..<source.firstIndex + end, seed: source.seed) { index in
                while index - source.firstIndex >= firstResponses[asked + 1] { asked += 1 }
                return testSet.particles[asked]
            } _: { index, photons in
                let response = index - source.firstIndex
                finish(before: response)
                let sums = accumulator.add(photons)
                if keepsExamples {
                    examples.append(
                        photons, sums: sums, number: response - firstResponses[current], particle: current, of: testSet)
                }
            }
            finish(before: end)
            return parts
        }
    }
}
