#if DEBUG || FUZZING
import Foundation
import Support

/// Runs scripts in processes of their own, so that a trap ends one script and not the search; shortens what fails.
struct Supervisor {
    var seed: UInt64 = 1
    var events = 20_000
    var length = 1000
    /// Pictures are drawn, and undo, Esc and sessions tried, after every so many events.
    var depth = 5

    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()

    /// Whether nothing was found.
    func run() throws -> Bool {
        let count = (events + length - 1) / length
        print("seed \(seed): \(count) scripts of \(length) events, all that is slow after every \(depth)th")
        let start = ContinuousClock.now
        let child = try child(["--child", "--first", "0", "--count", "\(count)"])
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        if child.status == 0 {
            print("\(count * length) events in \(Int(seconds)) s, \(Int(1e6 * seconds / Double(count * length))) µs each; \(child.lines.last ?? "")")
            return true
        }
        let index = child.lines.compactMap { UInt64($0) }.last ?? 0
        let script = FuzzScript(seed: seed, index: index, length: length)
        print("script \(index) of seed \(seed) fails; shortening it")
        let steps = shortest(Array(script.steps.indices)) { kept in (try? replay(index, kept).status) ?? 0 != 0 }
        let last = try replay(index, steps)
        print(last.status == 1 ? last.lines.last ?? "" : "it ended with status \(last.status)")
        print("FuzzScript(\n    \(script.start),\n    [\n        \(steps.map { script.steps[$0].description }.joined(separator: ",\n        ")),\n    ]),")
        return false
    }

    private func replay(_ index: UInt64, _ steps: [Int]) throws -> (status: Int32, lines: [String]) {
        try child(["--replay", "\(index)", "--steps", steps.map(String.init).joined(separator: ",")])
    }

    /// Runs this program once more; its status, a signal's number negative.
    private func child(_ arguments: [String]) throws -> (status: Int32, lines: [String]) {
        let process = Process()
        let output = Pipe()
        process.executableURL = Self.program
        process.arguments = arguments + ["--seed", "\(seed)", "--length", "\(length)", "--depth", "\(depth)"]
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (status, String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }
}
#endif
