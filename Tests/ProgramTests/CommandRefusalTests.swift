import ArgumentParser
import Foundation
import PseudoTerminal
import Testing

@testable import zdc

@Suite("Commands that cannot be carried out")
struct CommandRefusalTests {
    struct Misuse: CustomTestStringConvertible {
        let arguments: String
        let sentence: String
        init(_ arguments: String, _ sentence: String) { (self.arguments, self.sentence) = (arguments, sentence) }
        var testDescription: String { arguments }
    }

    @Test(
        "Wrong use is one sentence, status 64 and no file",
        arguments: [
            Misuse(
                "simulate --species n --energy abc",
                "The energy \"abc\" is not understood; expected a number in GeV such as 3.2e3, or with a unit eV, keV, MeV, GeV or TeV."
            ),
            Misuse("simulate --species n --energy 1e999", "The energy \"1e999\" is too large; at most 1e9 GeV is allowed."),
            Misuse("simulate --species n --momentum 0,0,1e999", "The Pz \"1e999\" is too large; at most 1e9 GeV is allowed."),
            Misuse("simulate --mass -1 --charge 0 --energy 5", "The mass \"-1\" is negative; expected 0 MeV or more."),
            Misuse("simulate --mass 1 --charge 3 --energy 5", "The charge \"3\" is not one of -1, 0 and 1."),
            Misuse(
                "simulate --species n --energy 0.5",
                "The energy 0.5 GeV is below the mass 939.565413 MeV; expected at least the mass."),
            Misuse(
                "generate --species n --energy 0.5 --momentum 0,0,0.1",
                "The energy 0.5 GeV is below the mass 939.565413 MeV; expected at least the mass."),
            Misuse(
                "simulate --species n --energy 500 --momentum 0,0,400",
                "The energy is 500.0 GeV, but mass and momentum ask for 400.001103 GeV; leave one of --energy and --momentum out, or add --off-shell."
            ),
            Misuse(
                "generate --species nutron --energy 500",
                "There is no species \"nutron\"; known are gamma, n, p, pbar, nbar, pi+, pi-, K+, K-, K0, Lambda, Sigma+, Sigma-, Xi0, Xi-, Omega-, e-, e+, mu-, mu+."
            ),
            Misuse("simulate --species n", "The particle has neither energy nor momentum; give --energy or --momentum."),
            Misuse("simulate --energy 5", "The particle has no mass and charge; give --species, or --mass and --charge."),
            Misuse("simulate --mass 5 --energy 5", "--mass and --charge belong together; give both, or --species."),
            Misuse(
                "simulate --species n --mass 5 --energy 5",
                "--species already says mass and charge; give either --species or --mass and --charge."),
            Misuse(
                "simulate --species gamma --momentum 0,0,0",
                "A particle without mass and momentum has no energy; give --momentum."),
            Misuse("simulate --species n --energy 5 --position 0,1", "--position has 2 of 3 numbers in \"0,1\"; expected x,y,z."),
            Misuse("simulate", "There is no particle; give --species with --energy or --momentum, --particles, or --sampler."),
            Misuse(
                "simulate --sampler 5 --species n --energy 5",
                "Particles come from one place; found a particle and --sampler, give one of them."),
            Misuse(
                "simulate --sampler 5 --particles p.csv",
                "Particles come from one place; found --sampler and --particles, give one of them."),
            Misuse("simulate --particles p.csv --index 2", "--index is about one particle; it does not go with --particles."),
            Misuse("simulate --sampler 5 --index 2", "--index is about one particle; it does not go with --sampler."),
            Misuse(
                "simulate --species n --energy 5 --index 2 --repeats 3",
                "--index asks for one sample and --repeats for many; give one of them."),
            Misuse("simulate --species n --energy 5 --repeats 0", "--repeats is 0; expected 1 to 1000000000000."),
            Misuse(
                "simulate --sampler 10000000000 --repeats 1000",
                "10000000000 particles with 1000 repeats are too many; expected at most 1000000000000 responses."),
            Misuse("simulate --sampler 9999999999999", "--sampler is 9999999999999; expected 1 to 1000000000000."),
            Misuse(
                "simulate --sampler 5 --shard 7/7",
                "--shard is \"7/7\"; expected i/n, part i of n counted from 0 as in 0/64, or slurm."),
            Misuse(
                "simulate --sampler 5 --shard slurm",
                "--shard slurm finds no SLURM_ARRAY_TASK_ID; expected a job array, or give --shard i/n."),
            Misuse(
                "simulate --species n --energy 5 --index 2 --shard 0/2",
                "--index asks for one sample, which has no parts; leave --shard out."),
            Misuse("simulate --sampler 5 --content pixels", "--content is about csv and jsonl; leave it out for npz."),
            Misuse(
                "simulate --sampler 5 --format csv --content pixels --masks o2",
                "--masks is about channel sums, which are not written here; leave it out."),
            Misuse("simulate --sampler abc", "The value 'abc' is invalid for '--sampler <N>'; expected a number."),
            Misuse(
                "simulate --species n --energy 5 --repeats 1e3",
                "The value '1e3' is invalid for '--repeats <K>'; expected a whole number in digits, such as 1000."),
            Misuse(
                "simulate --energy abc",
                "The energy \"abc\" is not understood; expected a number in GeV such as 3.2e3, or with a unit eV, keV, MeV, GeV or TeV."
            ),
            Misuse("simulate --charge 3", "The charge \"3\" is not one of -1, 0 and 1."),
            Misuse("simulate --enrgy 5", "Unknown option '--enrgy'. Did you mean '--energy'? See --help."),
            Misuse(
                "simulate --sampler 3 --seed 99999999999999999999999",
                "The value '99999999999999999999999' is invalid for '--seed <S>'; expected a smaller number."),
            Misuse("render explore --index -1", "--index is -1; expected 0 to 4294967295."),
            Misuse(
                "render histograms --species n --energy 5",
                "The histograms are of the test set; add --of-particle, or leave the particle out."),
            Misuse(
                "render histograms --observable sum --against sum",
                "--against is sum, as --observable is; expected another observable."),
            Misuse("render metrics --species n --energy 5", "The metrics are of many particles; leave the single one out."),
            Misuse(
                "train --objective gan -o m.safetensors --species-power 2",
                "--species-power is 2.0; expected a number from 0 to 1."),
            Misuse(
                "train --objective gan -o m.safetensors --species-power nan",
                "--species-power is nan; expected a number from 0 to 1."),
            Misuse(
                "train --objective gan -o m.safetensors --species-power 0.5 --data x.npz",
                "--species-power is for particles of the reference Monte Carlo; a data set has its own."),
            Misuse("render training --species n --energy 5", "The histories of trainings are of no particle; leave it out."),
            Misuse("simulate --sampler 3 --seed -1", "The value '-1' is invalid for '--seed <S>'; expected a number from 0 on."),
            Misuse(
                "render explore --size 3", "The value '3' is invalid for '--size <WxH>'; expected columns x rows, such as 120x40."
            ),
            Misuse(
                "render explore --format x",
                "The value 'x' is invalid for '--format <format>'. Please provide one of the following: text, ansi, png, svg, csv, json, tex, npz."
            ),
            Misuse(
                "render diversity --walk 1,2",
                "The value '1,2' is invalid for '--walk <z1,...,z10>'; expected z1,...,z10, numbers with commas between them."),
            Misuse("simulate --species n --energy 5 --threads 0", "--threads is 0; expected 1 to 256."),
            Misuse(
                "generate --species n --energy 5 --model wgan",
                "There is no model \"wgan\"; known are energy-score, latent-flow, vae, gan, sdi-gan, sdi-gan-reg, sdi-gan-reg-aux."
            ),
        ])
    func misuse(_ misuse: Misuse) throws {
        let folder = try CommandFolder()
        let run = try folder.run(
            CommandFolder.program, misuse.arguments.split(separator: " ").map(String.init) + ["--output", "out.npz"])
        #expect(run.errors == "Error: \(misuse.sentence)\n")
        #expect(run.status == 64)
        #expect(run.output == "")
        #expect(try folder.names == [])
    }

