import Calorimeter
import Evaluation
import Scoring
import Testing
@testable import Explorer

@Suite struct LeastPhotons {
    @Test func aKeyAsksForDistancesWithoutEmptyResponses() throws {
        var state = explorer(120, 40)
        try state.openMetrics()
        #expect(state.metricsRequest.leastPhotons == 0 && !state.lines[1].contains("photon"))
        state.type("e")
        #expect(state.metricsRequest.leastPhotons == 1 && state.front.running == Work(state.metricsRequest))
        #expect(state.message?.text == "distances of responses with at least 1 photon")
        #expect(MetricsPage.words(state).joined(separator: " ").contains("--least-photons 1"))
        try state.openMetrics()
        #expect(state.lines[1].contains("unseen particles, ≥ 1 photon"))
        #expect(state.screenText.contains("WS = of responses with at least 1 photon"))
        state.type("e")
        #expect(state.metrics.leastPhotons == 0 && !MetricsPage.words(state).contains("--least-photons"))
    }

    @Test func aLongNameOfADataSetGivesWay() throws {
        var state = explorer(80, 24)
        state.metrics.leastPhotons = 1
        try state.openMetrics()
        var result = try #require(state.metricsResult)
        result.dataSetName = "a-name-that-is-far-too-long-for-one-line.npz"
        state.receive(result)
        let line = state.lines[1]
        #expect(line.hasPrefix(" 2 runs of 240 responses to 60 particles of a-name-that-") && line.hasSuffix("…, ≥ 1 photon"))
    }

    @Test func sessionsKeepItAndOldOnesHaveNone() throws {
        var state = explorer()
        let old = try state.session.text(path: "")
        #expect(!old.contains("least"))
        state.metrics.leastPhotons = 3
        let folder = try Histories.Folder()
        let path = folder.url.appending(path: "a.session").path
        try state.session.text(path: path).write(toFile: path, atomically: true, encoding: .utf8)
        var other = explorer()
        _ = other.update(.session(try ExplorerSession.read(path: path)), at: .zero)
        #expect(other.metrics.leastPhotons == 3)
        state.metrics.leastPhotons = -1
        #expect(state.settings.pages.problem == "metrics.leastPhotonCount is -1; expected 0 to 100 000")
    }

    @Test func emptyResponsesCountNoMore() throws {
        var request = MetricsRequest(
            models: [], amount: .init(particles: 100, repeats: 4, runs: 1), seed: 5, convention: .thesis)
        func floor() throws -> Score { try #require(results(of: request).last?.rows.first?.score) }
        let all = try floor()
        request.leastPhotons = 1
        let bright = try floor()
        let empty = try #require(all.trueEmpty)
        #expect(empty > 0.1 && bright.trueEmpty == all.trueEmpty, "all else is of all responses")
        #expect(bright.ws.mean > all.ws.mean, "without the empty ones, which agree")
    }
}
