import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What goes wrong around the explorer: it says so and goes on, or ends with a sentence and the terminal as it was.
@Suite("Faults around the explorer", .serialized)
struct FaultsOfTheExplorerTests {
    /// Runs the explorer from a line of a shell on a terminal, in a folder of its own.
    private func explorer(_ line: String, in folder: CommandFolder, environment: [String: String] = [:]) throws -> PtySession {
        let variables = ["zdc": CommandFolder.program.path, "HOME": folder.path("home")].merging(environment) { $1 }
        return try PtySession(
            "/bin/sh", ["-c", "cd '\(folder.url.path)' && { \(line); }"], width: 200, height: 40, environment: variables)
    }

    private func isDrawn(_ screen: VTScreen) -> Bool { screen.contains("1 Explore") }

    /// - Parameter folder: kept until here.
    private func quit(_ session: PtySession, in folder: CommandFolder) {
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
        withExtendedLifetime(folder) {}
    }

    @Test(
        "Without standard input or output it names the one that is missing",
        arguments: [("<&-", "standard input"), (">&-", "standard output")])
    func closedStreams(redirection: String, name: String) throws {
        let folder = try CommandFolder()
        let session = try explorer("$zdc \(redirection); echo ended $?", in: folder)
        #expect(session.ending() == .exited(0))
        #expect(
            session.screen.contains("Error: The explorer needs a terminal, but \(name) is not one;"), "\(session.screen.text)")
        #expect(session.screen.contains("ended 2"))
        session.expectTerminalRestored()
        withExtendedLifetime(folder) {}
    }

    @Test(
        "It needs no standard error, no home and no locale",
        arguments: [
            "$zdc 2>&-", "$zdc 2>/dev/full", "unset HOME; $zdc", "HOME=/proc/nowhere $zdc",
            "unset LC_ALL; LANG=xx_YY.UTF-8 $zdc", "HOME=/proc/nowhere LC_ALL=xx_YY.UTF-8 $zdc",
            "mkdir gone; cd gone; rmdir ../gone; $zdc",
        ])
    func surroundings(line: String) throws {
        let folder = try CommandFolder()
        let session = try explorer(line, in: folder)
        session.expect("the explorer", isDrawn)
        // What the locale cannot carry is drawn without.
        if line.contains("xx_YY") { #expect(session.screen.text.unicodeScalars.allSatisfy { $0.isASCII }) }
        quit(session, in: folder)
    }

    @Test(
        "A state that cannot be kept is told in the list of messages, and nothing waits for it",
        arguments: [
            ("mkfifo session.json", "regular"), ("mkdir session.json", "regular"),
            ("cd ..; rmdir zdc; echo > zdc", "made"),
        ])
    func state(making: String, word: String) throws {
        let folder = try CommandFolder()
        let session = try explorer("mkdir -p home/.local/state/zdc; (cd home/.local/state/zdc; \(making)); exec $zdc", in: folder)
        session.expect("the explorer", isDrawn)
        session.type(":messages\r")
        session.expect("the reason") { $0.contains("The view will not be kept for the next run") && $0.contains(word) }
        session.type("\u{1B}")
        session.expect("the list is closed") { !$0.contains("The view will not be kept") }
        quit(session, in: folder)
    }

    @Test("A configuration that is a pipe ends it before the terminal is touched")
    func configuration() throws {
        let folder = try CommandFolder()
        let session = try explorer("mkdir -p home/.config/zdc; mkfifo home/.config/zdc/config; exec $zdc", in: folder)
        #expect(session.ending() == .exited(1))
        #expect(session.screen.contains("config: not a regular file."), "\(session.screen.text)")
        session.expectTerminalRestored()
        withExtendedLifetime(folder) {}
    }

    @Test(
        "What cannot be saved is said, and the explorer goes on",
        arguments: [
            ("ulimit -f 1; exec $zdc --no-state", "a.png", "Could not write a.png: File too large"),
            (
                "mkdir gone; cd gone; rmdir ../gone; exec $zdc --no-state", "a.png",
                "Could not write a.png: No such file or directory"
            ),
            ("ln -s a.png a.png; exec $zdc --no-state", "a.png", "Could not write a.png: Too many levels of symbolic links"),
            ("mkdir a.png; exec $zdc --no-state", "a.png", "Could not write a.png: Is a directory"),
        ])
    func saving(line: String, path: String, sentence: String) throws {
        let folder = try CommandFolder()
        let session = try explorer(line, in: folder)
        session.expect("the explorer", isDrawn)
        session.type("w")
        session.expect("the dialog") { $0.contains("PNG: the screen") }
        session.type("\u{15}\(path)\r")
        session.expect(sentence) { $0.contains(sentence) }
        quit(session, in: folder)
        #expect(try folder.names.filter { $0 != "a.png" } == [])
    }

    @Test("A disk that is full at the end leaves no half of a state, and that is said")
    func fullDiskAtTheEnd() throws {
        let folder = try CommandFolder()
        let session = try explorer("ulimit -f 1; exec $zdc", in: folder)
        session.expect("the explorer", isDrawn)
        quit(session, in: folder)
        let said = session.screen.text.split(separator: "\n").joined()
        #expect(said.contains("session.json: File too large. The view is not kept for the next run."), "\(said)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("home/.local/state/zdc")) == [])
    }

    @Test(
        "Weights that are damaged or removed while it runs: what is shown goes on, what is opened next says why not",
        arguments: [true, false])
    func weights(areRemoved: Bool) throws {
        let folder = try CommandFolder()
        let shipped = CommandFolder.program.deletingLastPathComponent().appendingPathComponent("zdc_Assets.resources/assets")
        try FileManager.default.copyItem(at: shipped, to: folder.url.appendingPathComponent("assets"))
        let session = try explorer("exec $zdc --no-state", in: folder, environment: ["ZDC_ASSETS": folder.path("assets")])
        session.expect("the explorer") { $0.contains("n 1000 ") }
        for file in try FileManager.default.contentsOfDirectory(
            at: folder.url.appendingPathComponent("assets/models"), includingPropertiesForKeys: nil)
        {
            if areRemoved {
                try FileManager.default.removeItem(at: file)
            } else {
                try FileHandle(forWritingTo: file).truncate(atOffset: 5000)
            }
        }
        session.type("L")
        session.expect("the models in memory go on") {
            $0.contains("3511.62 GeV") && $0.contains("n 1000 ") && $0.contains("generated")
        }
        session.type("D")
        session.expect("the other calorimeter has none, and says why") {
            $0.contains("ZP") && $0.contains(areRemoved ? "no model" : "safetensors: ")
        }
        quit(session, in: folder)
    }
}
