import Calorimeter
import Canvas
import Evaluation
import FastSimulation
import ReferenceMC
import Terminal
import Scoring
import Testing
import Threads
@testable import Explorer

extension ExplorerState {
    /// Delivers pictures and numbers made by hand: the true pixel (22, 17) of column k has 100 (k + 1) photons, the models
    /// have a tenth less and a tenth more.
    ///
    /// - Parameter collapsed: the row whose samples hardly differ.
    mutating func deliverHandmadeComparison(collapsed: Int? = nil) {
        let request = compareRequest
        let columns = request.particles.indices.map { column in
            let light = [1, 0.9, 1.1, 1, 1].prefix(models.count + 1).map { Float($0) * Float(100 * (column + 1)) }
            return CompareResult.Column(
                pictures: light.map { photons in
                    var response = Response(detector: detector)
                    response[22, 17] = photons
                    return response
                },
                numbers: light.enumerated().map { row, photons in
                    CompareResult.Numbers(
                        count: request.count, sumMean: Double(photons), sumSigma: Double(photons) / (row == collapsed ? 40 : 10),
                        distance: row == 0 ? nil : (2.5, 0.6))
                })
        }
        receive(CompareResult(request: request, columns: columns, secondsPerSample: [50e-6, 190e-6, 190e-6]))
    }
}

/// The compare view of a terminal of this size, filled by hand.
private func compare(_ width: Int = 80, _ height: Int = 24, level: ColorLevel = .mono, glyphs: GlyphSet = .unicode)
    -> ExplorerState
{
    var state = explorer(width, height, level: level, glyphs: glyphs)
    state.type("3")
    state.deliverHandmadeComparison()
    return state
}

@Suite struct CompareViews {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func aModelWhoseSamplesHardlyDifferIsCalledCollapsed(width: Int, height: Int) {
        var state = compare(width, height)
        #expect(!state.screenText.contains("collapsed"))
        state.deliverHandmadeComparison(collapsed: 1)
        #expect(state.lines.count { $0.contains("collapsed") } == 1)
        state.press(key(.down), key(.enter))
        #expect(state.screenText.contains("collapsed: samples hardly differ"))
    }

    @Test func eightyByTwentyFourShowsThreeRowsOfSixParticlesWithTheirSums() {
        let lines = compare().lines
        #expect(lines[0].contains("▌3 Compare▐"))
        #expect(lines[1] == " 1–6/8   γ 513  ≤110 γ 1948 ≤220 n 3192 ≤330 π⁻ 325 ≤440 Λ 4004 ≤550 p 3195 ≤660")
        #expect(lines[2].hasPrefix("▸true"))
        #expect(lines[3].hasPrefix(" ref. MC"))
        #expect(lines[8] == "         100 ± 10.0  200 ± 20.0  300 ± 30.0  400 ± 40.0  500 ± 50.0  600 ± 60.0")
        #expect(lines[9].hasPrefix(" gan"))
        #expect(lines[10].hasPrefix(" WS 2.5"))
        #expect(lines[11].hasPrefix(" best"))
        #expect(lines[12].hasPrefix(" floor") && lines[13].hasPrefix("  0.6"))
        #expect(lines[14].hasPrefix(" -10.0%"))
        #expect(lines[16].hasPrefix(" sdi-gan"))
        #expect(lines[23].hasPrefix(" seed 42/0  n 64  4×4 summed, scale per column  a add  x drop"))
        // Pixel (22, 17) pooled by four is (5, 4): column 4, the third line of each picture.
        for y in [4, 11, 18] {
            let glyphs = Array(lines[y].unicodeScalars)
            #expect(glyphs.indices.filter { "░▒▓█".unicodeScalars.contains(glyphs[$0]) } == (0..<6).map { 9 + 12 * $0 + 4 })
        }
    }

