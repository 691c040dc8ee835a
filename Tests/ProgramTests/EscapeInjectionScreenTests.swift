import Foundation
import PseudoTerminal
import Testing

/// The explorer's screen never obeys what it shows.
@Suite("Escape sequences on the explorer's screen", .serialized)
struct EscapeInjectionScreenTests {
    static let attack = EscapeInjectionTests.attack
    /// What is seen of it.
    static let shown = "x?[2J?]0;gotcha??31m?"

    @Test("Names of data sets, histories and models, and the words of their files")
    func names() throws {
        let folder = try CommandFolder(withModelNamed: Self.attack)
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "8", "-o", "\(Self.attack).npz").status == 0)
        try folder.write(
            "# model: \(Self.attack)\nstep,samples,validation_ws\n100,6400,3.5\n200,12800,3.1\n", to: "\(Self.attack).csv")
        let session = try PtySession(
            "zdc", ["explore", "--data", folder.path("\(Self.attack).npz"), "--history", folder.path("\(Self.attack).csv")],
            width: 200, height: 60,
            environment: ["ZDC_ASSETS": folder.path("assets")])
        session.expect("the data set is read") { $0.contains("\(Self.shown).npz: ") }
        session.expect("the model has its name") { $0.contains("generated: \(Self.shown)") }
        session.expectUnsteered()
        for (view, sign) in [
            ("2", "▌2 Diversity▐"), ("3", "▌3 Compare▐"), ("4", "▌4 Histograms▐"), ("5", "▌5 Metrics▐"), ("6", "▌6 Training▐"),
        ] {
            session.type(view)
            session.expect("the view \(sign)") { $0.contains(sign) && $0.contains("x?[2J") }
            session.expectUnsteered()
        }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    @Test("Text that is typed and pasted into fields, dialogs and lists, and the messages about it")
    func input() throws {
        let folder = try CommandFolder()
        let session = try PtySession("zdc", ["explore", "--no-state"], width: 200, height: 60)
        session.expect("the explorer is drawn") { $0.contains("n 1000 ") }
        session.paste(Self.attack)
        session.expect("nothing takes it") { $0.contains("press Enter on a row") }
        session.type("\r")
        session.paste(Self.attack)
        session.expect("a field leaves out what no terminal shows") { $0.contains("x[2J]0;gotcha31m") }
        session.type("\r")
        session.expect("and says that it is no number") { $0.contains("is not understood") }
        session.expectUnsteered()
        session.type("\u{1B}")
        session.expect("the field is closed") { $0.contains("energy     3192.38 GeV") }
        session.type("w\u{15}")
        session.paste(folder.path("none/\(Self.attack)"))
        session.type("\r")
        session.expect("no file is written there") { $0.contains("Could not write") || $0.contains("No such file") }
        session.expectUnsteered()
        session.expect("the dialog is closed") { !$0.contains("PNG: the screen") }
        session.type(":load session\r")
        session.paste("\(folder.path("none"))\(Self.attack)")
        session.type("\r")
        session.expect("no session is there") { $0.contains("There is no session file") }
        session.expectUnsteered()
        session.type("\u{3}")
        #expect(session.ending() == .signalled(2))
        session.expectTerminalRestored()
    }

    @Test("The state that was kept, its path, and a session's own words")
    func state() throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("\(Self.attack)/zdc"), withIntermediateDirectories: true)
        try folder.write(
            #"{"zdcSession":1,"view":"x\u001b[2J\u001b]0;gotcha\u0007","settings":{}}"#, to: "\(Self.attack)/zdc/session.json")
        try expectMessage("why the last view is not there", state: folder.path(Self.attack)) {
            $0.contains("has a value") || $0.contains("not expected")
        }
        try folder.write("", to: "file\(Self.attack)")
        try expectMessage("why nothing is kept", state: folder.path("file\(Self.attack)")) { $0.contains("will not be kept") }
    }

    /// The explorer tells this of its state in the list of messages, with the attack in it, and is not steered by it.
    private func expectMessage(_ what: String, state: String, _ condition: (VTScreen) -> Bool) throws {
        let session = try PtySession("zdc", width: 200, height: 60, environment: ["XDG_STATE_HOME": state])
        session.expect("the explorer is drawn") { $0.contains("n 1000 ") }
        session.type(":messages\r")
        // A line is broken within one of two words at most.
        session.expect(what) { condition($0) && ($0.contains("x?[2J") || $0.contains("gotcha")) }
        session.expectUnsteered()
        session.type("qq")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }
}
