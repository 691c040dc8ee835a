import Assets
import Foundation
import PseudoTerminal
import Testing

/// The files that the explorer reads and keeps, on a terminal.
@Suite(.serialized) struct ExplorerFiles {
    @Test func theFilesOfASessionComeWithItsDataSetAndCanBeNamed() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "-o", "true.npz").status == 0)
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "--seed", "7", "-o", "other.npz").status == 0)
        #expect(try folder.run("generate", "--sampler", "3", "--repeats", "8", "-o", "mine.npz").status == 0)
        func opened(_ arguments: String...) throws -> PtySession {
            let session = try PtySession("zdc", ["explore", "--no-state"] + arguments, width: 80, height: 24, environment: [:])
            session.expect("the data set is read") { $0.contains("responses to 3 particles") }
            return session
        }
        let first = try opened("--data", folder.path("true.npz"), "--generated", folder.path("mine.npz"))
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("a.session") + "\r")
        first.expect("saved") { $0.contains("saved") }
        first.type("m")
        first.expect("another model") { !$0.contains("generated: mine ") }
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("b.session") + "\r")
        first.expect("saved") { $0.contains("b.session") && $0.contains("saved") }
        first.quit()
        // The session's model is in front, unless files of responses are asked for.
        let other = try opened("--session", folder.path("b.session"))
        other.expect("the session's model") { $0.contains("generated: ") && !$0.contains("generated: mine ") }
        other.quit()
        let typed = try opened(
            "--session", folder.path("b.session"), "--data", folder.path("true.npz"), "--generated", folder.path("mine.npz"))
        typed.expect("the file's responses") { $0.contains("generated: mine ") }
        typed.quit()
        let own = try opened("--session", folder.path("a.session"), "--model", "mine")
        own.expect("the file's responses") { $0.contains("generated: mine ") }
        own.quit()
        try opened("--session", folder.path("a.session"), "--data", folder.path("other.npz")).quit()
        let wrong = try folder.run("explore", "--session", "a.session", "--data", "other.npz", "--model", "mine")
        #expect(wrong.status == 64 && wrong.errors.contains("There is no model \"mine\""), "\(wrong.errors)")
    }

    @Test func filesAreOpenedWhileItRuns() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "-o", "true.npz").status == 0)
        #expect(try folder.run("generate", "--sampler", "3", "--repeats", "8", "-o", "mine.npz").status == 0)
        let session = try PtySession.explorer(["explore", "--no-state"], width: 120, height: 40)
        session.type(":open \(folder.path("tr"))\t")
        session.expect("the path is completed") { $0.contains("true.npz") }
        session.type("\r")
        session.expect("the data set is read") { $0.contains("true.npz: 24 responses to 3 particles") }
        session.type(":open generated \(folder.path("mine.npz"))\r")
        session.expect("the model in front") { $0.contains("mine: 24 responses beside true.npz") }
        session.expect("its responses") { $0.contains("generated: mine ") }
        session.type(":open \(folder.path("none.npz"))\r")
        session.expect("a sentence") { $0.contains("No such file or directory") }
        session.type("\u{1B}")
        session.expect("everything as before") { $0.contains("generated: mine ") && !$0.contains("No such file") }
        session.quit()
    }

    @Test func theTruthComesFromADataSet() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "--output", "set.npz").status == 0)
        let session = try PtySession(
            "zdc", ["explore", "--data", folder.path("set.npz")], width: 80, height: 24, environment: [:])
        session.expect("the data set is read") { $0.contains("n 4 true (set.npz), 4 gen") }
        session.type("/3\r")
        session.expect("another particle of it") { $0.contains("particle 3 of 3 of set.npz, 8 responses") }
        session.quit()
        let missing = try folder.run("explore", "--data", "none.npz")
        #expect(missing.status == 1 && missing.errors == "Error: Could not read none.npz: No such file or directory.\n")
    }

    @Test func aDataSetThatIsDamagedEndsTheExplorerWithASentence() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "40", "--repeats", "8", "--output", "set.npz").status == 0)
        var bytes = try folder.bytes("set.npz")
        bytes.replaceSubrange(bytes.count / 2..<bytes.count / 2 + 64, with: [UInt8](repeating: 0xFF, count: 64))
        try bytes.write(to: folder.url.appending(path: "damaged.npz"))
        let session = try PtySession(
            "zdc", ["explore", "--data", folder.path("damaged.npz")], width: 80, height: 24, environment: [:])
        #expect(session.ending() == .exited(1))
        session.expect("the reason is left on the screen") { $0.contains("Error: ") && $0.contains("damaged.npz") }
        session.expectTerminalRestored()
    }

    @Test func missingWeightsLeaveTheTruth() throws {
        let session = try PtySession("zdc", environment: ["ZDC_ASSETS": "/nonexistent"])
        session.expect("the truth goes on, and the reason is said") {
            $0.contains("no model to run") && $0.contains("/nonexistent")
        }
        session.type("d")
        session.expect("the truth") { $0.contains("true (ref. MC)") }
        session.quit()
    }

    @Test func theViewIsKeptForTheNextRunAndASessionOpensIt() throws {
        let folder = try CommandFolder()
        let environment = ["XDG_STATE_HOME": folder.path("state")]
        let first = try PtySession.explorer(environment: environment)
        first.type("L4")
        first.expect("the histograms") { $0.contains("test set") }
        first.type(":save session\r")
        first.expect("the dialog") { $0.contains("session: this view with all settings") }
        first.type(folder.path("a.session") + "\r")
        first.expect("saved") { $0.contains("saved") }
        first.type("w\u{15}" + folder.path("a.session"))
        first.type("\r")
        first.expect("asked before it is replaced") { $0.contains("Enter replaces it") }
        first.type("\u{1B}")
        first.expect("the question is gone") { !$0.contains("Enter replaces it") }
        first.type("\u{1B}")
        first.expect("the dialog is closed") { !$0.contains("PNG: the screen") }
        first.quit()

        let second = try PtySession("zdc", environment: environment)
        second.expect("where the last run ended") { $0.contains("▌4 Histograms▐") }
        second.type("1")
        second.expect("its particle") { $0.contains("3511.62 GeV") }
        second.quit()

        let third = try PtySession("zdc", ["explore", "--session", folder.path("a.session"), "--no-state", "--theme", "light"])
        third.expect("the session's view") { $0.contains("▌4 Histograms▐") }
        #expect(third.screen.cells.contains { $0.pen.background == .indexed(255) })
        third.quit()

        let fourth = try PtySession.explorer(["explore", "--no-state"], environment: environment)
        #expect(fourth.screen.contains("3192.38 GeV"))
        fourth.quit()
    }

    @Test func isDrawnAndAnswersBeforeItsModelsAreLoaded() throws {
        let folder = try CommandFolder()
        let models = folder.path("models")
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        let shipped = try Assets.models().appending(path: "vae.safetensors").path
        // So many take a while.
        for number in 0..<30 {
            try FileManager.default.createSymbolicLink(atPath: "\(models)/\(number).safetensors", withDestinationPath: shipped)
        }
        let environment = ["XDG_STATE_HOME": folder.path("state"), "HOME": folder.url.path, "ZDC_MODELS": models]
        let session = try PtySession("zdc", ["--model", "gan"], width: 80, height: 24, environment: environment)
        session.expect("a frame without models") { $0.contains("1 Explore") && $0.contains("loading models") }
        session.type("L")
        session.expect("a key is answered") { $0.contains("3511.62 GeV") && $0.contains("loading models") }
        session.quit()
        // What was to be shown is kept for the next run.
        let next = try PtySession("zdc", [], width: 80, height: 24, environment: environment)
        next.expect("the model that was asked for") { $0.contains("generated: gan ") && $0.contains("3511.62 GeV") }
        next.quit()
    }
}
