import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import ReferenceMC
import Synchronization
import Terminal
import Scoring
import Testing
@testable import Explorer

@Suite struct HistogramWorkers {
    private func request(_ models: [String] = [], target: Int = 200) -> HistogramRequest {
        HistogramRequest(source: .testSet, seed: 7, models: models, convention: .thesis, target: target)
    }

    @Test func countsTheSameWhateverTheNumberOfThreads() throws {
        let model = try Generator.untrained(width: 0.125, detector: .zn)
        func run(threads: Int) -> HistogramResult? {
            final class Log { var last: HistogramResult? }
            let log = Log()
            var worker = HistogramWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
            worker.threads = threads
            let request = request([model.name])
            let context = WorkContext(
                request, measuresTime: false, isWanted: { true },
                report: { if case .result(let result as HistogramResult) = $0 { log.last = result } })
            worker.run(request, context)
            return log.last
        }
        let one = try #require(run(threads: 1))
        let three = try #require(run(threads: 3))
        #expect(one.isComplete && one.count == 200)
        #expect(one.truth == three.truth)
        #expect(one.floors == three.floors)
        #expect(one.models.map(\.samples) == three.models.map(\.samples))
        #expect(one.models.map(\.distances) == three.models.map(\.distances))
    }

    @Test func anotherSetNeedsNoNewResponses() throws {
        let truth = Truth(reference: ReferenceMC())
        var worker = HistogramWorker(truth: truth, models: [])
        worker.threads = 1
        final class Log { var results: [HistogramResult] = [] }
        let log = Log()
        func run(_ request: HistogramRequest) {
            let context = WorkContext(
                request, measuresTime: false, isWanted: { true },
                report: { if case .result(let result as HistogramResult) = $0 { log.results.append(result) } })
            worker.run(request, context)
        }
        var request = request(target: 400)
        run(request)
        request.set = .light
        run(request)
        let channels = try #require(log.results.last { $0.request.set == .channels })
        let light = try #require(log.results.last)
        #expect(light.count == 400 && light.truth.count == 4)
        // The photon sum is the sum of the channels.
        let sums = channels.truth.reduce(0) { $0 + $1.mean }
        #expect(abs(light.truth[0].mean - sums) < 1e-6 * sums)
        // A response without light has no distance.
        let lit = light.truth[0].values.count { $0 > 0 }
        #expect(light.truth[3].count == lit && lit < 400)
        #expect(light.floors.allSatisfy { $0 > 0 })
    }

    @Test func goesOnWhereItStoodWhenAModelIsAdded() throws {
        let model = try Generator.untrained(width: 0.125, detector: .zn)
        final class Log { var results: [HistogramResult] = [] }
        let log = Log()
        var workers = BackgroundWorkers(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
        for request in [request(), request([model.name])] {
            workers.run(
                Work(request), measuresTime: false, isWanted: { true },
                report: { if case .result(let result as HistogramResult) = $0 { log.results.append(result) } })
        }
        let alone = try #require(results(of: request([model.name]), models: [model]).last)
        let last = try #require(log.results.last)
        #expect(last.truth == alone.truth)
        #expect(last.models.map(\.samples) == alone.models.map(\.samples))
        #expect(last.isComplete)
    }

    @Test func stopsWhenItIsNotWantedAnyMore() throws {
        let calls = Atomic(0)
        let delivered = results(
            of: request(target: 1_000_000),
            isWanted: {
                calls.wrappingAdd(1, ordering: .relaxed).newValue < 20
            }
        )
        #expect(!delivered.contains { $0.isComplete })
    }

    @Test func theTruthAgainstAnotherSeedIsNearTheFloor() throws {
        let result = try #require(results(of: request(target: 2000)).last)
        #expect(result.floors.count == ChannelSums.count)
        #expect(result.meanFloor > 0 && result.meanFloor < 10)
    }

    @Test(arguments: ["O", "T", "Csum > 1\r"])
    func otherCountsAreNotFrozen(keys: String) {
        var state = explorer(120, 40)
        state.type("4 ")
        #expect(state.isFrozen)
        state.type(keys.replacing("\r", with: ""))
        if keys.hasSuffix("\r") { state.press(key(.enter)) }
        #expect(!state.isFrozen)
    }
}