    @Test func twoHundredBySixtyShowsEightParticlesWithAllSums() {
        let layout = CompareLayout(size: Size(200, 60), detectors: [.zn], columns: 8, rows: 5)
        #expect(layout.pooling == 2 && layout.columns == 8 && layout.cells.count == 4, "as many as the drawing has")
        let state = compare(200, 60)
        let lines = state.lines
        #expect(lines[0].hasSuffix("8 particles × 2 models · seed 42/0 · n 64"))
        #expect(lines[1].contains("γ 513  0 ") && lines[1].contains("n 1714  0 "))
        #expect(state.screenText.contains(" sum true     100 ± 10.0"))
        #expect(state.screenText.contains("90.0 ± 9.0    WS 2.5"))
        #expect(
            state.screenText.contains(
                "▸1  γ 513.318 GeV  m 0 MeV  q 0  V (0, 0, -0.002731) cm  P (0.035456, -0.051821, -513.318) GeV"))
        #expect(state.screenText.contains("0.19 ms"))
    }

    @Test(arguments: [(80, 24), (100, 30), (120, 40), (166, 45), (200, 60), (300, 100)], [1, 6, 8, 24])
    func picturesNeverOverlapAndStayOnTheScreen(size: (Int, Int), columns: Int) {
        for rows in 1...5 {
            let layout = CompareLayout(size: Size(size.0, size.1), detectors: [.zn], columns: columns, rows: rows)
            let body = FrameLayout(Size(size.0, size.1)).body
            let rects = layout.cells.flatMap(\.self) + [layout.headings] + [layout.sums, layout.particle].compactMap(\.self)
            for (index, rect) in rects.enumerated() {
                #expect(rect.intersection(body) == rect, "\(rect)")
                for other in rects[(index + 1)...] { #expect(rect.intersection(other).isEmpty, "\(rect) and \(other)") }
            }
        }
    }

    @Test func columnsAreAddedDroppedCopiedAndLoadedAndAllOfItUndone() {
        var state = compare()
        let before = state.compare.particles
        state.type("a")
        #expect(state.compare.particles[1] == neutron && state.compare.column == 1)
        state.type("=")
        #expect(state.compare.particles[1...2] == [neutron, neutron])
        state.type("x")
        #expect(state.compare.particles.count == 9)
        state.press(key(.left))
        state.type("]")
        #expect(
            state.compare.particles[state.compare.column] == TestParticles.neighbour(of: neutron, steps: 1).particle
                || TestParticles.all.contains(state.compare.particles[state.compare.column]))
        state.type("uuuu")
        #expect(state.compare.particles == before)
        for _ in 0..<20 { state.type("x") }
        #expect(state.compare.particles.count == 1, "the last column stays")
        for _ in 0..<40 { state.type("a") }
        #expect(state.compare.particles.count == CompareSettings.mostColumns)
        #expect(state.message?.isError == true)
    }

    @Test func theCursorScrollsColumnsIntoSight() {
        var state = compare()
        state.type(">")
        #expect(state.compare.column == 7 && state.compare.first == 2)
        #expect(state.lines[1].hasPrefix(" 3–8/8 "))
        state.type("<")
        #expect(state.compare.first == 0)
    }

    @Test(arguments: [(80, 24, " ↓2 more", " ↑2 more"), (120, 40, " ↓1 more", " ↑1 more")])
    func modelsWithoutARowAreAnnounced(width: Int, height: Int, atFirst: String, atLast: String) throws {
        var state = explorer(width, height, models: 4)
        state.type("3")
        func isAnnounced(_ text: String) -> Bool { state.lines.contains { $0.hasPrefix(text) } }
        #expect(isAnnounced(atFirst))
        for _ in 0..<4 { state.press(key(.down)) }
        #expect(isAnnounced(atLast))
        state = explorer(200, 60, models: 2)
        state.type("3")
        #expect(!state.screenText.contains(" more"))
    }

    @Test func theScaleIsSharedByColumnByRowOrByAll() {
        var state = compare()
        #expect(state.lines[1].contains("≤110"))
        state.type("s")
        #expect(!state.lines[1].contains("≤") && state.screenText.contains("≤600"))
        state.type("s")
        #expect(state.lines[1].hasPrefix("0 ") && state.lines[1].contains(" 660"))
    }

    @Test func aPictureFillsTheViewWithItsNumbers() {
        var state = compare()
        state.press(key(.down), key(.enter))
        #expect(state.lines[1].contains("GAN"))
        #expect(state.screenText.contains("mean WS 2.5  floor 0.6"))
        state.press(key(.escape))
        #expect(state.lines[1].contains("γ 513"))
        state.click(.cell(row: 2, column: 3))
        #expect(state.compare.row == 2 && state.compare.column == 3)
        state.click(.cell(row: 2, column: 3))
        #expect(state.compare.isFullSize)
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)], ColorLevel.allCases)
    func asciiScreensHoldOnlyASCIIAndMonochromeOnesNoColour(size: (Int, Int), level: ColorLevel) {
        for keys in ["", "d", "s", "ss", "\r", "v", "?"] {
            var state = compare(size.0, size.1, level: level, glyphs: .ascii)
            if keys == "\r" { state.press(key(.enter)) } else { state.type(keys) }
            state.deliverHandmadeSweep()
            #expect(Scene.drawn(state).canvas.cells.allSatisfy { $0.glyph.isASCII })
            guard level == .mono else { continue }
            let styles = Scene.drawn(state).canvas.cells.map(\.style)
            #expect(styles.allSatisfy { $0.background == .standard && $0.foreground.components == nil })
        }
    }
}

