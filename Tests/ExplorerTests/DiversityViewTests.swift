import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import ReferenceMC
import Terminal
import Testing
@testable import Explorer

extension ExplorerState {
    /// Delivers samples made by hand: the true pixel (22, 17) is 90 and 110 photons in turn, each model varies by a share of
    /// that: the first not at all.
    mutating func deliverHandmadeDiversity() {
        let request = diversityRequest
        let rows = (0...models.count).map { row in
            let step: Float = row == 0 ? 10 : Float(row - 1) * 8
            var accumulator = SpreadAccumulator(pixels: detector.pixelCount)
            func response(_ index: Int) -> Response {
                var response = Response(detector: detector)
                response[22, 17] = 100 + (index.isMultiple(of: 2) ? -step : step)
                return response
            }
            for index in 0..<request.count { response(index).photons.withUnsafeBufferPointer { accumulator.add($0) } }
            return DiversityResult.Row(samples: request.window.map(response), spread: accumulator.spread)
        }
        receive(DiversityResult(request: request, rows: rows))
    }
}

/// The diversity view of a terminal of this size, filled by hand.
private func diversity(_ width: Int = 80, _ height: Int = 24, level: ColorLevel = .mono, glyphs: GlyphSet = .unicode)
    -> ExplorerState
{
    var state = explorer(width, height, level: level, glyphs: glyphs)
    state.type("2")
    state.deliverHandmadeDiversity()
    return state
}

@Suite struct DiversityViews {
    @Test func eightyByTwentyFourShowsThreeRowsOfSixSamplesWithTheirNumbers() {
        let lines = diversity().lines
        #expect(lines[0].hasPrefix(" 1 Explore▌2 Diversity▐"))
        #expect(lines[1].hasPrefix(" n 3192 GeV  Pz -3192.38  samples 0–5 of 64"))
        #expect(lines[1].hasSuffix("110 4×4 ln(1+n)"))
        #expect(lines[2] == "▸true            σ 0.00517 σ ratio 1.00 sum 100 ± 10.0")
        #expect(lines[9] == " gan             σ 0       σ ratio 0.00 sum 100 ± 0.0       collapsed")
        #expect(lines[16] == " sdi-gan         σ 0.00413 σ ratio 0.80 sum 100 ± 8.0       as diverse")
        // Pixel (22, 17) pooled by four is (5, 4): cell column 4, the lower half of the third line of each picture.
        for (row, y) in [5, 12, 19].enumerated() {
            let glyphs = Array(lines[y].unicodeScalars)
            let lit = glyphs.indices.filter { "░▒▓█".unicodeScalars.contains(glyphs[$0]) }
            #expect(lit == (0..<6).map { 1 + 13 * $0 + 4 }, "row \(row)")
        }
        #expect(lines[23].hasPrefix(" seed 42  n 64  r reseed  n samples  Enter full size"))
    }

