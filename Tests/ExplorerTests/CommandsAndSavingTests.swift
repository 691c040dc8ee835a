import Calorimeter
import Canvas
import Terminal
import Testing
@testable import Explorer

@Suite struct CommandList {
    @Test(arguments: ViewKind.allCases)
    func holdsEachActionOfTheKeysOnceAndWhatHasNoKey(view: ViewKind) {
        let page = view.page
        let commands = Command.all(of: page)
        #expect(Set(commands.map(\.action)).count == commands.count)
        for binding in page.keyTable.bindings {
            for (_, action) in binding.actions { #expect(commands.contains { $0.action == action }) }
        }
        #expect(commands.allSatisfy { !$0.text.isEmpty })
        #expect(commands.first?.action == .beginTyping("open ") && commands.last?.action == .palette)
    }

    @Test func typingNarrowsItAndEnterDoesIt() {
        var state = explorer()
        state.type(":")
        #expect(state.screenText.contains("type to search"))
        state.type("redo")
        #expect(state.screenText.contains("Ctrl-R") && !state.screenText.contains("model"))
        state.press(key(.escape))
        #expect(state.mode == .browse)
        state.press(key(.character("p"), .control))
        state.type("view comp")
        #expect(state.press(key(.enter)).contains { if case .work = $0 { true } else { false } })
        #expect(state.view == .compare)
    }

    @Test func aCommandIsFoundByWhatItsKeyGoesThroughInAnyView() {
        var state = explorer(120, 40)
        state.type(":pull")
        #expect(state.screenText.contains("4 R") && state.screenText.contains("Histograms: below: ratio, pull, nothing"))
        state.press(key(.enter))
        #expect(state.view == .histograms && state.mode == .browse && state.histograms.below != nil)
        for (word, action) in [
            ("pull", Action.cycleBelow), ("logarithmic", .cycleScale), ("residual", .cycleBelow),
            ("viridis colour", .cycleColors),
            ("difference", .inView(.explore, .cyclePicture)), ("sweep", .inView(.compare, .vary)),
            ("filter", .typeCut), ("wojnar", .cycleMasks),
        ] {
            let found = Command.matching(word, state).map(\.action)
            #expect(found.contains(action), "\(word): \(found)")
        }
        // What a view has itself comes first, and without a word there is nothing of the others.
        #expect(Command.matching("pull", state).first?.action == .cycleBelow)
        #expect(!Command.matching("", state).contains { if case .inView = $0.action { true } else { false } })
    }

    @Test func aModelOfOnesOwnIsSaid() {
        var state = explorer()
        state.front.models[1].isOwn = true
        state.type(":model ")
        #expect(state.screenText.contains("model sdi-gan, your own") || state.screenText.contains("model gan, your own"))
        #expect(state.screenText.components(separatedBy: "your own").count == 2)
    }

    @Test func listsAreWalkedWithTheArrowsAndClicked() {
        var state = explorer(120, 40)
        state.type(":")
        state.press(key(.down), key(.down), key(.up))
        #expect(state.mode == .palette(selection: 1, filter: ""))
        state.press(key(.home), key(.down), key(.down), key(.down), key(.down), key(.enter))
        #expect(state.mode == .messages(scroll: 0))
        state.press(key(.escape))
        state.type(":colour map")
        state.click(.choice(0))
        #expect(state.appearance.map == ColorMap.gnuplot.next)
        state.type(":no such thing")
        #expect(state.screenText.contains("no command has these words"))
        state.press(key(.enter))
        #expect(state.mode == .palette(selection: 0, filter: "no such thing"))
    }

    /// What is typed is a word more often than a key.
    @Test(arguments: [
        ("m", "messages"), ("e", "energy"), ("open", "open a data set"), ("open gen", "open generated"),
        ("import", "open a data set"), ("light", "theme light"), ("sdi-gan", "model sdi-gan"),
    ])
    func commandsByTheirNamesComeBeforeKeys(typed: String, first: String) {
        let found = Command.matching(typed, explorer())
        #expect(found.first?.text.hasPrefix(first) == true, "\(found.prefix(4).map(\.text))")
        let key = found.firstIndex { $0.key == typed } ?? 1
        #expect(key > 0)
    }

    @Test func aSettingIsTypedWithItsValue() {
        var state = explorer()
        func order(_ text: String) {
            state.type(":" + text)
            state.press(key(.enter))
        }
        order("theme light")
        #expect(state.settings.theme == .light && state.message?.text == "theme light")
        order("map viridis")
        #expect(state.settings.map == .viridis)
        order("energy 2 TeV")
        #expect(abs(state.particle.energyGeV - 2000) < 1e-9 && state.message?.text == "energy 2000 GeV")
        order("seed 7")
        #expect((state.seed, state.sampleIndex) == (7, 0))
        order("seed 7/3")
        #expect((state.seed, state.sampleIndex) == (7, 3))
        order("model sdi-gan")
        #expect(state.model?.name == "sdi-gan")
        order("species proton")
        #expect(state.particle.species == .proton)
        order("px 0.1 GeV")
        #expect(state.particle.momentumGeV.x == 0.1)
    }

    @Test func exactMatchesComeFirst() {
        let state = explorer()
        #expect(Command.matching("undo", state).first?.action == .undo)
        #expect(Command.matching("q", state).first?.action == .quit)
        #expect(Command.matching("map grey", state).first?.action == .map(.grey))
        #expect(Command.matching("model", state).first?.text == "model")
    }

    @Test func aValueThatIsNotUnderstoodIsExplained() {
        var state = explorer()
        state.type(":energy 2 m")
        #expect(state.screenText.contains("is not understood"))
        state.press(key(.enter))
        #expect(state.mode == .palette(selection: 0, filter: "energy 2 m"))
        state.press(key(.escape))
        state.type(":energy")
        state.press(key(.enter))
        #expect(state.mode == .palette(selection: 0, filter: "energy "))
        state.type("1 TeV")
        state.press(key(.enter))
        #expect(abs(state.particle.energyGeV - 1000) < 1e-9)
    }

    @Test func messagesAreKeptTheLatestFirst() {
        var state = explorer()
        state.type("u")
        state.complain("the disk is full")
        state.type(":messages")
        state.press(key(.enter))
        let lines = MessageList.lines(state)
        #expect(lines.map(\.text) == ["the disk is full", "nothing to undo"])
        #expect(lines[0].isError && !lines[1].isError)
        #expect(state.screenText.contains("the disk is full"))
        state.type("q")
        #expect(state.mode == .browse)
        for index in 0..<300 { state.complain("message \(index)") }
        #expect(state.messages.count == ExplorerState.mostMessages)
    }

    @Test(arguments: [(80, 24), (200, 60)])
    func theirScreensHoldOnlyASCIIWhenAsked(width: Int, height: Int) {
        for keys in [":", ":x", ":messages"] {
            var state = explorer(width, height, glyphs: .ascii)
            state.type(keys)
            if keys == ":messages" { state.press(key(.enter)) }
            #expect(Scene.drawn(state).canvas.cells.allSatisfy { $0.glyph.isASCII })
        }
    }
}

@Suite struct Saving {
    @Test func aScreenBecomesAPictureOfEightBySixteenPixelsACell() {
        var canvas = Canvas(width: 3, height: 2)
        canvas[0, 0] = Cell("▀", Style(.rgb(10, 20, 30), on: .rgb(200, 100, 50)))
        canvas[1, 0] = Cell("█", Style(.rgb(1, 2, 3)))
        canvas[2, 1] = Cell("█", Style(.palette(196)))
        let image = CanvasPicture.image(of: canvas)
        #expect(image.width == 24 && image.height == 32)
        #expect(image[0, 0] == (10, 20, 30) && image[7, 7] == (10, 20, 30))
        #expect(image[0, 8] == (200, 100, 50) && image[7, 15] == (200, 100, 50))
        #expect(image[8, 0] == (1, 2, 3) && image[15, 15] == (1, 2, 3))
        #expect(image[16, 16] == (255, 0, 0))
        #expect(image[0, 31] == (18, 18, 20), "the terminal's own background")
    }

