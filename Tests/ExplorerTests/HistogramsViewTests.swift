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

/// Runs work to its end and returns what it delivered.
func results(
    of work: Work, models: [Generator] = [], reference: ReferenceMC = ReferenceMC(), isWanted: @escaping () -> Bool = { true }
) -> [any WorkResult] {
    final class Log { var results: [any WorkResult] = [] }
    let log = Log()
    var workers = BackgroundWorkers(truth: Truth(reference: reference), models: models.map { Model($0) })
    workers.run(
        work, measuresTime: false, isWanted: isWanted, report: { if case .result(let result) = $0 { log.results.append(result) } }
    )
    return log.results
}

/// Runs the work of one request to its end and returns what it delivered.
func results<Request: WorkRequest>(
    of request: Request, models: [Generator] = [], reference: ReferenceMC = ReferenceMC(),
    isWanted: @escaping () -> Bool = { true }
) -> [Request.Result] {
    results(of: Work(request), models: models, reference: reference, isWanted: isWanted).compactMap { $0 as? Request.Result }
}

extension ExplorerState {
    /// Opens the histograms of 1,000 true responses, with independent true responses in the place of the models: another
    /// seed's for the one in front, dimmed ones for the second.
    mutating func openHistograms(_ observable: Observable = .channel1) throws {
        press(key(.character("4")))
        histograms.observable = observable
        histograms.target = 1000
        _ = update(.moment, at: .zero)
        func counted(_ seed: UInt64) throws -> HistogramResult {
            var request = histogramRequest
            (request.seed, request.models) = (seed, [])
            return try #require(results(of: request, reference: front.reference).last)
        }
        var result = try counted(settings.seed)
        let other = try counted(settings.seed + 1)
        func model(_ name: String, _ factor: Float) -> HistogramResult.Model {
            let isLength = !histogramRequest.set.observables[0].isCount
            let samples = other.truth.map { SortedSample($0.values.map { isLength ? $0 * factor : ($0 * factor).rounded() }) }
            return HistogramResult.Model(
                name: name, count: other.count, samples: samples,
                distances: zip(result.truth, samples).map {
                    WassersteinEstimate(
                        paired: Array($0.values.prefix($1.count)), Array($1.values.prefix($0.count)), sortedA: $0, sortedB: $1)
                })
        }
        result.request = histogramRequest
        result.models = histogramModels.enumerated().map { model($0.element, $0.offset == 0 ? 1 : 0.6) }
        receive(result)
    }
}

@Suite struct HistogramsViews {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func pictures(width: Int, height: Int) throws {
        var state = explorer(width, height)
        try state.openHistograms()
        state.type("a")
        try state.openHistograms()
        state.press(key(.right))
        try StoredPicture(name: "histograms-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test func asciiAndColoursKeepTheGlyphs() throws {
        var ascii = explorer(80, 24, glyphs: .ascii)
        try ascii.openHistograms()
        try StoredPicture(name: "histograms-ascii").expect(Scene.drawn(ascii).canvas)
        #expect(ascii.screenText.unicodeScalars.allSatisfy { $0.isASCII })
        let mono = Scene.drawn(ascii).canvas.plainText
        for level in ColorLevel.allCases {
            ascii.appearance.level = level
            #expect(Scene.drawn(ascii).canvas.plainText == mono)
        }
    }

