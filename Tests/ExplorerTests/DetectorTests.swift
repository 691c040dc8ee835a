import Calorimeter
import Canvas
import Foundation
import Random
import ReferenceMC
import Terminal
import Testing
@testable import Explorer

/// An explorer whose models of the other calorimeter are there.
private func explorer(_ width: Int = 120, _ height: Int = 40, both: Bool = false) -> ExplorerState {
    var state = ExplorerTests.explorer(width, height, models: 4)
    _ = state.update(.models(.zp, LoadedModels(models: state.models, preferred: "gan")), at: .zero)
    if both { state.type("B") }
    return state
}

@Suite struct TurningDetectors {
    @Test func aKeyTurnsToTheOtherCalorimeterAndBack() {
        var state = explorer()
        let effects = state.type("D")
        #expect(state.detector == .zp && state.lines[0].contains("ZP"))
        #expect(effects == [.work(.zn, nil), .work(.zp, Work(state.samplingRequest))], "what is not seen is not worked on")
        #expect(state.message?.text == "ZP alone, the proton calorimeter")
        state.type("D")
        #expect(state.detector == .zn && state.lines[0].contains("ZN"))
    }

    @Test func theModelKeepsItsName() {
        var state = explorer()
        state.type("m")
        let name = state.model?.name
        state.type("D")
        #expect(state.model?.name == name)
        state.type("mD")
        #expect(state.model?.name != name, "what was chosen for one is chosen for the other")
    }

    @Test func modelsThatAreBeingLoadedAreNotWaitedFor() {
        var state = ExplorerTests.explorer(120, 40, models: 4)
        state.type("D")
        #expect(state.models.isEmpty && state.samplingRequest.model == nil, "the truth comes at once")
        #expect(state.screenText.contains("loading models…") && !state.screenText.contains("no model to run"))
        let effects = state.update(.models(.zp, LoadedModels(models: explorer().models, preferred: "gan")), at: .zero)
        #expect(state.model?.name == explorer().model?.name)
        #expect(effects == [.work(.zp, Work(state.samplingRequest))])
    }

    @Test func undoComesBackToTheCalorimeter() {
        var state = explorer()
        let before = state.settings
        state.type("DB")
        #expect(state.detectors == ShownDetectors(.zp, isBoth: true))
        state.type("uu")
        #expect(state.settings == before && state.detector == .zn && !state.detectors.isBoth)
        state.press(key(.character("r"), .control))
        #expect(state.detector == .zp && !state.detectors.isBoth)
    }

    @Test func trainingsAreThoseOfItsModels() {
        var state = explorer()
        state.calorimeters[0].histories = ["zn/gan.csv"]
        state.calorimeters[1].histories = ["zp/gan.csv", "zp/sdi-gan.csv"]
        state.training.files = ["mine.csv", "zn/gan.csv"]
        state.type("D")
        #expect(state.training.files == ["mine.csv", "zp/gan.csv", "zp/sdi-gan.csv"])
        state.type("D")
        #expect(state.training.files == ["mine.csv", "zn/gan.csv"])
    }

    @Test(arguments: ["zn", "zp", "both", "zp+zn"])
    func sessionsAndCommandsCarryIt(name: String) throws {
        let detectors = try #require(ShownDetectors(name))
        #expect(detectors.text == name)
        var state = explorer()
        state.show(detectors)
        let text = try state.session.text(path: "session")
        let session = try ExplorerSession(Data(text.utf8), path: "session")
        #expect(session == state.session && session.detectors == detectors)
        var other = explorer()
        _ = other.update(.session(session), at: .zero)
        #expect(other.detectors == detectors)
        let words = RepeatCommand.words(state)
        #expect(words.firstIndex(of: "--detector").map { words[$0 + 1] } == name)
    }

    @Test(arguments: ["", "zq", "zn+zn", "zn+zp+zn", "+", "both+zp"])
    func noOtherNamesAreTaken(name: String) { #expect(ShownDetectors(name) == nil) }
}

@Suite struct BothCalorimeters {
    @Test func bothAnswerToTheSameFlight() throws {
        var state = explorer(both: true)
        state.type("]]]")
        let particle = state.particle
        for side in state.calorimeters {
            for result in results(of: try #require(side.running), reference: side.reference) {
                _ = state.update(.background(side.reference, .result(result)), at: .zero)
            }
        }
        var random = RandomStream(seed: state.seed, purpose: .truth, index: 0)
        var (neutron, proton) = (Response(detector: .zn), Response(detector: .zp))
        neutron.photons.withUnsafeMutableBufferPointer { zn in
            proton.photons.withUnsafeMutableBufferPointer { zp in
                ReferenceMC.respondInBoth(to: particle, random: &random, neutron: zn, proton: zp)
            }
        }
        #expect(state.pictures?.truth == neutron && state.facing(.zp).pictures?.truth == proton)
        #expect(proton == ReferenceMC(detector: .zp).response(to: particle, seed: state.seed, index: 0), "as it is alone")
    }