extension ExplorerState {
    /// Delivers a sweep made by hand: the true sum rises by 10 a point, the models' by 9.
    mutating func deliverHandmadeSweep() {
        guard let request = sweepRequest else { return }
        let pictures = (0...models.count).map { _ in Response(detector: detector) }
        let curves = (0...models.count).map { row in
            request.particles.indices.map {
                SweepResult.CurvePoint(mean: Double($0) * (row == 0 ? 10 : 9), sigma: 20) as SweepResult.CurvePoint?
            }
        }
        receive(SweepResult(request: request, pictures: pictures, curves: curves))
    }
}

@Suite struct Sweeps {
    private func sweep(_ width: Int = 80, _ height: Int = 24) -> ExplorerState {
        var state = compare(width, height)
        state.type("llv")
        state.deliverHandmadeSweep()
        return state
    }

    @Test func showsThePointAndTheResponseCurve() throws {
        let state = sweep()
        let position = try #require(state.compare.sweep?.position)
        #expect(state.lines[1].hasPrefix(" n  energy 3217 GeV of 100 → 3500 GeV, n 64"), "one energy: that of the point")
        #expect(state.lines[2].hasPrefix("true        gan         sdi-gan"))
        #expect(["▒ 0", "━ 0", "┄ 0"].allSatisfy(state.screenText.contains))
        #expect(state.screenText.contains("true \(10 * position) ± 20.0  gan \(9 * position) ± 20.0"))
        #expect(state.screenText.contains("energy / GeV"))
    }

    @Test func theVerticalAxisHasATitle() {
        for (width, height, title) in [(80, 24, " sum  true "), (120, 40, " mean photon sum ± σ  true ")] {
            #expect(sweep(width, height).lines.contains { $0.hasPrefix(title) })
        }
    }

    @Test func runsOverEnergyMomentumAndVertexOnShell() throws {
        var state = sweep()
        for parameter in Sweep.parameters {
            let sweep = try #require(state.compare.sweep)
            #expect(sweep.parameter == parameter)
            let range = sweep.range(state.detector)
            for (point, end) in [(0, range.lowerBound), (60, range.upperBound)] {
                let value = try #require(parameter.value(of: sweep.particle(at: point, state.detector), on: state.detector))
                #expect(abs(value - end) < 1e-6 * max(1, abs(end)))
            }
            #expect((0..<Sweep.points).allSatisfy { sweep.particle(at: $0, state.detector).isOnShell() })
            state.press(key(.down))
        }
        #expect(state.compare.sweep?.parameter == .energy)
        // Px carries the straight line from one edge of the face to the other.
        state.press(key(.down))
        let px = try #require(state.compare.sweep)
        #expect(state.detector.landingPoint(of: px.particle(at: 0, state.detector)).x < state.detector.lowEdgeXCM)
        #expect(state.detector.landingPoint(of: px.particle(at: 60, state.detector)).x > state.detector.highEdgeXCM)
    }

