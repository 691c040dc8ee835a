import Calorimeter
import DataSets
import Evaluation
import Networks
import ReferenceMC
import Scoring
import Testing

@testable import zdc

/// Answers each particle with the response to another one.
private struct Exchanged: Responder, ResponseSession {
    let particles: [Particle]
    let simulation = SimulatedResponses(ReferenceMC(), purpose: .truthRepeat)

    var detector: Detector { .zn }

    func makeSession(batch: Int) -> Exchanged { self }

    func respond(
        to asked: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        let others = asked.map { own in
            particles[((particles.firstIndex(of: own) ?? 0) + particles.count / 2) % particles.count]
        }
        return others.withUnsafeBufferPointer {
            simulation.respond(to: $0, seed: seed, firstIndex: firstIndex, into: photons)
        }
    }
}

@Suite("Truth in the place of a model", .serialized)
struct EvaluationPassTests {
    static let testSet = TestSet(detector: .zn, particles: ConditionSampler().particles(count: 200, seed: 77), repeats: 20)
    let map = ChannelMap(detector: .zn, convention: .thesis)
    let progress = EvaluationProgress(count: 1)

    func run(_ source: ResponseSource) throws -> (responses: ResponseSet, examples: ClassifierExamples) {
        try EvaluationPass(Self.testSet, map: map, threads: 2).run(source, keepsExamples: true, progress: progress)
    }

    /// The same mixture of responses, each to another particle.
    static func shuffled() -> ResponseSource {
        ResponseSource(Exchanged(particles: testSet.particles), seed: 5)
    }

    @Test("An independent repeat scores as the floor, and no classifier tells it from the truth")
    func repeated() throws {
        let truth = try run(.simulated(.zn, seed: 5, purpose: .truth, firstIndex: 0))
        let other = try run(.simulated(.zn, seed: 6, purpose: .truth, firstIndex: 0))
        let floor = try run(.simulated(.zn, seed: 5, purpose: .truthRepeat, firstIndex: 0))
        let score = Score(true: truth.responses, generated: other.responses, in: Self.testSet)
        let floorScore = Score(true: truth.responses, generated: floor.responses, in: Self.testSet)
        #expect(score.ws.mean < 3 * floorScore.ws.mean)
        #expect(floorScore.ws.mean < 3 * score.ws.mean)
        let diversity = try #require(score.diversity)
        #expect(abs(diversity.ratio - 1) < 0.03)
        #expect(diversity.correlation > 0.98)
        #expect(abs(try #require(score.photonSumBias)) < 0.03)
        #expect(try #require(score.brightestPixel?.containedMedian) <= 1)
        let test = try #require(ClassifierTest(Self.testSet, workers: Workers(count: 2)))
        #expect(abs(try test.figures(true: truth.examples, generated: other.examples) {} - 0.5) < 0.04)
        #expect(abs(try test.pixels(true: truth.examples, generated: other.examples) {} - 0.5) < 0.04)
    }

    @Test("Responses to other particles are found out by all that is paired, and by both classifiers")
    func exchanged() throws {
        let truth = try run(.simulated(.zn, seed: 5, purpose: .truth, firstIndex: 0))
        let other = try run(Self.shuffled())
        let score = Score(true: truth.responses, generated: other.responses, in: Self.testSet)
        let diversity = try #require(score.diversity)
        #expect(abs(diversity.ratio - 1) < 0.05)
        #expect(diversity.correlation < 0.3)
        #expect(try #require(score.brightestPixel?.containedMedian) > 5)
        let test = try #require(ClassifierTest(Self.testSet, workers: Workers(count: 2)))
        #expect(try test.figures(true: truth.examples, generated: other.examples) {} > 0.75)
        #expect(try test.pixels(true: truth.examples, generated: other.examples) {} > 0.65)
    }

    @Test("Responses in sparse form come back as they were")
    func sparse() {
        let simulation = ReferenceMC()
        let responses = (0..<20).map { simulation.response(to: Self.testSet.particles[$0], seed: 1, index: 0) }
        var (first, second) = (SparseResponses(), SparseResponses())
        for (number, response) in responses.enumerated() {
            response.photons.withUnsafeBufferPointer { number < 8 ? first.append($0) : second.append($0) }
        }
        first.append(contentsOf: second)
        #expect(first.count == 20)
        var photons = [Float](repeating: .nan, count: Detector.zn.pixelCount)
        for (number, response) in responses.enumerated() {
            photons.withUnsafeMutableBufferPointer { first.copy(number, into: $0) }
            #expect(photons == response.photons)
        }
    }
}