    @Test func modelsWithoutARowAreAnnounced() {
        for (width, height) in [(80, 24), (120, 40)] {
            var state = explorer(width, height, models: 4)
            state.type("2")
            #expect(state.lines[1].contains("of 64  ↓2 more"))
            for _ in 0..<3 { state.press(key(.down)) }
            #expect(state.lines[1].contains("of 64  ↑1 ↓1"))
            state.press(key(.down))
            #expect(state.lines[1].contains("of 64  ↑2 more"))
            state.appearance.glyphs = .ascii
            #expect(state.lines[1].contains("of 64  ^2 more"))
        }
        let all = HiddenRows(shown: [0, 1, 2], of: 3)
        #expect(all == HiddenRows(shown: [0], of: 1) && all.text(Appearance(level: .mono), room: 80).isEmpty)
        let some = HiddenRows(shown: [0, 2], of: 5)
        #expect(
            [-3, 4, 5, 9, 10].map { some.text(Appearance(level: .mono), room: $0) } == ["", "", "↑1 ↓2", "↑1 ↓2", "↑1 ↓2 more"])
    }

    @Test func warningsLeaveWholeWordsInTheHeader() {
        let ends = ["↓1 more ", "↓2 more ", "↓1 more", "↓2 more"]
        for (width, height) in [(80, 24), (100, 30), (120, 40), (166, 50)] {
            var state = explorer(width, height, models: 4)
            state.particle = Particle(massMeV: 0, energyGeV: 2e5, charge: 0, momentumGeV: Vector(0, 0, 2e5))
            state.type("2")
            let line = state.lines[1]
            #expect(ends.contains { line.contains(" of 64  outside\(width == 80 ? "" : " training")  \($0)") }, "\(line)")
        }
    }

    @Test func largerTerminalsShowHalfSizeAndTheMapOfStandardDeviations() {
        let layout = DiversityLayout(size: Size(120, 40), detectors: [.zn], rows: 3)
        #expect(layout.pooling == 2 && layout.samples == 4 && layout.rows.count == 3)
        #expect(layout.rows[0].sigma == Rect(x: 98, y: 3, width: 22, height: 11))
        let lines = diversity(120, 40).lines
        #expect(lines[2].contains("sample 0") && lines[2].contains("sample 3") && lines[2].contains("pixel σ 0"))
        #expect(lines[26].contains("gan: collapsed, σ of the sum 0.00 of the true one"))
        let large = DiversityLayout(size: Size(200, 60), detectors: [.zn], rows: 5)
        #expect(large.rows.count == 5 && large.samples == 7)
    }

    @Test(arguments: [(80, 24), (100, 30), (120, 40), (166, 45), (200, 60), (300, 100)], 1...5)
    func picturesNeverOverlapAndStayOnTheScreen(size: (Int, Int), rows: Int) {
        let layout = DiversityLayout(size: Size(size.0, size.1), detectors: [.zn], rows: rows)
        let body = FrameLayout(Size(size.0, size.1)).body
        let rects = layout.rows.flatMap { $0.pictures + [$0.label] + [$0.sigma].compactMap(\.self) } + [layout.header]
        for (index, rect) in rects.enumerated() {
            #expect(rect.intersection(body) == rect, "\(rect)")
            for other in rects[(index + 1)...] { #expect(rect.intersection(other).isEmpty, "\(rect) and \(other)") }
        }
    }

    @Test func theTruthStaysWhileModelsScroll() {
        let layout = DiversityLayout(size: Size(80, 24), detectors: [.zn], rows: 5)
        #expect(layout.visibleRows(of: 5, cursor: 0) == [0, 1, 2])
        #expect(layout.visibleRows(of: 5, cursor: 3) == [0, 2, 3])
        #expect(layout.visibleRows(of: 5, cursor: 4) == [0, 3, 4])
        for cursor in 0..<5 { #expect(layout.visibleRows(of: 5, cursor: cursor).contains(cursor)) }
    }

    @Test func keysMoveTheCursorAndTheWindow() {
        var state = diversity()
        state.press(key(.right), key(.down))
        #expect(state.diversity.sample == 1 && state.diversity.row == 1 && state.diversity.first == 0)
        state.type("L")
        #expect(state.diversity.sample == 11 && state.diversity.first == 6)
        #expect(state.front.running == Work(state.diversityRequest), "other samples are asked for")
        state.type(">")
        #expect(state.diversity.row == 2)
        state.type("n")
        #expect(state.diversity.count == 256)
        state.type("r")
        #expect(state.seed == 43 && state.diversity.sample == 0)
    }

    @Test func aSampleFillsTheViewAndGoesBack() {
        var state = diversity()
        state.press(key(.right), key(.enter))
        #expect(state.lines[1].contains("true: reference Monte Carlo"))
        #expect(state.lines[2].contains("seed 42/1"))
        #expect(state.screenText.contains("peak    22,17 110"))
        state.press(key(.escape))
        #expect(state.lines[2].contains("σ ratio 1.00"))
        var wide = diversity(120, 40)
        wide.press(key(.enter))
        #expect(wide.lines[1].contains("y cm") && wide.lines[2].contains("-3.4"), "the axis above counts centimetres")
        #expect(wide.screenText.contains("x cm") && wide.screenText.contains("column"))
    }

    @Test func theDifferenceIsTakenToTheMeanTrueResponse() {
        var state = diversity()
        state.type("d")
        #expect(state.lines[1].contains("− mean true"))
        #expect(state.lines[1].contains("-10 "), "90 and 110 differ from their mean by 10")
    }

    @Test func mouseChoosesASampleAndOpensItAndTheWheelScrolls() {
        var state = diversity()
        state.click(.cell(row: 1, column: 2))
        #expect(state.diversity.row == 1 && state.diversity.sample == 2 && !state.diversity.isFullSize)
        state.click(.cell(row: 1, column: 2))
        #expect(state.diversity.isFullSize)
        state.click(.picture)
        #expect(!state.diversity.isFullSize)
        state.click(.row(2))
        #expect(state.diversity.row == 2)
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelDown, button: 5, x: 5, y: 5))), at: .zero)
        #expect(state.diversity.sample == 3)
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)], ColorLevel.allCases)
    func asciiScreensHoldOnlyASCIIAndMonochromeOnesNoColour(size: (Int, Int), level: ColorLevel) {
        for keys in ["", "d", "s", "\r", "v", "?"] {
            var state = diversity(size.0, size.1, level: level, glyphs: .ascii)
            if keys == "\r" { state.press(key(.enter)) } else { state.type(keys) }
            #expect(Scene.drawn(state).canvas.cells.allSatisfy { $0.glyph.isASCII })
            guard level == .mono else { continue }
            let styles = Scene.drawn(state).canvas.cells.map(\.style)
            #expect(styles.allSatisfy { $0.background == .standard && $0.foreground.components == nil })
        }
    }
}

