import Foundation
import PseudoTerminal
import Testing

/// Little memory, stack, threads, descriptors and cores: work goes on with less, or one sentence says what is missing.
@Suite("Faults of resources", .serialized)
struct FaultsOfResourcesTests {
    /// Runs a line of a shell in which `$zdc` is the program.
    private func shell(_ line: String, in folder: CommandFolder) throws -> CommandFolder.Run {
        try folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: ["zdc": CommandFolder.program.path])
    }

    /// Runs the explorer from a line of a shell on a terminal.
    private func explorer(_ line: String, environment: [String: String] = [:]) throws -> PtySession {
        try PtySession(
            "/bin/sh", ["-c", line], width: 120, height: 40,
            environment: ["zdc": CommandFolder.program.path].merging(environment) { $1 })
    }

    private static let evaluate = "$zdc evaluate --particles 20 --repeats 2 --runs 1 --model gan"
    private static let train =
        "$zdc train --quiet --objective gan --steps 1 --regression 1 --particles 20 --validation-particles 1 --width 1/64 --batch 16 -o out.safetensors"

    // MARK: Memory

    @Test("A limit on addresses is kept to, or is a sentence if it is too small")
    func addresses() throws {
        let folder = try CommandFolder()
        let small = try shell("ulimit -v 200000; $zdc simulate --sampler 3 -o out.npz", in: folder)
        #expect(small.errors == "Error: Memory is limited to 200000 kB of addresses (ulimit -v); expected at least 262144.\n")
        #expect(small.status == 1)
        let enough = try shell(
            "ulimit -v 262144; $zdc generate --quiet --sampler 200 --threads 256 -o a.npz && \(Self.evaluate) --quiet --threads 256 -o a.csv && \(Self.train)",
            in: folder)
        #expect(enough.status == 0 && enough.errors == "", "\(enough)")
    }

    @Test("What asks for more memory than there is says so before the work")
    func largeRequests() throws {
        let folder = try CommandFolder()
        let evaluation = try shell("ulimit -v 400000; $zdc evaluate --particles 100000 --repeats 100 --model gan", in: folder)
        #expect(
            evaluation.errors.hasPrefix("Error: The evaluation takes about ")
                && evaluation.errors.contains(" MB of memory, more than there is;"), "\(evaluation.errors)")
        let training = try shell(
            "ulimit -v 400000; $zdc train --objective gan --steps 1 --regression 1 --particles 20 --validation-particles 1 --width 4 --batch 100 -o out.safetensors",
            in: folder)
        #expect(
            training.errors
                == "Error: The training takes about 8000 MB of memory, more than there is; ask for a smaller --width or --batch.\n"
        )
        // These would take a quarter of an hour before the training.
        let particles = try shell("ulimit -v 400000; \(Self.train) --particles 10000000", in: folder)
        #expect(
            particles.errors.hasSuffix(" MB of memory, more than there is; ask for fewer --particles.\n"), "\(particles.errors)")
        let misuse = try shell("$zdc train --objective gan --width 9 --particles 10000000 -o out.safetensors", in: folder)
        #expect(
            misuse.status == 64 && misuse.errors == "Error: --width is \"9\"; expected a number from 1/64 to 4, such as 1/4.\n")
        #expect(evaluation.status == 1 && training.status == 1 && particles.status == 1)
        #expect(try folder.names == [])
    }

    @Test(
        "A data set that does not fit in memory is a sentence: by its pixels, in either order of them, or by its responses",
        arguments: [
            (count: 13_000, isFortran: false, isLit: true, shape: "44, 44"), (13_000, true, true, "44, 44"),
            (600_000, false, false, "44, 44"), (600_000, false, true, "5"),
        ])
    func largeDataSet(count: Int, isFortran: Bool, isLit: Bool, shape: String) throws {
        let folder = try CommandFolder()
        func array(_ type: String, _ shape: String, bytes: Data, fortran: Bool = false) -> Data {
            var header = "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(shape)), }"
            header += String(repeating: " ", count: (64 - (10 + header.count + 1) % 64) % 64) + "\n"
            return Data([0x93]) + Data("NUMPY\u{1}\u{0}".utf8)
                + withUnsafeBytes(of: UInt16(header.count).littleEndian) { Data($0) } + Data(header.utf8) + bytes
        }
        let particle: [Float] = [1714, 0, 0, 0, 0, 0, -1713.9997, 939.5654, 0]
        let conditions = particle.withUnsafeBytes { Data($0) }
        let rows = Data([Data](repeating: conditions, count: count).joined())
        try array("<f4", "\(count), 9", bytes: rows).write(to: folder.url.appendingPathComponent("particles.npy"))
        let size = count * (shape == "5" ? 5 : 44 * 44)
        // Dark pixels are a hole in the file.
        let start = array(
            "|u1", "\(count), \(shape)", bytes: isLit ? Data(repeating: 1, count: size) : Data(), fortran: isFortran)
        try start.write(to: folder.url.appendingPathComponent("responses.npy"))
        #expect(truncate(folder.path("responses.npy"), isLit ? start.count : start.count + size) == 0)
        let line = "$zdc evaluate --quiet --runs 1 --detector zn --model gan --data particles.npy,responses.npy"
        let run = try shell("ulimit -v 262144; \(line)", in: folder)
        #expect(
            run.errors.hasPrefix("Error: responses.npy: there is not enough memory for ") && run.errors.count { $0 == "\n" } == 1,
            "\(run.errors)")
        #expect(run.status == 1)
    }

    // MARK: Stack, threads, descriptors, cores

    @Test("A small stack is widened, or is a sentence where it must not be")
    func stack() throws {
        let folder = try CommandFolder()
        let usual = try shell("$zdc render compare --samples 20 --size 200x60", in: folder)
        let soft = try shell("ulimit -S -s 128; $zdc render compare --samples 20 --size 200x60 && \(Self.train)", in: folder)
        #expect(soft.status == 0 && soft.output == usual.output, "\(soft)")
        let hard = try shell("ulimit -s 256; $zdc render compare --samples 20 --size 200x60", in: folder)
        // Some superusers may go beyond a hard limit.
        let isWidened = hard.status == 0 && hard.output == usual.output
        let isRefused =
            hard.status == 1 && hard.errors == "Error: The stack is limited to 256 kB (ulimit -s); expected at least 1024.\n"
        #expect(isWidened || isRefused, "\(hard)")
    }

    /// By chance: other programs of this kind may run beside these.
    private static let user = Int.random(in: 60_000..<65_000)

    /// Limits on threads do not hold for the superuser, so another user has to be at hand who may run the program, and who has no
    /// other processes: the limit is on all of a user's.
    private static func withThreads(_ count: Int) -> String {
        "setpriv --reuid \(user) --clear-groups prlimit --nproc=\(count):\(count)"
    }
    private static let withoutThreads = withThreads(1)
    private static let canLackThreads: Bool = {
        guard let folder = try? CommandFolder() else { return false }
        let lines = "\(withoutThreads) '\(CommandFolder.program.path)' --version && ! \(withoutThreads) sh -c '/bin/true; true'"
        return (try? folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", lines]))?.status == 0
    }()

    @Test(
        "Without threads to be had commands make the same, one piece after the other", .enabled(if: canLackThreads),
        arguments: [
            ("simulate --quiet --sampler 200 -o out.npz", "out.npz"), ("generate --quiet --sampler 50 -o out.npz", "out.npz"),
            ("evaluate --quiet --particles 20 --repeats 2 --runs 1 --model gan -o out.csv", "out.csv"),
            ("render explore --quiet --samples 20 -o out.txt", "out.txt"),
            (
                "train --quiet --objective gan --steps 1 --regression 1 --particles 20 --validation-particles 1 --width 1/64 --batch 16 -o out.safetensors",
                "out.safetensors"
            ),
        ])
    func threads(arguments: String, output: String) throws {
        let folder = try CommandFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
        #expect(try shell("$zdc \(arguments)", in: folder).status == 0)
        let usual = try folder.bytes(output)
        let run = try shell("rm -f out.*; \(Self.withoutThreads) $zdc \(arguments)", in: folder)
        #expect(run.status == 0 && run.errors == "", "\(run)")
        #expect(try folder.bytes(output) == usual)
    }

    @Test("The explorer says that it needs a thread", .enabled(if: canLackThreads))
    func explorerWithoutThreads() throws {
        let session = try explorer("exec \(Self.withoutThreads) $zdc --no-state")
        #expect(session.ending() == .exited(1))
        #expect(
            session.screen.contains("Error: The system cannot start a thread (Resource temporarily unavailable)"),
            "\(session.screen.text)")
        session.expectTerminalRestored()
    }

    @Test("The explorer goes on with one calorimeter where there is no thread for the other", .enabled(if: canLackThreads))
    func oneCalorimeter() throws {
        let session = try explorer("exec \(Self.withThreads(2)) $zdc --no-state")
        session.expect("the explorer") { $0.contains("n 1000 ") }
        session.type("D")
        session.expect("why the other one is empty") { $0.contains("The system cannot start a thread") }
        session.type("D")
        session.expect("the first again") { $0.contains("n 1000 ") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    @Test("Few descriptors leave the explorer whole, and what cannot be opened is said", arguments: [7, 10])
    func descriptors(count: Int) throws {
        let folder = try CommandFolder()
        let session = try explorer("ulimit -n \(count); exec $zdc --no-state")
        session.expect("the explorer") { $0.contains("n 1000 ") }
        session.type("6")
        session.expect("the trainings") { $0.contains("▌6 Training▐") }
        session.type("1:save\r")
        session.expect("the dialog") { $0.contains("PNG: the screen") }
        session.type("\u{15}" + folder.path("a.png") + "\r")
        session.expect("saved, or why not") { $0.contains("saved ") || $0.contains("Too many open files") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    /// One that this program may run on.
    private static let core =
        TextFile.read("/proc/self/status").split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }?
        .drop { !$0.isNumber }.prefix { $0.isNumber } ?? "0"

    @Test("One core suffices", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")))
    func oneCore() throws {
        let folder = try CommandFolder()
        let run = try shell(
            "$zdc simulate --quiet --sampler 200 -o a.npz; taskset -c \(Self.core) $zdc simulate --quiet --sampler 200 -o b.npz",
            in: folder)
        #expect(run.status == 0 && run.errors == "", "\(run)")
        #expect(try folder.bytes("a.npz") == folder.bytes("b.npz"))
        let session = try explorer("exec taskset -c \(Self.core) $zdc --no-state")
        session.expect("the explorer") { $0.contains("n 1000 ") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    // MARK: The explorer's limits

    @Test("The explorer works within 384 MB of addresses, in every view")
    func explorerWithLittleMemory() throws {
        let session = try explorer("ulimit -v 393216; exec $zdc --no-state")
        session.expect("the explorer") { $0.contains("n 1000 ") }
        for (view, title) in zip(2...6, ["Diversity", "Compare", "Histograms", "Metrics", "Training"]) {
            session.type("\(view)")
            session.expect(title) { $0.contains("▌\(view) \(title)▐") }
        }
        session.type("1D")
        session.expect("the other calorimeter") { $0.contains("ZP") && $0.contains("n 1000 ") }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }

    @Test("Below that the explorer refuses in a sentence, before it touches the terminal")
    func explorerWithoutMemory() throws {
        let session = try explorer("ulimit -v 300000; exec $zdc --no-state")
        session.expect("the sentence") { $0.contains("expected at least 393216.") }
        #expect(session.ending() == .exited(1))
        session.expectTerminalRestored()
    }
}
