import Canvas
import Terminal
import Testing
@testable import Explorer

/// The drawings of the first three views as stored pictures; the later views have theirs beside their own tests.
@Suite struct ScreenPictures {
    /// A screen after some keys, filled with responses, then after more keys.
    private func screen(
        _ width: Int, _ height: Int, _ keys: String, then more: String = "", glyphs: GlyphSet = .unicode, models: Int = 4
    ) throws -> ExplorerState {
        var state = explorer(width, height, glyphs: glyphs, models: models)
        state.adopt(LoadedModels(models: state.models, preferred: state.model?.name), of: .zp)
        state.type(keys)
        try state.fill()
        state.type(more)
        state.message = nil
        return state
    }

    struct Screen: CustomTestStringConvertible {
        var name: String
        var size: (Int, Int)
        var keys: String
        var more = ""
        var models = 4
        var testDescription: String { name }

        init(_ name: String, _ width: Int, _ height: Int, _ keys: String, then more: String = "", models: Int = 4) {
            (self.name, size, self.keys, self.more, self.models) = (name, (width, height), keys, more, models)
        }
    }

    @Test(arguments: [
        Screen("explore-80x24", 80, 24, ""), Screen("explore-80x24-difference", 80, 24, "dd"),
        Screen("explore-120x40", 120, 40, ""), Screen("explore-200x60", 200, 60, ""),
        Screen("explore-no-model", 120, 40, "", models: 0),
        Screen("profiles-80x24", 80, 24, "x"), Screen("profiles-120x40", 120, 40, "x"), Screen("profiles-200x60", 200, 60, "xz"),
        Screen("diversity-80x24", 80, 24, "2"), Screen("diversity-120x40", 120, 40, "2"),
        Screen("diversity-200x60", 200, 60, "2"), Screen("diversity-one-model", 200, 60, "2", models: 1),
        Screen("diversity-one-model-80x24", 80, 24, "2", models: 1), Screen("diversity-difference", 120, 40, "2d"),
        Screen("walk-80x24", 80, 24, "2v"), Screen("walk-120x40", 120, 40, "2v"), Screen("walk-200x60", 200, 60, "2vjjL"),
        Screen("compare-80x24", 80, 24, "3"), Screen("compare-120x40", 120, 40, "3"), Screen("compare-200x60", 200, 60, "3"),
        Screen("compare-two-particles", 120, 40, "3xxxxxx"), Screen("compare-one-model", 200, 60, "3", models: 1),
        Screen("sweep-80x24", 80, 24, "3llv"), Screen("sweep-120x40", 120, 40, "3llv"), Screen("sweep-200x60", 200, 60, "3llv"),
        Screen("help-80x24", 80, 24, "", then: "?"), Screen("palette-80x24", 80, 24, "", then: ":"),
        Screen("save-80x24", 80, 24, "", then: "w"), Screen("save-compare", 120, 40, "3", then: "w"),
    ])
    func looksAsStored(screen wanted: Screen) throws {
        let state = try screen(wanted.size.0, wanted.size.1, wanted.keys, then: wanted.more, models: wanted.models)
        try StoredPicture(name: wanted.name).expect(Scene.drawn(state).canvas)
    }

    /// Both calorimeters of one flight, and the proton calorimeter alone; a proton lights both.
    @Test(arguments: [
        Screen("both-explore-120x24", 120, 24, "]]]B"), Screen("both-explore-120x40", 120, 40, "]]]B"),
        Screen("both-explore-160x50", 160, 50, "]]]B"), Screen("both-explore-200x60", 200, 60, "]]]B"),
        Screen("both-explore-in-front", 120, 40, "]]]BD"), Screen("both-explore-difference", 120, 40, "]]]Bdd"),
        Screen("both-profiles-160x50", 160, 50, "]]]Bx"),
        Screen("both-explore-80x24", 80, 24, "]]]B"), Screen("both-explore-no-model", 120, 40, "]]]B", models: 0),
        Screen("both-diversity-120x40", 120, 40, "]]]B2"), Screen("both-diversity-200x60", 200, 60, "]]]B2"),
        Screen("both-compare-120x40", 120, 40, "B3"), Screen("both-compare-200x60", 200, 60, "B3"),
        Screen("both-compare-120x24", 120, 24, "B3"), Screen("zp-explore-80x24", 80, 24, "]]]D"),
        Screen("zp-diversity-80x24", 80, 24, "]]]D2"), Screen("zp-compare-120x40", 120, 40, "D3"),
        Screen("zp-compare-120x24", 120, 24, "D3"),
    ])
    func calorimetersLookAsStored(screen wanted: Screen) throws {
        let state = try screen(wanted.size.0, wanted.size.1, wanted.keys, models: wanted.models)
        try StoredPicture(name: wanted.name).expect(Scene.drawn(state).canvas)
    }

    @Test(arguments: [("diversity-full-size", "2"), ("compare-full-size", "3")])
    func onePictureHasAxes(name: String, keys: String) throws {
        var state = try screen(120, 40, keys)
        state.press(key(.down), key(.enter))
        try StoredPicture(name: name).expect(Scene.drawn(state).canvas)
    }

    /// The pictures above are those of a terminal without colours; ASCII and colours keep the rest.
    @Test(arguments: [("explore", ""), ("diversity", "2"), ("walk", "2v"), ("compare", "3"), ("sweep", "3llv")])
    func asciiAndColoursKeepTheGlyphs(name: String, keys: String) throws {
        var state = try screen(80, 24, keys, glyphs: .ascii)
        try StoredPicture(name: "\(name)-ascii").expect(Scene.drawn(state).canvas)
        #expect(state.screenText.unicodeScalars.allSatisfy { $0.isASCII })
        let text = state.screenText
        for level in ColorLevel.allCases {
            state.appearance.level = level
            #expect(state.screenText == text)
        }
    }

    @Test func aTerminalTooSmallSaysSo() throws {
        try StoredPicture(name: "too-small").expect(Scene.drawn(explorer(60, 10)).canvas)
    }
}
