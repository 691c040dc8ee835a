import FastSimulation
import Files
import Foundation
import Testing

@testable import zdc

/// No command replaces what it reads, nor writes two things into one file, whatever the file is called.
@Suite("Inputs and outputs of all commands")
struct CommandFilesTests {
    /// An option of a command that names a file; nil for one without a name.
    struct FileOption: Sendable {
        let option: String?
        let isOutput: Bool
        /// What precedes the file in the value: the first of two files of a data set.
        var start = ""
    }

    struct Case: Sendable, CustomTestStringConvertible {
        /// The command, and what else it must be given.
        let words: [String]
        let files: [FileOption]
        var testDescription: String { words.joined(separator: " ") }
        /// All of them; rendered views share their options, so one view is tried in full.
        var namings: [Naming] {
            words[0] == "render" && words[1] != "explore" ? [.plain, .symbolicLink] : Naming.allCases
        }
    }

    private static func input(_ option: String?, start: String = "") -> FileOption {
        FileOption(option: option, isOutput: false, start: start)
    }

    private static func output(_ option: String) -> FileOption { FileOption(option: option, isOutput: true) }

    private static let pair = "/nowhere/conditions.npy,"
    private static let data = [input("--data"), input("--data", start: pair)]
    private static let generated = [input("--generated"), input("--generated", start: pair)]
    private static let view = data + generated + [input("--history"), input("--model"), output("--output")]

    static let cases: [Case] =
        [
            Case(words: ["simulate"], files: [input("--particles"), output("--output")]),
            Case(words: ["generate"], files: [input("--particles"), input("--model"), output("--output")]),
            Case(words: ["merge"], files: [input(nil), input(nil), output("--output")]),
            Case(words: ["sums"], files: [input(nil), output("--output")]),
            Case(words: ["sums"], files: [input(nil, start: pair), output("--output")]),
            Case(words: ["evaluate"], files: data + generated + [input("--model"), output("--output")]),
            Case(
                words: ["train", "--objective", "gan"],
                files: data + [input("--start"), output("--output"), output("--history"), output("--checkpoint")]),
            Case(words: ["export", "--format", "onnx"], files: [input("--model"), output("--output"), output("--scales")]),
            Case(words: ["import", "--name", "mine"], files: [input(nil), input("--scales"), output("--output")]),
            Case(
                words: ["explore"],
                files: data + generated + [input("--history"), input("--model"), input("--session"), output("--latency")]),
        ]
        + RenderCommand.configuration.subcommands.compactMap { $0.configuration.commandName }.map { name in
            Case(words: ["render", name], files: view + (name == "training" ? [input("--over")] : []))
        }

    /// Ways to call the same file.
    enum Naming: String, CaseIterable {
        case plain, relative, roundabout, symbolicLink, hardLink
    }

    private static let spellings: [Naming] = [.plain, .relative, .roundabout]

    /// Another way to write a path of a folder, or the path of another file there.
    private func name(_ path: String, _ naming: Naming, in folder: CommandFolder) -> String {
        switch naming {
        case .plain: return path
        case .relative:
            let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
            return Array(repeating: "..", count: depth).joined(separator: "/") + path
        case .roundabout: return folder.path("sub/.././/") + "/" + URL(fileURLWithPath: path).lastPathComponent
        case .symbolicLink, .hardLink: return folder.path("other-\(naming).safetensors")
        }
    }

