import Calorimeter
import Canvas
import Files
import Foundation
import Terminal
import Testing
@testable import Explorer

@Suite struct SavingFiles {
    private func filled(_ view: ViewKind, _ folder: Histories.Folder, keys: String = "") throws -> ExplorerState {
        var state = explorer(120, 40, models: 2)
        state.training.files = folder.paths
        state.type(String(view.digit) + keys)
        try state.fill()
        return state
    }

    @Test("Whether there are numbers is known before they are written")
    func numbersAreMadeWhenAskedFor() {
        var count = 0
        func table() -> NumberTable {
            count += 1
            return NumberTable(["a"])
        }
        let document = NumberDocument(table())
        #expect(!document.hasTeX && document.tex == nil && count == 0)
        #expect(document.csv == "a\n" && count == 1)
        #expect(document.json.contains("rows") && count == 2)
    }

    @Test(arguments: ViewKind.allCases)
    func everyKindOfEveryViewIsAFileThatOpens(view: ViewKind) throws {
        let folder = try Histories.Folder()
        let state = try filled(view, folder)
        for kind in SaveKind.offered(state) {
            let path = folder.url.appending(path: "\(kind.rawValue).\(kind.suffix)").path
            let said = try kind.write(state, path: path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            #expect(!bytes.isEmpty && !said.isEmpty, "\(kind)")
            switch kind {
            case .screenPicture, .figure:
                #expect(Array(bytes.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
                let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
                if kind == .screenPicture { #expect(width == 960) } else { #expect(width >= 8 * 90) }
            case .json: #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any])
            case .vectors: #expect(String(decoding: bytes, as: UTF8.self).contains("<svg"))
            case .csv:
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
                let columns = Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
                #expect(lines.count > 1 && columns.count == 1 && (columns.first ?? 0) > 2, "\(view): \(columns)")
            case .tex: #expect(String(decoding: bytes, as: UTF8.self).contains("\\begin{tabular}"))
            case .arrays: #expect(Array(bytes.prefix(2)) == Array("PK".utf8))
            case .text: #expect(String(decoding: bytes, as: UTF8.self) == Scene.saved(state).canvas.plainText + "\n")
            case .colouredText: #expect(bytes.contains(0x1B))
            case .session: #expect(try ExplorerSession.read(path: path) == state.session)
            }
        }
    }

    @Test func eachViewOffersWhatSuitsIt() throws {
        let folder = try Histories.Folder()
        func kinds(_ view: ViewKind, _ keys: String = "") throws -> Set<SaveKind> {
            Set(SaveKind.offered(try filled(view, folder, keys: keys)))
        }
        let always: Set<SaveKind> = [.screenPicture, .vectors, .text, .colouredText, .session]
        let numbers = always.union([.csv, .json])
        for view in [ViewKind.explore, .diversity, .compare, .histograms] {
            #expect(try kinds(view) == numbers.union([.figure, .arrays]), "\(view)")
        }
        #expect(try kinds(.compare, "v") == numbers.union([.arrays]))
        #expect(try kinds(.diversity, "v") == numbers.union([.figure, .arrays]))
        #expect(try kinds(.metrics) == numbers.union([.figure, .tex]))
        #expect(try kinds(.training) == numbers)
        #expect(Set(SaveKind.offered(explorer())) == always, "nothing was sampled yet")
    }

    @Test func arraysHoldTheNumbersOfTheScreen() throws {
        let folder = try Histories.Folder()
        let state = try filled(.explore, folder)
        let path = folder.url.appending(path: "a.npz").path
        _ = try SaveKind.arrays.write(state, path: path)
        let arrays = ExplorePage.arrays(state)
        let profiles = ["true", "generated"].flatMap { kind in ["X", "Y", "R"].map { "\(kind)Profile\($0)" } }
        #expect(arrays.map(\.name) == ["conditions", "true", "generated", "trueChannels", "generatedChannels"] + profiles)
        // Positions, means and standard deviations of the rows.
        let x = try #require(state.statistics?.profiles?.truth[.x])
        #expect(arrays[5].shape == [3, 44] && arrays[5].values[44..<88].elementsEqual(x.map { Float($0.mean) }))
        #expect(arrays[0].shape == [1, 9] && arrays[0].values[0] == Float(neutron.energyGeV))
        #expect(arrays[1].values == state.pictures?.truth?.photons)
        #expect(arrays[3].shape == [5, 60] && arrays[3].values.prefix(60) == state.statistics?.truth[0].prefix(60))
        let file = try NPZFile(path: path)
        #expect(file.names.sorted() == arrays.map(\.name).sorted())
    }

    @Test func theNumbersAreThoseOfTheProfilesWhileTheyAreShown() throws {
        let folder = try Histories.Folder()
        var state = try filled(.explore, folder)
        state.type("x")
        let text = try #require(ExplorePage.numbers(state)?.csv)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",") }
        #expect(lines[0] == ["profile", "cm", "trueMean", "trueSigma", "generatedMean", "generatedSigma"])
        let profiles = try #require(state.statistics?.profiles)
        #expect(lines.count == 1 + profiles.truth[.x].count + profiles.truth[.y].count + profiles.truth[.radius].count)
        #expect(Double(lines[1 + 22][2]) == profiles.truth[.x][22].mean)
        #expect(Double(lines[1 + 44 + 17][4]) == profiles.generated[.y][17].mean)
        #expect(state.explore.words.contains("--profiles"))
    }

    @Test func theDialogChoosesNamesAndAsksBeforeItReplaces() throws {
        var state = explorer()
        state.deliverHandmadeSamples()
        state.type("w")
        #expect(state.screenText.contains("PNG: the screen") && state.screenText.contains("zdc-explore-42-0-1.png"))
        state.press(key(.down), key(.down), key(.down))
        #expect(state.screenText.contains("zdc-explore-42-0-1.csv"), "the name follows the kind")
        let order = SaveOrder(kind: .csv, path: "zdc-explore-42-0-1.csv")
        #expect(state.press(key(.enter)) == [.save(order)])
        #expect(state.mode == .browse)
        // It was there.
        _ = state.update(.exists(order), at: .zero)
        #expect(state.screenText.contains("Enter replaces it"))
        state.press(key(.escape))
        #expect(!state.screenText.contains("replaces"), "the first Esc only leaves the question")
        #expect(state.press(key(.enter)) == [.save(order)])
        _ = state.update(.exists(order), at: .zero)
        var replacing = order
        replacing.replaces = true
        #expect(state.press(key(.enter)) == [.save(replacing)])
        _ = state.update(.saved("saved"), at: .zero)
        state.type("w")
        #expect(state.screenText.contains("zdc-explore-42-0-2.png"), "the next one has another name")
        state.type("mine.png")
        state.press(key(.down))
        #expect(state.screenText.contains("mine.png"), "both are pictures")
        state.press(key(.down), key(.down))
        #expect(state.screenText.contains("mine.csv"), "a name of one's own keeps all but its end")
        state.press(key(.character("u"), .control))
        #expect(state.press(key(.enter)).isEmpty && state.message?.isError == true)
        state.press(key(.escape))
        #expect(state.mode == .browse)
    }

    @Test func theMouseChoosesAKindAndLeaves() throws {
        var state = explorer(120, 40)
        state.type("w")
        state.click(.choice(try #require(SaveKind.offered(state).firstIndex(of: .session))))
        guard case .save(let dialog) = state.mode else { return #expect(Bool(false), "the dialog is open") }
        #expect(dialog.kind == .session && dialog.path.text.hasSuffix(".session"))
        state.click(0, 0)
        #expect(state.mode == .browse)
    }

    @Test func aTypedSuffixChoosesTheForm() {
        var state = explorer()
        state.type("w")
        state.press(key(.character("u"), .control))
        state.type("mine.session")
        #expect(state.press(key(.enter)) == [.save(SaveOrder(kind: .session, path: "mine.session"))])
    }

    @Test func sessionsAreSavedAndLoadedFromTheListOfCommands() {
        var state = explorer()
        state.type(":save session")
        state.press(key(.enter))
        #expect(state.press(key(.enter)) == [.save(SaveOrder(kind: .session, path: "zdc-explore-42-0-1.session"))])
        state.type(":load session")
        state.press(key(.enter))
        #expect(state.lines[23].contains("session file"))
        _ = state.update(.terminal(.paste("~/a b.session")), at: .zero)
        #expect(state.press(key(.enter)) == [.loadSession(path: "~/a b.session")])
        // What could not be read can be mended, and is no row of keys.
        _ = state.update(.noSession(path: "~/a b.session", "There is none."), at: .zero)
        #expect(state.lines[22].contains("There is none.") && state.lines[23].contains("session file ~/a b.session"))
        state.type("m")
        #expect(state.lines[23].contains("session file m") && state.modelIndex == 0)
        state.press(key(.escape))
        state.type(":load session")
        state.press(key(.enter), key(.escape))
        #expect(state.mode == .browse)
    }

    @Test func aSessionThatIsNotThereIsNamed() {
        var state = explorer()
        state.type(":load session")
        state.press(key(.enter), key(.enter))
        #expect(state.message?.text == "Type the path of a session file, or press Esc.")
        #expect(throws: FileError(path: "gone.session", "There is no session file gone.session.")) {
            try ExplorerSession.read(path: "gone.session")
        }
    }

    @Test func whatTheProgramReadsIsNeverReplaced() throws {
        let folder = try Histories.Folder()
        let data = folder.url.appending(path: "set.npz").path
        let link = folder.url.appending(path: "link.npz").path
        let session = folder.url.appending(path: "a.session").path
        for path in [data, session] { try Data("x".utf8).write(to: URL(filePath: path)) }
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: data)
        var options = ExplorerProgram.Options(particle: neutron)
        options.inputs.reads(data, as: "--data")
        options.sessionPath = session
        func conflict(_ path: String, _ kind: SaveKind) -> String? { options.conflict(path, kind, histories: folder.paths) }
        #expect(conflict(data, .arrays)?.contains("--data") == true)
        #expect(conflict(link, .screenPicture)?.contains("would be lost") == true)
        #expect(conflict(folder.paths[0], .csv)?.contains("the training history") == true)
        #expect(conflict(session, .text)?.contains("the session") == true)
        #expect(conflict(session, .session) == nil)
        #expect(conflict(folder.url.appending(path: "new.npz").path, .arrays) == nil)
    }

    @Test func theNumbersAreCopied() throws {
        var state = explorer()
        #expect(state.type("y").isEmpty && state.message?.text == "there are no numbers to copy yet")
        state.deliverHandmadeSamples()
        guard case .copy(let text)? = state.type("y").first else { return #expect(Bool(false), "nothing was copied") }
        #expect(text.contains("channel,trueMean,trueSigma,generatedMean,generatedSigma,ws,floor\nch1,102,"))
        #expect(text.contains("# energy_GeV: \(neutron.energyGeV)\n"))
    }

    @Test func textIsQuotedAsTheFormatsWant() {
        var table = NumberTable(["a", "b,c"])
        table.about = [("name", "x\"y\\z\n")]
        table.rows = [["say \"no\"", 0.1], [.none, .number(.infinity)]]
        #expect(table.csv.hasSuffix("a,\"b,c\"\n\"say \"\"no\"\"\",0.1\n,inf\n"))
        #expect(
            (try? JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [String: Any])?["name"] as? String == "x\"y\\z\n")
        #expect(table.json.contains("\"b,c\": null"))
    }
}