    @Test func oneChannelFillsTheRoom() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        state.press(key(.tab), key(.enter))
        try StoredPicture(name: "histograms-one-channel").expect(Scene.drawn(state).canvas)
        state.press(key(.enter))
        #expect(!state.histograms.isEnlarged)
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)], [Observable.sum, .centreX])
    func otherObservables(size: (Int, Int), observable: Observable) throws {
        var state = explorer(size.0, size.1)
        try state.openHistograms(observable)
        state.type("R")
        let name = "histograms-\(observable == .sum ? "light" : "shape")-\(size.0)x\(size.1)"
        try StoredPicture(name: name).expect(Scene.drawn(state).canvas)
    }

    @Test func aKeyShowsTheOtherObservables() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        for (set, observable) in [(ObservableSet.light, Observable.sum), (.shape, .centreX), (.channels, .channel1)] {
            let effects = state.type("O")
            #expect(state.histograms.observable == observable)
            #expect(state.histogramRequest.set == set)
            #expect(effects == [.work(.zn, Work(state.histogramRequest))])
            try state.openHistograms(observable)
            let names = set.observables.map(\.title)
            let text = state.screenText
            let areShown = names.allSatisfy { text.contains($0) }
            #expect(areShown)
            state.press(key(.tab), key(.right))
            #expect(state.screenText.contains(names[1] + " bin"))
            state.press(key(.tab, .shift))
        }
        state.histograms.observable = .widthY
        #expect(RepeatCommand.text(state).contains("--observable width-y"))
    }

    @Test func lengthsZoomAndAreSaved() throws {
        var state = explorer(120, 40)
        try state.openHistograms(.distance)
        state.type("++")
        let zoomed = try #require(state.histograms.ranges[Observable.distance.index])
        #expect(zoomed.upperBound - zoomed.lowerBound > 0)
        for _ in 0..<40 { state.type("+") }
        for _ in 0..<40 { state.type("-") }
        #expect(state.histograms.ranges[Observable.distance.index] == nil)
        let csv = try #require(HistogramsPage.numbers(state)).csv
        #expect(csv.contains("\ndistance,") && csv.contains("\nsum,"))
        #expect(HistogramsPage.arrays(state).map(\.name).contains("true distance"))
    }

    @Test func theCursorReadsBins() throws {
        var state = explorer()
        try state.openHistograms()
        state.press(key(.right))
        // The first step takes the highest bin: that of the particles that left no light.
        #expect(state.screenText.contains("ch1 bin 1  [0,"))
        state.press(key(.right))
        #expect(state.screenText.contains("ch1 bin 2"))
        state.press(key(.end))
        let last = try #require(state.histograms.cursor)
        state.press(key(.home), key(.left))
        #expect(state.screenText.contains("ch1 bin 1"))
        let first = try #require(state.histograms.cursor)
        #expect(first < last)
        // Another channel has another axis.
        state.press(key(.tab))
        #expect(state.histograms.observable == .channel2 && state.histograms.cursor == nil)
        state.press(key(.down), key(.up), key(.tab, .shift))
        #expect(state.histograms.observable == .channel1)
    }

    @Test func binsCountEveryResponse() throws {
        var state = explorer()
        try state.openHistograms()
        let result = try #require(state.histogramResult)
        for columns in [7, 22, 60] {
            for zoom in [nil, 40.0..<200.0] as [Range<Double>?] {
                let figure = ObservableFigure(result, .channel5, zoom: zoom, columns: columns, columnsPerBin: 1)
                #expect(figure.binCount <= columns)
                #expect(figure.axis.binWidth == figure.axis.binWidth.rounded())
                let counted = figure.trueCounts.reduce(0, +)
                #expect(Int(counted) + figure.flow[0].under + figure.flow[0].over == 1000)
            }
        }
    }

    @Test func zoomHalvesAroundTheCursorAndComesBack() throws {
        var state = explorer()
        try state.openHistograms()
        let full = try #require(Self.figure(state)).axis.range
        for _ in 0..<6 { state.press(key(.right)) }
        let cursor = try #require(state.histograms.cursor)
        state.type("++")
        let zoomed = try #require(state.histograms.ranges[0])
        #expect(zoomed.contains(cursor))
        #expect(zoomed.upperBound - zoomed.lowerBound <= (full.upperBound - full.lowerBound) / 4 + 2)
        #expect(state.histograms.ranges.dropFirst().allSatisfy { $0 == nil })
        for _ in 0..<40 { state.type("+") }
        #expect(state.lines.count == 24)
        for _ in 0..<40 { state.type("-") }
        #expect(state.histograms.ranges[0] == nil)
    }

    @Test func keysSetScaleRatioBinsAndScope() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        #expect(state.screenText.contains("log y") && state.screenText.contains("generated/true"))
        state.type("R")
        #expect(!state.screenText.contains("generated/true") && state.screenText.contains("(generated − true)/σ"))
        state.type("R")
        #expect(!state.screenText.contains("generated/true") && !state.screenText.contains("− true"))
        state.type("Rzz")
        #expect(state.screenText.contains("linear y"))
        let bins = try #require(Self.figure(state)).binCount
        state.type("b")
        let wider = try #require(Self.figure(state)).binCount
        #expect(wider <= (bins + 1) / 2)
        let effects = state.type("T")
        #expect(effects == [.work(.zn, Work(state.histogramRequest))])
        #expect(state.histogramRequest.source == .particle(state.particle))
    }

    @Test func modelsAreAddedAndDropped() throws {
        var state = explorer()
        try state.openHistograms()
        #expect(state.histogramRequest.models == ["gan"])
        state.type("a")
        #expect(state.histogramRequest.models == ["gan", "sdi-gan"])
        // The model in front changes places; none is shown twice.
        state.type("m")
        #expect(state.histogramRequest.models == ["sdi-gan"])
        state.type("a")
        #expect(state.histogramRequest.models == ["sdi-gan", "gan"])
        state.type("aa")
        #expect(state.screenText.contains("x drops one"))
        state.type("x")
        #expect(state.histogramRequest.models == ["sdi-gan"])
        state.type("x")
        #expect(state.screenText.contains("only one model"))
    }

    @Test func freezingStopsTheWorkAndKeepsWhatIsThere() throws {
        var state = explorer()
        #expect(state.press(key(.character("4"))).contains(.work(.zn, Work(state.histogramRequest))))
        #expect(state.type(" ") == [.work(.zn, nil)])
        #expect(state.screenText.contains("go on") || state.isFrozen)
        #expect(state.type(" ") == [.work(.zn, Work(state.histogramRequest))])
    }

    @Test func theMousePointsAtBinsAndZooms() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        let area = try #require(Scene.drawn(state).area(of: .plot(Observable.channel3.index)))
        _ = state.click(area.x + 12, area.y + 5)
        #expect(state.histograms.observable == .channel3)
        let cursor = try #require(state.histograms.cursor)
        _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: area.x + 20, y: area.y + 5))), at: .zero)
        let dragged = try #require(state.histograms.cursor)
        #expect(dragged > cursor)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelUp, button: 4, x: area.x + 20, y: area.y + 5))), at: .zero)
        #expect(state.histograms.ranges[2] != nil)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelDown, button: 5, x: area.x + 20, y: area.y + 5))), at: .zero)
        #expect(state.histograms.ranges[2] == nil)
    }
}

