import Foundation
import PseudoTerminal
import Testing

/// Names and contents that come from outside may hold escape sequences; a terminal must never be steered by them.
@Suite("Escape sequences from outside")
struct EscapeInjectionTests {
    /// Clears the screen, sets the title, turns the direction of text; the second introducer is the one-byte form.
    static let attack = "x\u{1B}[2J\u{1B}]0;gotcha\u{7}\u{9B}31m\u{202E}"

    @Test(
        "Arguments are told without their control characters",
        arguments: [
            ["simulate", "--species", attack, "--energy", "5", "-o", "out.npz"],
            ["simulate", "--species", "n", "--energy", attack, "-o", "out.npz"],
            ["simulate", "--sampler", attack, "-o", "out.npz"],
            ["simulate", "--species", "n", "--energy", "5", "--position", attack, "-o", "out.npz"],
            ["generate", "--species", "n", "--energy", "5", "--model", attack, "-o", "out.npz"], ["--\(attack)"], [attack],
            ["render", attack], ["render", "explore", "--model", attack], ["evaluate", "--model", attack],
            ["--json-errors", "simulate", "--species", attack, "--energy", "5", "-o", "out.npz"],
            ["simulate", "--sampler", "2", "--threads", attack, "-o", "out.npz"],
            ["simulate", "--sampler", "2", "--shard", attack, "-o", "out.npz"],
            ["train", "--objective", attack, "-o", "x.safetensors"],
            ["train", "--objective", "gan", "--width", attack, "-o", "x.safetensors"],
            ["explore", "--theme", attack], ["render", "compare", "--particle", attack], ["import", "x.onnx", "--name", attack],
            ["export", "--model", attack, "-o", "x.onnx"], ["export", "-o", attack], ["bench", attack],
        ])
    func arguments(words: [String]) throws {
        let run = try CommandFolder().run(CommandFolder.program, words)
        #expect(run.status == 64)
        expectHarmless(run.errors)
        #expect(run.output == "")
    }

    @Test("File names are told without their control characters, when writing and when reading")
    func fileNames() throws {
        let folder = try CommandFolder()
        let name = "\(Self.attack).npz"
        let written = try folder.run("simulate", "--sampler", "20", "-o", name)
        #expect(written.status == 0)
        expectHarmless(written.errors)
        #expect(try folder.names == [name])
        let missing = try folder.run("evaluate", "--model", "gan", "--data", "missing\(name)")
        #expect(missing.status == 1)
        expectHarmless(missing.errors)
        try Data("no data set".utf8).write(to: folder.url.appendingPathComponent(name))
        let foreign = try folder.run("evaluate", "--model", "gan", "--data", name)
        #expect(foreign.status == 1)
        expectHarmless(foreign.errors)
        let unwritable = try folder.run("simulate", "--sampler", "1", "-o", "missing/\(name)")
        #expect(unwritable.status == 1)
        expectHarmless(unwritable.errors)
    }

    @Test("Folders of assets are told without their control characters")
    func folders() throws {
        let folder = try CommandFolder()
        let run = try folder.run(
            "generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path(Self.attack)])
        #expect(run.status == 1)
        expectHarmless(run.errors)
        try FileManager.default.createDirectory(atPath: folder.path("\(Self.attack)/models"), withIntermediateDirectories: true)
        let empty = try folder.run(
            "generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path(Self.attack)])
        #expect(empty.status == 1)
        expectHarmless(empty.errors)
    }

    @Test("A model's own words are shown without their control characters, in tables and on the screen")
    func metadata() throws {
        let folder = try CommandFolder(withModelNamed: Self.attack)
        let environment = ["ZDC_ASSETS": folder.path("assets")]
        let view = try folder.run("render", "explore", environment: environment)
        #expect(view.status == 0, "\(view.errors)")
        expectHarmless(view.output)
        let unknown = try folder.run("render", "explore", "--model", "gan", environment: environment)
        expectHarmless(unknown.errors)
        let table = try folder.run(
            "evaluate", "--particles", "20", "--repeats", "2", "--runs", "1", "--no-classifiers", "--no-seen",
            environment: environment)
        #expect(table.status == 0, "\(table.errors)")
        expectHarmless(table.output)
    }

    @Test("A weight file that cannot be used is named without its control characters")
    func damagedModel() throws {
        let folder = try CommandFolder(withModelNamed: "gan")
        let header = #"{"\u001b[2J":{"dtype":"\u001b[31mF64","shape":[1],"data_offsets":[0,8]}}"#
        var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        bytes.append(contentsOf: header.utf8)
        bytes.append(Data(count: 8))
        try FileManager.default.removeItem(atPath: folder.path("assets/models/a.safetensors"))
        try bytes.write(to: folder.url.appendingPathComponent("assets/models/\(Self.attack).safetensors"))
        let run = try folder.run(
            "generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path("assets")])
        #expect(run.status == 1)
        expectHarmless(run.errors)
    }

    @Test("The terminal's own type is told without its control characters")
    func terminalType() throws {
        let session = try PtySession("zdc", width: 250, environment: ["TERM": "x\u{1B}[2J\u{9B}31m"])
        #expect(session.ending() == .exited(2))
        #expect(session.screen.contains("?[2J?31m"), "\(session.screen.text)")
        session.expectTerminalRestored()
    }
}