    @Test func whatAnswersToAnotherFlightIsNotShown() {
        var state = explorer()
        state.type("]]]")
        let alone = state.front.reference
        let late = SamplePictures(request: state.samplingRequest, truth: Response(detector: .zn), generated: nil)
        state.type("B")
        _ = state.update(.background(alone, .result(SamplingResult(late))), at: .zero)
        #expect(state.pictures == nil)
        _ = state.update(.background(state.front.reference, .result(SamplingResult(late))), at: .zero)
        #expect(state.pictures != nil)
    }

    @Test func theBackgroundOfACalorimeterThatIsLeftIsStopped() throws {
        var state = explorer(both: true)
        #expect(state.next.running != nil)
        let effects = state.type("B")
        #expect(
            effects == [.work(.zn, Work(state.samplingRequest)), .work(.zp, nil)], "the ZP is told to stop, the ZN answers alone"
        )
        #expect(state.type("]").count == 1, "once is enough")
        // And where nothing is wanted of the one in front either.
        state.type("4 ")
        #expect(state.front.running == nil)
        #expect(state.type("B") == [], "nobody is at work")
    }

    @Test func aNarrowTerminalShowsOneAndSaysSo() {
        var state = explorer(119, 40, both: true)
        #expect(state.shownDetectors == [.zn] && state.next.running == nil)
        state.message = nil
        #expect(state.lines[39].contains("ZN (both need 120 columns)"))
        state.type("BB")
        #expect(state.message?.text == "both side by side need 120 columns, here are 119: the ZN alone, D shows the ZP")
        _ = state.update(.terminal(.resize(width: 120, height: 40)), at: .zero)
        #expect(state.shownDetectors == [.zn, .zp] && state.next.running != nil)
    }

    @Test(arguments: [
        ("2v", false), ("3v", false), ("4", false), ("5", false), ("6", false), ("1", true), ("2", true), ("3", true),
    ])
    func viewsOfOneFollowTheOneInFront(keys: String, isOfBoth: Bool) {
        var state = explorer(both: true)
        state.type("D" + keys)
        #expect(state.showsBoth == isOfBoth)
        #expect((state.next.running != nil) == isOfBoth)
        #expect(state.lines[0].contains(isOfBoth ? "keys: ZP" : "ZP of a flight through all magnets"))
    }

    /// Alone the ZN stands behind the separation dipole, for which its models were trained.
    @Test func theTruthOfTheOtherFlightIsNamed() throws {
        var state = explorer(160, 50)
        try state.fill()
        #expect(!state.screenText.contains("all magnets") && TruthText.source(state) == "reference Monte Carlo")
        state.type("B")
        #expect(state.message?.text.contains("away from the ZN, alone only the first dipole does") == true)
        state.message = nil
        try state.fill()
        #expect(state.lines[0].contains("one flight, all magnets"))
        #expect(state.screenText.contains("true (all magnets)"))
        #expect(TruthText.inFiles(nil, state) == "reference Monte Carlo behind all magnets")
        #expect(TruthText.inFiles(nil, state.facing(.zp)) == "reference Monte Carlo", "it is the same alone")
    }

    @Test(arguments: [(120, 24), (120, 40), (140, 46), (160, 50), (200, 60), (233, 70), (300, 100)])
    func panelsNeverOverlap(width: Int, height: Int) {
        let layout = ExploreLayout(size: Size(width, height), detectors: [.zn, .zp])
        let frame = FrameLayout(Size(width, height))
        let rects =
            [frame.tabs, layout.particle, frame.status] + layout.pictures.map(\.area) + layout.histograms
            + [layout.channels, layout.gallery].compactMap(\.self)
        for (index, rect) in rects.enumerated() {
            #expect(rect.intersection(Rect(x: 0, y: 0, width: width, height: height)) == rect)
            for other in rects[(index + 1)...] { #expect(rect.intersection(other).isEmpty, "\(rect) and \(other)") }
        }
        for face in layout.pictures {
            let inside = layout.isFramed ? face.area.inset() : face.area
            #expect(inside.size == HeatMap.cellSize(of: face.detector, pooling: face.pooling), "pictures keep their pixel ratio")
        }
    }

    @Test func aClickOnTheOtherFaceBringsItToTheFront() throws {
        var state = explorer(both: true)
        state.type("]]]")
        try state.fill()
        let face = try #require(state.exploreLayout.pictures.last).area
        state.click(face.x + 3, face.y + 5)
        #expect(state.detector == .zp && state.explore.crosshair == Pixel(row: 10, column: 3) && state.mode == .inspect)
        state.press(key(.escape))
        state.click(5, 5)
        #expect(state.detector == .zn && state.explore.crosshair != nil)
    }
}
