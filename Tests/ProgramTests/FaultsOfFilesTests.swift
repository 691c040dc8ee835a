import Foundation
import Glibc
import PseudoTerminal
import Testing

/// What is wrong with files and folders: each is one sentence and the documented status, and leaves nothing behind.
@Suite("Faults of files")
struct FaultsOfFilesTests {
    /// Runs a line of a shell in which `$zdc` is the program.
    private func shell(_ line: String, in folder: CommandFolder, environment: [String: String] = [:]) throws -> CommandFolder.Run
    {
        try folder.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", line],
            environment: ["zdc": CommandFolder.program.path, "HOME": folder.path("home")].merging(environment) { $1 })
    }

    struct Fault: CustomTestStringConvertible {
        let line: String
        let sentence: String
        var status: Int32 = 1
        /// What is there afterwards.
        var left: [String] = []
        var testDescription: String { line }
    }

    private func check(_ fault: Fault) throws {
        let folder = try CommandFolder()
        let run = try shell(fault.line, in: folder)
        let sentence = fault.sentence.replacingOccurrences(of: "FOLDER", with: folder.url.path)
        #expect(run.errors == (sentence.isEmpty ? "" : "Error: \(sentence)\n"))
        #expect(run.status == fault.status, "\(run)")
        #expect(try folder.names.filter { $0 != "home" } == fault.left)
    }

    // MARK: Standard input, output and error

    private static let simulate = "$zdc simulate --sampler 3 -o out.npz"

    @Test(
        "Standard streams that are closed or full",
        arguments: [
            Fault(line: "\(simulate) --quiet >&-", sentence: "", status: 0, left: ["out.npz"]),
            Fault(line: "\(simulate) 2>&-", sentence: "", status: 0, left: ["out.npz"]),
            Fault(line: "\(simulate) 2>/dev/full", sentence: "", status: 0, left: ["out.npz"]),
            Fault(line: "\(simulate) <&- >&- 2>&-", sentence: "", status: 0, left: ["out.npz"]),
            Fault(line: "$zdc simulate --sampler 3 -o none/out.npz 2>&-", sentence: ""),
            Fault(line: "$zdc simulate --sampler 3 --repeats 0 -o out.npz 2>/dev/full", sentence: "", status: 64),
            Fault(
                line: "$zdc simulate --sampler 3 --format csv -o - >&-",
                sentence: "Could not write standard output: Bad file descriptor."),
            Fault(
                line: "$zdc simulate --sampler 3 --format csv -o - >/dev/full",
                sentence: "Could not write standard output: No space left on device."),
            Fault(
                line: "$zdc render explore --samples 1 >/dev/full",
                sentence: "Could not write standard output: No space left on device."),
            Fault(line: "$zdc --help >/dev/full", sentence: "Could not write standard output: No space left on device."),
            Fault(line: "$zdc --version >&-", sentence: "Could not write standard output: Bad file descriptor."),
            Fault(
                line: "$zdc simulate --particles - -o out.npz <&-",
                sentence: "Could not read standard input: Bad file descriptor."),
        ])
    func streams(fault: Fault) throws { try check(fault) }

    @Test("No file takes the number of a stream that was closed: the bytes are the same")
    func closedStreamsAreNotWrittenTo() throws {
        let folder = try CommandFolder()
        #expect(try shell("\(Self.simulate) <&- >&- 2>&-; mv out.npz closed.npz; \(Self.simulate)", in: folder).status == 0)
        #expect(try folder.bytes("closed.npz") == folder.bytes("out.npz"))
    }

    // MARK: Outputs

    private static let train =
        "$zdc train --quiet --objective gan --steps 1 --regression 1 --particles 20 --validation-particles 1 --width 1/64 --batch 16"

    @Test(
        "Outputs that cannot be written",
        arguments: [
            Fault(
                line: "mkdir out; $zdc simulate --sampler 3 -o out", sentence: "Could not write out: Is a directory.",
                left: ["out"]),
            Fault(
                line: "ln -s out out; $zdc simulate --sampler 3 -o out",
                sentence: "Could not write out: Too many levels of symbolic links.", left: ["out"]),
            Fault(
                line: "ln -s other out; $zdc simulate --quiet --sampler 3 -o out && test -L out", sentence: "", status: 0,
                left: ["other", "out"]),
            Fault(
                line: "mkdir gone; cd gone; rmdir ../gone; $zdc simulate --sampler 3 -o out.npz",
                sentence: "Could not write out.npz: No such file or directory."),
            Fault(
                line: "mkdir gone; cd gone; rmdir ../gone; $zdc simulate --quiet --sampler 3 -o FOLDER/out.npz", sentence: "",
                status: 0, left: ["out.npz"]),
            Fault(
                line: "$zdc export --model gan -o out.onnx --scales none/scales.txt",
                sentence: "Could not write none/scales.txt: No such file or directory."),
            Fault(line: "$zdc manual /dev/null", sentence: "The folder /dev/null/man cannot be made."),
            Fault(
                line: "\(train) -o none/out.safetensors",
                sentence: "Could not write none/out.safetensors: No such file or directory."),
            Fault(
                line: "\(train) -o out.safetensors --history none/out.csv",
                sentence: "Could not write none/out.csv: No such file or directory."),
            Fault(
                line: "\(train) -o out.safetensors --checkpoint none/run",
                sentence: "Could not write none/run: No such file or directory."),
            Fault(line: "mkdir out; \(train) -o out", sentence: "Could not write out: Is a directory.", left: ["out"]),
        ])
    func outputs(fault: Fault) throws {
        let folder = try CommandFolder()
        let line = fault.line.replacingOccurrences(of: "FOLDER", with: folder.url.path)
        let run = try shell(line, in: folder)
        #expect(run.errors == (fault.sentence.isEmpty ? "" : "Error: \(fault.sentence)\n"))
        #expect(run.status == fault.status, "\(run)")
        #expect(try folder.names == fault.left)
    }

    // A limit of one block on any file stands for a disk without more room.
    @Test(
        "A disk that fills leaves nothing half-written, whatever is written",
        arguments: [
            Fault(
                line: "ulimit -f 1; $zdc render explore --samples 1 --format png -o out.png",
                sentence: "Could not write out.png: File too large."),
            Fault(
                line: "ulimit -f 1; $zdc render explore --samples 50 --format npz -o out.npz",
                sentence: "Could not write out.npz: File too large."),
            Fault(
                line: "ulimit -f 1; $zdc render explore --samples 1 --format ansi -o out.txt",
                sentence: "Could not write out.txt: File too large."),
            Fault(
                line: "ulimit -f 1; $zdc export --model gan -o out.onnx", sentence: "Could not write out.onnx: File too large."),
            Fault(
                line: "ulimit -f 1; $zdc export --model gan -o out.safetensors",
                sentence: "Could not write out.safetensors: File too large."),
            Fault(
                line: "ulimit -f 0; $zdc evaluate --quiet --particles 2 --repeats 2 --runs 1 --model gan -o out.csv",
                sentence: "Could not write out.csv: File too large."),
            // The history of the run is small and whole.
            Fault(
                line: "ulimit -f 4; \(train) -o out.safetensors", sentence: "Could not write out.safetensors: File too large.",
                left: ["out.csv"]),
        ])
    func fullDisk(fault: Fault) throws { try check(fault) }

    @Test("A signal ends the wait for the reader of a pipe")
    func pipeWithoutReader() throws {
        let folder = try CommandFolder()
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        let session = try PtySession("zdc", ["simulate", "--sampler", "3", "-o", folder.path("pipe")])
        // The call of the system in which it waits: openat.
        #if arch(x86_64)
        let call = "257 "
        #else
        let call = "56 "
        #endif
        // It has told the system that it hears the signal, so this is none of the files that a program is loaded from.
        #expect(
            session.sees { _ in session.catches(SIGTERM) && TextFile.read("/proc/\(session.process)/syscall").hasPrefix(call) })
        session.send(signal: SIGTERM)
        #expect(session.ending() == .signalled(SIGTERM))
        #expect(!session.screen.contains("Error"), "\(session.screen.text)")
    }

    // MARK: The configuration and other inputs

    @Test(
        "A configuration that is no file",
        arguments: [
            Fault(line: "mkdir -p home/.config/zdc/config", sentence: "FOLDER/home/.config/zdc/config: not a regular file."),
            Fault(
                line: "mkdir -p home/.config/zdc; mkfifo home/.config/zdc/config",
                sentence: "FOLDER/home/.config/zdc/config: not a regular file."),
            Fault(
                line: "mkdir -p home/.config/zdc; ln -s /dev/zero home/.config/zdc/config",
                sentence: "FOLDER/home/.config/zdc/config: not a regular file."),
            Fault(
                line: "mkdir -p home/.config/zdc; ln -s /proc/self/mem home/.config/zdc/config",
                sentence: "Could not read FOLDER/home/.config/zdc/config: Input/output error."),
            Fault(
                line: "mkdir -p home/.config/zdc; truncate -s 1G home/.config/zdc/config",
                sentence: "FOLDER/home/.config/zdc/config: line 1 is longer than 65536 bytes."),
            Fault(
                line: "mkdir -p home/.config/zdc; yes '#' 2>/dev/null | head -20000 > home/.config/zdc/config",
                sentence: "FOLDER/home/.config/zdc/config: line 10001: expected at most 10000 lines."),
            Fault(line: "mkdir -p home/.config; echo > home/.config/zdc", sentence: "", status: 0, left: ["out.npz"]),
        ])
    func configuration(fault: Fault) throws {
        try check(
            Fault(
                line: "\(fault.line); \(Self.simulate) --quiet", sentence: fault.sentence, status: fault.status, left: fault.left)
        )
    }

    @Test(
        "A pipe where a file of arrays or a graph should be is refused, not waited for",
        arguments: [
            "import pipe --name mine", "merge pipe -o out.npz", "evaluate --data pipe,pipe", "explore --session pipe",
            "train --objective gan --start pipe -o a.safetensors",
        ])
    func pipes(arguments: String) throws {
        let folder = try CommandFolder()
        let run = try shell("mkfifo pipe; $zdc \(arguments)", in: folder)
        #expect(run.status == 1)
        #expect(
            run.errors.hasPrefix("Error: ") && run.errors.contains("pipe") && run.errors.count { $0 == "\n" } == 1,
            "\(run.errors)")
        #expect(try folder.names == ["pipe"])
    }

    @Test(
        "Commands need no home and no locale",
        arguments: [
            ["HOME": ""], ["HOME": "/proc/nowhere"], ["HOME": "/etc/passwd"], ["LC_ALL": "xx_YY.UTF-8", "LANG": "none"],
            ["HOME": "/proc/nowhere", "LC_ALL": "xx_YY.UTF-8"],
        ])
    func surroundings(environment: [String: String]) throws {
        let folder = try CommandFolder()
        let usual = try shell("\(Self.simulate) && $zdc render explore --samples 2", in: folder)
        let bytes = try folder.bytes("out.npz")
        let odd = try shell("\(Self.simulate) && $zdc render explore --samples 2", in: folder, environment: environment)
        #expect(odd.status == 0 && odd.output == usual.output)
        #expect(try folder.bytes("out.npz") == bytes)
        let unset = try shell("unset HOME LC_ALL; $zdc render explore --samples 2", in: folder)
        #expect(unset.status == 0 && unset.output == usual.output)
    }

    // MARK: Weights

    @Test(
        "Weights that are damaged, cut off or removed while a command runs change nothing of what it makes",
        arguments: ["zeros", "cut", "removed"])
    func weightsWhileRunning(damage: String) throws {
        let folder = try CommandFolder()
        let shipped = CommandFolder.program.deletingLastPathComponent().appendingPathComponent(
            "zdc_Assets.resources/assets/models/gan.safetensors")
        let weights = folder.url.appendingPathComponent("assets/models/gan.safetensors")
        try FileManager.default.createDirectory(at: weights.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: shipped, to: weights)
        let environment = ["ZDC_ASSETS": folder.path("assets")]
        let arguments = [
            "generate", "--model", "gan", "--species", "n", "--energy", "1714", "--repeats", "12000", "--threads", "1", "-o",
        ]
        #expect(
            try folder.run(CommandFolder.program, arguments + [folder.path("whole.npz")], environment: environment).status == 0)

        let session = try PtySession("zdc", arguments + [folder.path("out.npz")], width: 200, environment: environment)
        session.expect("responses are being made") { $0.contains("of 12 000 responses") }
        // In place, so that the program has this very file.
        let file = try FileHandle(forWritingTo: weights)
        switch damage {
        case "zeros": file.write(Data(count: 2_900_000))
        case "cut": try file.truncate(atOffset: 1000)
        default: try FileManager.default.removeItem(at: weights)
        }
        #expect(session.ending(within: .seconds(60)) == .exited(0))
        #expect(try folder.bytes("out.npz") == folder.bytes("whole.npz"))

        let next = try folder.run(CommandFolder.program, arguments + ["next.npz"], environment: environment)
        // A name that nothing has is wrong use.
        #expect(
            next.status == (damage == "removed" ? 64 : 1) && next.errors.hasPrefix("Error: ")
                && next.errors.count { $0 == "\n" } == 1, "\(next.errors)")
    }
}
