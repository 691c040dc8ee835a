import Calorimeter
import Evaluation
import FastSimulation
import Foundation
import Scoring
import Terminal
import Testing
@testable import Explorer

/// A cut typed on the page of histograms.
@Suite struct CutViewTests {
    private func state(_ model: Generator?) -> ExplorerState {
        var state = explorer(120, 40, models: 0)
        if let model {
            state.front.models = [ModelSummary(Model(model))]
            state.settings.model = model.name
        }
        state.type("4")
        state.histograms.target = 400
        _ = state.update(.moment, at: .zero)
        return state
    }

    private func worked(_ before: ExplorerState, _ model: Generator?) -> ExplorerState {
        var state = before
        guard let work = state.front.running else { return state }
        for result in results(of: work, models: model.map { [$0] } ?? []) { state.receive(result) }
        return state
    }

    @Test func aLongCutLeavesTheLegendInSight() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)
        var state = self.state(model)
        _ = state.update(.terminal(.resize(width: 80, height: 24)), at: .zero)
        state.type("Csum > 100 and (energy > 500 GeV or species = n) and lit > 3")
        state.press(key(.enter))
        state = worked(state, model)
        let line = state.lines[1]
        #expect(line.contains("▒ true") && line.contains("━ "), "\(line)")
        let kept = try #require(state.histogramResult?.kept)
        #expect(line.contains("cut sum > 100 and") && line.contains("…: \(kept) true"), "\(line)")
    }

    @Test func itIsTypedShownAndCounted() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)
        var state = worked(self.state(model), model)
        let all = try #require(state.histogramResult)
        state.type("C")
        #expect(state.lines[39].contains(" cut "))
        state.type("sum >")
        state.press(key(.enter))
        #expect(state.message?.text == "The cut ends where it has to go on; expected a number or a quantity.")
        #expect(state.histograms.cut == nil)
        state.type(" 200 and E > 1 TeV")
        state.press(key(.enter))
        #expect(state.mode == .browse && state.histograms.cut?.description == "sum > 200 and energy > 1000 GeV")
        state = worked(state, model)
        let result = try #require(state.histogramResult)
        let kept = try #require(result.kept)
        #expect(kept > 0 && kept < 400 && result.truth[0].count == kept && result.count == all.count)
        #expect(state.screenText.contains("cut sum > 200 and energy > 1000 GeV: \(kept) true"))
        #expect(result.models[0].distances[0].error == nil, "responses that are chosen by themselves are no pairs")
        #expect(result.models[0].distances[0].distance != all.models[0].distances[0].distance)
        #expect(RepeatCommand.words(state).contains("sum > 200 and energy > 1000 GeV"))
        let session = try ExplorerSession(Data(try state.session.text(path: "s").utf8), path: "s")
        #expect(session.settings[HistogramsSettings.self].cut == state.histograms.cut)
        #expect(try #require(HistogramsPage.numbers(state)).csv.contains("# cut: sum > 200 and energy > 1000 GeV"))
        // The particle alone leaves pairs, and an empty line takes the cut away.
        state.type("C")
        state.press(key(.character("u"), .control))
        state.type("E > 1 TeV")
        state.press(key(.enter))
        state = worked(state, model)
        #expect(state.histogramResult?.models[0].distances[0].error != nil)
        state.type("C")
        state.press(key(.backspace), key(.enter))
        #expect(state.histograms.cut == nil)
        state.type("u")
        #expect(state.histograms.cut?.description == "energy > 1000 GeV")
    }

    @Test func whereACutLeavesFewResponsesThereIsNoMeanDistance() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)
        var state = worked(self.state(model), model)
        let row = try #require(state.lines.firstIndex { $0.contains("mean WS") }) + 1
        #expect(!state.lines[row].contains("n<"))
        let values = try #require(state.histogramResult).truth[0].values
        for (cut, isNone) in [("sum > 100000000", true), ("ch1 > \(values[values.count - 9])", false)] {
            state.histograms.cut = try Cut(cut)
            _ = state.update(.moment, at: .zero)
            state = worked(state, model)
            let kept = try #require(state.histogramResult).truth[0].count
            #expect(kept < SampleCounts.fewest && (kept == 0) == isNone, "\(cut): \(kept)")
            #expect(state.lines[row].contains("n<\(SampleCounts.fewest)"), "\(state.lines[row])")
        }
    }

    @Test func eachSampleIsAskedOnce() throws {
        var request = HistogramRequest(source: .testSet, seed: 7, models: [], convention: .thesis, target: 40)
        request.cut = try Cut("E > 100 GeV and sum > 2")
        var samples = HistogramSamples(request)
        func particle(_ index: Int) -> Particle { TestParticles.all[index % TestParticles.all.count] }
        func chunk(from first: Int) -> HistogramChunk {
            let values = (first..<first + 10).map { index in
                var values = ObservableValues()
                for observable in Observable.allCases { values[observable] = Float(index % 7) }
                return values
            }
            return HistogramChunk(count: 10, values: [(.truth, values), (.truthRepeat, values)])
        }
        var asked: [Int] = []
        func kept() -> Int? {
            samples.result(request, target: 40, on: .zn) { index, kind in
                if kind == .truth { asked.append(index) }
                return particle(index)
            }.kept
        }
        func expected(_ count: Int, _ cut: Cut) -> Int {
            (0..<count).count { index in
                var values = ObservableValues()
                values[.sum] = Float(index % 7)
                return cut.holds(values, of: particle(index), on: .zn)
            }
        }
        for count in [10, 20, 30] {
            samples.append(chunk(from: count - 10))
            #expect(try kept() == expected(count, #require(request.cut)))
        }
        #expect(asked == Array(0..<30))
        request.cut = try Cut("E > 1 TeV and sum > 2")
        samples.adopt(request)
        #expect(try kept() == expected(30, #require(request.cut)) && asked.count == 60)
        request.seed = 8
        samples.adopt(request)
        #expect(kept() == nil)
    }

    @Test func theFloorAndTheTruthAreCutAlike() throws {
        var state = state(nil)
        state.histograms.cut = try Cut("species = n")
        _ = state.update(.moment, at: .zero)
        let result = try #require(worked(state, nil).histogramResult)
        #expect(result.kept == result.truth[0].count && result.floors[0].isFinite && result.floors[0] < 50)
    }
}
