import Calorimeter
import Canvas
import Testing
@testable import Explorer

/// The first frames, drawn while models are loaded and the terminal has not yet said whether it is light.
@Suite struct LoadingTests {
    private static let loaded = LoadedModels(
        models: [
            ModelSummary(name: "gan", title: "GAN"), ModelSummary(name: "vae", title: "VAE"),
            ModelSummary(name: "sdi-gan", title: "SDI-GAN"),
        ], preferred: "vae")

    private func begun(_ models: LoadedModels?, _ change: (inout ExplorerProgram.Options) -> Void = { _ in }) -> ExplorerState {
        var options = ExplorerProgram.Options(particle: neutron)
        change(&options)
        var state = ExplorerState(options, models: models, size: Size(120, 40), appearance: Appearance(level: .mono))
        _ = state.begin(options)
        _ = state.start()
        return state
    }

    @Test func aFrameIsDrawnBeforeThereAreModels() {
        let state = begun(nil)
        #expect(Scene.drawn(state).canvas.plainText.contains("loading models…"))
        #expect(state.front.wanted != nil, "the truth is asked for")
    }

    @Test(arguments: [nil, "gan", "sdi-gan", "nobody"])
    func modelsThatComeLaterMakeNoDifference(model: String?) {
        func choose(_ options: inout ExplorerProgram.Options) { options.commandLine.model = model }
        var late = begun(nil, choose)
        _ = late.update(.models(.zn, Self.loaded), at: .zero)
        let early = begun(Self.loaded, choose)
        #expect(late.settings == early.settings && late.models == early.models && late.front.wanted == early.front.wanted)
        #expect(late.model?.name == (model == "nobody" ? "vae" : model ?? "vae"))
        #expect(Scene.drawn(late).canvas == Scene.drawn(early).canvas)
    }

    @Test func loadingIsNoStepOfUndo() {
        var state = begun(nil)
        _ = state.update(.models(.zn, Self.loaded), at: .zero)
        state.type("u")
        #expect(state.model?.name == "vae")
        #expect(state.message?.text.contains("nothing") == true, "\(state.message?.text ?? "")")
    }

    @Test func aSessionKeepsItsModelAndItsRowWhileModelsAreLoaded() {
        var kept = begun(Self.loaded)
        kept.choose(model: "sdi-gan")
        kept.compare.row = 3
        let session = kept.session
        var state = begun(nil) { $0.session = session }
        #expect(state.session == session, "what a run that ends now would keep")
        _ = state.update(.models(.zn, Self.loaded), at: .zero)
        #expect(state.model?.name == "sdi-gan" && state.compare.row == 3)
    }

    @Test func theModelThatWillBeShownStaysChosenInEitherCalorimeter() {
        var state = begun(nil) { $0.commandLine.model = "sdi-gan" }
        state.type("DB")
        #expect(state.settings.model == "sdi-gan")
        for detector in [Detector.zp, .zn] { _ = state.update(.models(detector, Self.loaded), at: .zero) }
        #expect(state.calorimeters.map { $0.model?.name } == ["sdi-gan", "sdi-gan"])
        #expect(state.settings.model == "sdi-gan")
    }

    @Test func everyProblemOfTheModelsIsCounted() {
        var state = begun(nil)
        _ = state.update(.models(.zn, LoadedModels(models: [], problems: ["One.", "Two.", "Three."])), at: .zero)
        #expect(state.message?.text == "One. (and 2 more)")
        #expect(Scene.drawn(state).canvas.plainText.contains("no model to run"))
    }

    @Test func theTerminalsAnswerIsTheThemeThatNobodyChose() {
        var state = begun(Self.loaded)
        _ = state.update(.terminal(.background(.light)), at: .zero)
        #expect(state.appearance.theme == .light && state.settings.theme == nil)
        state.settings.theme = .dark
        _ = state.update(.terminal(.background(.light)), at: .zero)
        #expect(state.appearance.theme == .dark)
    }
}
