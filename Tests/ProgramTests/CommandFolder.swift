import Foundation
import PseudoTerminal
import Support

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

    /// Its path is short, so that messages with it fit on a screen.
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("zdc-\(UUID().uuidString.prefix(8))")

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

    /// All that commands know of their surroundings.
    static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]

    /// Runs any program in this folder, for five minutes at most.
    func run(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Run {
        let run = try WatchedProcess.run(
            program, arguments, environment: Self.environment.merging(environment) { $1 }, folder: url, limit: .seconds(300))
        let status: Int32 =
            switch run.ending {
            case .exited(let status), .signalled(let status): status
            case .silent, .late: -1
            }
        return Run(status: status, output: run.output, errors: run.errors)
    }
}
