import Canvas
import Evaluation
import FastSimulation
import Foundation
import Random
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// Responses whose observables rise together; every tenth is empty.
private func samples(_ count: Int, seed: UInt64) -> ObservableSamples {
    var random = RandomStream(seed: seed, purpose: .truth)
    var samples = ObservableSamples()
    for index in 0..<count {
        var values = ObservableValues()
        let light =
            index % 10 == 0
            ? 0 : (400 * Float.random(in: 0...1, using: &random) * Float.random(in: 0...1, using: &random)).rounded()
        for observable in Observable.allCases {
            let part = light * Float.random(in: 0.15...0.3, using: &random)
            values[observable] = observable.isCount ? part.rounded() : light > 0 ? part / 10 - 4 : .nan
        }
        values[.sum] = light
        samples.append(values)
    }
    return samples
}

extension ExplorerState {
    /// Opens two observables with 2,000 responses of each kind.
    fileprivate mutating func openPlane(_ observable: Observable = .sum, against: Observable = .lit) throws {
        press(key(.character("4")))
        (histograms.observable, histograms.against, histograms.target) = (observable, against, 2000)
        try receivePlane()
    }

    /// What the worker would answer to what is wanted now.
    fileprivate mutating func receivePlane() throws {
        _ = update(.moment, at: .zero)
        let request = histogramRequest
        let (truth, generated) = (samples(2000, seed: 1), samples(2000, seed: 2))
        let observables = request.set.observables
        let sorted = [truth, generated].map { side in observables.map { observable in SortedSample(known: side[observable]) } }
        let models = request.models.map { name in
            HistogramResult.Model(
                name: name, count: 2000, samples: sorted[1],
                distances: zip(sorted[0], sorted[1]).map { WassersteinEstimate($0, $1) })
        }
        receive(
            HistogramResult(
                request: request, count: 2000, truth: sorted[0], floors: observables.map { _ in 1 }, models: models,
                plane: try PlaneCounts(#require(request.plane), truth: truth, generated: models.isEmpty ? nil : generated),
                target: 2000))
    }
}

@Suite struct Planes {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func pictures(width: Int, height: Int) throws {
        var state = explorer(width, height)
        try state.openPlane()
        state.press(key(.right), key(.up))
        try StoredPicture(name: "histograms-against-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test func asciiAndColoursKeepTheGlyphs() throws {
        var state = explorer(80, 24, glyphs: .ascii)
        try state.openPlane(.centreX, against: .distance)
        try StoredPicture(name: "histograms-against-ascii").expect(Scene.drawn(state).canvas)
        #expect(state.screenText.unicodeScalars.allSatisfy { $0.isASCII })
        let mono = Scene.drawn(state).canvas.plainText
        for level in ColorLevel.allCases {
            state.appearance.level = level
            #expect(Scene.drawn(state).canvas.plainText == mono)
        }
    }

