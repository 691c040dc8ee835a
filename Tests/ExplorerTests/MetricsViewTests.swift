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

extension ExplorerState {
    /// Opens the metrics with scores of few true responses: the floor's in the place of the models, with another seed each, and
    /// times made by hand.
    mutating func openMetrics(through rows: Int = 4, isTimed: Bool = true) throws {
        press(key(.character("5")))
        metrics.amount = MetricsSettings.Amount(particles: 60, repeats: 4, runs: 2)
        _ = update(.moment, at: .zero)
        var request = metricsRequest
        var result = MetricsResult(request: request, rows: [], sample: .simulated(request, detector: .zn))
        request.models = []
        for (place, name) in metricsRequest.models.enumerated() {
            request.seed = UInt64(100 + place)
            let other = try #require(results(of: request).last)
            result.rows.append(.init(name: name, kind: .model, score: place < rows ? other.rows[0].score : nil))
        }
        request.seed = metrics.seed
        let own = try #require(results(of: request).last)
        result.rows += own.rows
        for place in result.rows.indices where isTimed && result.rows[place].kind != .conditionalMean {
            let seconds = result.rows[place].kind == .floor ? 31.4e-6 : 112e-6 * pow(2, Double(place / 2))
            result.rows[place].score?.secondsPerResponse = seconds
        }
        result.isComplete = rows >= result.rows.count
        receive(result)
    }
}