    @Test("Whatever option refuses its value, it tells what it takes")
    func reasons() throws {
        struct Help: Decodable { var command: Command }
        struct Command: Decodable {
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?
        }
        struct Argument: Decodable {
            var kind: String
            var preferredName: Name?
            var abstract: String?
        }
        struct Name: Decodable {
            var kind: String
            var name: String
        }
        // Commands share options: each is tried once, and by the command itself, since parsing takes a quarter of a second.
        var tried: Set<String> = []
        func check(_ command: Command, _ type: any ParsableCommand.Type) -> Int {
            var count = 0
            for argument in command.arguments ?? [] where argument.kind == "option" {
                guard let name = argument.preferredName, name.kind == "long",
                    tried.insert("\(name.name): \(argument.abstract ?? "")").inserted
                else { continue }
                do {
                    _ = try type.parse(["--\(name.name)", "what!"])
                } catch {
                    let message = type.message(for: error)
                    guard message.hasPrefix("The value 'what!'") else { continue }
                    let sentence = ParserMessage.sentence(message)
                    #expect(
                        sentence.contains("; expected ") || sentence.contains("one of"), "\(command.commandName): \(sentence)")
                    #expect(!sentence.contains("\n"))
                    count += 1
                }
            }
            for sub in type.configuration.subcommands {
                guard let help = command.subcommands?.first(where: { $0.commandName == sub._commandName }) else { continue }
                count += check(help, sub)
            }
            return count
        }
        let help = try JSONDecoder().decode(Help.self, from: Data(ZDC._dumpHelp().utf8)).command
        #expect(check(help, ZDC.self) > 60)
    }

    @Test("A command without an output file says so")
    func missingOutput() throws {
        let folder = try CommandFolder()
        #expect(
            try folder.run("simulate", "--sampler", "5").errors
                == "Error: Missing expected argument '--output <file>'; see --help.\n")
        #expect(try folder.run("simulate", "--sampler", "5", "-o", "-").status == 64)
        #expect(try folder.names == [])
    }

    @Test("What cannot be written is one sentence and status 1, before any work is done")
    func unwritable() throws {
        let folder = try CommandFolder()
        let run = try folder.run("simulate", "--sampler", "10000", "-o", "missing/out.npz")
        #expect(run.errors == "Error: Could not write missing/out.npz: No such file or directory.\n")
        #expect(run.status == 1)
    }

    @Test("A full disk is one sentence and status 1", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let folder = try CommandFolder()
        let run = try folder.run("simulate", "--sampler", "5", "-o", "/dev/full")
        #expect(run.errors == "Error: Could not write /dev/full: No space left on device.\n")
        #expect(run.status == 1)
    }

    @Test("A disk that fills while responses are written leaves nothing half-written, and an older file as it was")
    func fillingDisk() throws {
        let folder = try CommandFolder()
        try Data("older".utf8).write(to: URL(fileURLWithPath: folder.path("out.npz")))
        // A limit of 64 blocks of 512 or 1024 bytes on any file stands for a disk without more room.
        let command = "ulimit -f 64; exec '\(CommandFolder.program.path)' simulate --sampler 3000 -o out.npz"
        let run = try folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", command])
        #expect(run.errors == "Error: Could not write out.npz: File too large.\n")
        #expect(run.status == 1)
        #expect(try folder.names == ["out.npz"])
        #expect(try folder.bytes("out.npz") == Data("older".utf8))
    }
}

