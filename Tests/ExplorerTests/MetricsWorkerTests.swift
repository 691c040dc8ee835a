import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import Foundation
import ReferenceMC
import Terminal
import Scoring
import Testing
@testable import Explorer

@Suite struct MetricsWorkers {
    @Test func fillsRowByRowAndEndsWithTheSameNumbersForAnyThreads() throws {
        let model = try Generator.untrained(width: 0.125, detector: .zn)
        let request = MetricsRequest(
            models: [model.name], amount: .init(particles: 40, repeats: 3, runs: 2), seed: 9, convention: .thesis)
        func run(threads: Int) -> [MetricsResult] {
            final class Log { var results: [MetricsResult] = [] }
            let log = Log()
            var worker = MetricsWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
            worker.threads = threads
            worker.run(
                request,
                WorkContext(
                    request, measuresTime: false, isWanted: { true },
                    report: { if case .result(let result as MetricsResult) = $0 { log.results.append(result) } }))
            return log.results
        }
        let (one, three) = (run(threads: 1), run(threads: 3))
        #expect(one.first?.rows.allSatisfy { $0.score == nil } == true)
        #expect(one.last?.rows == three.last?.rows)
        let last = try #require(one.last)
        #expect(last.isComplete)
        #expect(last.rows.map(\.name) == [model.name, "floor", "conditional mean"])
        #expect(last.rows.map { $0.score?.runCount } == [2, 2, 1])
        // A network that has learnt nothing is no match for the floor.
        let scores = last.rows.compactMap(\.score)
        #expect(scores[0].ws.mean > 3 * scores[1].ws.mean)
        #expect(last.table.csvRows.split(separator: "\n").count == 3)
    }

    @Test func stopsWhenItIsNotWantedAnyMore() {
        let request = MetricsRequest(
            models: [], amount: .init(particles: 100_000, repeats: 50, runs: 5), seed: 9, convention: .thesis)
        var calls = 0
        let delivered = results(
            of: request,
            isWanted: {
                calls += 1
                return calls < 20
            }
        )
        #expect(!delivered.contains { $0.isComplete })
    }

    @Test func goesOnWhereItWasLeft() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)
        let request = MetricsRequest(
            models: [model.name], amount: .init(particles: 40, repeats: 4, runs: 3), seed: 9, convention: .thesis)
        final class Log {
            var results: [MetricsResult] = []
            var scored: [Int] { results.last?.rows.map(\.finishedRuns) ?? [] }
        }
        func run(_ worker: inout MetricsWorker, isWanted: @escaping (Log) -> Bool) -> Log {
            let log = Log()
            worker.run(
                request,
                WorkContext(
                    request, measuresTime: false, isWanted: { isWanted(log) },
                    report: { if case .result(let result as MetricsResult) = $0 { log.results.append(result) } }))
            return log
        }
        func worker() -> MetricsWorker {
            var worker = MetricsWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
            worker.threads = 1
            return worker
        }
        var whole = worker()
        let expected = try #require(run(&whole) { _ in true }.results.last)
        var left = worker()
        // It is left once the first run of the model is over.
        let first = run(&left) { $0.scored.first ?? 0 < 1 }
        #expect(first.scored == [1, 1, 1] && first.results.last?.isComplete == false)
        let second = run(&left) { _ in true }
        #expect(second.results.first?.rows.map(\.finishedRuns) == [1, 1, 1], "what was scored is there at once")
        #expect(second.results.last?.rows == expected.rows && second.results.last?.isComplete == true)
        // Another request begins anew.
        var other = worker()
        _ = run(&other) { $0.scored.first ?? 0 < 1 }
        let again = results(of: MetricsRequest(models: [], amount: request.amount, seed: 10, convention: .thesis))
        #expect(again.first?.rows.allSatisfy { $0.score == nil } == true)
    }

    /// Means stand beside verdicts of the same runs.
    @Test func meansAndVerdictsAreOfTheSameRuns() throws {
        var state = explorer(120, 40, models: 2)
        try state.openMetrics(isTimed: false)
        var result = try #require(state.metricsResult)
        let scores = result.rows.prefix(2).compactMap(\.score)
        func mean(_ first: Score, _ second: Score) throws -> Score { try #require(Score(meanOf: [first, second])) }
        result.isComplete = false
        // The first model has one run more than the second.
        let both = try mean(scores[0], scores[1])
        (result.rows[0].byRuns, result.rows[0].score) = ([scores[0], both], both)
        (result.rows[1].byRuns, result.rows[1].score) = ([scores[1]], scores[1])
        #expect(result.shown(result.rows[0]) == scores[0] && result.fewerRuns == nil)
        state.receive(result)
        #expect(state.screenText.contains(NumberText.fixed(scores[0].ws.mean, decimals: 2)))
        // A file has no more: the means of the others are over all of their runs, and that is said.
        result.isComplete = true
        state.receive(result)
        #expect(result.shown(result.rows[0]) == both && result.fewerRuns == 1)
        #expect(state.screenText.contains("that all models have"))
    }

    @Test func whatHasNoPlaceAmongTheBarsIsSaid() throws {
        var state = explorer(80, 24, models: 7)
        try state.openMetrics(through: 9)
        #expect(state.screenText.contains(" more; "), "\(state.screenText)")
        var small = explorer(80, 24)
        try small.openMetrics()
        #expect(!small.screenText.contains(" more; "))
    }
}
