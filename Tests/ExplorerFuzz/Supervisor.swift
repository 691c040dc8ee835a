#if DEBUG || FUZZING
import Foundation
import Support

/// Runs scripts in child processes, so that a trap ends one script and not the search, and shortens failing ones.
struct Supervisor {
    var seed: UInt64 = 1
    var events = 20_000
    var length = 1000
    /// The number of events between slow checks: drawing, undo, Esc and sessions.
    var depth = 5
    /// The most processor time for one event, seconds.
    var patience = 10
    /// A planted fault, to test whether the search finds it.
    var planted: PlantedFault?

    /// The longest silence of a process before it counts as hanging.
    var longestSilence = Duration.seconds(120)
    /// How long a failing script is shortened.
    var longestShortening = Duration.seconds(90)
    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()

    /// Runs the search; true if nothing was found.
    func run() throws -> Bool {
        let count = (events + length - 1) / length
        print("seed \(seed): \(count) scripts of \(length) events, all that is slow after every \(depth)th")
        let start = ContinuousClock.now
        let child = try child(["--child", "--first", "0", "--count", "\(count)"])
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        if child.ending == .exited(0) {
            print(
                "\(count * length) events in \(Int(seconds)) s, \(Int(1e6 * seconds / Double(count * length))) µs each; \(child.lines.last ?? "")"
            )
            return true
        }
        let index = child.lines.compactMap { UInt64($0) }.last ?? 0
        let script = FuzzScript(seed: seed, index: index, length: length)
        print("script \(index) of seed \(seed) fails; shortening it")
        let end = ContinuousClock.now + longestShortening
        let steps = shortest(Array(script.steps.indices)) { kept in
            ContinuousClock.now < end && (try? replay(index, kept).ending) ?? .exited(0) != .exited(0)
        }
        print(Self.text(try replay(index, steps)))
        print(
            "FuzzScript(\n    \(script.start),\n    [\n        \(steps.map { script.steps[$0].description }.joined(separator: ",\n        ")),\n    ]),"
        )
        return false
    }

    /// What is wrong in one sentence, or how the process ended.
    private static func text(_ run: WatchedProcess.Run) -> String {
        switch run.ending {
        case .exited(1): run.lines.last ?? ""
        case .exited(let status): "it ended with status \(status)"
        case .signalled(SIGVTALRM): "it does not end: the last event takes too long"
        case .signalled(let signal): "it ended by signal \(signal)"
        case .silent, .late: "it waits for ever"
        }
    }

    private func replay(_ index: UInt64, _ steps: [Int]) throws -> WatchedProcess.Run {
        try child(["--replay", "\(index)", "--steps", steps.map(String.init).joined(separator: ",")])
    }

    /// Runs this program as a child.
    private func child(_ arguments: [String]) throws -> WatchedProcess.Run {
        let common = ["--seed", "\(seed)", "--length", "\(length)", "--depth", "\(depth)", "--patience", "\(patience)"]
        let sanitizers = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
        let own = [
            "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory(),
        ]
        return try WatchedProcess.run(
            Self.program, arguments + common + (planted.map { ["--plant", $0.rawValue] } ?? []),
            environment: sanitizers.merging(own) { $1 }, limit: .seconds(7 * 86_400), silence: longestSilence)
    }
}
#endif
