import Calorimeter
import Canvas
import Terminal
import Testing
@testable import Explorer

@Suite struct Update {
    @Test func theFirstRequestAsksForTheParticleOnScreen() throws {
        var state = ExplorerState(
            particle: neutron, models: [ModelSummary(name: "gan", title: "GAN")], size: Size(80, 24),
            appearance: Appearance(level: .mono))
        let effects = state.start()
        let request = state.samplingRequest
        #expect(effects == [.work(.zn, Work(request))])
        #expect(request.particle == neutron)
        #expect(request.model == "gan")
        #expect(request.target == 1000)
    }

    @Test func onlyAChangeOfWhatIsSeenAsksForSamples() {
        var state = explorer()
        #expect(state.press(key(.down)).isEmpty)
        #expect(state.type("c").isEmpty)
        #expect(state.type("z").isEmpty)
        #expect(state.press(key(.right)).count == 1)
        #expect(state.type("g").count == 1)
        #expect(state.type("o").count == 1)
        #expect(state.type("m").count == 1)
        #expect(state.type("r").count == 1)
    }

    @Test func aNewSampleKeepsTheHistogramsAndANewParticleDoesNot() {
        var state = explorer()
        state.deliverHandmadeSamples()
        #expect(state.areStatisticsCurrent)
        state.type("g")
        #expect(state.sampleIndex == 1)
        #expect(state.areStatisticsCurrent)
        #expect(!state.arePicturesCurrent)
        state.press(key(.right))
        #expect(!state.areStatisticsCurrent)
    }

    @Test func lateAnswersAreDropped() throws {
        var state = explorer()
        let old = state.samplingRequest
        state.press(key(.right))
        let response = Response(detector: state.detector)
        state.receive(SamplingResult(SamplePictures(request: old, truth: response, generated: nil)))
        #expect(state.pictures == nil)
    }

    @Test func aNewSeedStartsAtTheFirstSample() {
        var state = explorer()
        state.type("ggg")
        state.type("r")
        #expect(state.seed == 43)
        #expect(state.sampleIndex == 0)
        state.type("S")
        state.type("1234")
        state.press(key(.enter))
        #expect(state.seed == 1234)
        state.type("S")
        state.type("12x")
        state.press(key(.enter))
        #expect(state.seed == 1234)
        #expect(state.message?.text == "A seed is a whole number such as 42, or with a sample 42/7; found \"12x\".")
        state.press(key(.escape))
        state.type("S")
        state.type("42/7")
        state.press(key(.enter))
        #expect(state.seed == 42 && state.sampleIndex == 7)
    }

    @Test func playingAdvancesWithTimeAndStops() {
        var state = explorer()
        state.deliverHandmadeSamples()
        #expect(state.nextMoment == nil, "nothing moves, so nothing wakes the program")
        _ = state.update(.terminal(.key(key(.character(" ")))), at: .seconds(1))
        #expect(state.nextMoment == .milliseconds(1100))
        _ = state.update(.moment, at: .milliseconds(1100))
        #expect(state.sampleIndex == 1)
        // The pictures of sample 1 have not come: the pace waits for them.
        _ = state.update(.moment, at: .milliseconds(1200))
        #expect(state.sampleIndex == 1)
        state.deliverHandmadeSamples()
        _ = state.update(.moment, at: .milliseconds(1300))
        #expect(state.sampleIndex == 2)
        _ = state.update(.terminal(.key(key(.character(" ")))), at: .seconds(2))
        #expect(state.nextMoment == nil)
    }

    @Test func messagesGoAfterThreeSecondsAndErrorsAtTheNextKey() {
        var state = explorer()
        state.type("u")
        #expect(state.message?.text == "nothing to undo")
        _ = state.update(.moment, at: .seconds(3))
        #expect(state.message == nil)
        state.complain("something failed")
        _ = state.update(.moment, at: .seconds(60))
        #expect(state.message != nil)
        state.press(key(.down))
        #expect(state.message == nil)
    }

    @Test func escapeNeverQuits() {
        var state = explorer()
        for text in ["", "p", "?", "i", "S"] {
            state.type(text)
            #expect(!state.press(key(.escape)).contains(.quit))
            #expect(state.mode == .browse)
        }
    }

    @Test(arguments: [key(.character("q")), key(.character("c"), .control)])
    func quits(key: Key) {
        var state = explorer()
        #expect(state.press(key) == [.quit])
    }

