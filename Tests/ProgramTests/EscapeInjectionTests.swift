import FastSimulation
import Foundation
import Networks
import PseudoTerminal
import Testing

/// Names and contents that come from outside may hold escape sequences; a terminal must never be steered by them.
@Suite("Escape sequences from outside")
struct EscapeInjectionTests {
    /// Clears the screen, sets the title, turns the direction of text; the second introducer is the one-byte form.
    static let attack = "x\u{1B}[2J\u{1B}]0;gotcha\u{7}\u{9B}31m\u{202E}"

    private func expectHarmless(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let bad = text.unicodeScalars.filter { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E }
        #expect(bad.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
        #expect(text.contains("?"), "what was replaced is still seen: \(text.debugDescription)", sourceLocation: sourceLocation)
    }

    @Test(
        "Arguments are told without their control characters",
        arguments: [
            ["simulate", "--species", attack, "--energy", "5", "-o", "out.npz"], ["simulate", "--species", "n", "--energy", attack, "-o", "out.npz"],
            ["simulate", "--sampler", attack, "-o", "out.npz"], ["simulate", "--species", "n", "--energy", "5", "--position", attack, "-o", "out.npz"],
            ["generate", "--species", "n", "--energy", "5", "--model", attack, "-o", "out.npz"], ["--\(attack)"], [attack],
            ["render", attack], ["render", "explore", "--model", attack], ["evaluate", "--model", attack],
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
        let run = try folder.run("generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path(Self.attack)])
        #expect(run.status == 1)
        expectHarmless(run.errors)
        try FileManager.default.createDirectory(atPath: folder.path("\(Self.attack)/models"), withIntermediateDirectories: true)
        let empty = try folder.run("generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path(Self.attack)])
        #expect(empty.status == 1)
        expectHarmless(empty.errors)
    }

    /// A folder of assets with one model that calls itself as it likes.
    private func folder(withModelNamed name: String, file: String) throws -> CommandFolder {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("assets/models"), withIntermediateDirectories: true)
        let shipped = CommandFolder.program.deletingLastPathComponent().appendingPathComponent("zdc_Assets.resources/assets/models/gan.safetensors")
        var weights = try WeightFile(contentsOf: shipped)
        weights.metadata["model"] = name
        weights.metadata["note"] = "interim \(name)"
        try weights.write(to: folder.url.appendingPathComponent("assets/models/\(file)"))
        return folder
    }

    @Test("A model's own words are shown without their control characters, in tables and on the screen")
    func metadata() throws {
        let folder = try folder(withModelNamed: Self.attack, file: "a.safetensors")
        let environment = ["ZDC_ASSETS": folder.path("assets")]
        let view = try folder.run("render", "explore", environment: environment)
        #expect(view.status == 0, "\(view.errors)")
        expectHarmless(view.output)
        let unknown = try folder.run("render", "explore", "--model", "gan", environment: environment)
        expectHarmless(unknown.errors)
        let table = try folder.run(
            "evaluate", "--particles", "20", "--repeats", "2", "--runs", "1", "--no-classifiers", "--no-seen", environment: environment)
        #expect(table.status == 0, "\(table.errors)")
        expectHarmless(table.output)
    }

    @Test("A weight file that cannot be used is named without its control characters")
    func damagedModel() throws {
        let folder = try folder(withModelNamed: "gan", file: "a.safetensors")
        let header = #"{"\u001b[2J":{"dtype":"\u001b[31mF64","shape":[1],"data_offsets":[0,8]}}"#
        var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        bytes.append(contentsOf: header.utf8)
        bytes.append(Data(count: 8))
        try FileManager.default.removeItem(atPath: folder.path("assets/models/a.safetensors"))
        try bytes.write(to: folder.url.appendingPathComponent("assets/models/\(Self.attack).safetensors"))
        let run = try folder.run("generate", "--species", "n", "--energy", "5", "-o", "o.npz", environment: ["ZDC_ASSETS": folder.path("assets")])
        #expect(run.status == 1)
        expectHarmless(run.errors)
    }

    @Test("Names inside a data set and words of a training history are shown without their control characters")
    func contents() throws {
        let folder = try CommandFolder()
        let csv = "# objective: \(Self.attack)\n# model: \(Self.attack)\n# command: \(Self.attack)\nstep,samples,validation_ws\n100,6400,3.5\n200,12800,3.1\n"
        try Data(csv.utf8).write(to: folder.url.appendingPathComponent("h.csv"))
        let view = try folder.run("render", "training", "--history", folder.path("h.csv"))
        #expect(view.status == 0, "\(view.errors)")
        expectHarmless(view.output)
    }

    @Test("The terminal's own type is told without its control characters")
    func terminalType() throws {
        let session = try PtySession("zdc", width: 250, environment: ["TERM": "x\u{1B}[2J\u{9B}31m"])
        #expect(session.ending() == .exited(2))
        #expect(session.screen.contains("?[2J?31m"), "\(session.screen.text)")
        session.expectTerminalRestored()
    }
}
