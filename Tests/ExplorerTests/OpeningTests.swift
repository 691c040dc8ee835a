import Calorimeter
import Canvas
@testable import DataSets
import Files
import Foundation
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// Files that are opened while the explorer runs.
@Suite struct OpeningFiles {
    private static let particles = Array(TestParticles.all.prefix(3))

    /// A folder with a data set, responses to its particles of another seed, a history, a session, particles and a picture.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "opening-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url.appending(path: "sub"), withIntermediateDirectories: true)
            for (name, seed) in [("true.npz", 3), ("mine.npz", 4)] {
                var (rows, responses) = ([Particle](), [Response]())
                for particle in particles {
                    for index in 0..<6 {
                        rows.append(particle)
                        responses.append(ReferenceMC().response(to: particle, seed: UInt64(seed), index: UInt64(index)))
                    }
                }
                try NamedArray.write([.conditions(rows), NamedArray("responses", responses, .zn)], path: path(name))
            }
            try Histories.csv("gan", rows: 20, best: 3).write(toFile: path("run.csv"), atomically: true, encoding: .utf8)
            try explorer().session.text(path: "s").write(toFile: path("a.session"), atomically: true, encoding: .utf8)
            try "pdg,px,py,pz\n2112,0,0,-2000\n".write(toFile: path("list.csv"), atomically: true, encoding: .utf8)
            try "a letter\n".write(toFile: path("letter"), atomically: true, encoding: .utf8)
            try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]).write(to: url.appending(path: "a.png"))
            try Data().write(to: url.appending(path: "empty"))
        }

        func path(_ name: String) -> String { url.appending(path: name).path }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    /// Opens files one after the other as the program does.
    private func open(_ orders: [OpenOrder], _ state: inout ExplorerState, beside generated: inout [GeneratedResponses]) {
        for order in orders {
            state.type(":" + order.text)
            guard state.press(key(.enter)).contains(.open(order)) else { continue }
            let opening = FileOpening(
                order: order, dataSet: state.truth.dataSet, dataPath: state.dataPath, generated: generated,
                generatedPaths: state.generatedPaths
            ) { _ in ["gan", "sdi-gan"] }
            do throws(FileError) {
                let file = try opening.file { _ in }
                if case .truth(let truth) = file { generated = truth.generated }
                _ = state.update(.opened(file), at: .zero)
            } catch {
                _ = state.update(.notOpened(order, error.description), at: .zero)
            }
        }
    }

    private func open(_ orders: [OpenOrder], _ state: inout ExplorerState) {
        var generated: [GeneratedResponses] = []
        open(orders, &state, beside: &generated)
    }

    @Test func aDataSetBecomesTheTruthAndUndoBeginsThere() throws {
        let folder = try Folder()
        var state = explorer(120, 40)
        var generated: [GeneratedResponses] = []
        state.type("L")
        open([OpenOrder(path: folder.path("true.npz"))], &state, beside: &generated)
        #expect(state.truth.dataSet?.count == 18 && state.opening == nil)
        #expect(state.message?.text == "true.npz: 18 responses to 3 particles")
        let held = state.truth.dataSet?.holds(state.particle)
        #expect(held == true, "the view goes to its particles")
        #expect(RepeatCommand.words(state).contains(folder.path("true.npz")) && state.session.data == folder.path("true.npz"))
        state.type("u")
        #expect(state.message?.text == "nothing to undo" && state.truth.dataSet != nil)
        // Opened again, it keeps what is beside it.
        open([OpenOrder(path: folder.path("mine.npz"), isGenerated: true)], &state, beside: &generated)
        #expect(state.models.map(\.name) == ["gan", "sdi-gan", "mine"] && state.model?.name == "mine")
        open([OpenOrder(path: folder.path("true.npz"))], &state, beside: &generated)
        #expect(state.generatedPaths == [folder.path("mine.npz")] && state.models.count == 3)
        // Another one comes alone.
        open([OpenOrder(path: folder.path("mine.npz"))], &state, beside: &generated)
        #expect(state.generatedPaths.isEmpty && state.models.map(\.name) == ["gan", "sdi-gan"])
        #expect(state.dataPath == folder.path("mine.npz"))
    }

    @Test func generatedResponsesBecomeTheModelInFront() throws {
        let folder = try Folder()
        var state = explorer(120, 40)
        var generated: [GeneratedResponses] = []
        let order = OpenOrder(path: folder.path("mine.npz"), isGenerated: true)
        open([order], &state, beside: &generated)
        #expect(state.message?.isError == true && state.message?.text.contains("open the data set of these first") == true)
        #expect(state.mode == .palette(selection: 0, filter: order.text), "the path can be mended")
        state.press(key(.escape))
        open([OpenOrder(path: folder.path("true.npz")), order], &state, beside: &generated)
        #expect(state.model?.name == "mine" && state.message?.text == "mine: 18 responses beside true.npz")
        let words = RepeatCommand.text(state)
        #expect(words.contains("--data \(folder.path("true.npz")) --generated \(folder.path("mine.npz")) "))
        #expect(words.contains("--model mine"))
        // A second time it takes its own place.
        open([order], &state, beside: &generated)
        #expect(state.models.count { $0.isFile } == 1)
        state.type("u")
        #expect(state.model?.name == "gan")
        state.press(key(.character("r"), .control))
        #expect(state.model?.name == "mine")
    }

    @Test func aHistoryIsShownInFront() throws {
        let folder = try Folder()
        var state = explorer(120, 40)
        state.training.files = ["/a.csv"]
        open([OpenOrder(path: folder.path("run.csv"))], &state)
        #expect(state.view == .training && state.training.files == ["/a.csv", folder.path("run.csv")])
        #expect(state.training.chosen == 1 && RepeatCommand.words(state).suffix(2) == ["--run", "2"])
        #expect(RepeatCommand.words(state).contains(folder.path("run.csv")))
        #expect(state.watchedFiles.contains(folder.path("run.csv")))
        state.type("u")
        #expect(state.training.files == ["/a.csv"])
    }

    @Test func aSessionIsOpened() throws {
        let folder = try Folder()
        var state = explorer()
        state.type("L2")
        open([OpenOrder(path: folder.path("a.session"))], &state)
        #expect(state.view == .explore && state.particle == neutron && state.message?.text == "session opened; u goes back")
        state.type("u")
        #expect(state.particle != neutron)
    }

    @Test(arguments: [
        ("sub", "is a folder; expected a data set (NPZ), a session (JSON) or a training history (CSV)"),
        ("none.npz", "No such file or directory"), ("list.csv", "has particles without responses"),
        ("letter", "is of another kind; expected a data set"), ("a.png", "is a PNG picture; expected"),
        ("empty", "is empty; expected"),
    ])
    func whatIsNoneOfTheseChangesNothing(name: String, said: String) throws {
        let folder = try Folder()
        var state = explorer()
        let before = state.session
        let order = OpenOrder(path: folder.path(name))
        open([order], &state)
        let text = try #require(state.message?.text)
        #expect(text.contains(said) && text.contains(name) && text.hasSuffix(".") && state.message?.isError == true, "\(text)")
        #expect(state.session == before && state.truth.dataSet == nil && state.opening == nil)
        #expect(state.mode == .palette(selection: 0, filter: order.text))
    }

    @Test func aPipeIsNotWaitedFor() throws {
        let folder = try Folder()
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        let opening = FileOpening(order: OpenOrder(path: folder.path("pipe"))) { _ in [] }
        let error = #expect(throws: FileError.self) { try opening.file { _ in } }
        #expect(error?.description.contains("is no regular file") == true)
    }

    @Test func tabCompletesThePathAndListsWhatItMayBe() throws {
        let folder = try Folder()
        var state = explorer()
        let start = OpenOrder(path: folder.url.path + "/")
        state.type(":" + start.text)
        func tab() {
            for case .listPaths(let order) in state.press(key(.tab)) {
                _ = state.update(.paths(order, PathCompletion.paths(beginningLike: order.path)), at: .zero)
            }
        }
        tab()
        #expect(state.screenText.contains("mine.npz") && state.screenText.contains("sub/"))
        state.type("tr")
        #expect(!state.screenText.contains("mine.npz"), "typing narrows the list")
        tab()
        #expect(state.mode == .palette(selection: 0, filter: "open " + folder.path("true.npz")))
        #expect(state.screenText.contains("Tab completes"))
        // A folder goes on.
        state.press(key(.character("u"), .control))
        state.type(OpenOrder(path: folder.path("su")).text)
        tab()
        #expect(state.mode == .palette(selection: 0, filter: "open " + folder.path("sub") + "/"))
        tab()
        #expect(state.message?.text == "no file begins like that")
        // An answer that comes late completes nothing.
        _ = state.update(.paths(OpenOrder(path: "x"), ["xyz"]), at: .zero)
        #expect(state.mode == .palette(selection: 0, filter: "open " + folder.path("sub") + "/"))
        // A path is pasted as well, and may be long.
        let long = "/" + String(repeating: "a", count: 300)
        state.press(key(.character("u"), .control))
        _ = state.update(.terminal(.paste("open \(long)\n")), at: .zero)
        #expect(state.mode == .palette(selection: 0, filter: "open " + long))
        #expect(state.press(key(.enter)) == [.open(OpenOrder(path: long))])
    }

    @Test func namesWithADotComeWhereTheyAreMeantAndPairsAreCompleted() throws {
        let folder = try Folder()
        try Data().write(to: folder.url.appending(path: ".hidden"))
        let start = folder.url.path + "/"
        #expect(!PathCompletion.paths(beginningLike: start).contains(start + ".hidden"))
        #expect(PathCompletion.paths(beginningLike: start + ".h") == [start + ".hidden"])
        #expect(PathCompletion.paths(beginningLike: "\(start)a.npy,\(start)tr") == ["\(start)a.npy,\(start)true.npz"])
    }

    @Test func whileADataSetIsReadNothingElseIsOpened() {
        var state = explorer()
        state.truth = .reading(name: "set.npz", part: 0)
        state.type(":open other.npz")
        #expect(state.press(key(.enter)).allSatisfy { $0 != .open(OpenOrder(path: "other.npz")) })
        #expect(state.message?.text == "set.npz is still being read; open another file after that.")
    }

    @Test func openedFilesAreNotReplaced() throws {
        let folder = try Folder()
        let options = ExplorerProgram.Options(particle: neutron)
        let path = folder.path("true.npz")
        #expect(options.conflict(path, .arrays, histories: [], opened: [path])?.contains("the opened file") == true)
        #expect(options.conflict(path, .arrays, histories: []) == nil)
    }
}