    @Test(arguments: ViewKind.allCases, [(80, 24), (200, 60)])
    func theFontHasEveryGlyphOfTheScreens(view: ViewKind, size: (Int, Int)) throws {
        let folder = try Histories.Folder()
        var filled = explorer(size.0, size.1, level: .direct)
        filled.training.files = folder.paths
        filled.type(String(view.digit))
        try filled.fill()
        for keys in ["", "?", ":", "w", "v", "d", "a"] {
            var state = filled
            state.type(keys)
            if keys == "v" || keys == "a" { try state.fill() }
            let missing = Set(Scene.drawn(state).canvas.cells.map(\.glyph)).filter { !BitmapFont.standard.holds($0) }
            #expect(missing.isEmpty, "\(missing)")
        }
    }

    @Test func theFontHasTheGlyphsOfEveryModelAndMark() {
        let glyphs = GlyphSet.unicode
        let all = [glyphs.steps, glyphs.marks, glyphs.trueTops, glyphs.points, glyphs.ramp].flatMap(\.self)
        #expect(all.filter { !BitmapFont.standard.holds($0) } == [])
    }

    @Test func whatIsSavedHasNeitherMessagesNorDialogs() {
        var state = explorer()
        _ = state.update(.saved("saved a.png"), at: .zero)
        #expect(state.lines[23].contains("saved a.png"))
        _ = state.update(.failed("no room"), at: .zero)
        #expect(state.message?.isError == true)
        state.type("?")
        let saved = Scene.saved(state).canvas.plainText
        #expect(!saved.contains("no room") && !saved.contains("scroll") && saved.contains("energy"))
    }

    @Test func theCommandNamesEverythingThatIsSet() {
        var state = explorer()
        state.type("gdzY")
        let command = RepeatCommand.text(state)
        #expect(
            command
                == "zdc render explore --mass 939.565413 --charge 0 --energy \(state.particle.energyGeV) --position 0.0,0.0,0.0 "
                + "--momentum 0.022422,-0.182957,-3192.38 --detector zn --seed 42 --size 80x24 --map gnuplot --theme dark --unicode "
                + "--transfer squareRoot --model gan --index 1 --picture true")
        #expect(state.type("Y") == [.copy(RepeatCommand.text(state))])
        #expect(state.message?.text == "copied: \(command)")
    }
}