    @Test func countsAreThoseBetweenTheEdges() throws {
        let (truth, generated) = (samples(700, seed: 3), samples(500, seed: 4))
        let request = PlaneRequest(
            x: .init(observable: .sum, zoom: 20..<220, room: 30), y: .init(observable: .centreX, zoom: nil, room: 13),
            placesPerBin: 2)
        let counts = PlaneCounts(request, truth: truth, generated: generated)
        #expect(counts.x.binCount <= 15 && counts.y.binCount <= 6 && counts.x.range == 20..<220)
        for (samples, side) in [(truth, counts.truth), (generated, try #require(counts.generated))] {
            let pairs = zip(samples[.sum], samples[.centreX]).map { (Double($0), Double($1)) }
            for x in 0..<counts.x.binCount {
                for y in 0..<counts.y.binCount {
                    let (across, up) = (counts.x.edges(ofBin: x), counts.y.edges(ofBin: y))
                    #expect(side.histogram.count(x: x, y: y) == pairs.count { across.contains($0) && up.contains($1) })
                }
            }
            let unknown = pairs.count { $0.1.isNaN }
            #expect(side.histogram.unknown == unknown && unknown >= samples.count / 10)
            #expect(side.histogram.entries == samples.count - unknown)
            #expect(side.correlation == correlation(samples[.sum], samples[.centreX]))
        }
        let entries = Double(try #require(counts.generated).histogram.entries)
        #expect(counts.scale == Double(counts.truth.histogram.entries) / entries)
        // The truth to what a file has.
        let isThere = (0..<700).map { $0 < 500 && $0 % 3 > 0 }
        let part = PlaneCounts(request, truth: truth, generated: generated, isThere: isThere)
        let own = try #require(part.ownTruth)
        #expect(own.entries + own.unknown == isThere.count { $0 } && part.scale == Double(own.entries) / entries)
    }

    /// The sums over one axis are the histograms of the other observable.
    @Test(arguments: ["", "E > 1 TeV", "sum > 30"])
    func theWorkerCountsWhatItCountsOfOne(cut: String) throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 5)
        var request = HistogramRequest(
            source: .testSet, set: .light, seed: 7, models: [model.name], convention: .thesis, target: 300,
            cut: cut.isEmpty ? nil : try Cut(cut))
        request.plane = PlaneRequest(
            x: .init(observable: .sum, zoom: 10..<400, room: 20), y: .init(observable: .lit, zoom: 5..<60, room: 11),
            placesPerBin: 1)
        let result = try #require(results(of: request, models: [model]).last)
        let plane = try #require(result.plane)
        let sides = [(plane.truth, result.truth), (try #require(plane.generated), result.models[0].samples)]
        for (side, sorted) in sides {
            let (x, y) = (plane.x, plane.y)
            let sums = (-1...x.binCount).map { x in (-1...y.binCount).reduce(0) { $0 + side.histogram.count(x: x, y: $1) } }
            let expected = sorted[0].binned(range: x.range, bins: x.binCount)
            #expect(sums == [expected.under] + expected.counts + [expected.over])
            #expect(side.histogram.flowX == (expected.under, expected.over))
            let lit = sorted[1].binned(range: y.range, bins: y.binCount)
            #expect(side.histogram.flowY == (lit.under, lit.over))
            #expect(side.histogram.entries == sorted[0].count)
        }
    }

    @Test func keysChooseObservablesPicturesAndBins() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        #expect(state.type("v") == [.work(.zn, Work(state.histogramRequest))])
        #expect(state.histograms.against == .sum && state.histogramRequest.plane?.x.observable == .channel1)
        try state.receivePlane()
        #expect(state.screenText.contains("ch1, photons") && state.screenText.contains("photon sum, photons"))
        state.type("V")
        #expect(state.histograms.against == .lit)
        state.histograms.against = .channel2
        state.type("O")
        #expect(state.histograms.observable == .channel3, "the vertical one is left out")
        try state.receivePlane()
        // The cursor begins on the highest bin, and moves along both axes.
        state.press(key(.right))
        #expect(state.lines[38].contains("ch3 [0,") && state.lines[38].contains("ch2 [0,"))
        state.press(key(.right), key(.up), key(.up))
        let (x, y) = try (#require(HistogramsPage.plane(of: state)?.selected))
        #expect((x, y) == (1, 2))
        let before = state.histogramRequest
        state.type("+")
        let cursor = try (#require(state.histograms.cursor), #require(state.histograms.cursorY))
        #expect(state.histograms.ranges[2]?.contains(cursor.0) == true && state.histograms.ranges[1]?.contains(cursor.1) == true)
        #expect(state.histogramRequest != before && state.front.running == Work(state.histogramRequest))
        state.type("u")
        #expect(state.histogramRequest == before)
        // Three pictures, one of them alone.
        state.press(key(.tab), key(.tab), key(.enter))
        #expect(state.histograms.picture == .deviation && state.histograms.isEnlarged)
        try state.receivePlane()
        #expect(state.screenText.contains("(generated − true)/σ") && !state.screenText.contains("correlation"))
        state.type("R")
        #expect(state.histograms.below == .nothing)
        try state.receivePlane()
        #expect(state.screenText.contains("gan  correlation"), "without a deviation the generated picture has the keys")
        state.type("v")
        #expect(state.histograms.against == nil && state.histogramRequest.plane == nil)
    }

    @Test func bothRangesAreTyped() throws {
        var state = explorer(120, 40)
        try state.openPlane()
        state.type("A0 300")
        state.press(key(.enter))
        #expect(state.lines[39].contains(" range of lit pixels, pixels "), "the vertical one is asked for next")
        state.type("10:40")
        state.press(key(.enter))
        try state.receivePlane()
        #expect(state.lines[1].contains("photon sum 0:300") && state.lines[1].contains("lit pixels 10:40"), "\(state.lines[1])")
        let histogram = try #require(state.histogramResult?.plane).truth.histogram
        #expect(histogram.flowY.under > 0 && histogram.flowY.over > 0)
        #expect(state.screenText.contains("y \(histogram.flowY.under)/\(histogram.flowY.over)"))
        #expect(state.screenText.contains("\(histogram.inside) of 2000 inside"))
    }

    @Test func theListOfCommandsTakesTheVerticalObservable() throws {
        var state = explorer(120, 40)
        try state.openHistograms(.sum)
        state.type(":against width-y")
        state.press(key(.enter))
        #expect(state.histograms.against == .widthY)
        state.type(":against sum")
        state.press(key(.enter))
        #expect(state.histograms.against == .widthY && state.message?.text == "photon sum is on the horizontal axis already")
    }

    @Test func theMousePointsAndZooms() throws {
        var state = explorer(120, 40)
        try state.openPlane()
        let area = try #require(Scene.drawn(state).area(of: .column(1)))
        _ = state.click(area.x + 15, area.y + 20)
        #expect(state.histograms.picture == .generated)
        let bin = try #require(HistogramsPage.plane(of: state)?.selected)
        #expect(
            state.lines[38].contains(
                "true \(try #require(state.histogramResult?.plane).truth.histogram.count(x: bin.x, y: bin.y))"))
        _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: area.x + 20, y: area.y + 10))), at: .zero)
        let moved = try #require(HistogramsPage.plane(of: state)?.selected)
        #expect(moved.x == bin.x + 5 && moved.y > bin.y)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelUp, button: 4, x: area.x + 20, y: area.y + 10))), at: .zero)
        #expect(state.histograms.ranges[Observable.sum.index] != nil && state.histograms.ranges[Observable.lit.index] != nil)
    }

