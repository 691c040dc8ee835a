package import Calorimeter
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
    private static let responsesInPiece = 64

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

    private struct Piece<Extra: Sendable>: Sendable {
        var responses: [(ParticleResponses, Extra)] = []
    }

    /// Makes all responses.
    ///
    /// - Parameters:
    ///   - patience: how long at most until `check` is called again.
    ///   - begin: called once on each thread before it works.
    ///   - check: may throw to end the work.
    ///   - extra: what else is kept of the responses to a particle, at first.
    ///   - add: adds a response to it: the particle's response `number`; called on the threads.
    ///   - each: called with the responses to each particle in the order of the test set.
    package func run<Extra: Sendable>(
        _ source: ResponseSource, patience: Duration, begin: @escaping @Sendable () -> Void = {}, check: () throws -> Void,
        extra: Extra,
        add:
            @escaping @Sendable (
                _ photons: UnsafeBufferPointer<Float>, _ sums: ChannelSums, _ particle: Int, _ number: Int, _ extra: inout Extra
            ) -> Void,
        each: (_ particle: Int, _ responses: ParticleResponses, _ extra: Extra) -> Void
    ) throws {
        let work = OrderedWork(count: pieces.count, threads: threads) {
            begin()
            return worker(source, extra, add)
        }
        defer { work.cancel() }
        var particle = 0
        for _ in pieces {
            var piece: Piece<Extra>?
            while piece == nil {
                piece = work.next(within: patience)
                try check()
            }
            guard let piece else { continue }
            for (responses, extra) in piece.responses {
                each(particle, responses, extra)
                particle += 1
            }
        }
    }

    private func worker<Extra: Sendable>(
        _ source: ResponseSource, _ empty: Extra,
        _ add: @escaping @Sendable (UnsafeBufferPointer<Float>, ChannelSums, Int, Int, inout Extra) -> Void
    ) -> (Int) -> Piece<Extra> {
        let sampler = Sampler(source.responder, batch: Self.responsesInPiece)
        let first = source.firstIndex
        var accumulator = ParticleAccumulator(map: map)
        return { number in
            let particles = pieces[number]
            var piece = Piece<Extra>()
            var extra = empty
            var particle = particles.lowerBound
            /// Ends the particles that have all their responses when response `response` comes.
            func finish(before response: Int) {
                while particle < particles.upperBound, response >= firstResponses[particle + 1] {
                    piece.responses.append((accumulator.finish(), extra))
                    extra = empty
                    particle += 1
                }
            }
            let responses = firstResponses[particles.lowerBound]..<firstResponses[particles.upperBound]
            var asked = particles.lowerBound
            sampler.make(first + responses.lowerBound..<first + responses.upperBound, seed: source.seed) { index in
                while index - first >= firstResponses[asked + 1] { asked += 1 }
                return testSet.particles[asked]
            } _: { index, photons in
                finish(before: index - first)
                let sums = accumulator.add(photons)
                add(photons, sums, particle, index - first - firstResponses[particle], &extra)
            }
            finish(before: responses.upperBound)
            return piece
        }
    }
}
