package import Calorimeter
package import Evaluation
import Threads

/// Makes the responses of a source to all particles of a test set, on several threads, and keeps what scores need.
package struct EvaluationPass: Sendable {
    package let testSet: TestSet
    package let map: ChannelMap
    package let threads: Int
    private let pieces: [Range<Int>]

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
    ///   - extra: what else is kept of the responses to a particle; called on the threads with their photons.
    ///   - each: called with the responses to each particle in the order of the test set.
    package func run<Extra: Sendable>(
        _ source: ResponseSource, patience: Duration, begin: @escaping @Sendable () -> Void = {}, check: () throws -> Void,
        extra: @escaping @Sendable (UnsafeBufferPointer<Float>, ParticleResponses, Int) -> Extra,
        each: (_ particle: Int, _ responses: ParticleResponses, _ extra: Extra) -> Void
    ) throws {
        let work = OrderedWork(count: pieces.count, threads: threads) {
            begin()
            return worker(source, extra)
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
        _ source: ResponseSource, _ extra: @escaping @Sendable (UnsafeBufferPointer<Float>, ParticleResponses, Int) -> Extra
    ) -> (Int) -> Piece<Extra> {
        let write = source.makeWriter()
        let pixels = testSet.detector.pixelCount
        var photons: [Float] = []
        var accumulator = ParticleAccumulator(map: map)
        return { number in
            let particles = pieces[number]
            let count = particles.reduce(0) { $0 + testSet.repeats[$1] }
            if photons.count < count * pixels { photons = [Float](repeating: 0, count: count * pixels) }
            var piece = Piece<Extra>()
            photons.withUnsafeMutableBufferPointer { buffer in
                let photons = UnsafeMutableBufferPointer(rebasing: buffer[..<(count * pixels)])
                write(particles, photons)
                var first = 0
                for particle in particles {
                    let end = first + testSet.repeats[particle] * pixels
                    let own = UnsafeBufferPointer(rebasing: photons[first..<end])
                    for start in stride(from: 0, to: own.count, by: pixels) {
                        accumulator.add(UnsafeBufferPointer(rebasing: own[start..<start + pixels]))
                    }
                    let responses = accumulator.finish()
                    piece.responses.append((responses, extra(own, responses, particle)))
                    first = end
                }
            }
            return piece
        }
    }
}
