import Calorimeter
import Canvas
import Testing
@testable import Explorer

/// A proton on the z axis.
private func proton(_ pz: Double, px: Double = 0) -> Particle {
    Particle(massMeV: 938.272, energyGeV: 0, charge: 1, momentumGeV: Vector(px, 0, pz)).withEnergyOnShell()
}

private func explorer(_ width: Int, _ height: Int, _ particle: Particle, on detector: Detector, glyphs: GlyphSet = .unicode)
    -> ExplorerState
{
    var state = ExplorerState(
        particle: particle, detector: detector, models: [ModelSummary(name: "gan", title: "GAN")],
        size: Size(width, height), appearance: Appearance(level: .mono, glyphs: glyphs))
    _ = state.start()
    let dark = Response(detector: detector)
    state.receive(SamplingResult(SamplePictures(request: state.samplingRequest, truth: dark, generated: dark)))
    return state
}

@Suite struct LandingPlaces {
    @Test func aNeutralParticleFliesStraightToItsPixel() {
        let landing = Landing(of: neutron, on: .zn)
        #expect(landing.place == .onFace(Pixel(row: 22, column: 17)))
        #expect(landing.sentence() == "lands 0.08, -0.65 cm  pixel 22,17")
    }

    @Test func theMagnetsBringAProtonToItsCalorimeter() {
        #expect(Landing(of: proton(2500), on: .zp).place == .onFace(Pixel(row: 20, column: 9)))
        guard case .beside(let nearest, let side, let distance) = Landing(of: proton(5000), on: .zp).place else {
            Issue.record("a proton of 5 TeV stays in the beam pipe")
            return
        }
        #expect(nearest == Pixel(row: 0, column: 15) && side == .above)
        #expect(abs(distance - 2.55) < 0.05)
        #expect(Landing(of: proton(5000), on: .zp).sentence().hasSuffix("beside ZP"))
    }

    @Test func aSoftProtonIsLostOnTheWay() {
        guard case .lost = Landing(of: proton(300), on: .zp).place else {
            Issue.record("a proton of 300 GeV meets a wall")
            return
        }
        #expect(Landing(of: proton(300), on: .zp).sentence().hasPrefix("lost in the beam line at "))
    }

    @Test func aChargedParticleIsBentAwayFromTheNeutronCalorimeter() {
        guard case .beside(_, let side, _) = Landing(of: proton(3000), on: .zn).place else {
            Issue.record("the separation dipole bends a proton beside the face")
            return
        }
        #expect(side == .below)
    }

    @Test(arguments: [Double.nan, .infinity, 0, -1e300])
    func anyNumbersHaveAPlace(momentum: Double) {
        var particle = neutron
        particle.momentumGeV = Vector(momentum, momentum, momentum)
        for detector in Detector.all { #expect(!Landing(of: particle, on: detector).sentence().isEmpty) }
    }
}

@Suite struct LandingMarks {
    /// The cell of a pixel in the only picture of 80×24.
    @Test func fourStrokesPointAtThePixelAndLeaveItFree() {
        let state = explorer(80, 24, neutron, on: .zn)
        // Pixel 22,17 is in row 11 of the picture, which begins below the tabs.
        #expect(state.lines[11].prefix(44).trimmingSuffix == String(repeating: " ", count: 15) + "\\   /")
        #expect(state.lines[12].prefix(44).trimmingSuffix == "")
        #expect(state.lines[13].prefix(44).trimmingSuffix == String(repeating: " ", count: 15) + "/   \\")
    }

    @Test(arguments: [GlyphSet.unicode, .ascii])
    func besideTheFaceAnArrowSaysHowFar(glyphs: GlyphSet) {
        let state = explorer(120, 40, proton(5000), on: .zp, glyphs: glyphs)
        #expect(state.lines[2].contains(glyphs.isUnicode ? "↑ 2.5 cm" : "^ 2.5 cm"))
    }

    @Test func aStrokeOnHalfACellHasThePicturesColourBehindIt() {
        // An odd number of rows: nothing of the picture is in the lower half of its last row.
        var state = explorer(120, 40, level: .direct)
        state.settings.theme = .light
        var canvas = Canvas(width: 11, height: 6)
        let map = HeatMap(values: Array(repeating: 3, count: 121), rows: 11, columns: 11)
        map.draw(on: &canvas, x: 0, y: 0, scale: .photons(peak: 9), appearance: state.appearance)
        let landing = Landing(of: TestParticles.all[1], on: .zn)
        LandingMark(landing: landing, pooling: 4).draw(on: &canvas, in: canvas.bounds, appearance: state.appearance)
        let strokes = canvas.cells.filter { $0.glyph == "/" || $0.glyph == "\\" }
        #expect(strokes.count == 4 && strokes.allSatisfy { $0.style.background != .standard })
    }

    /// In a picture with several cells to a fibre: on the cell that is farthest on that side.
    @Test func theArrowIsAtTheEdgeOfALargePicture() {
        let appearance = explorer(80, 24).appearance
        let area = Rect(x: 3, y: 2, width: 3 * 44, height: 3 * 22)
        for (momentum, glyph) in [(-40.0, appearance.glyphs.arrowLeft), (40, appearance.glyphs.arrowRight)] {
            var particle = neutron
            particle.momentumGeV.y = momentum
            let landing = Landing(of: particle, on: .zn)
            var canvas = Canvas(width: 140, height: 70)
            LandingMark(landing: landing, times: 3).draw(on: &canvas, in: area, appearance: appearance)
            let x = glyph == appearance.glyphs.arrowRight ? area.maxX - 1 : area.x
            #expect((0..<70).contains { canvas[x, $0].glyph == glyph }, "momentum \(momentum)")
        }
    }

    @Test func whatIsLostOnTheWaySaysWhere() {
        #expect(explorer(120, 40, proton(300), on: .zp).lines[29].contains("lost at "))
    }

    @Test func theCrossTakesThePlaceOfTheMark() {
        var state = explorer(80, 24, neutron, on: .zn)
        state.press(key(.character("i")))
        #expect(!state.screenText.contains("\\   /"))
    }

    @Test func aTallFaceIsSummedInBlocksAndNeverCut() {
        let state = explorer(80, 24, proton(2500), on: .zp)
        let layout = ExploreLayout(size: state.size, detectors: [.zp])
        #expect(layout.pooling(of: .zp) == 2)
        #expect(layout.pictures.allSatisfy { $0.area.size == Size(15, 14) })
        for words in ["2×2 summed", "↑ beam side", "x ↓  y →", "true", "generated"] { #expect(state.screenText.contains(words)) }
        // The panel keeps all of its rows.
        #expect(layout.particle.height == 22 && layout.particle.maxX == 80)
    }

    @Test func theBeamSideStandsAtTheFrame() {
        #expect(explorer(160, 50, proton(2500), on: .zp).screenText.contains("↑ beam side"))
        #expect(explorer(120, 40, neutron, on: .zn).screenText.contains("↓ outgoing beam"))
        #expect(explorer(120, 40, neutron, on: .zn, glyphs: .ascii).screenText.contains("v outgoing beam"))
    }

    @Test func aClickOnASummedPictureFindsItsPixels() throws {
        var state = explorer(80, 24, proton(2500), on: .zp)
        let area = try #require(Scene.drawn(state).area(of: .picture))
        state.click(area.x + 4, area.y + 3)
        let cross = try #require(state.explore.crosshair)
        #expect(cross.column / 2 == 4 && cross.row / 2 / 2 == 3)
    }
}

extension Substring {
    fileprivate var trimmingSuffix: String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}
