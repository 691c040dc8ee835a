import Foundation

/// An empty folder in which commands run, gone when the test is over.
///
///     let folder = try CommandFolder()
///     let run = try folder.run("simulate", "--species", "n", "--energy", "500", "--output", "out.npz")
///     #expect(run.status == 0)
final class CommandFolder {
    /// What a command left: its status (−1 if it ran past the deadline) and what it said.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zdc-commands-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The program as it was built, beside the tests.
    static var program: URL { URL(fileURLWithPath: PtySession.buildFolder).appendingPathComponent("zdc") }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// The names of all files, sorted.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(name)) }

    /// Runs the program in this folder.
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
        try run(Self.program, arguments, environment: environment)
    }

    /// Runs any program in this folder, for at most three minutes.
    func run(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = url
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        // What commands print fits into a pipe.
        let isInTime = ended.wait(timeout: .now() + 180) == .success
        if !isInTime { kill(process.processIdentifier, SIGKILL) }
        return Run(
            status: isInTime ? process.terminationStatus : -1,
            output: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
            errors: String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
}
