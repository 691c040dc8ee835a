import Calorimeter
import Evaluation
import FastSimulation
import Testing
@testable import Explorer

/// A network gives fractions of photons; every screen and every score counts the same whole ones.
@Suite struct WholePhotons {
    private let count = 40

    private func last<Request: WorkRequest>(_ request: Request, _ model: Generator) throws -> Request.Result {
        try #require(results(of: request, models: [model]).last)
    }

    @Test func exploreHistogramsDiversityAndCompareCountTheSame() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 3)
        let session = model.makeSession(as: .fractional)
        let responses = (0..<count).map { session.response(to: neutron, seed: 9, index: $0) }
        #expect(responses.contains { $0.photons.contains { $0 != $0.rounded() } }, "the network gives fractions")
        let sums = responses.map { response in response.photons.reduce(0) { $0 + Double($1.rounded(.toNearestOrEven)) } }
        let mean = sums.reduce(0, +) / Double(count)
        // Random weights are so bright that single precision does not hold every sum.
        func isSum(_ value: Double, _ sum: Double) -> Bool { abs(value - sum) < 2e-6 * sum }

        let explore = try #require(
            try last(
                SamplingRequest(
                    particle: neutron, seed: 9, index: 2, model: model.name, convention: .thesis, target: count, gallery: 3),
                model
            ).statistics)
        #expect(zip(explore.generated.totals, sums).allSatisfy { isSum(Double($0), $1) })
        #expect(explore.generatedGallery.allSatisfy { $0.photons.allSatisfy { $0 == $0.rounded() } })

        let histograms = try last(
            HistogramRequest(
                source: .particle(neutron), seed: 9, models: [model.name], convention: .thesis, target: count), model)
        for channel in 0..<ChannelSums.count {
            #expect(histograms.models[0].samples[channel].values == explore.generated[channel].sorted())
        }

        let diversity = try last(
            DiversityRequest(
                particle: neutron, seed: 9, count: count, window: 0..<2, models: [model.name]), model)
        #expect(isSum(diversity.rows[1].spread.sumMean, mean))

        let compare = try last(
            CompareRequest(
                particles: [neutron], seed: 9, index: 2, count: count, models: [model.name], convention: .thesis), model)
        #expect(compare.columns[0].pictures[1] == explore.generatedGallery[2])
        #expect(isSum(compare.columns[0].numbers[1].sumMean, mean))
    }

    @Test func everyHelpSaysSo() {
        for view in [ViewKind.explore, .diversity, .compare, .histograms, .metrics] {
            var state = explorer(200, 60)
            state.type("\(view.digit)?")
            state.type("/whole")
            #expect(state.screenText.contains("whole photons, here and in every score"), "\(view)")
        }
    }
}