@Suite struct MetricsViews {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func pictures(width: Int, height: Int) throws {
        var state = explorer(width, height)
        try state.openMetrics()
        try StoredPicture(name: "metrics-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test(arguments: [(120, 40), (200, 60)])
    func picturesOfSevenModels(width: Int, height: Int) throws {
        var state = explorer(width, height, models: 7)
        try state.openMetrics(through: 9)
        try StoredPicture(name: "metrics-seven-models-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test(arguments: [("cost", GlyphSet.unicode, 120, 40), ("cost-ascii", .ascii, 80, 24)])
    func qualityAgainstCost(name: String, glyphs: GlyphSet, width: Int, height: Int) throws {
        var state = explorer(width, height, glyphs: glyphs, models: 7)
        try state.openMetrics(through: 9)
        state.type("v")
        try StoredPicture(name: "metrics-\(name)").expect(Scene.drawn(state).canvas)
        #expect(MetricsPage.figure(state) != nil && MetricsPage.words(state).suffix(3) == ["--plot", "cost", "--times"])
        state.type("v")
        #expect(state.screenText.contains("mean WS in photons"))
        // What is not in sight does not change: t brings the table back first.
        let sorted = state.metrics.sortedBy
        state.type("vlt")
        #expect(state.metrics.plot == nil && state.metrics.sortedBy == sorted)
        state.type("t")
        #expect(state.metrics.sortedBy != sorted)
    }

    @Test func withoutTimesThereIsNeitherAColumnNorAPlot() throws {
        var state = explorer(120, 40, models: 7)
        try state.openMetrics(through: 9, isTimed: false)
        #expect(!state.lines[3].contains(" ms ") && !state.screenText.contains("ms/response"))
        #expect(MetricsPage.figure(state) == nil && !MetricsPage.words(state).contains("--times"))
        state.type("v")
        #expect(state.screenText.contains("no time was measured"))
    }

    @Test func theTimeOfAResponseIsInTheTableAndInFiles() throws {
        var state = explorer(120, 40)
        try state.openMetrics()
        let gan = try #require(state.lines.first { $0.contains("gan  ") && $0.contains("0.112") })
        #expect(gan.contains("0.112"))
        #expect(state.lines.contains { $0.contains("floor") && $0.contains("0.031") })
        let numbers = try #require(MetricsPage.numbers(state))
        let rows = numbers.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let column = try #require(rows[0].firstIndex(of: "millisecondsPerResponse"))
        #expect(rows.dropFirst().map { Double($0[column]).map { $0 > 0.03 } } == [true, true, true, nil])
        #expect(numbers.json.contains("\"millisecondsPerResponse\": 0.112"))
    }

    @Test func aFirstRunUnderWayIsDimAndExplained() throws {
        var state = explorer(120, 40, level: .direct, models: 3)
        try state.openMetrics(through: 3)
        var result = try #require(state.metricsResult)
        (result.isComplete, result.rows[0].isPartial) = (false, true)
        state.receive(result)
        let canvas = Scene.drawn(state).canvas
        let lines = (0..<canvas.height).filter { canvas.line($0).contains("gan 0/2 ") }
        #expect(lines.count == 2, "a row of the table and a bar")
        for y in lines {
            let inks = (1..<canvas.width).filter { canvas[$0, y].glyph != " " }.map { canvas[$0, y].style }
            #expect(inks.allSatisfy { $0 == state.appearance.quietStyle || $0.attributes.contains(.dim) }, "\(inks)")
            #expect(inks.contains(.dim))
        }
        #expect(state.screenText.contains("0/2 = first run under way"))
    }

    @Test(arguments: [(false, "…"), (true, "–")])
    func aFloorThatNeverComesIsADash(isComplete: Bool, mark: String) throws {
        var state = explorer()
        try state.openMetrics()
        var result = try #require(state.front[MetricsRequest.self].result)
        for place in result.rows.indices where result.rows[place].kind == .floor { result.rows[place].score = nil }
        result.isComplete = isComplete
        state.receive(result)
        let floor = try #require(state.lines.first { $0.hasPrefix(" floor") })
        #expect(floor.split(separator: " ").dropFirst().prefix(3) == [mark[...], mark[...], mark[...]], "\(floor)")
    }

    @Test func detailsAndWhatIsStillToCome() throws {
        var state = explorer()
        try state.openMetrics(through: 1)
        #expect(state.screenText.contains("…"))
        state.press(key(.enter))
        try StoredPicture(name: "metrics-details").expect(Scene.drawn(state).canvas)
        state.press(key(.down))
        #expect(state.screenText.contains("sdi-gan: all figures"))
        state.press(key(.end), key(.enter))
        #expect(state.metrics.row == 3 && !state.metrics.isDetailed)
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func everyFigureCanBeReached(width: Int, height: Int) throws {
        var state = explorer(width, height)
        try state.openMetrics()
        state.press(key(.enter))
        var (headings, details): (Set<String>, Set<String>) = ([], [])
        let score = try #require(state.metricsResult?.rows.first?.score)
        let all = ScoreFigure.allCases.filter { $0.value(of: score) != nil }.map { String($0.explanation.prefix(60)) }
        for figure in ScoreFigure.ofTable {
            #expect(state.metrics.sortedBy == figure)
            #expect(state.lines[3].contains("▲" + figure.heading) && state.lines[3].contains("mean WS"), "\(state.lines[3])")
            headings.formUnion(ScoreFigure.ofTable.map(\.heading).filter(state.lines[3].contains))
            details.formUnion(all.filter(state.screenText.contains))
            state.press(key(.right))
        }
        #expect(state.metrics.sortedBy == .ws && headings.count == ScoreFigure.ofTable.count)
        #expect(details == Set(all))
    }

    @Test func whatIsNotFinishedIsMarkedAndNotRanked() throws {
        var state = explorer(120, 40, models: 3)
        try state.openMetrics(through: 3)
        var result = try #require(state.metricsResult)
        result.isComplete = false
        let scores = result.rows.compactMap(\.score).prefix(3).sorted { $0.ws.mean < $1.ws.mean }
        // The best numbers are those of a first run under way, the next ones of one of two runs.
        for (row, score) in zip([0, 1, 2], scores) { result.rows[row].score = score }
        result.rows[0].isPartial = true
        result.rows[1].score?.runCount = 1
        result.rows[2].score?.runCount = 2
        state.receive(result)
        #expect(
            state.lines[5...7].map { String($0.dropFirst().prefix(15)) } == [
                "sdi-gan 1/2    ", "sdi+reg        ", "gan 0/2        ",
            ])
        #expect(state.screenText.contains("0/2 = first run under way, not ranked"))
        result.isComplete = true
        state.receive(result)
        #expect(!state.screenText.contains("/2"))
    }

    @Test func eachModelHasItsColourInNamesAndBars() throws {
        var state = explorer(120, 40, level: .direct, models: 3)
        try state.openMetrics(through: 3)
        let canvas = Scene.drawn(state).canvas
        for (place, model) in state.models.enumerated() {
            let style = state.appearance.generatedStyle(place)
            let rows = (0..<canvas.height).filter { canvas.line($0).dropFirst().hasPrefix(model.shortName + " ") }
            #expect(rows.count == 2, "a row of the table and a bar")
            #expect(rows.allSatisfy { canvas[1, $0].style == style })
            let bar = try #require(rows.last)
            #expect(canvas[19, bar].style.foreground == style.foreground)
        }
    }

    @Test func asciiAndColoursKeepTheGlyphs() throws {
        var state = explorer(80, 24, glyphs: .ascii)
        try state.openMetrics()
        try StoredPicture(name: "metrics-ascii").expect(Scene.drawn(state).canvas)
        let mono = state.screenText
        #expect(mono.unicodeScalars.allSatisfy { $0.isASCII })
        for level in ColorLevel.allCases {
            state.appearance.level = level
            #expect(state.screenText == mono)
        }
    }

    @Test func rowsAreSortedByAnyColumnWithTheBestFirst() throws {
        var state = explorer(200, 60)
        try state.openMetrics()
        let body = FrameLayout(state.size).body
        for _ in ScoreFigure.ofTable {
            state.type("t")
            let figure = MetricsFigure(
                try #require(state.metricsResult), settings: state.metrics, appearance: state.appearance, in: body)
            let order = figure.rows.filter { $0.kind == .model }.map { state.metrics.sortedBy.badness(of: $0.score) }
            #expect(order == order.sorted())
            #expect(figure.rows.suffix(2).map(\.kind) == [.floor, .conditionalMean])
        }
        // All columns once around.
        #expect(state.metrics.sortedBy == .ws)
        state.press(key(.right), key(.right), key(.left))
        #expect(state.metrics.sortedBy == .sigmaChannels)
    }

    @Test func theBestOfAColumnIsBoldAndTheFloorIsNot() throws {
        var state = explorer()
        try state.openMetrics()
        let figure = MetricsFigure(
            try #require(state.metricsResult), settings: state.metrics, appearance: state.appearance,
            in: FrameLayout(state.size).body)
        #expect(figure.table.rows[0][1].style == .bold)
        #expect(figure.table.rows[1][1].style != .bold)
        #expect(figure.table.rows[2][1].style != .bold)
    }

    @Test func aModelScoredOnFewerParticlesIsNotRanked() throws {
        var state = explorer(120, 40, models: 3)
        try state.openMetrics(through: 3)
        var result = try #require(state.metricsResult)
        result.isComplete = true
        let scores = result.rows.compactMap(\.score).prefix(3).sorted { $0.ws.mean < $1.ws.mean }
        for (row, score) in zip(0..<3, scores) {
            result.rows[row].score = score
            result.rows[row].score?.resampledWS = [score.ws.mean - 0.25, score.ws.mean + 0.25]
        }
        func bar(_ name: String) throws -> String {
            try #require(state.lines.last { $0.dropFirst().hasPrefix(name + " ") })
        }
        state.receive(result)
        #expect(try bar("gan").contains(" best"))
        let floor = try #require(result.rows.first { $0.kind == .floor }?.score?.ws.mean)
        let above = NumberText.fixed(scores[0].ws.mean - floor, decimals: 2)
        #expect(try bar("gan").contains(" \(above) "))
        result.rows[0].score?.particleCount -= 1
        state.receive(result)
        #expect(try !bar("gan").contains(" \(above) ") && bar("gan").contains("on fewer particles"))
        #expect(try bar("sdi-gan").contains(" best"))
        let figure = MetricsFigure(
            result, settings: state.metrics, appearance: state.appearance, in: FrameLayout(state.size).body)
        #expect(figure.rows.prefix(3).map(\.name) == ["sdi-gan", "sdi-gan-reg", "gan"])
        #expect(figure.table.rows[0][0].style == .bold && figure.table.rows[2].allSatisfy { $0.style != .bold })
    }

    @Test func keysAskForMoreAndForOtherParticles() throws {
        var state = explorer()
        try state.openMetrics()
        let before = state.metricsRequest
        state.type("g")
        #expect(state.metricsRequest.seed == before.seed + 1)
        var seen: [MetricsSettings.Amount] = []
        for _ in MetricsSettings.Amount.choices {
            state.type("n")
            seen.append(state.metrics.amount)
        }
        #expect(seen == MetricsSettings.Amount.choices)
        #expect(state.front.running == Work(state.metricsRequest))
    }

    @Test func clicksSortAndChoose() throws {
        var state = explorer()
        try state.openMetrics()
        let headings = try #require(Scene.drawn(state).area(of: .headings))
        _ = state.click(headings.x + 16 + 9 + 2, headings.y)
        #expect(state.metrics.sortedBy == .sigmaChannels)
        let row = try #require(Scene.drawn(state).area(of: .row(2)))
        _ = state.click(row.x + 5, row.y)
        #expect(state.metrics.row == 2 && !state.metrics.isDetailed)
        _ = state.click(row.x + 5, row.y)
        #expect(state.metrics.isDetailed)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelUp, button: 4, x: row.x + 5, y: row.y))), at: .zero)
        #expect(state.metrics.row == 1)
    }
}