    @Test func otherBinsAreNotFrozen() throws {
        for keys in ["+", "b", "O", "V"] {
            var state = explorer(120, 40)
            try state.openPlane()
            state.type(" ")
            #expect(state.isFrozen)
            // A smaller screen shows the bins of the larger one.
            _ = state.update(.terminal(.resize(width: 80, height: 24)), at: .zero)
            #expect(state.screenText.contains("frozen") && state.screenText.contains("correlation"))
            state.type(keys)
            #expect(!state.isFrozen, "\(keys)")
        }
    }

    /// What was frozen may be of other settings: neither undo nor redo freezes anything, and it is no step of its own.
    @Test func undoAndRedoNeverFreeze() throws {
        var state = explorer(120, 40)
        try state.openPlane()
        state.type("b ")
        let bins = state.histograms.columnsPerBin
        #expect(state.isFrozen)
        state.type("vu")
        #expect(state.histograms.against != nil && !state.isFrozen)
        state.type(" u")
        #expect(state.histograms.columnsPerBin != bins && !state.isFrozen)
        state.press(key(.character("r"), .control))
        #expect(state.histograms.columnsPerBin == bins && !state.isFrozen)
        let text = try state.session.text(path: "s")
        #expect(!text.contains("rozen"))
        // A session from before may say it.
        let old = text.replacing("\"histograms\" : {", with: "\"histograms\" : { \"isFrozen\" : true,")
        #expect(old != text && (try? ExplorerSession(Data(old.utf8), path: "s")) != nil)
    }

    @Test func onlyOneModelIsShown() throws {
        var state = explorer(200, 60, models: 4)
        try state.openPlane()
        let added = state.histograms.added
        state.type("a")
        #expect(state.histograms.added == added && state.message?.text.contains("one model") == true)
    }

    @Test func numbersAndArraysAreSaved() throws {
        var state = explorer(80, 24)
        try state.openPlane()
        let plane = try #require(state.histogramResult?.plane)
        let csv = try #require(HistogramsPage.numbers(state)).csv.split(separator: "\n")
        let rows = csv.filter { !$0.hasPrefix("#") }
        #expect(rows[0] == "sum low,sum high,lit low,lit high,true,gan")
        #expect(rows.count == 1 + plane.x.binCount * plane.y.binCount)
        let cells = try rows.dropFirst().map { try $0.split(separator: ",").map { try #require(Double($0)) } }
        #expect(Int(cells.reduce(0) { $0 + $1[4] }) == plane.truth.histogram.inside)
        let place = plane.x.binCount * 2 + 3
        #expect(cells[place][0] == plane.x.edges(ofBin: 3).lowerBound && cells[place][3] == plane.y.edges(ofBin: 2).upperBound)
        #expect(Int(cells[place][4]) == plane.truth.histogram.count(x: 3, y: 2))
        #expect(csv.contains("# true inside: \(plane.truth.histogram.inside)"))
        #expect(csv.contains("# gan lit over: \(try #require(plane.generated).histogram.flowY.over)"))
        let arrays = HistogramsPage.arrays(state)
        #expect(arrays.map(\.name) == ["sum edges", "lit edges", "true counts", "gan counts"])
        #expect(arrays[0].shape == [plane.x.binCount + 1] && arrays[2].shape == [plane.x.binCount, plane.y.binCount])
        #expect(arrays[2].values[3 * plane.y.binCount + 2] == Float(plane.truth.histogram.count(x: 3, y: 2)))
        #expect(HistogramsPage.figure(state)?.plainText.contains("correlation") == true)
    }

    @Test func sessionsKeepIt() throws {
        var state = explorer(120, 40)
        #expect(!(try state.session.text(path: "s")).contains("against"), "a session from before has no such key, and opens")
        try state.openPlane(.widthX, against: .brightest)
        state.press(key(.right))
        let text = try state.session.text(path: "s")
        let session = try ExplorerSession(Data(text.utf8), path: "s")
        #expect(
            session.settings[HistogramsSettings.self] == state.histograms
                && session.settings[HistogramsSettings.self].against == .brightest)
        #expect(throws: (any Error).self) {
            try ExplorerSession(Data(text.replacing("\"brightest\"", with: "\"width-x\"").utf8), path: "s")
        }
        state.open(.explore)
        state.settings[HistogramsSettings.self].turn(from: state.front, to: state.front)
        #expect(state.histograms.cursorY == nil)
    }
}