extension HistogramsViews {
    /// The figure of the chosen channel as it is on the screen.
    static func figure(_ state: ExplorerState) -> ObservableFigure? {
        state.histogramResult.flatMap { HistogramsFigure($0, state, in: FrameLayout(state.size).body).chosen?.figure }
    }
}

@Suite struct HistogramWords {
    @Test(arguments: [
        (12.34, "+12.3 %"), (-5, "-5.0 %"), (0, "0.0 %"), (999.9, "+999.9 %"), (57777.6, "+57778 %"), (543_107.6, "+543k %"),
        (Double.nan, "-"), (.infinity, "-"),
    ])
    func differencesKeepTheirColumn(percent: Double, text: String) {
        #expect(HistogramSummary.percentText(percent) == text && text.count <= 8)
    }

    @Test func particlesBeyondTheModelsAreSaid() {
        var state = explorer(160, 40, models: 2)
        state.particle = Particle(massMeV: 939.565, energyGeV: 1e9, charge: 0, momentumGeV: Vector(0, 0, 1e9))
        state.type("4T")
        let request = state.histogramRequest
        let result = HistogramResult(
            request: request, count: 0, truth: Array(repeating: SortedSample([]), count: 5),
            floors: Array(repeating: 0, count: 5), models: [], target: 528)
        state.receive(result)
        #expect(state.lines[1].contains("true as 100 TeV, outside training"), "\(state.lines[1])")
    }
}
