import Calorimeter
import Canvas
import Files
import Foundation
import Random
import Terminal
import Testing
@testable import Explorer

/// A user who presses keys by chance; the same number, the same keys.
private struct RandomUser {
    private var random: RandomStream
    /// Everything but what leaves, saves or waits for another program.
    private let keys: [Key]

    init(_ number: Int) {
        random = RandomStream(seed: 20_261_124, purpose: .truth, index: UInt64(number))
        let characters = "123456jkhlHLgGrczsodaxvnmTRbfte=[]<>+-i"
        keys = characters.unicodeScalars.map { Key(.character($0)) } + [Key(.enter), Key(.tab), Key(.delete), Key(.escape)]
    }

    mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    mutating func key() -> Key { keys[number(below: keys.count)] }

    /// A state that so many keys lead to.
    mutating func state(keys count: Int) -> ExplorerState {
        var state = explorer(120, 40, models: 4)
        state.training.files = ["/runs/a.csv", "/runs/b.csv"]
        for _ in 0..<count { state.press(key()) }
        state.mode = .browse
        return state
    }
}

extension ExplorerState {
    /// What was worked out for another state.
    fileprivate mutating func takeResults(of other: ExplorerState) {
        for index in calorimeters.indices { calorimeters[index].slots = other.calorimeters[index].slots }
    }
}

@Suite struct Sessions {
    private func data(_ session: ExplorerSession) throws -> Data { Data(try session.text(path: "a.session").utf8) }

    @Test(arguments: 0..<40)
    func aSavedAndLoadedSessionIsTheSameScreen(number: Int) throws {
        var user = RandomUser(number)
        var before = user.state(keys: 40)
        // Playing is no state of a screen.
        (before.isPlaying, before.nextSampleAt) = (false, nil)
        if before.view == .diversity, before.diversity.walk == nil { before.fillDiversity() }
        if before.view == .explore { before.deliverHandmadeSamples() }
        if before.view == .compare, before.compare.sweep == nil { before.deliverHandmadeComparison() }
        let session = try ExplorerSession(try data(before.session), path: "a.session")
        #expect(session == before.session)
        var after = explorer(120, 40, models: 4)
        after.training.files = before.training.files
        _ = after.update(.session(session), at: .zero)
        #expect(after.settings == before.settings && after.view == before.view)
        #expect(after.page.wantedWork(after) == before.page.wantedWork(before))
        after.takeResults(of: before)
        #expect(Scene.saved(after).canvas == Scene.saved(before).canvas)
    }

    @Test(arguments: 0..<40)
    func undoAndRedoAreInverseForTheSettingsOfAllViews(number: Int) {
        var user = RandomUser(1000 + number)
        var state = user.state(keys: 0)
        var visited = [state.settings]
        for _ in 0..<60 {
            state.press(user.key())
            let settings = state.settings
            if settings.withoutCursors == visited.last?.withoutCursors {
                visited[visited.count - 1] = settings
            } else {
                visited.append(settings)
            }
            if state.mode != .browse { state.press(key(.escape)) }
        }
        for expected in visited.dropLast().reversed() {
            let here = state.settings
            state.type("u")
            #expect(state.settings.withoutCursors == expected.withoutCursors)
            let back = state.settings
            state.press(key(.character("r"), .control))
            #expect(state.settings == here)
            state.type("u")
            #expect(state.settings == back)
        }
        state.type("u")
        #expect(state.message?.text == "nothing to undo")
        for _ in 1..<visited.count { state.press(key(.character("r"), .control)) }
        #expect(state.settings == visited.last)
    }

