#if DEBUG || FUZZING
import Foundation
import Support

/// Runs the files of a parser in a child process, so that a trap ends one file and not the search, and shortens failing files.
struct Supervisor {
    let parser: Parser
    let seed: UInt64
    let first: UInt64
    let count: UInt64

    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    /// How long a failing file is shortened, seconds.
    private static let patience = 60.0

    /// Runs the search; true if nothing was found.
    func run() throws -> Bool {
        let start = ContinuousClock.now
        let child = try child(["--first", "\(first)", "--count", "\(count)"])
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if child.ending == .exited(0) {
            let each = Int((1e6 * seconds / Double(count)).rounded())
            say(
                "\(parser.name): \(count) files of seed \(seed) in \(Int(seconds.rounded())) s, \(each) µs each; \(child.lines.last ?? "")"
            )
            return true
        }
        // Repeat the last thousand and announce each file.
        let thousand = child.lines.compactMap { UInt64($0) }.last ?? first
        let again = try self.child(["--first", "\(thousand)", "--count", "\(min(1000, first + count - thousand))", "--each"])
        guard again.ending != .exited(0), let index = again.lines.compactMap({ UInt64($0) }).last else {
            say("\(parser.name): it ended with \(Self.text(child)) after file \(thousand) of seed \(seed), but not again")
            return false
        }
        try report(index, again)
        return false
    }

    private func report(_ index: UInt64, _ ending: WatchedProcess.Run) throws {
        let (sound, mutations) = parser.file(seed: seed, index: index)
        say("\(parser.name): file \(index) of seed \(seed) ends with \(Self.text(ending)); shortening it")
        let scratch = try ScratchFile("shortening")
        func fails(_ file: [UInt8]) -> Bool {
            scratch.hold(file)
            return (try? child(["--file", scratch.path]).ending) ?? .exited(0) != .exited(0)
        }
        let needed = shortest(mutations) { fails($0.applied(to: sound)) }
        say("  it takes: \(needed.map(\.description).joined(separator: ", "))")
        let end = ContinuousClock.now + .seconds(Self.patience)
        let file = shortest(needed.applied(to: sound)) { ContinuousClock.now < end && fails($0) }
        say("  \(file.count) bytes, in base 64: \(Data(file).base64EncodedString())")
        say("  as text: \(String(decoding: file.prefix(2000), as: UTF8.self).debugDescription)")
    }

    /// What is wrong in one sentence, or how the process ended.
    private static func text(_ run: WatchedProcess.Run) -> String {
        switch run.ending {
        case .exited(1): run.lines.last ?? ""
        case .exited(let status): "status \(status)"
        case .signalled(SIGVTALRM): "a file that takes longer than \(FuzzRun.patience) s"
        case .signalled(let signal): "signal \(signal)"
        case .silent, .late: "a file at which it waits forever"
        }
    }

    /// Runs this program as a child.
    private func child(_ arguments: [String]) throws -> WatchedProcess.Run {
        var environment = [
            "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory(),
        ]
        // A sanitizer's settings are those of the whole run.
        environment["ASAN_OPTIONS"] = ProcessInfo.processInfo.environment["ASAN_OPTIONS"]
        return try WatchedProcess.run(
            Self.program, ["--child", "--parsers", parser.name, "--seed", "\(seed)"] + arguments, environment: environment,
            limit: .seconds(7 * 86_400), silence: .seconds(FuzzRun.longestWait))
    }
}
#endif
