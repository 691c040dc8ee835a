import Foundation
import PseudoTerminal
import Support
import Testing

@Suite("Storms of events on a terminal", .serialized)
struct TerminalStormTests {
    private func storm(_ arguments: String...) throws -> WatchedProcess.Run {
        try WatchedProcess.run(
            URL(fileURLWithPath: PtySession.buildFolder + "/terminal-storm"), arguments, environment: CommandFolder.environment,
            limit: .seconds(300))
    }

    @Test("Whatever comes, the explorer answers, ends as told and gives the terminal back")
    func shortRun() throws {
        let run = try storm("--runs", "3", "--events", "150")
        #expect(run.ending == .exited(0), "\(run.output)")
        #expect(run.output.contains("the terminal was restored each time"), "\(run.output)")
    }

    @Test("A program that leaves the terminal in disorder is found")
    func disorder() throws {
        let folder = try CommandFolder()
        let program = folder.url.appendingPathComponent("careless")
        try Data("#!/bin/sh\nprintf '\\033[?1049h\\033[?2004h'; exit 0\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let run = try storm("--runs", "1", "--events", "2", "--program", program.path)
        #expect(run.ending == .exited(1), "\(run.output)")
        #expect(run.output.contains("the alternate screen is still shown"), "\(run.output)")
    }
}
