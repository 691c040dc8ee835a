import Foundation
import PseudoTerminal
import Testing

/// What is copied reaches the clipboard on every way there is, or the user is told what to do.
@Suite(.serialized) struct CopyingTests {
    private func explorer(_ environment: [String: String]) throws -> PtySession {
        let session = try PtySession("zdc", ["explore", "--no-state"], width: 120, height: 40, environment: environment)
        session.expect("the explorer is drawn") { $0.contains("1 Explore") && $0.contains("energy score") }
        return session
    }

    private func quit(_ session: PtySession) {
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    /// A folder with a program by the name of tmux.
    private func folderOfTmux(_ script: String) throws -> CommandFolder {
        let folder = try CommandFolder()
        let path = folder.path("tmux")
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return folder
    }

    @Test func theTerminalIsHandedTheText() throws {
        let session = try explorer([:])
        session.type("Y")
        session.expect("the command on the clipboard") { !$0.clipboard.isEmpty }
        let text = session.screen.clipboard.first.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) }
        #expect(text?.hasPrefix("zdc render explore ") == true, "\(text ?? "")")
        quit(session)
    }

    @Test func tmuxIsHandedTheText() throws {
        let folder = try folderOfTmux("echo \"$@\" > \"$(dirname \"$0\")/words\"; cat > \"$(dirname \"$0\")/copied\"")
        let session = try explorer(["TMUX": "socket,1,0", "PATH": "\(folder.url.path):/usr/bin:/bin"])
        session.type("Y")
        session.expect("the command in tmux") { _ in
            (try? String(contentsOfFile: folder.path("copied"), encoding: .utf8))?.hasPrefix("zdc render explore ") == true
        }
        #expect(try folder.bytes("words") == Data("load-buffer -w -\n".utf8))
        #expect(session.screen.clipboard.isEmpty)
        quit(session)
    }

    @Test(arguments: [("exit 1", "tmux refused it"), (nil, "tmux cannot be run")])
    func whatTmuxDoesNotTakeIsSaidWithTheSetting(script: String?, sentence: String) throws {
        let folder = try script.map(folderOfTmux) ?? CommandFolder()
        let session = try explorer(["TMUX": "socket,1,0", "PATH": folder.url.path + (script == nil ? "" : ":/bin")])
        session.type("Y")
        session.expect("why") { $0.contains(sentence) && $0.contains("set -g set-clipboard on") }
        quit(session)
    }

    @Test func screenMayKeepTheTextToItself() throws {
        let session = try explorer(["STY": "1.pts-0.host", "TERM": "screen-256color"])
        session.type("Y")
        session.expect("that it may") { $0.contains("GNU screen may keep the copy to itself") }
        #expect(session.screen.clipboard.count == 1)
        quit(session)
    }
}