    @Test(arguments: [
        ("l", "energy 3192.38 GeV"), ("r", "seed 42/0"), ("c", "colour map gnuplot"), ("z", "colour scale ln(1+n)"),
        ("m", "model gan"), ("o", "masks thesis"), ("e", "lock E←p,m"), ("d", "picture generated"), ("D", "calorimeter zn"),
        (":species p\r", "species n"), (":seed 3\r", "seed 42/0"), ("3n", "samples 64"), ("2d", "no difference"),
        ("3x", "particle"),
        ("3v", "no sweep"), ("4b", "usual bins"),
    ])
    func undoSaysWhatItBringsBackAndStaysWhereOneIs(keys: String, said: String) {
        var state = explorer(120, 40)
        for scalar in keys.unicodeScalars { state.press(scalar == "\r" ? key(.enter) : key(.character(scalar))) }
        let view = state.view
        state.type("u")
        #expect(state.message?.text == "undo: " + said)
        #expect(state.view == view)
    }

    @Test func undoSaysWhereWhenNothingOfItIsOnTheScreen() {
        var state = explorer(120, 40, models: 4)
        state.type("4b1u")
        #expect(state.histograms.columnsPerBin == 1)
        #expect(state.message?.text == "undo: Histograms: usual bins")
        state.press(key(.character("r"), .control))
        #expect(state.histograms.columnsPerBin == 2)
    }

    @Test("A session that was kept before there was a page opens, with what the page begins with")
    func sessionsFromBeforeAPageOpen() throws {
        var state = explorer()
        (state.table.row, state.diversity.count) = (3, 8)
        var content = try #require(JSONSerialization.jsonObject(with: data(state.session)) as? [String: Any])
        var settings = try #require(content["settings"] as? [String: Any])
        #expect(settings.removeValue(forKey: "table") != nil)
        content["settings"] = settings
        let session = try ExplorerSession(JSONSerialization.data(withJSONObject: content), path: "old.session")
        state.table.row = 0
        #expect(session == state.session)
    }

    /// Hand-made faults and what is said about them.
    @Test(arguments: [
        ("\"seed\" : 42", "\"seed\" : -1", "cannot be understood"),
        ("\"seed\" : 42", "\"seeds\" : 42", "found no value for settings.seed"),
        ("\"zdcSession\" : 1", "\"zdcSession\" : 7", "version 7; expected 1"),
        ("\"zdcSession\" : 1", "\"zdc\" : 1", "no session"),
        ("\"view\" : \"explore\"", "\"view\" : \"kitchen\"", "view"),
        ("\"sampleIndex\" : 0", "\"sampleIndex\" : -3", "sampleIndex is -3"),
        ("\"observable\" : \"ch1\"", "\"observable\" : \"ch9\"", "observable"),
        ("\"energyGeV\" : 3192", "\"energyGeV\" : -3192", "an energy is always positive"),
        ("\"columnsPerBin\" : 1", "\"columnsPerBin\" : 99", "columnsPerBin is 99"),
        ("\"row\" : \"energy\"", "\"row\" : \"taste\"", "row"),
        ("\"row\" : \"energy\"", "\"row\" : \"\(String(repeating: "[", count: 4000))\"", "row"),
        ("\"position\" : ", "\"position\" : 9", "compare.sweep.position"),
        ("\"selected\" : 0", "\"selected\" : 10", "diversity.walk.selected"),
        ("\"count\" : 64", "\"count\" : \(Int.min)", "diversity.count is \(Int.min); expected 1 to 100 000"),
    ])
    func badFilesAreRefusedInOneSentence(good: String, bad: String, said: String) throws {
        var state = explorer()
        state.type("2v3v1")
        let text = try state.session.text(path: "bad.session")
        let changed = text.replacingOccurrences(of: good, with: bad)
        try #require(changed != text, "\(good)")
        do throws(FileError) {
            _ = try ExplorerSession(Data(changed.utf8), path: "bad.session")
            Issue.record("\(bad) was taken")
        } catch {
            #expect(error.description.hasPrefix("bad.session: ") && error.description.contains(said), "\(error)")
            #expect(!error.description.contains("\n") && error.description.count < 400)
        }
    }

    @Test func whatWasFrozenIsCounted() throws {
        var frozen = explorer()
        frozen.type("4 ")
        #expect(frozen.isFrozen && frozen.front.running == nil)
        var other = explorer()
        _ = other.update(.session(frozen.session), at: .zero)
        #expect(other.front.running == Work(other.histogramRequest))
    }

    @Test func aCrossBesideTheDetectorIsLeftOut() {
        var state = explorer()
        state.explore.crosshair = Pixel(row: state.detector.rows, column: 3)
        var other = explorer()
        _ = other.update(.session(state.session), at: .zero)
        #expect(other.explore.crosshair == nil && other.mode == .browse)
    }

    @Test func aModelThatIsNotHereIsSaid() throws {
        var state = explorer(models: 4)
        state.type("mm")
        let session = state.session
        var other = explorer(models: 2)
        _ = other.update(.session(session), at: .zero)
        #expect(other.message?.text == "The session's model sdi-gan-reg is not here; it shows GAN.")
        var without = explorer(models: 0)
        var walking = explorer(models: 2)
        walking.type("2v")
        _ = without.update(.session(walking.session), at: .zero)
        #expect(without.diversity.walk == nil && without.view == .diversity)
        #expect(Scene.drawn(without).canvas.width == 80)
    }
}

@Suite struct KeptState {
    @Test func liesWhereTheSpecificationSays() {
        #expect(StateFile(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/zdc/session.json")
        #expect(StateFile(environment: ["XDG_STATE_HOME": "", "HOME": "/h"])?.path == "/h/.local/state/zdc/session.json")
        #expect(StateFile(environment: ["XDG_STATE_HOME": "relative"])?.path == nil)
    }

