import Calorimeter
import Canvas
import Terminal
import Testing
@testable import Explorer

@Suite struct Mouse {
    @Test func aClickChoosesARowAndASecondOneOpensIt() {
        var state = explorer()
        state.click(46, 8)
        #expect(state.explore.row == .parameter(.px))
        state.click(46, 8)
        guard case .edit(.parameter(.px), _) = state.mode else { return #expect(Bool(false), "no field is open") }
    }

    @Test func aSliderSetsAndScrubsAsOneStepOfUndo() throws {
        var state = explorer()
        let slider = try #require(Scene.drawn(state).area(of: .slider(ParameterRow.energy.index)))
        let before = state.particle
        _ = state.update(.terminal(.mouse(MouseEvent(.press, button: 1, x: slider.x, y: slider.y))), at: .zero)
        let low = state.particle.energyGeV
        for x in slider.x...(slider.maxX + 5) {
            _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: x, y: slider.y))), at: .zero)
        }
        _ = state.update(.terminal(.mouse(MouseEvent(.release, button: 1, x: slider.maxX, y: slider.y))), at: .zero)
        #expect(low < before.energyGeV)
        #expect(abs(state.particle.energyGeV / state.range[.energy].highest - 1) < 1e-9)
        state.type("u")
        #expect(state.particle == before)
    }

    @Test func aDragThatBeginsWithoutAChangeIsAStepOfItsOwn() throws {
        var state = explorer()
        state.press(key(.right))
        let stepped = state.particle
        let slider = try #require(Scene.drawn(state).area(of: .slider(ParameterRow.parameter(.charge).index)))
        let middle = slider.x + slider.width / 2
        _ = state.update(.terminal(.mouse(MouseEvent(.press, button: 1, x: middle, y: slider.y))), at: .zero)
        #expect(state.particle == stepped)
        _ = state.update(.terminal(.mouse(MouseEvent(.drag, button: 1, x: slider.maxX, y: slider.y))), at: .zero)
        #expect(state.particle.charge == 1)
        state.type("u")
        #expect(state.particle == stepped)
    }

    @Test func theWheelStepsTheRowUnderIt() {
        var state = explorer()
        _ = state.update(.terminal(.mouse(MouseEvent(.wheelUp, button: 4, x: 50, y: 3))), at: .zero)
        #expect(abs(state.particle.energyGeV / neutron.energyGeV - 1.01) < 1e-9)
    }

    @Test func aClickOnThePictureShowsThePixel() {
        var state = explorer()
        state.deliverHandmadeSamples()
        state.click(17, 1 + 11)
        #expect(state.explore.crosshair == Pixel(row: 22, column: 17))
        #expect(state.screenText.contains("row 22 col 17"))
    }

    @Test func aHintDoesWhatItsKeyDoes() {
        var state = explorer()
        state.click(.action(.cyclePicture))
        #expect(state.explore.shown == .truth)
    }

    @Test func aClickBesideADialogClosesIt() {
        var state = explorer()
        state.type("p")
        state.click(.choice(0))
        #expect(state.particle.species == .photon)
        state.type("?")
        state.click(0, 0)
        #expect(state.mode == .browse)
    }

    @Test(arguments: ViewKind.allCases, ["p", ":", "?", "w", "S", ":load session\r", "/", ":messages\r"])
    func aClickBesideWhatIsOpenClosesIt(view: ViewKind, keys: String) {
        var state = explorer(120, 40)
        state.type(String(view.digit))
        for scalar in keys.unicodeScalars { state.press(scalar == "\r" ? key(.enter) : key(.character(scalar))) }
        let before = state.settings
        state.click(118, 38)
        #expect(state.mode == .browse)
        #expect(state.settings.shared == before.shared)
    }

    @Test(arguments: ViewKind.allCases)
    func helpAndQuitStayAtTheirPlace(view: ViewKind) {
        for width in stride(from: 80, through: 200, by: 7) {
            for keys in ["", "v"] {
                var state = explorer(width, 40, models: 4)
                state.type(String(view.digit) + keys)
                for message in [
                    nil, "short", String(repeating: "word ", count: 9), String(repeating: "a longer one ", count: 40),
                ] {
                    state.message = message.map { Message(text: $0, isError: false, until: nil) }
                    let line = state.lines[39]
                    #expect(line.count == width - 1 && line.hasSuffix("  ? help  q quit"), "\(width): \(line)")
                }
            }
        }
    }

    @Test func aClickIsLookedUpInTheFrameThatWasSeen() {
        var state = explorer()
        let seen = Scene.drawn(state)
        let row = seen.area(of: .row(ParameterRow.parameter(.px).index)) ?? Rect(x: 0, y: 0, width: 0, height: 0)
        var empty = Scene(state.size, state.appearance)
        empty.add(.row(ParameterRow.parameter(.vx).index), at: row)
        let click = ExplorerEvent.terminal(.mouse(MouseEvent(.press, button: 1, x: row.x + 2, y: row.y)))
        _ = state.update(click, at: .zero, on: empty)
        #expect(state.explore.row == .parameter(.vx))
        _ = state.update(click, at: .zero, on: seen)
        #expect(state.explore.row == .parameter(.px))
    }

    @Test func theFirstRunShowsTwoLinesOfHintsUntilAKey() {
        for (width, height) in [(80, 24), (120, 40)] {
            var state = explorer(width, height)
            state.isFirstRun = true
            #expect(state.lines[height - 3].contains("Welcome") && state.lines[height - 2].contains("? lists all keys"))
            #expect(state.lines[height - 1].contains("q quit"))
            state.press(key(.down))
            #expect(!state.screenText.contains("Welcome"))
        }
    }

    @Test func nothingHappensWhenTheMouseIsOff() {
        var state = explorer()
        #expect(state.type("M") == [.setMouse(false)])
        state.click(46, 8)
        #expect(state.explore.row == .energy)
    }

    @Test func everyClickAtEverySizeIsSafe() {
        for (width, height) in [(1, 1), (3, 300), (79, 23), (80, 24), (125, 33), (120, 40), (200, 60)] {
            var state = explorer(width, height)
            state.deliverHandmadeSamples()
            for y in stride(from: 0, to: height, by: 5) {
                for x in stride(from: 0, to: width, by: 19) { state.click(x, y) }
            }
            #expect(state.size == Size(width, height))
        }
    }
}
