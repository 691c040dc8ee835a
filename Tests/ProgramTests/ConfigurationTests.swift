import Foundation
import PseudoTerminal
import Testing
@testable import zdc

@Suite("The user's configuration")
struct ConfigurationTests {
    /// Runs a command with these lines in the configuration.
    private func run(_ lines: String, _ arguments: String...) throws -> CommandFolder.Run {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("zdc"), withIntermediateDirectories: true)
        try Data(lines.utf8).write(to: folder.url.appending(path: "zdc/config"))
        return try folder.run(CommandFolder.program, arguments, environment: ["XDG_CONFIG_HOME": folder.url.path])
    }

    @Test("is as if it were typed, and the command line wins over it")
    func applies() throws {
        let set = "# what I like\nmap = viridis   # better in print\nunicode = false\nseed = \"7\"\n"
        let shown = try run(set, "render", "explore", "--samples", "1").output
        #expect(shown.contains("viridis") && shown.contains(" 7/0") && shown.unicodeScalars.allSatisfy(\.isASCII))
        let typed = try run(set, "render", "explore", "--samples", "1", "--map=grey", "--seed", "8", "--unicode").output
        #expect(typed.contains("grey") && typed.contains(" 8/0") && !typed.unicodeScalars.allSatisfy(\.isASCII))
        #expect(try run(set, "render", "explore", "--samples", "1", "--no-config").output.contains("gnuplot"))
        #expect(try run("threads = 1\ntheme = light\n", "simulate", "--sampler", "3", "-o", "a.npz").status == 0)
    }

    @Test(
        "that makes no sense ends every command with a sentence",
        arguments: [
            ("colour = 256", "line 1: there is no setting \"colour\"; known are theme, "),
            ("\ntheme = pink", "line 2: theme is \"pink\"; expected dark, light, high-contrast"),
            ("threads = 0", "line 1: threads is \"0\"; expected 1 to 256"),
            ("mouse = perhaps", "line 1: mouse is \"perhaps\"; expected true or false"),
            ("theme = dark\ntheme = light", "line 2: \"theme\" was set in line 1 already"),
            ("[colours]", "line 1: found \"[colours]\"; expected key = value"),
            ("models = models", "line 1: models is \"models\"; expected a folder"),
        ])
    func refusals(lines: String, sentence: String) throws {
        for command in [["simulate", "--sampler", "1", "-o", "a.npz"], ["bench"]] {
            let folder = try CommandFolder()
            try FileManager.default.createDirectory(atPath: folder.path("zdc"), withIntermediateDirectories: true)
            try Data(lines.utf8).write(to: folder.url.appending(path: "zdc/config"))
            let run = try folder.run(CommandFolder.program, command, environment: ["XDG_CONFIG_HOME": folder.url.path])
            #expect(run.status == 1 && run.errors.contains("zdc/config: \(sentence)"), "\(run)")
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        #expect(try run(lines, "--version").status == 0)
    }

    @Test("gives way to a session, to what the explorer kept and to what a data set says")
    func precedence() throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("zdc"), withIntermediateDirectories: true)
        func configure(_ lines: String) throws { try Data(lines.utf8).write(to: folder.url.appending(path: "zdc/config")) }
        func explore(_ arguments: [String], keys: String = "", shows words: String...) throws {
            let environment = ["XDG_CONFIG_HOME": folder.url.path, "XDG_STATE_HOME": folder.path("state")]
            let session = try PtySession("zdc", ["explore"] + arguments, width: 120, height: 40, environment: environment)
            session.expect("the explorer is drawn") { $0.contains("1 Explore") && $0.contains("help") }
            for key in keys { session.type(String(key)) }
            session.expect("\(arguments) shows \(words)") { screen in words.allSatisfy { screen.contains($0) } }
            session.type("q")
            #expect(session.ending() == .exited(0))
        }
        try configure("map = viridis\nseed = 7\ndetector = zp\n")
        try explore([], keys: "Dc", shows: "inferno", " 7/0", " ZN")
        try explore([], shows: "inferno", " 7/0", " ZN")
        let kept = folder.url.appending(path: "state/zdc/session.json")
        try FileManager.default.moveItem(at: kept, to: folder.url.appending(path: "a.session"))
        try explore([], shows: "viridis", " ZP")
        try explore(["--session", folder.path("a.session"), "--no-state"], shows: "inferno", " ZN")
        try explore(
            ["--session", folder.path("a.session"), "--no-state", "--map", "grey", "--seed", "8"], shows: "grey", " 8/0", " ZN")
        try configure("map = viridis\nseed = 9\ndetector = zp\n")
        try explore([], shows: "viridis", " 9/0", " ZP")

        let configured = ["XDG_CONFIG_HOME": folder.url.path]
        func run(_ arguments: String...) throws -> CommandFolder.Run {
            try folder.run(CommandFolder.program, arguments, environment: configured)
        }
        #expect(try run("simulate", "--detector", "zn", "--sampler", "3", "--repeats", "4", "-o", "zn.npz").status == 0)
        try explore(["--data", folder.path("zn.npz"), "--no-state"], shows: "zn.npz", " ZN")
        #expect(try run("render", "explore", "--data", "zn.npz", "--samples", "1").status == 0)
        let scored = try run("evaluate", "--data", "zn.npz", "--model", "gan", "--runs", "1", "--no-classifiers", "--no-seen")
        #expect(scored.status == 0, "\(scored.errors)")
        let typed = try run("evaluate", "--data", "zn.npz", "--model", "gan", "--detector", "zp")
        #expect(typed.status == 1 && typed.errors.contains("zn.npz"))
    }

    @Test("names the user's models")
    func models() throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path(".config/zdc"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder.path("mine"), withIntermediateDirectories: true)
        try Data("models = ~/mine\n".utf8).write(to: folder.url.appending(path: ".config/zdc/config"))
        try Data("no weights".utf8).write(to: folder.url.appending(path: "mine/theirs.safetensors"))
        let arguments = ["generate", "--model", "theirs", "--species", "n", "--energy", "500", "-o", "a.npz"]
        let home = ["HOME": folder.url.path]
        #expect(
            try folder.run(CommandFolder.program, arguments, environment: home).errors.contains(
                "theirs.safetensors: found a header"))
        #expect(
            try !folder.run(CommandFolder.program, arguments + ["--no-config"], environment: home).errors.contains(
                "theirs.safetensors"))
    }

    @Test("reaches every command that has the option, and no other")
    func reaches() throws {
        struct Help: Decodable { var command: Command }
        struct Command: Decodable {
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?
        }
        struct Argument: Decodable { var names: [Name]? }
        struct Name: Decodable { var name: String }
        let help = try JSONDecoder().decode(Help.self, from: Data(ZDC._dumpHelp().utf8)).command
        for setting in Configuration.settings where setting.key != "models" {
            let names = Set(setting.givesWayTo.map { String($0.dropFirst(2)) })
            let having = (help.subcommands ?? []).filter { command in
                let all = [command] + (command.subcommands ?? [])
                return all.contains { $0.arguments?.contains { $0.names?.contains { names.contains($0.name) } == true } == true }
            }
            // Their seeds must differ from each other's, so one for all makes no sense.
            let left: Set<String> = setting.key == "seed" ? ["train", "evaluate"] : []
            #expect(setting.commands == Set(having.map(\.commandName)).subtracting(left), "\(setting.key)")
        }
    }
}
