import Calorimeter
import DataSets
import Evaluation
import Networks
import ReferenceMC
import Testing

@testable import Scoring

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

    func run(_ source: ResponseSource) throws -> EvaluationPass.Result {
        try EvaluationPass(Self.testSet, map: map, threads: 2).run(source, keepsExamples: true, patience: .seconds(1)) {}
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
        #expect(abs(try test.area(.figures, true: truth.examples, generated: other.examples) - 0.5) < 0.04)
        #expect(abs(try test.area(.pixels, true: truth.examples, generated: other.examples) - 0.5) < 0.04)
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
        #expect(try test.area(.figures, true: truth.examples, generated: other.examples) > 0.75)
        #expect(try test.area(.pixels, true: truth.examples, generated: other.examples) > 0.65)
    }

    @Test("A classifier gives the same area for any number of threads", arguments: ClassifierKind.allCases)
    func threads(kind: ClassifierKind) throws {
        let testSet = TestSet(detector: .zn, particles: Array(Self.testSet.particles.prefix(60)), repeats: 8)
        let pass = EvaluationPass(testSet, map: map, threads: 2)
        func run(_ source: ResponseSource) throws -> ClassifierExamples {
            try pass.run(source, keepsExamples: true, patience: .seconds(1)) {}.examples
        }
        let truth = try run(.simulated(.zn, seed: 5, purpose: .truth, firstIndex: 0))
        let other = try run(ResponseSource(Exchanged(particles: testSet.particles), seed: 5))
        let areas = try [1, 3].map { threads in
            try #require(ClassifierTest(testSet, workers: Workers(count: threads))).area(kind, true: truth, generated: other)
        }
        #expect(areas[0] == areas[1])
        #expect(areas[0] > 0.5)
    }
}