@Suite("Models that commands look for")
struct CommandModelTests {
    /// Copies the shipped models into a folder of assets.
    func copyModels(to folder: CommandFolder, under name: String) throws -> [URL] {
        let models = folder.url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: models.deletingLastPathComponent(), withIntermediateDirectories: true)
        let shipped = CommandFolder.program.deletingLastPathComponent().appendingPathComponent(
            "zdc_Assets.resources/assets/models")
        try FileManager.default.copyItem(at: shipped, to: models)
        let files = try FileManager.default.contentsOfDirectory(at: models, includingPropertiesForKeys: nil)
        return files.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    @Test("A weight file that is cut in half is one sentence that names it, and status 1")
    func cutInHalf() throws {
        let folder = try CommandFolder()
        let files = try copyModels(to: folder, under: "assets/models")
        for file in files {
            let whole = try Data(contentsOf: file)
            try whole.prefix(whole.count / 2).write(to: file)
        }
        let first = try #require(files.first)
        let run = try folder.run(
            "generate", "--species", "n", "--energy", "500", "-o", "out.npz", environment: ["ZDC_ASSETS": folder.path("assets")])
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: \(first.lastPathComponent): "), "\(run.errors)")
        #expect(run.errors.count { $0 == "\n" } == 1)
        #expect(try folder.names == ["assets"])
    }