    @Test func playsToAndFroAndWaitsForItsPictures() {
        var state = sweep()
        state.type(" ")
        let start = state.compare.sweep?.position
        _ = state.update(.moment, at: .milliseconds(40))
        let next = state.compare.sweep?.position
        #expect(next != start)
        _ = state.update(.moment, at: .milliseconds(80))
        #expect(state.compare.sweep?.position == next, "the pictures of the point have not come")
        var seen = Set<Int>()
        for step in 0..<200 {
            state.deliverHandmadeSweep()
            _ = state.update(.moment, at: .milliseconds(120 + 40 * step))
            if let position = state.compare.sweep?.position { seen.insert(position) }
        }
        #expect(seen == Set(0..<Sweep.points))
    }

    @Test func saysThatItsPicturesAreOfTheStepBeforeUntilAllHaveCome() {
        var state = sweep(120, 40)
        #expect(!state.screenText.contains(SweepPanel.picturesAreOlder))
        state.press(key(.right))
        #expect(state.lines[1].contains("energy 3273 GeV of 100 → 3500 GeV, n 64  \(SweepPanel.picturesAreOlder)"))
        state.deliverHandmadeSweep()
        #expect(!state.screenText.contains(SweepPanel.picturesAreOlder))
        var narrow = sweep(80, 24)
        narrow.press(key(.end))
        #expect(narrow.lines[1].contains(SweepPanel.picturesAreOlder))
    }

    @Test func drawsNoCurveOfAnotherParameter() {
        var state = sweep(120, 40)
        state.press(key(.down))
        #expect(state.screenText.contains("sampling the response curve") && !state.screenText.contains("mean photon sum"))
        state.deliverHandmadeSweep()
        #expect(!state.screenText.contains("sampling the response curve"))
    }

    @Test func aClickOnTheCurveGoesThere() throws {
        var state = sweep(120, 40)
        let area = try #require(Scene.drawn(state).area(of: .plot(0)))
        let plot = LinePlot.plotArea(in: area)
        state.click(plot.x, plot.y + 2)
        #expect(state.compare.sweep?.position == 0)
        state.click(plot.maxX - 1, plot.y + 2)
        #expect(state.compare.sweep?.position == Sweep.points - 1)
    }

    @Test func pointsComeFromCoarseToFineEachOnce() {
        let points = SweepWorker.coarseToFine(count: 61)
        #expect(points.sorted() == Array(0..<61))
        #expect(points.prefix(8) == [0, 8, 16, 24, 32, 40, 48, 56])
    }
}

