import Foundation
import PseudoTerminal
import Testing

@Suite("Commands on a terminal", .serialized)
struct CommandInterruptionTests {
    @Test("Progress is shown on one line and gives way to the report")
    func progress() throws {
        let folder = try CommandFolder()
        let session = try PtySession(
            "zdc", ["simulate", "--sampler", "90000", "--threads", "1", "-o", folder.path("out.npz")], width: 200)
        session.expect("progress is shown") { $0.contains("of 90 000 responses") }
        #expect(session.ending() == .exited(0))
        session.expect("the report stands alone") { $0.contains("Wrote 90 000 responses") && !$0.contains("left") }
    }

    @Test(
        "Ctrl-C, SIGTERM, SIGHUP and the signals of batch systems end a command and remove what it had written",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGUSR1, SIGUSR2])
    func signals(signal: Int32) throws {
        let folder = try CommandFolder()
        let session = try PtySession(
            "zdc",
            ["simulate"] + CommandDataSetTests.neutron + ["--repeats", "2000000", "--threads", "1", "-o", folder.path("out.npz")])
        session.expect("responses are being written") { $0.contains("of 2 000 000 responses") }
        #expect(try folder.names.contains("out.npz.partial"), "the file on its way")
        if signal == SIGINT { session.type("\u{03}") } else { session.send(signal: signal) }
        #expect(session.ending() == .signalled(signal))
        #expect(try folder.names == [])
    }
}