    @Test("A folder of assets that is not there, or has no models, is one sentence")
    func noModels() throws {
        let folder = try CommandFolder()
        let arguments = ["generate", "--species", "n", "--energy", "500", "-o", "out.npz"]
        for arguments in [arguments, ["render", "explore", "--samples", "2"]] {
            let missing = try folder.run(CommandFolder.program, arguments, environment: ["ZDC_ASSETS": folder.path("none")])
            #expect(missing.errors == "Error: ZDC_ASSETS names \(folder.path("none")), which is not a folder.\n")
            #expect(missing.status == 1 && missing.output.isEmpty)
        }
        try FileManager.default.createDirectory(atPath: folder.path("empty/models"), withIntermediateDirectories: true)
        let empty = try folder.run(CommandFolder.program, arguments, environment: ["ZDC_ASSETS": folder.path("empty")])
        #expect(
            empty.errors
                == "Error: There is no model of the ZN in \(folder.path("empty/models")); expected a weight file (.safetensors).\n"
        )
        #expect(empty.status == 1)
    }

    @Test(
        "What is no history is not drawn as one",
        arguments: [
            ("none.csv", "Could not read none.csv: No such file or directory."),
            ("passwd", "passwd: is not a training history; expected CSV with a column named step."),
        ])
    func histories(name: String, sentence: String) throws {
        let folder = try CommandFolder()
        try Data("root:x:0:0\n".utf8).write(to: folder.url.appendingPathComponent("passwd"))
        for option in ["--history", "--over"] {
            let run = try folder.run("render", "training", option, name)
            #expect(run.errors == "Error: \(sentence)\n")
            #expect(run.status == 1 && run.output.isEmpty)
        }
    }

    @Test("A training begins no file anew that another may have to continue from")
    func checkpointThatIsThere() throws {
        let folder = try CommandFolder()
        try Data("days of work".utf8).write(to: folder.url.appendingPathComponent("run.ckpt"))
        let run = try folder.run(
            CommandFolder.program, TrainCommandTests.small + ["--checkpoint", "run.ckpt", "-o", "m.safetensors"])
        #expect(
            run.errors == "Error: run.ckpt: a file exists already; continue from it with --resume, or remove it to start over.\n")
        #expect(run.status == 1)
        #expect(try folder.bytes("run.ckpt") == Data("days of work".utf8))
        #expect(try folder.names == ["run.ckpt"])
    }

    @Test("Program and bundle move together; the program alone says what it misses")
    func moved() throws {
        let folder = try CommandFolder()
        let program = folder.url.appendingPathComponent("zdc")
        try FileManager.default.linkOrCopy(CommandFolder.program, to: program)
        let arguments = ["generate", "--species", "n", "--energy", "500", "-o", "out.npz"]
        let alone = try folder.run(program, arguments)
        #expect(alone.status == 1)
        #expect(alone.errors.hasPrefix("Error: The models were not found at "), "\(alone.errors)")
        _ = try copyModels(to: folder, under: "zdc_Assets.resources/assets/models")
        let together = try folder.run(program, arguments)
        #expect(together.status == 0, "\(together.errors)")
        #expect(try folder.names == ["out.npz", "zdc", "zdc_Assets.resources"])
    }
}

extension FileManager {
    /// A second name for a file, or a copy of it where that lies on another disk.
    fileprivate func linkOrCopy(_ file: URL, to target: URL) throws {
        do { try linkItem(at: file, to: target) } catch { try copyItem(at: file, to: target) }
    }
}