@Suite struct LatentWalk {
    @Test func beginsAtTheNoiseOfTheSampleWithTheModelOfTheRow() throws {
        var state = diversity()
        state.press(key(.down), key(.down), key(.right))
        state.type("v")
        let request = try #require(state.walkRequest)
        #expect(request.model == "sdi-gan")
        #expect(request.noise == Generator.Session.noise(seed: 42, index: 1))
        #expect(state.front.running == Work(request))
    }

    @Test func stepsResetAndUndoneLikeAnyChange() {
        var state = diversity()
        state.type("v")
        let start = (state.diversity.walk?.noise[3] ?? .nan)
        state.press(key(.down), key(.down), key(.down), key(.right))
        #expect(abs((state.diversity.walk?.noise[3] ?? .nan) - start - 0.1) < 0.006)
        state.type("L")
        #expect(abs((state.diversity.walk?.noise[3] ?? .nan) - min(start + 1.1, 3)) < 0.006)
        state.type("uu")
        #expect((state.diversity.walk?.noise[3] ?? .nan) == start)
        state.press(key(.character("r"), .control), key(.delete))
        #expect(abs((state.diversity.walk?.noise[3] ?? .nan) - start) < 0.006)
        state.press(key(.escape))
        #expect(state.diversity.walk == nil)
    }

    @Test func playingSweepsTheNoiseToAndFroAsOneStepOfUndo() throws {
        var state = diversity()
        state.type("v")
        let start = (state.diversity.walk?.noise[0] ?? .nan)
        state.type(" ")
        var values: [Float] = []
        for step in 1...150 {
            let request = try #require(state.walkRequest)
            #expect(request.values.isEmpty, "no curves while it plays")
            let response = Response(detector: state.detector)
            state.receive(WalkResult(request: request, response: response, start: response, curves: []))
            _ = state.update(.moment, at: .milliseconds(40 * step))
            values.append((state.diversity.walk?.noise[0] ?? .nan))
        }
        #expect(values.max() == 3 && values.min() == -3)
        state.type(" u")
        #expect((state.diversity.walk?.noise[0] ?? .nan) == start)
    }

