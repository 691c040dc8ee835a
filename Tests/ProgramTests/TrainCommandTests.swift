import FastSimulation
import Foundation
import PseudoTerminal
import Testing

@Suite("zdc train", .serialized)
struct TrainCommandTests {
    /// A run of a few seconds.
    static let small = [
        "train", "--objective", "sdi-gan-reg-aux", "--width", "1/32", "--channels", "10,8,4,8,4,2", "--critic-width", "0.125",
        "--particles", "40", "--validation-particles", "10", "--batch", "8", "--regression", "20", "--steps", "40",
        "--validation-interval", "15", "--threads", "2",
    ]

    private func run(_ folder: CommandFolder, _ more: String...) throws -> CommandFolder.Run {
        try folder.run(CommandFolder.program, Self.small + more)
    }

    @Test("Away from a terminal it prints a line for every validation and writes model and history")
    func quiet() throws {
        let folder = try CommandFolder()
        let run = try run(folder, "-o", "a.safetensors")
        #expect(run.status == 0, "\(run.errors)")
        // What takes over five seconds says now and then how far it is.
        let lines = run.errors.split(separator: "\n").filter { !$0.contains(" steps/s ") }
        #expect(lines.count == 11)
        #expect(lines[0] == "Simulating particles to train and validate on.")
        #expect(lines[1].hasPrefix("Plan: ") && lines[2].contains("no --checkpoint"))
        #expect(
            lines[3...].dropLast().allSatisfy { $0.hasPrefix("step ") && $0.contains("validation WS") && $0.contains("floor") })
        #expect(lines.last?.hasPrefix("Wrote a.safetensors, step ") == true)
        #expect(!run.errors.contains("\u{1B}"))
        #expect(try folder.names == ["a.csv", "a.safetensors"])
        let history = String(decoding: try folder.bytes("a.csv"), as: UTF8.self)
        #expect(history.contains("# command: zdc train --objective sdi-gan-reg-aux"))
        #expect(history.split(separator: "\n").count == 5 + 7)
    }

    @Test("The model tells the command with what the configuration added to it")
    func configured() throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("zdc"), withIntermediateDirectories: true)
        try Data("detector = zp\nthreads = 1\nseed = 5\n".utf8).write(to: folder.url.appending(path: "zdc/config"))
        let arguments = [
            "train", "--quiet", "--objective", "gan", "--width", "1/32", "--channels", "10,8,4,8,4,2", "--steps", "2",
            "--regression", "2",
            "--batch", "4",
            "--particles", "40", "--validation-particles", "4", "-o", "the first.safetensors",
        ]
        // Threads make no difference, however they are asked for.
        let run = try folder.run(
            CommandFolder.program, arguments + ["--threads=1"], environment: ["XDG_CONFIG_HOME": folder.url.path])
        #expect(run.status == 0, "\(run.errors)")
        let model = try Generator(contentsOf: folder.url.appending(path: "the first.safetensors"))
        let command = try #require(model.metadata["command"])
        #expect(model.detector == .zp)
        #expect(
            command == "zdc train --detector zp " + arguments.dropFirst(2).dropLast().joined(separator: " ")
                + " 'the first.safetensors'")
        // Without the configuration it makes the same model, in a shell.
        let line = command.replacing("the first", with: "the second").replacing("zdc train", with: "\"$zdc\" train")
        let again = try folder.run(URL(filePath: "/bin/sh"), ["-c", line], environment: ["zdc": CommandFolder.program.path])
        #expect(again.status == 0, "\(again.errors)")
        #expect(try Weights(folder.bytes("the second.safetensors")) == Weights(folder.bytes("the first.safetensors")))
    }

    @Test("Killed at any moment and resumed, it writes the bytes of the run that was not")
    func killed() throws {
        let folder = try CommandFolder()
        let whole = try run(folder, "-o", "whole.safetensors")
        #expect(whole.status == 0, "\(whole.errors)")
        for delay in [0.3, 0.7, 1.1] {
            let process = Process()
            process.executableURL = CommandFolder.program
            process.arguments = Self.small + ["-o", "run.safetensors", "--checkpoint", "run.ckpt", "--checkpoint-interval", "0"]
            process.currentDirectoryURL = folder.url
            process.environment = CommandFolder.environment
            process.standardError = FileHandle.nullDevice
            try process.run()
            // At the latest when the run is over by itself.
            let deadline = ContinuousClock.now + .seconds(delay)
            let last = ContinuousClock.now + .seconds(60)
            while process.isRunning, .now < last,
                .now < deadline || !FileManager.default.fileExists(atPath: folder.path("run.ckpt"))
            {
                usleep(1000)
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let resumed = try run(folder, "-o", "run.safetensors", "--checkpoint", "run.ckpt", "--resume")
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("\nResuming after step "))
            #expect(try Weights(folder.bytes("run.safetensors")) == Weights(folder.bytes("whole.safetensors")))
            try FileManager.default.removeItem(atPath: folder.path("run.ckpt"))
        }
    }

    @Test("Ctrl-C leaves a checkpoint to continue from")
    func interrupted() throws {
        let folder = try CommandFolder()
        let session = try PtySession(
            "zdc",
            Self.small + ["--steps", "100000", "-o", folder.path("run.safetensors"), "--checkpoint", folder.path("run.ckpt")],
            width: 200)
        session.expect("it trains against the critic") {
            $0.contains("adversarial") && $0.contains("steps/s") && $0.contains("left")
        }
        session.type("\u{03}")
        #expect(session.ending() == .signalled(SIGINT))
        session.expect("it says how to resume") { $0.contains("the same command with --resume continues") }
        #expect(try folder.names.contains("run.ckpt"))
    }

    @Test(
        "What makes no sense is refused in one sentence",
        arguments: [
            (
                ["--objective", "wgan"],
                "There is no objective \"wgan\"; expected one of energy-score, latent-flow, vae, gan, sdi-gan, sdi-gan-reg, sdi-gan-reg-aux."
            ),
            (["--width", "2/0"], "--width is \"2/0\"; expected a number from 1/64 to 4, such as 1/4."),
            (["--epochs", "2"], "--steps and --epochs say the same thing; give one of them."),
            (["--batch", "1"], "--batch is 1; expected 2 to 4096."),
            (["--resume"], "--resume continues from a checkpoint; name it with --checkpoint."),
            (["--encoding", "polar"], "There is no encoding \"polar\"; expected raw, derived, located or fine."),
            (["--critic-rate", "nan"], "--critic-rate is nan; expected a number from 0 to 1.0."),
        ])
    func refusals(arguments: [String], sentence: String) throws {
        let folder = try CommandFolder()
        let run = try folder.run(CommandFolder.program, Self.small + ["-o", "x.safetensors"] + arguments)
        #expect(run.status == 64)
        #expect(run.errors == "Error: \(sentence)\n")
        #expect(try folder.names == [])
    }

    @Test("A start that is no model, a data set that is none")
    func badFiles() throws {
        let folder = try CommandFolder()
        try Data("x".utf8).write(to: folder.url.appendingPathComponent("bad"))
        for option in ["--start", "--data"] {
            let run = try run(folder, "-o", "x.safetensors", option, "bad")
            #expect(run.status == 1)
            #expect(run.errors.contains("bad") && run.errors.split(separator: "\n").count == 1)
            #expect(try folder.names == ["bad"])
        }
    }
}

/// The numbers of a weight file, without the words about it.
private struct Weights: Equatable {
    let bytes: Data

    init(_ file: Data) {
        let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        bytes = file.dropFirst(8 + length)
    }
}
