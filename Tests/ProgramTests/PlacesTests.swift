import Foundation
import PseudoTerminal
import Testing

/// The program writes where zdc-files(5) says and nowhere else; it runs no other program and fetches nothing.
@Suite("Places that are written to", .serialized)
struct PlacesTests {
    /// A home, a folder to work in and one for temporary files.
    private final class World {
        let folder: CommandFolder
        var environment: [String: String] { ["HOME": folder.path("home"), "TMPDIR": folder.path("tmp")] }

        init() throws {
            folder = try CommandFolder()
            for name in ["home", "work", "tmp"] {
                try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
            }
        }

        /// All files that were made.
        var files: [String] {
            get throws {
                try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).filter { path in
                    var isFolder: ObjCBool = false
                    return FileManager.default.fileExists(atPath: folder.path(path), isDirectory: &isFolder)
                        && !isFolder.boolValue
                }.sorted()
            }
        }
    }

    @Test("by the explorer: the state, and what is saved")
    func explorer() throws {
        let world = try World()
        let line = "cd '\(world.folder.path("work"))'; exec '\(CommandFolder.program.path)'"
        let session = try PtySession("/bin/sh", ["-c", line], width: 120, height: 40, environment: world.environment)
        session.expect("the explorer") { $0.contains("n 1000 ") }
        for key in ["2", "3", "4", "5", "6", "1", "D", "g", "y", "Y"] { session.type(key) }
        session.type(":save session\r")
        session.expect("the dialog") { $0.contains("session: this view with all settings") }
        session.type("\u{15}mine.session\r")
        session.expect("saved") { $0.contains("saved mine.session") }
        session.type("w")
        session.expect("the dialog") { $0.contains("PNG: the screen") }
        session.type("\u{15}screen.png\r")
        session.expect("saved") { $0.contains("saved screen.png") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        #expect(try world.files == ["home/.local/state/zdc/session.json", "work/mine.session", "work/screen.png"])
    }

    @Test(
        "by commands: the output and what belongs to it",
        arguments: [
            ("simulate --sampler 3 -o a.npz", ["work/a.npz"]), ("simulate --sampler 3 --format csv -o -", []),
            ("generate --sampler 3 -o a.npy", ["work/a.npy"]),
            ("simulate --particles particles.csv -o a.npz", ["work/a.npz"]), ("render explore --samples 2", []),
            ("render explore --samples 2 --format png -o a.png", ["work/a.png"]),
            ("evaluate --particles 2 --repeats 2 --runs 1 --model gan", []),
            ("simulate --sampler 3 --shard 0/1 --resume -o a.npz", ["work/a.npz"]), ("merge part.npz -o a.npz", ["work/a.npz"]),
            (
                "train --objective gan --steps 1 --regression 1 --particles 20 --validation-particles 1 --width 1/64 --batch 16 --checkpoint a.run -o a.safetensors",
                ["work/a.csv", "work/a.run", "work/a.safetensors"]
            ),
            ("export --model gan -o a.onnx", ["work/a.onnx", "work/a_scales.txt"]),
            ("import raw.onnx --scales scales.txt --name mine", ["home/.local/share/zdc/models/mine.safetensors"]),
            ("--help", []), ("--version", []),
        ])
    func commands(arguments: String, made: [String]) throws {
        let world = try World()
        let work = world.folder.url.appendingPathComponent("work")
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("ONNXTests/Fixtures")
        try FileManager.default.copyItem(
            at: fixtures.appendingPathComponent("raw.onnx"), to: work.appendingPathComponent("raw.onnx"))
        let numbers = Array(repeating: "1", count: 9).joined(separator: "\n")
        try Data("#means\n\(numbers)\n\n#scales\n\(numbers)\n".utf8).write(to: work.appendingPathComponent("scales.txt"))
        try Data("PDG,Px,Py,Pz\n2112,0,0,500\n".utf8).write(to: work.appendingPathComponent("particles.csv"))
        let line = { (arguments: String) in ["-c", "cd work && '\(CommandFolder.program.path)' \(arguments)"] }
        let shell = URL(fileURLWithPath: "/bin/sh")
        if arguments.contains("part.npz") {
            _ = try world.folder.run(shell, line("simulate --sampler 3 --shard 0/1 -o part.npz"), environment: world.environment)
        }
        let before = try world.files
        let run = try world.folder.run(shell, line(arguments), environment: world.environment)
        #expect(run.status == 0, "\(run)")
        let after = try world.files
        #expect(Set(after).subtracting(before) == Set(made))
        #expect(Set(before).subtracting(after) == [])
    }
}