    /// Makes a path's other name, where that is a file of its own.
    private func link(_ other: String, to path: String, _ naming: Naming) throws {
        switch naming {
        case .plain, .relative, .roundabout: break
        case .symbolicLink: try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: path)
        case .hardLink: try FileManager.default.linkItem(atPath: path, toPath: other)
        }
    }

    /// The files of a command line in which some options have given values, and all others one of their own.
    private func plan(_ command: Case, _ given: [Int: String], in folder: CommandFolder) throws -> FilePlan {
        var words = command.words
        for (index, file) in command.files.enumerated() {
            // Of an option that is there twice, only one is used at a time.
            let isRepeated = command.files.enumerated().contains { $0 < index && $1.option == file.option && file.option != nil }
            guard
                given[index] != nil
                    || !isRepeated
                        && !given.keys.contains(where: { command.files[$0].option == file.option && file.option != nil })
            else { continue }
            let value = file.start + (given[index] ?? folder.path("own-\(index).safetensors"))
            words += (file.option.map { [$0] } ?? []) + [value]
        }
        let parsed = try ZDC.parseAsRoot(words)
        return try #require(parsed as? any FileCommand, "\(words)").files()
    }

    @Test("No two of them are the same file, by any name", arguments: cases)
    func pairs(command: Case) throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
        #expect(throws: Never.self) { try plan(command, [:], in: folder).checkIdentities() }
        var pairs = 0
        for (first, one) in command.files.enumerated() {
            for (second, two) in command.files.enumerated()
            where second != first && two.isOutput && (second > first || !one.isOutput) {
                // Each way of writing in turn, and both links: reading a command line takes longer than all else here.
                let namings = [Self.spellings[pairs % Self.spellings.count], .symbolicLink, .hardLink]
                pairs += 1
                for naming in namings where command.namings.contains(naming) {
                    let path = folder.path("same-\(first)-\(second)-\(naming).safetensors")
                    let other = name(path, naming, in: folder)
                    let files = try plan(command, [first: path, second: other], in: folder)
                    try Data("x".utf8).write(to: URL(fileURLWithPath: path))
                    try link(other, to: path, naming)
                    let error = #expect(throws: FilePlan.Conflict.self, "\(command.testDescription): \(one), \(two), \(naming)") {
                        try files.checkIdentities()
                    }
                    #expect(error?.description.hasSuffix(".") == true)
                    if one.isOutput, naming != .hardLink {
                        // Neither of them is there yet.
                        try FileManager.default.removeItem(atPath: path)
                        #expect(throws: FilePlan.Conflict.self) { try files.checkIdentities() }
                    }
                    if other != path { try? FileManager.default.removeItem(atPath: other) }
                }
            }
        }
        #expect(pairs > 0)
    }

    @Test("Every option that names a file is among them")
    func areComplete() throws {
        struct Help: Decodable { var command: Command }
        struct Command: Decodable {
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?
        }
        struct Argument: Decodable {
            struct Name: Decodable { var name: String }
            var preferredName: Name?
            var valueName: String?
        }
        func missing(_ command: Command, _ words: [String]) -> [String] {
            let known = Self.cases.first { $0.words.starts(with: words) && !words.isEmpty }
            let files = (command.arguments ?? []).filter {
                ($0.valueName ?? "").hasPrefix("file") || $0.valueName == "part.npz" || $0.preferredName?.name == "model"
            }
            let own = files.filter { file in
                !(known?.files.contains { $0.option == file.preferredName.map { "--\($0.name)" } } ?? false)
            }
            return own.map { "\(words.joined(separator: " ")): \($0.preferredName?.name ?? $0.valueName ?? "")" }
                + (command.subcommands ?? []).flatMap { missing($0, words + [$0.commandName]) }
        }
        let help = try JSONDecoder().decode(Help.self, from: Data(ZDC._dumpHelp().utf8))
        // The explorer is also what the program does without a command; bench and info read and write no file.
        let readers = ["bench: compare", "info: file[,file]"]
        #expect(missing(help.command, []).filter { !$0.hasPrefix(": ") && !readers.contains($0) } == [])
    }

    @Test("A partial file of the output may not be an input")
    func partialFiles() throws {
        let folder = try CommandFolder()
        for suffix in [".partial", ".partial.state", ".partial.state.new"] {
            let input = folder.path("d.npz\(suffix)")
            try Data("x".utf8).write(to: URL(fileURLWithPath: input))
            let command = try ZDC.parseAsRoot(["simulate", "--particles", input, "--output", folder.path("d.npz")])
            let files = try #require(command as? any FileCommand).files()
            let error = #expect(throws: FilePlan.Conflict.self) { try files.checkIdentities() }
            #expect(error?.description.contains("keeps its partial file in") == true)
        }
    }

    @Test("An installed model is not replaced by what is made with it")
    func installedModels() throws {
        let model = try #require(modelFiles.first)
        for words in [["generate"], ["evaluate"], ["export", "--format", "safetensors"], ["render", "explore"]] {
            let command = try ZDC.parseAsRoot(words + ["--output", model])
            #expect(throws: FilePlan.Conflict.self) { try (command as? any FileCommand)?.files().checkIdentities() }
        }
    }

    private var modelFiles: [String] { ModelStore.installedFiles.map(\.path) }

    @Test(
        "The program refuses in one sentence, and everything stays as it was",
        arguments: [
            "evaluate --model gan --data d.npz --runs 1 --no-classifiers --format csv --output d.npz",
            "evaluate --model gan --data link.npz --runs 1 --no-classifiers --format csv --output ./d.npz",
            "generate --particles p.csv --format csv --output hard.csv", "merge d.npz p.csv --output p.csv",
            "simulate --particles p.csv --output p.csv", "export --model gan --output y.onnx --scales ./y.onnx",
            "train --objective gan --data d.npz --output d.npz", "train --objective gan --output m --history ./m",
            "render training --history p.csv --output p.csv", "import d.npz --name x --output link.npz",
        ])
    func refused(line: String) throws {
        let folder = try CommandFolder()
        for name in ["d.npz", "p.csv"] { try Data(name.utf8).write(to: URL(fileURLWithPath: folder.path(name))) }
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.npz"), withDestinationPath: "d.npz")
        try FileManager.default.linkItem(atPath: folder.path("p.csv"), toPath: folder.path("hard.csv"))
        let run = try folder.run(CommandFolder.program, line.split(separator: " ").map(String.init))
        #expect(run.status == 64, "\(run)")
        #expect(run.errors.hasPrefix("Error: ") && run.errors.count { $0 == "\n" } == 1, "\(run.errors)")
        #expect(run.errors.contains("same file"), "\(run.errors)")
        #expect(try folder.names == ["d.npz", "hard.csv", "link.npz", "p.csv"])
        #expect(try folder.bytes("d.npz") == Data("d.npz".utf8) && folder.bytes("p.csv") == Data("p.csv".utf8))
    }

    @Test("Standard streams count as the files that they are")
    func standardStreams() throws {
        let folder = try CommandFolder()
        let text = "Px,Py,Pz,mass,charge\n0,0,100,0,0\n"
        try text.write(toFile: folder.path("p.csv"), atomically: false, encoding: .utf8)
        let zdc = CommandFolder.program.path
        for line in [
            "\(zdc) simulate --particles p.csv --format csv --output - >> p.csv",
            "\(zdc) simulate --particles p.csv --format csv --output /dev/stdout >> p.csv",
            "\(zdc) simulate --particles - --format csv --output p.csv < p.csv",
        ] {
            let run = try folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", line])
            #expect(run.status == 64 && run.errors.contains("same file"), "\(run)")
            #expect(try folder.bytes("p.csv") == Data(text.utf8))
        }
        let discarded = try folder.run(
            "export", "--model", "gan", "--format", "onnx", "--output", "/dev/null", "--scales", "/dev/null")
        #expect(discarded.status == 0, "\(discarded)")
    }
}