@Suite struct CompareWorking {
    @Test func theNumbersDoNotDependOnTheOrderOfTheWork() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 3)
        let (first, second) = (TestParticles.all[0], TestParticles.all[2])
        func request(_ particles: [Particle]) -> CompareRequest {
            CompareRequest(particles: particles, seed: 5, index: 3, count: 20, models: ["untrained"], convention: .thesis)
        }
        let result = Guarded<CompareResult?>(nil)
        func run(_ worker: inout CompareWorker, _ request: CompareRequest, stopAfter: Int = .max) {
            var looks = 0
            withoutActuallyEscaping({ () -> Bool in
                looks += 1
                return looks <= stopAfter
            }) { isWanted in
                worker.run(
                    request,
                    WorkContext(
                        request, measuresTime: false, isWanted: isWanted,
                        report: { if case .result(let new as CompareResult) = $0 { result.withLock { $0 = new } } }))
            }
        }
        var direct = CompareWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
        run(&direct, request([first, second]))
        let expected = try #require(result.withLock { $0 })
        // One is known, the other comes after a stop in the middle.
        var roundabout = CompareWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)])
        run(&roundabout, request([second]))
        run(&roundabout, request([first, second]), stopAfter: 4)
        run(&roundabout, request([first, second]))
        let other = try #require(result.withLock { $0 })
        for (a, b) in zip(expected.columns, other.columns) {
            #expect(a.pictures == b.pictures)
            for (x, y) in zip(a.numbers, b.numbers) {
                #expect(x.count == 20 && y.count == 20 && x.sumMean == y.sumMean && x.sumSigma == y.sumSigma)
                #expect(x.distance?.ws == y.distance?.ws && x.distance?.floor == y.distance?.floor)
            }
        }
        #expect(expected.columns[0].pictures[0] == ReferenceMC().response(to: first, seed: 5, index: 3))
        #expect(expected.columns[1].pictures[1] == model.makeSession().response(to: second, seed: 5, index: 3))
        #expect(expected.distance(row: 1) != nil && expected.sumError(row: 0) == 0)
    }

    @Test func aSweepKeepsThePicturesOfItsPointsHoweverOftenItIsStopped() throws {
        let model = try Generator.untrained(width: 1 / 32, detector: .zn, seed: 3)
        var state = compare(120, 40)
        state.type("v")
        func request(_ position: Int, index: Int = 0) throws -> SweepRequest {
            var request = try #require(state.sweepRequest)
            (request.position, request.index, request.models, request.count) = (position, index, ["untrained"], 1)
            return request
        }
        /// The first result, and how often the worker asked whether to go on until then.
        func run(_ worker: inout SweepWorker, _ request: SweepRequest, stopAfter: Int = .max) -> (SweepResult?, Int) {
            let seen = Guarded<(first: SweepResult?, looks: Int)>((nil, 0))
            var looks = 0
            withoutActuallyEscaping({ () -> Bool in
                looks += 1
                seen.withLock { if $0.first == nil { $0.looks += 1 } }
                return looks <= stopAfter
            }) { isWanted in
                let context = WorkContext(request, measuresTime: false, isWanted: isWanted) { news in
                    if case .result(let new as SweepResult) = news { seen.withLock { $0.first = $0.first ?? new } }
                }
                worker.run(request, context)
            }
            return seen.withLock { $0 }
        }
        func new() -> SweepWorker { SweepWorker(truth: Truth(reference: ReferenceMC()), models: [Model(model)]) }
        var worker = new()
        // Stopped after one of two pictures, then in the middle of the next point's.
        #expect(run(&worker, try request(20), stopAfter: 1).0 == nil)
        #expect(run(&worker, try request(20), stopAfter: 2).1 == 1)
        // Two pictures of one point are made, and those of both neighbours.
        _ = run(&worker, try request(20))
        for (position, index, looks) in [(20, 0, 0), (21, 0, 0), (19, 0, 0), (40, 0, 2), (40, 1, 2), (40, 1, 0)] {
            let (result, taken) = run(&worker, try request(position, index: index))
            var other = new()
            let expected = run(&other, try request(position, index: index)).0
            #expect(result?.pictures == expected?.pictures && result?.pictures.count == 2)
            #expect(taken == looks, "point \(position), sample \(index)")
        }
    }

    /// Frames of one sweep share its curve: the second one samples nothing but its pictures.
    @Test func framesOfASweepSampleItOnce() throws {
        var settings = CompareSettings()
        settings.count = 400
        let options = ExplorerProgram.Options(particle: neutron)
        let sweep = try #require(SweptParameter("energy"))
        let workshop = SnapshotWorkshop()
        func frame(_ share: Double, _ workshop: SnapshotWorkshop) -> (text: String, taken: Duration) {
            let start = ContinuousClock.now
            let snapshot = ExplorerSnapshot(
                .compare(settings, sweep: (sweep, share)), options, store: nil, problem: nil, size: (120, 40),
                appearance: Appearance(level: .mono), workshop: workshop)
            return (snapshot.text, start.duration(to: .now))
        }
        let first = frame(0, workshop)
        let second = frame(0.5, workshop)
        #expect(second.text == frame(0.5, SnapshotWorkshop()).text && second.text != first.text)
        #expect(second.taken * 4 < first.taken, "\(first.taken), then \(second.taken)")
    }
}