    @Test func aNewStartBeginsAtTheTop() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-state-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = ExplorerProgram.Options(particle: neutron)
        options.stateFile = StateFile(environment: ["XDG_STATE_HOME": folder])
        var first = explorer(120, 40)
        _ = first.begin(options)
        let start = first.explore.row
        first.type("jj")
        (first.compare.row, first.compare.column, first.metrics.row) = (1, 3, 1)
        #expect(first.explore.row != start)
        try #require(options.stateFile).write(first.session, configuration: nil)
        var second = explorer(120, 40)
        _ = second.begin(options)
        #expect(first.message == nil && second.message?.text == "This is the last run's view; zdc --no-state starts afresh.")
        #expect(second.explore.row == start && (second.compare.row, second.compare.column, second.metrics.row) == (0, 0, 0))
        // A session that was saved comes as it was.
        options.session = first.session
        var third = explorer(120, 40)
        _ = third.begin(options)
        #expect(third.message == nil)
        #expect(third.explore.row == first.explore.row && third.compare.column == 3)
    }

    @Test func comesBackAndOptionsWinOverIt() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-state-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(StateFile(environment: ["XDG_STATE_HOME": folder]))
        var options = ExplorerProgram.Options(particle: neutron)
        options.stateFile = file
        var first = explorer(models: 2)
        let isKept = first.begin(options)
        #expect(isKept, "the folder is made")
        #expect(first.isFirstRun)
        first.type("c4bm]")
        try file.write(first.session, configuration: ["map": "grey"])
        // A run that does not hear the user's file of settings changes nothing of what it said before.
        try file.write(first.session, configuration: nil)
        #expect(try file.read()?.configuration == ["map": "grey"])
        // Nor does one in which the command line said something else: a new value waits for the next.
        try file.write(first.session, configuration: ["seed": "3"], masked: ["map"])
        #expect(try file.read()?.configuration == ["map": "grey", "seed": "3"])
        // A line that is gone is forgotten, if it comes back it is new.
        try file.write(first.session, configuration: [:])
        #expect(try file.read()?.configuration == [:])

