import Calorimeter
import Canvas
import Terminal
import Testing
@testable import Explorer

@Suite struct ExploreViews {
    @Test func eightyByTwentyFourIsExact() {
        var state = explorer()
        state.deliverHandmadeSamples()
        let lines = state.lines
        #expect(lines[0].hasPrefix("▌1 Explore▐2 Diversity"))
        // The whole picture stands left of column 44; the one lit pixel is row 22, column 18: the upper half of line 12.
        let canvas = Scene.drawn(state).canvas
        #expect(canvas[18, 12].glyph != " ")
        #expect((0..<44).filter { canvas[$0, 12].glyph != " " } == [18])
        let panel = lines[1...22].map { String($0.unicodeScalars.dropFirst(44).map(Character.init)) }
        #expect(
            panel == [
                "  species          n",
                "  mass       939.565 MeV  ▰▰▰▰▰▰▱▱",
                " ▸energy     3192.38 GeV  ▰▰▰▰▰▰▰▱",
                "  charge           0 e    ▱▱▱▱●▱▱▱",
                "  Vx               0 cm   ▱▱▱▱●▱▱▱",
                "  Vy               0 cm   ▱▱▱▱●▱▱▱",
                "  Vz               0 cm   ▱▱▱▱●▱▱▱",
                "  Px        0.022422 GeV  ▱▱▱▱●▱▱▱",
                "  Py       -0.182957 GeV  ▱▱●┼▱▱▱▱",
                "  Pz        -3192.38 GeV  ▱●▱▱┼▱▱▱ ▼",
                "  E←p,m on shell ✓  inside training",
                " ─ n 100 true (ref. MC), 100 gen ───",
                " mean ▒true  ━gen     Δ   WS  floor",
                " ch1    102   112 +10.0 10.0    0.0",
                " ch2    202   212 +10.0 10.0    0.0",
                " ch3    302   312 +10.0 10.0    0.0",
                " ch4    402   412 +10.0 10.0    0.0",
                " ch5    502   512 +10.0 10.0    0.0",
                " sum   1510  1560 +50.0 50.0    0.0",
                " peak 22,18 45  centre 22.0,18.0",
                " gen lit 1 width 0.0 px sum 45.0",
                " gen 0  ░░▒▒▓▓██ 90  ln(1+n) gnuplot",
            ])
        #expect(lines[23] == " generated: gan  seed 42/0  n 100/1000  d true  Enter edit       ? help  q quit")
    }

    @Test(arguments: [(80, 24), (100, 30), (100, 40), (120, 40), (130, 30), (160, 24), (200, 60)])
    func thePictureSaysWhetherItIsTrueOrGenerated(width: Int, height: Int) {
        var state = explorer(width, height)
        state.deliverHandmadeSamples()
        #expect(state.screenText.contains("generated"))
        if !state.exploreLayout.isFramed, height > 24 { #expect(state.lines[1].contains("generated: GAN")) }
        let layout = state.exploreLayout
        guard !layout.hasTruth else { return #expect(state.screenText.contains("true")) }
        state.type("d")
        #expect(!state.screenText.contains("generated:"))
        let place = layout.isFramed || height > 24 ? state.lines[1] : state.lines[22]
        #expect(place.contains("true"))
        state.type("d")
        #expect(state.screenText.contains("− true"))
    }

    @Test(arguments: [(80, 24), (100, 30), (120, 40), (140, 50), (200, 60)])
    func coloursOfTrueAndGeneratedAreNamed(width: Int, height: Int) throws {
        var state = explorer(width, height, level: .direct)
        state.deliverHandmadeSamples()
        let canvas = Scene.drawn(state).canvas
        func has(_ glyph: Unicode.Scalar, _ next: Unicode.Scalar, _ style: Style) -> Bool {
            canvas.cells.indices.dropLast().contains {
                canvas.cells[$0].glyph == glyph && canvas.cells[$0].style == style && canvas.cells[$0 + 1].glyph == next
                    && canvas.cells[$0 + 1].style == style
            }
        }
        #expect(has("▒", "t", state.appearance.trueStyle) && has("━", "g", state.appearance.generatedStyle()))
        guard state.exploreLayout.histograms.isEmpty else { return }
        state.press(key(.tab))
        #expect(state.lines[22].contains("▒ true  ━ generated"))
    }

    @Test func theDifferenceNamesItsOwnColours() {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            var state = explorer(width, height, level: .direct)
            state.deliverHandmadeSamples()
            state.type(state.exploreLayout.hasTruth ? "d" : "dd")
            #expect(state.screenText.contains("blue −, red +"), "\(width)")
            #expect(!state.screenText.contains("gnuplot"))
        }
    }

    @Test func whatFollowsFromTheParticleIsReadable() {
        var state = explorer(120, 40)
        #expect(state.screenText.contains("(E²−p²−m²)/E²  0"))
        state.type("ee:mass 1 GeV")
        state.press(key(.enter))
        #expect(state.screenText.contains("(E²−p²−m²)/E²  -1.2e-08"))
        let straight = Particle(massMeV: 0, energyGeV: 100, charge: 0, momentumGeV: Vector(0, 0, -100))
        #expect(explorer(120, 40, particle: straight).screenText.contains("along the beam"))
    }

    @Test func aSmallTerminalSharesOnePlaceByTab() {
        var state = explorer()
        state.deliverHandmadeSamples()
        #expect(state.screenText.contains("floor"))
        state.press(key(.tab))
        #expect(!state.screenText.contains("floor"))
        #expect(state.lines[12].contains("ch1"))
        #expect(state.lines[20].contains("ch5"))
        // True and generated differ by glyph, without colour.
        #expect(state.lines[12].contains("▒"))
        #expect(state.lines[13].contains("━"))
    }

    @Test func thePictureFlipsBetweenGeneratedTrueAndDifferenceOnOneScale() {
        var state = explorer()
        state.deliverHandmadeSamples()
        #expect(state.lines[22].contains(" 90 "), "the scale ends at the brighter of both peaks")
        state.type("d")
        #expect(state.lines[23].contains("true (ref. MC), gen "), "the model beside it is named")
        #expect(Scene.drawn(state).canvas[17, 12].glyph != " ")
        state.type("d")
        #expect(state.lines[23].contains("gan − true"))
        #expect(state.lines[22].contains("-90 "))
        state.type("ds")
        #expect(state.lines[22].contains(" 45 "), "with its own scale the generated picture ends at its own peak")
    }

    @Test func aBrightPeakStandsApartFromTheOneBesideIt() {
        var state = explorer(120, 40)
        var truth = Response(detector: state.detector)
        truth[22, 22] = 2000
        var generated = Response(detector: state.detector)
        for (photons, shown) in [(45, " 22,22 2000  22,17 45"), (164_000, " 22,22 2000 22,17 164k")] as [(Float, String)] {
            generated[22, 17] = photons
            state.receive(SamplingResult(SamplePictures(request: state.samplingRequest, truth: truth, generated: generated)))
            #expect(state.screenText.contains(shown), "\(state.screenText)")
        }
    }

    @Test func fewSamplesShowNoBareDistance() {
        var state = explorer()
        state.deliverHandmadeSamples(count: 49)
        #expect(state.screenText.contains("n<50"))
        #expect(!state.screenText.contains("10.0 10.0"))
    }

    @Test func aLargeTerminalShowsBothPicturesTheDifferenceAndAGallery() {
        var state = explorer(200, 60)
        state.deliverHandmadeSamples()
        let layout = ExploreLayout(size: state.size, detectors: [state.detector])
        #expect(layout.pictures.count == 2)
        #expect(layout.galleryCount == 8)
        #expect(state.lines[1].contains("true: reference MC"))
        #expect(state.lines[1].contains("generated"))
        #expect(state.screenText.contains("2×2 pixels summed"))
        #expect(state.screenText.contains("samples 0–7"))
        #expect(state.screenText.contains("ch5  WS 10.0 / 0.0"))
    }

    @Test(arguments: [(80, 24), (100, 30), (125, 33), (120, 40), (166, 45), (200, 60), (300, 100)])
    func panelsNeverOverlapAndFillTheirScreen(width: Int, height: Int) {
        let layout = ExploreLayout(size: Size(width, height), detectors: [.zn])
        let frame = FrameLayout(Size(width, height))
        let rects =
            [frame.tabs, layout.particle, frame.status] + layout.pictures.map(\.area) + layout.histograms
            + [layout.channels, layout.gallery].compactMap(\.self)
        for (index, rect) in rects.enumerated() {
            #expect(rect.intersection(Rect(x: 0, y: 0, width: width, height: height)) == rect)
            for other in rects[(index + 1)...] { #expect(rect.intersection(other).isEmpty, "\(rect) and \(other)") }
        }
        for picture in layout.pictures {
            let inside = layout.isFramed ? picture.area.inset() : picture.area
            #expect((inside.width, inside.height) == (44, 22), "pictures keep their pixel ratio")
        }
    }

    @Test func anotherDetectorNeedsNoOtherCode() {
        let proton = Detector(
            name: "ZP", rows: 56, columns: 30, pitchCM: 0.4, lowEdgeXCM: 13.15, lowEdgeYCM: -6, depthCM: 150,
            faceACM: 11251.8, faceCCM: 11253.3)
        let layout = ExploreLayout(size: Size(120, 50), detectors: [proton])
        let inside = layout.isFramed ? layout.pictures[0].area.inset() : layout.pictures[0].area
        #expect((inside.width, inside.height) == (30, 28))
    }

    @Test func aTerminalTooSmallSaysSoAndComesBack() {
        var state = explorer()
        state.deliverHandmadeSamples()
        let before = state.screenText
        _ = state.update(.terminal(.resize(width: 60, height: 10)), at: .zero)
        #expect(state.lines.contains { $0.contains("The explorer needs 80 columns by 24 rows.") })
        #expect(state.lines.contains { $0.contains("This terminal has 60 by 10.") })
        #expect(state.type("q") == [.quit])
        _ = state.update(.terminal(.resize(width: 80, height: 24)), at: .zero)
        #expect(state.screenText == before)
    }

    @Test func qLeavesATerminalTooSmallWhateverWasOpen() {
        for keys in ["\r", "S", "p", "?/"] {
            var state = explorer()
            if keys == "\r" { state.press(key(.enter)) } else { state.type(keys) }
            _ = state.update(.terminal(.resize(width: 60, height: 10)), at: .zero)
            #expect(state.type("q") == [.quit])
        }
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)], ColorLevel.allCases)
    func asciiScreensHoldOnlyASCII(size: (Int, Int), level: ColorLevel) {
        for keys in ["", "?", "p", "ddi"] {
            var state = explorer(size.0, size.1, level: level, glyphs: .ascii)
            state.deliverHandmadeSamples()
            state.type(keys)
            let glyphs = Scene.drawn(state).canvas.cells.map(\.glyph)
            #expect(glyphs.allSatisfy { $0.isASCII })
            #expect(!glyphs.contains("?") || keys == "?" || state.screenText.contains("? help"))
        }
    }

    @Test func monochromeScreensHoldNoColour() {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            var state = explorer(width, height, level: .mono)
            state.deliverHandmadeSamples()
            let colours = Scene.drawn(state).canvas.cells.map(\.style).filter {
                $0.background != .standard || $0.foreground.components != nil
            }
            #expect(colours.isEmpty)
        }
    }

    @Test func withoutAModelTheTruthStaysAndTheReasonIsSaid() {
        var state = explorer(models: 0)
        state.front.modelProblems = ["The file a.safetensors is cut short."]
        state.deliverHandmadeSamples()
        state.receive(
            SamplingResult(SamplePictures(request: state.samplingRequest, truth: state.pictures?.truth, generated: nil)))
        #expect(state.screenText.contains("no model to run"))
        #expect(state.screenText.contains("a.safetensors"))
        state.type("m")
        #expect(state.message?.isError == true)
        state.type("d")
        #expect(Scene.drawn(state).canvas[17, 12].glyph != " ")
    }

    @Test func hostileTextNeverReachesTheTerminalRaw() {
        var state = explorer()
        state.front.models[0].title = "evil\u{1B}[2Jmodel\u{7}"
        state.complain("broken \u{1B}]0;title\u{7} file")
        #expect(!state.screenText.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }
}
