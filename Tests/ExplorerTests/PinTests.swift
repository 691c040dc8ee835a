import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import Foundation
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// A pinned particle with which the present one is compared.
@Suite struct PinTests {
    private static let model = try? Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)

    private func worked(_ before: ExplorerState) throws -> ExplorerState {
        var state = before
        let model = try #require(Self.model)
        guard let work = state.front.running else { return state }
        for result in results(of: work, models: [model]) { state.receive(result) }
        state.message = nil
        return state
    }

    private func state(_ width: Int = 120, _ height: Int = 40) throws -> ExplorerState {
        var state = explorer(width, height, models: 0)
        state.front.models = [ModelSummary(Model(try #require(Self.model)))]
        state.settings.model = state.model?.name
        state.explore.sampleTarget = 60
        return state
    }

    @Test func oneKeyPinsAndClearsAndUndoBringsItBack() throws {
        var state = try state()
        state.type("P")
        #expect(state.pinned == neutron)
        #expect(state.message?.text == "pinned: n 3192 GeV; numbers show the change against it, F flips to it")
        #expect(state.lines[0].contains("pinned: n 3192 GeV"))
        state.type("P")
        #expect(state.pinned == nil && state.message?.text == "nothing is pinned any more")
        state.type("u")
        #expect(state.pinned == neutron && state.message?.text.contains("pinned: n 3192 GeV") == true)
        state.type("PF")
        #expect(state.message?.text == "nothing is pinned; P pins the particle")
        // Where the tabs leave no room, the last row has the mark.
        var small = try self.state(80, 24)
        small.type("P")
        small.message = nil
        #expect(small.lines[23].contains("pinned: n 3192 GeV"))
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)]) func tablesShowTheChange(width: Int, height: Int) throws {
        var state = try worked(try state(width, height))
        state.type("P")
        var other = neutron
        other.momentumGeV = Vector(0.1, -0.182957, -2000)
        state.particle = other.withEnergyOnShell()
        _ = state.update(.moment, at: .zero)
        state = try worked(state)
        let pinned = try #require(state.pinnedStatistics)
        let statistics = try #require(state.statistics)
        #expect(pinned.request.particle == neutron && statistics.request.particle == state.particle)
        let text = state.screenText
        let change = NumberText.difference(statistics.rows[5].trueMean - pinned.rows[5].trueMean, width: 6)
        #expect(statistics.rows[5].trueMean != pinned.rows[5].trueMean && text.contains(change), "\(change)\n\(text)")
        let shapes = try #require(statistics.shapes)
        let before = try #require(pinned.shapes)
        #expect(shapes.truth.diversity > 0 && shapes.truth.peak > 0)
        #expect(text.contains(NumberText.difference(shapes.truth.diversity - before.truth.diversity, width: 6)))
        #expect(text.contains("\u{2212}pin") && text.contains("peak"))
        // Numbers do not touch.
        let row = try #require(
            state.lines.first { $0.contains("ch5 ") && $0.contains("+") || $0.contains("ch5 ") && $0.contains("-") })
        let words = row[(row.range(of: "ch5 ")?.lowerBound ?? row.startIndex)...].split { " │".contains($0) }
        #expect(words.prefix(6).dropFirst().allSatisfy { Double($0) != nil || $0.hasSuffix("k") } && words.count >= 6, "\(row)")
        let csv = try #require(ExplorePage.numbers(state)).csv
        #expect(csv.contains("trueMinusPinned,generatedMinusPinned"))
        // As many numbers as if the pinned one were sampled alone.
        var alone = try self.state(width, height)
        _ = alone.update(.moment, at: .zero)
        alone = try worked(alone)
        #expect(alone.statistics?.rows == pinned.rows)
        // Flipping exchanges the two.
        state.type("F")
        #expect(state.particle == neutron && state.pinned == other.withEnergyOnShell())
        state = try worked(state)
        #expect(state.statistics?.rows == pinned.rows && state.pinnedStatistics?.rows == statistics.rows)
    }

    @Test func flippingTellsTwoParticlesOfOneSpeciesApart() throws {
        var state = try state()
        state.type("P")
        state.particle.positionCM.x = 1
        state.type("F")
        let first = try #require(state.message?.text)
        state.type("F")
        let second = try #require(state.message?.text)
        #expect(first == "now n 3192.38 GeV, lands at x 0.08, y -0.65 cm" && first != second && second.contains("n 3192.38 GeV"))
    }

    @Test func changesAreThereWhileThePinnedParticleIsSampled() throws {
        var state = try state()
        state.type("P")
        state.particle = TestParticles.all[7]
        _ = state.update(.moment, at: .zero)
        let work = try #require(state.front.running)
        let all = results(of: work, models: [try #require(Self.model)]).compactMap { $0 as? SamplingResult }
        // Before the second pass, then with a part of it.
        for result in all where result.pinned == nil { state.receive(result) }
        state.message = nil
        #expect(state.pinnedStatistics == nil && state.lines[39].contains("pinned 0/60"))
        let last = try #require(all.last { $0.pinned != nil })
        var part = last
        part.pinned?.targets = (1000, 1000)
        state.receive(part)
        let statistics = try #require(state.statistics)
        let pinned = try #require(state.pinnedStatistics)
        #expect(!pinned.isComplete && state.lines[39].contains("pinned 60/60"))
        let change = NumberText.difference(statistics.rows[5].trueMean - pinned.rows[5].trueMean, width: 6)
        #expect(state.screenText.contains(change))
        #expect(try #require(ExplorePage.numbers(state)).csv.contains("trueMinusPinned") == false, "files wait for the rest")
        state.receive(last)
        #expect(!state.lines[39].contains("/60"))
        #expect(try #require(ExplorePage.numbers(state)).csv.contains("trueMinusPinned"))
    }

    @Test func histogramsOfAParticleDrawThePinnedOneOver() throws {
        var state = try worked(try state())
        state.type("P")
        state.particle = TestParticles.all[7]
        state.type("4T")
        state.histograms.target = 200
        _ = state.update(.moment, at: .zero)
        state = try worked(state)
        let result = try #require(state.histogramResult)
        #expect(result.isComplete && result.models.map(\.name) == ["untrained", "pinned true", "pinned untrained"])
        #expect(state.screenText.contains("pinned true"))
        let map = ChannelMap(detector: .zn, convention: .thesis)
        let sums = (0..<200).map { map.sums(ReferenceMC().response(to: neutron, seed: 42, index: UInt64($0)))[0] }
        #expect(result.models[1].samples[0].values == sums.sorted())
        // The test set has no particle to compare.
        state.type("T")
        #expect(state.histogramRequest.pinned == nil)
    }

    @Test func commandAndSessionHoldIt() throws {
        var state = try state()
        state.type("P")
        #expect(RepeatCommand.words(state).contains("--pin"))
        #expect(RepeatCommand.words(state).contains(neutron.word))
        let text = try state.session.text(path: "s")
        let session = try ExplorerSession(Data(text.utf8), path: "s")
        #expect(session.settings.pinned == neutron)
        let broken = text.replacing("\"pinned\" : {", with: "\"pinned\" : { \"charge2\" : 1,")
        #expect(try ExplorerSession(Data(broken.utf8), path: "s").settings.pinned == neutron)
    }
}
