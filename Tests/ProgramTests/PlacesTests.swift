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

    /// All Swift and C of the program.
    private static let sources: [(name: String, text: String)] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in [".swift", ".c", ".h"].contains { name.hasSuffix($0) } }.map { name in
            (name, (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? "")
        }
    }()

    /// The lines of the sources that call one of these functions or types, without remarks.
    private func uses(of names: [String]) -> [String] {
        let calls = names.map { Array("\($0)(".utf8) }
        return Self.sources.flatMap { file in
            file.text.utf8.split(separator: UInt8(ascii: "\n")).filter { line in
                guard line.contains(UInt8(ascii: "(")) else { return false }
                let code = Array(line.drop { $0 == UInt8(ascii: " ") })
                guard !code.starts(with: "//".utf8), !code.starts(with: "*".utf8), !code.starts(with: "/*".utf8) else {
                    return false
                }
                return calls.contains { call in Self.begins(call, in: code) }
            }.map { "\(file.name): \(String(decoding: $0, as: UTF8.self))" }
        }
    }

    /// Whether a call stands somewhere in a line, and is not the end of a longer name or a method of something of ours.
    private static func begins(_ call: [UInt8], in code: [UInt8]) -> Bool {
        guard code.count >= call.count else { return false }
        return (0...code.count - call.count).contains { place in
            guard code[place] == call[0], code[place..<place + call.count].elementsEqual(call) else { return false }
            let before = String(decoding: code[..<place], as: UTF8.self)
            if before.hasSuffix("Glibc.") || before.hasSuffix("Foundation.") { return true }
            guard let last = before.last else { return true }
            return !(last.isLetter || last.isNumber || last == "_" || last == ".")
        }
    }

    @Test("No source starts a program but tmux and, to time it, zdc itself; none loads one or opens a connection")
    func nothingIsExecutedOrFetched() {
        #expect(Self.sources.count > 300)
        let names = [
            "Process", "posix_spawn", "posix_spawnp", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe",
            "fexecve", "system", "popen", "fork", "vfork",
            "clone", "dlopen", "dlmopen", "socket", "socketpair", "connect", "bind", "getaddrinfo", "gethostbyname", "URLSession",
            "URLRequest", "Socket", "SocketPort",
            "CFSocketCreate", "CFStreamCreatePairWithSocketToHost", "Bundle", "syscall",
        ]
        // What is looked for is found where it is.
        #expect(!uses(of: ["poll"]).isEmpty)
        let found = uses(of: names)
        // Names of our own, and the two that start a program: copying through tmux, and the bench of whole commands.
        let own = ["func system(", "case system(", "Terminal/Clipboard.swift: ", "zdc/Commands/Bench/Bench.swift: "]
        #expect(found.filter { line in !own.contains { line.contains($0) } } == [])
        // Contents are read of paths, never of what an address names.
        let read = Self.sources.filter { $0.text.contains("URL(string:") }.map(\.name)
        #expect(read == [])
    }

    /// A clock that is set meanwhile must neither stop nor hurry anything: durations are of the monotonic clocks, and what is
    /// written holds no time of day.
    @Test("No source asks for the time of day")
    func noWallClock() {
        let found = uses(of: [
            "Date", "NSDate", "CFAbsoluteTimeGetCurrent", "gettimeofday", "localtime", "localtime_r", "DispatchWallTime",
        ])
        #expect(found == [])
        let named = Self.sources.filter {
            $0.text.contains("CLOCK_REALTIME") || $0.text.contains("Date.now") || $0.text.contains("wallDeadline")
        }
        #expect(named.map(\.name) == [])
    }
}
