import Calorimeter
import Canvas
import Evaluation
import Terminal
import Testing
@testable import Explorer

/// The landing point as two more rows of the particle.
@Suite struct LandingKnobTests {
    private func landing(_ state: ExplorerState) -> LandingPoint { LandingPoint(of: state.particle, on: state.detector) }

    @Test(arguments: [(80, 24), (120, 40)]) func rowsAreTypedAndStepped(width: Int, height: Int) {
        var state = explorer(width, height)
        state.press(key(.end))
        #expect(state.explore.row == .landing(.y) && state.screenText.contains("y on face"))
        state.press(key(.up), key(.enter))
        #expect(state.lines[height - 1].contains("x on face: digits go here; cm unless you type a unit"))
        let y = landing(state).y
        state.type("15 mm")
        state.press(key(.enter))
        #expect(abs(landing(state).x - 1.5) < 1e-6 && abs(landing(state).y - y) < 1e-6)
        #expect(state.particle.isOnShell(tolerance: 1e-9) && state.particle.momentumGeV.z == neutron.momentumGeV.z)
        state.press(key(.right))
        #expect(abs(landing(state).x - 1.6) < 1e-6)
        state.press(key(.left, .shift))
        #expect(abs(landing(state).x - 0.6) < 1e-6)
        state.press(key(.delete))
        #expect(abs(landing(state).x - LandingPoint(of: neutron, on: .zn).x) < 1e-6)
        state.press(key(.enter))
        state.type("x")
        state.press(key(.enter))
        #expect(state.message?.text.hasPrefix("The x on face \"x\" is not understood; expected a number in cm") == true)
        state.press(key(.escape))
        state.type(":x on face -1")
        state.press(key(.enter))
        #expect(abs(landing(state).x + 1) < 1e-6)
    }

    @Test func aChargedParticleGoesThroughTheMagnetsOrSaysWhyItCannot() {
        let proton = Particle(
            massMeV: Species.proton.massMeV, energyGeV: 0, charge: 1, momentumGeV: Vector(-0.02, 0.05, -2500)
        ).withEnergyOnShell()
        var state = ExplorerState(
            particle: proton, detector: .zp, models: [], size: Size(120, 40), appearance: Appearance(level: .mono))
        _ = state.start()
        let before = landing(state)
        state.press(key(.end), key(.right))
        #expect(abs(landing(state).y - before.y - 0.1) < 2e-3 && abs(landing(state).x - before.x) < 1e-6)
        state.type(":x on face 900")
        state.press(key(.enter))
        #expect(state.message?.isError == true)
        #expect(state.message?.text.contains("it is lost in the beam line at ") == true)
        #expect(abs(landing(state).x - before.x) < 1e-6)
        state.press(key(.escape))
        state.type(":x on face 1000")
        state.press(key(.enter))
        #expect(state.message?.text.hasSuffix("expected one within 1000 cm of the beam.") == true)
    }