    @Test func aSliderScrubs() throws {
        var state = diversity()
        state.type("v")
        let slider = try #require(Scene.drawn(state).area(of: .slider(5)))
        _ = state.update(.terminal(.mouse(MouseEvent(.press, button: 1, x: slider.x, y: slider.y))), at: .zero)
        #expect((state.diversity.walk?.noise[5] ?? .nan) == -3)
        _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: slider.maxX - 1, y: slider.y))), at: .zero)
        #expect((state.diversity.walk?.noise[5] ?? .nan) == 3)
    }
}

@Suite struct DiversityWorking {
    @Test func numbersAreThoseOfTheSamplesOneByOne() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 3)
        let request = DiversityRequest(particle: neutron, seed: 7, count: 20, window: 5..<17, models: ["untrained"])
        let last = try #require(results(of: request, models: [model]).last)
        let session = model.makeSession()
        let truth = (0..<20).map { ReferenceMC().response(to: neutron, seed: 7, index: UInt64($0)) }
        let generated = (0..<20).map { session.response(to: neutron, seed: 7, index: $0) }
        for (row, responses) in zip(last.rows, [truth, generated]) {
            #expect(row.samples == Array(responses[5..<17]))
            #expect(row.spread.count == 20)
            let pixel = 22 * Detector.zn.columns + 17
            let values = responses.map { Double($0.photons[pixel]) }
            let mean = values.reduce(0, +) / 20
            let sigma = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 20).squareRoot()
            #expect(abs(Double(row.spread.mean[pixel]) - mean) < 1e-4 * max(mean, 1))
            #expect(abs(Double(row.spread.sigma[pixel]) - sigma) < 1e-3 * max(sigma, 1))
        }
    }

    @Test func aWalkAtTheStartIsTheSampleItself() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 3)
        let noise = Generator.Session.noise(seed: 7, index: 4)
        let request = WalkRequest(
            particle: neutron, model: "untrained", seed: 7, sample: 4, noise: noise, start: noise, values: [-1, 0, 1])
        let all = results(of: request, models: [model])
        let (first, last) = (try #require(all.first), try #require(all.last))
        #expect(first.response == model.makeSession().response(to: neutron, seed: 7, index: 4))
        #expect(first.curves.isEmpty, "the picture comes first")
        #expect(last.curves.count == noise.count && last.curves.allSatisfy { $0.count == 3 })
    }
}

@Suite("The verdict on a model's diversity")
struct DiversityVerdicts {
    private func spread(pixels: Double, sum: Double, count: Int = 64) -> Spread {
        Spread(count: count, meanSigma: pixels, sumMean: 100, sumSigma: sum)
    }

    @Test("Pixels that vary by counting alone do not hide that all showers are the same")
    func verdicts() {
        let truth = spread(pixels: 1, sum: 30)
        #expect(SpreadText.verdict(spread(pixels: 0.9, sum: 9), truth: truth) == .collapsed)
        #expect(SpreadText.verdict(spread(pixels: 0.9, sum: 12), truth: truth) == .tooUniform)
        #expect(SpreadText.verdict(spread(pixels: 0.7, sum: 30), truth: truth) == .tooUniform)
        #expect(SpreadText.verdict(spread(pixels: 0.9, sum: 30), truth: truth) == .asDiverse)
        #expect(SpreadText.verdict(spread(pixels: 1, sum: 40), truth: truth) == .tooDiverse)
        #expect(SpreadText.verdict(spread(pixels: 1, sum: 30), truth: spread(pixels: 0, sum: 0)) == nil)
        #expect(SpreadText.verdict(spread(pixels: 1, sum: 30), truth: spread(pixels: 1, sum: 30, count: 4)) == nil)
        #expect(SpreadText.verdict(spread(pixels: 1, sum: 30, count: 4), truth: truth) == nil)
    }
}