        var second = explorer(models: 2)
        _ = second.begin(options)
        #expect(second.session == first.session && !second.isFirstRun)
        (options.commandLine.particle, options.commandLine.seed) = (neutron, 42)
        (options.commandLine.model, options.commandLine.theme) = ("gan", .light)
        var third = explorer(models: 2)
        _ = third.begin(options)
        #expect(third.particle == neutron && third.model?.name == "gan" && third.appearance.theme == .light)
        #expect(third.view == .histograms && third.histograms.columnsPerBin == 2)

        try Data("{".utf8).write(to: URL(filePath: file.path))
        var fourth = explorer()
        _ = fourth.begin(options)
        #expect(fourth.view == .explore && fourth.message == nil)
        #expect(fourth.messages.first?.text.contains("no session") == true, "said in the list, in nobody's way")
    }

    /// The explorer that a configuration begins with: a map and a seed of its own.
    private func configured(_ map: ColorMap, _ options: ExplorerProgram.Options) -> ExplorerState {
        var state = explorer(models: 2)
        (state.map, state.seed) = (map, 7)
        var options = options
        (options.configuration.settings.map, options.configuration.settings.seed) = (map, 7)
        _ = state.begin(options)
        return state
    }

    @Test func whatWasChosenStaysUntilTheConfigurationChanges() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-state-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(StateFile(environment: ["XDG_STATE_HOME": folder]))
        var options = ExplorerProgram.Options(particle: neutron)
        (options.stateFile, options.configuration.lines) = (file, ["map": "viridis", "seed": "7"])
        var state = configured(.viridis, options)
        #expect(state.appearance.map == .viridis && state.seed == 7, "a fresh start")
        (state.map, state.seed) = (.inferno, 8)
        try file.write(state.session, configuration: options.configuration.lines)

        state = configured(.viridis, options)
        #expect(state.appearance.map == .inferno && state.seed == 8, "what was chosen last")
        options.configuration.lines = [:]
        #expect(configured(.gnuplot, options).appearance.map == .inferno, "a line that is gone says nothing")
        options.configuration.lines = ["map": "grey", "seed": "7"]
        state = configured(.grey, options)
        #expect(state.appearance.map == .grey && state.seed == 8, "the line that has changed, and no other")
        options.session = state.session
        options.session?.settings.map = .gnuplot
        #expect(configured(.grey, options).appearance.map == .gnuplot, "a session that was named")
        options.commandLine.map = .viridis
        #expect(configured(.viridis, options).appearance.map == .viridis, "what was typed wins over everything")
    }

    @Test func aCalorimeterOfTheConfigurationIsAFreshStartAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-state-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(StateFile(environment: ["XDG_STATE_HOME": folder]))
        var options = ExplorerProgram.Options(particle: neutron)
        (options.stateFile, options.configuration.lines) = (file, ["detector": "zp"])
        options.configuration.settings.detectors = ShownDetectors(.zp)
        func proton() -> ExplorerState {
            var state = explorer(models: 2)
            state.show(ShownDetectors(.zp))
            _ = state.begin(options)
            return state
        }
        var state = proton()
        #expect(state.detector == .zp)
        state.show(ShownDetectors(.zn))
        try file.write(state.session, configuration: options.configuration.lines)
        #expect(proton().detector == .zn)
        options.configuration.lines = ["detector": "both"]
        options.configuration.settings.detectors = ShownDetectors(.zn, isBoth: true)
        #expect(proton().detector == .zp)
    }

    @Test func whereNothingCanBeWrittenTheListSaysSo() throws {
        var options = ExplorerProgram.Options(particle: neutron)
        options.stateFile = StateFile(environment: ["XDG_STATE_HOME": "/proc/nowhere"])
        var state = explorer()
        let isKept = state.begin(options)
        #expect(!isKept)
        #expect(
            state.messages.first?.text
                == "The view will not be kept for the next run: the folder /proc/nowhere/zdc cannot be made.")
        options.stateFile = nil
        var silent = explorer()
        let isSilentlyKept = silent.begin(options)
        #expect(!isSilentlyKept && silent.messages.isEmpty)
    }
}
