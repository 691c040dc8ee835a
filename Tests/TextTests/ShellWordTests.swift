import Foundation
import Testing
import Text

@Suite("Words of a shell")
struct ShellWordTests {
    @Test(
        "A shell reads every word unchanged",
        arguments: ["a.npz", "", "the first", "it's", "''", "$HOME `id` \\ \"x\" *", "a\nb", "~", "Größe", "-o"])
    func roundTrip(word: String) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "printf %s. \(shellWord(word))"]
        process.standardOutput = pipe
        try process.run()
        #expect(String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == word + ".")
        process.waitUntilExit()
    }

    @Test("Words are quoted only if necessary")
    func plain() {
        #expect(["--width", "1/32", "a_b-c.npz", "x=1,2"].map(shellWord) == ["--width", "1/32", "a_b-c.npz", "x=1,2"])
    }
}