    @Test func controlKeysWorkInEveryMode() {
        for text in ["", "p", "?", "i", "S", "\r"] {
            var state = explorer()
            if text == "\r" { state.press(key(.enter)) } else { state.type(text) }
            #expect(state.press(key(.character("c"), .control)) == [.quit])
            #expect(state.press(key(.character("z"), .control)) == [.suspend])
            #expect(state.press(key(.character("l"), .control)) == [.redraw])
        }
    }

    @Test func aSignalEndsTheProgram() {
        var state = explorer()
        #expect(state.update(.terminal(.terminate(signal: 15)), at: .zero) == [.die(signal: 15)])
    }

    @Test func theCrossMovesAndStaysOnTheFace() {
        var state = explorer()
        state.deliverHandmadeSamples()
        state.type("i")
        #expect(state.explore.crosshair == Pixel(row: 22, column: 17), "it begins at the brightest true pixel")
        #expect(state.screenText.contains("row 22 col 17 true 90.0  gen 0.0"))
        state.press(key(.up), key(.right))
        #expect(state.explore.crosshair == Pixel(row: 21, column: 18))
        for _ in 0..<100 { state.press(key(.up)) }
        state.type(">")
        #expect(state.explore.crosshair == Pixel(row: 0, column: state.detector.columns - 1))
        state.press(key(.escape))
        #expect(state.explore.crosshair == nil)
    }

    @Test func everyKeyOfTheTableHasAnEffectOrAMeaning() {
        // No two keys of the table contradict each other, and each does what the table says.
        for page in ViewKind.allCases.map(\.page) {
            var seen: [Key: Action] = [:]
            for binding in page.keyTable.bindings {
                #expect(!binding.actions.isEmpty)
                #expect(binding.asciiLabel.unicodeScalars.allSatisfy { $0.isASCII })
                for (key, action) in binding.actions {
                    #expect(seen[key] == nil, "\(key) stands twice")
                    seen[key] = action
                    #expect(page.keyTable.action(for: key) == action)
                }
            }
        }
    }

    @Test(arguments: ["w", "?", ":", "S", "p"])
    func theCrossKeepsTheKeysBehindADialog(key dialog: String) throws {
        var state = explorer(120, 40)
        state.type("i")
        let pixel = try #require(state.explore.crosshair)
        let particle = state.particle
        state.type(dialog)
        #expect(state.mode != .inspect)
        state.press(key(.escape))
        #expect(state.mode == .inspect)
        state.press(key(.right))
        #expect(state.explore.crosshair == Pixel(row: pixel.row, column: pixel.column + 1) && state.particle == particle)
        // The list of commands does what the key does.
        state.type(":inspect")
        state.press(key(.enter))
        #expect(state.mode == .browse && state.explore.crosshair == nil)
        state.type(":inspect")
        state.press(key(.enter))
        #expect(state.mode == .inspect)
        state.type("i")
        #expect(state.mode == .browse && state.explore.crosshair == nil)
    }

    @Test func escapeStopsLongWorkUntilSomethingElseIsWanted() throws {
        var state = explorer()
        #expect(state.press(key(.escape)).isEmpty, "nothing takes long")
        let work = try #require(state.front.running)
        state.hear(.progress(WorkProgress(work: work, done: 300, total: 1000, perSecond: 200)))
        #expect(state.lines[23].contains("30 %  3.5 s left  Esc stop"))
        state.deliverHandmadeSamples()
        #expect(state.lines[23].hasPrefix(" generated: gan  seed 42/0  30 %  3.5 s left  Esc stop"), "a number more has no room")
        #expect(state.press(key(.escape)) == [.work(.zn, nil)])
        #expect(state.message?.text == "stopped at 300 of 1000; any change starts again")
        #expect(state.press(key(.down)).isEmpty)
        #expect(state.press(key(.right)) == [.work(.zn, Work(state.samplingRequest))])
    }

    @Test func progressOfOtherWorkIsIgnoredAndFinishedWorkShowsNone() throws {
        var state = explorer()
        let old = try #require(state.front.running)
        state.press(key(.right))
        state.hear(.progress(WorkProgress(work: old, done: 300, total: 1000, perSecond: 200)))
        #expect(state.front.progress == nil)
        let new = try #require(state.front.running)
        state.hear(.progress(WorkProgress(work: new, done: 300, total: 1000, perSecond: 200)))
        #expect(state.front.progress != nil)
        state.hear(.finished(new))
        #expect(state.front.progress == nil)
    }

    @Test func everyOfferedViewOpensByItsDigitAndItsTab() {
        for view in ViewKind.allCases {
            var state = explorer()
            state.type(String(view.digit))
            #expect(state.view == view)
            var clicked = explorer()
            clicked.click(.action(.view(view)))
            #expect(clicked.view == view)
        }
    }
}