    @Test func theMarkIsDraggedOverThePicture() throws {
        var state = explorer(120, 40)
        state.deliverHandmadeSamples()
        let area = try #require(Scene.drawn(state).area(of: .picture))
        guard case .onFace(let pixel) = Landing(of: state.particle, on: .zn).place else {
            Issue.record("it misses the face")
            return
        }
        _ = state.update(
            .terminal(.mouse(MouseEvent(.press, button: 1, x: area.x + pixel.column, y: area.y + pixel.row / 2))), at: .zero)
        #expect(state.mode == .inspect, "a click inspects the pixel")
        _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: area.x + 30, y: area.y + 10))), at: .zero)
        #expect(Landing(of: state.particle, on: .zn).place == .onFace(Pixel(row: 20, column: 30)))
        #expect(state.mode == .browse && state.explore.crosshair == nil)
        _ = state.update(.terminal(.mouse(MouseEvent(.release, button: 1, x: area.x + 30, y: area.y + 10))), at: .zero)
        #expect(state.dragged == nil)
        state.type("u")
        #expect(state.particle == neutron, "all of it is one step")
    }

    @Test func aSweepLeavesOutWhereNoParticleComes() throws {
        var still = neutron
        still.momentumGeV.z = 0
        let sweep = Sweep(base: still, parameter: .landing(.x), detector: .zn)
        #expect(sweep.reached(at: 0, .zn) == nil && sweep.particle(at: 0, .zn) == still)
        var state = explorer(120, 40)
        state.type("3")
        state.compare.sweep = sweep
        #expect(try #require(state.sweepRequest).isReached.allSatisfy { !$0 })
        state.compare.sweep = Sweep(base: neutron, parameter: .landing(.x), detector: .zn)
        #expect(try #require(state.sweepRequest).isReached.allSatisfy { $0 })
    }

    @Test func farFromTheBeamARowStillTakesALandingPoint() throws {
        var state = explorer(120, 40)
        state.settings.particle.momentumGeV = Vector(0, 300, 3000)
        let particle = try OnShellLock.energyFollows.setting(
            .landing(.x), to: 1, in: state.particle.withEnergyOnShell(), on: .zn)
        let point = LandingPoint(of: particle, on: .zn)
        #expect(abs(point.x - 1) < 1e-6 && abs(point.y) < 1e-6)
    }

    @Test func aSweepRunsOverTheFace() {
        var state = explorer(120, 40)
        state.compare.particles = [neutron]
        state.type("3vkk")
        #expect(state.compare.sweep?.parameter == .landing(.x))
        let first = Landing(of: state.compare.sweep?.particle(at: 0, .zn) ?? neutron, on: .zn)
        let last = Landing(of: state.compare.sweep?.particle(at: Sweep.points - 1, .zn) ?? neutron, on: .zn)
        #expect(abs(first.x - Detector.zn.lowEdgeXCM) < 1e-6 && abs(last.x - Detector.zn.highEdgeXCM) < 1e-6)
        #expect(RepeatCommand.words(state).contains("x-on-face"))
        #expect(SweptParameter("x-on-face")?.row == .landing(.x) && SweptParameter("mass") == nil)
    }

    @Test func aVertexFarFromTrainingIsCalledThatAndTheRightKnobIsNamed() {
        var state = explorer(120, 40)
        state.explore.row = .parameter(.vx)
        state.press(key(.enter))
        state.type("1 cm")
        state.press(key(.enter))
        #expect(state.message?.text.contains("far outside the training particles") == true)
        #expect(state.message?.text.contains("x on face and y on face") == true)
        #expect(state.message?.until == nil)
        #expect(state.screenText.contains("far outside: Vx"))
        // Steps of a value are of its size.
        state.press(key(.left))
        #expect(abs(state.particle.positionCM.x - 0.9) < 1e-9)
        #expect(Parameter.vx.stepped(0, up: true, size: .one) == 1e-6)
        #expect(abs((Parameter.vz.stepped(0.05, up: true, size: .one) ?? 0) - 0.051) < 1e-12)
    }

    @Test func aModelThatRunsAwayDoesNotHideTheTruth() {
        let truth = (0..<100).map { Float(100 + $0 % 10) }
        let row = { (values: [Float]) -> ChannelComparison.Row in
            var (a, b) = (ChannelSamples(), ChannelSamples())
            for value in truth {
                var sums = ChannelSums()
                sums[0] = value
                a.append(sums)
            }
            for value in values {
                var sums = ChannelSums()
                sums[0] = value
                b.append(sums)
            }
            return ChannelComparison(true: a, generated: b, repeated: a).channels[0]
        }
        let wild = truth.map { $0 * 1e5 }
        let binning = HistogramBinning(truth: truth, generated: wild, row: row(wild), columns: 40)
        #expect(binning.truth.range.upperBound < 300 && binning.generated.overflow == 100)
        let near = truth.map { $0 * 1.5 }
        let other = HistogramBinning(truth: truth, generated: near, row: row(near), columns: 40)
        #expect(other.generated.overflow == 0)
    }
}
