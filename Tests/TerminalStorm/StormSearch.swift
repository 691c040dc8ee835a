import Foundation
import Support

/// Runs storms until one fails, and shortens that one.
struct StormSearch {
    var seed: UInt64 = 1
    var first: UInt64 = 0
    var runs = 3
    var events = 300
    var program = ""

    /// How long a storm is shortened.
    private static let longestShortening = Duration.seconds(300)

    /// Runs the search; true if nothing was found.
    func run() throws -> Bool {
        let start = ContinuousClock.now
        func elapsed() -> String { "\(Int((ContinuousClock.now - start) / .seconds(1))) s" }
        say("seed \(seed): \(runs) storms of \(events) events")
        var tally = StormRun.Tally()
        for index in first..<first + UInt64(runs) {
            let storm = Storm(seed: seed, index: index, events: events)
            if let text = try failure(in: storm, patience: .seconds(60), tally: &tally) {
                say(
                    "storm \(index) of seed \(seed), \(storm.ending), \(storm.environment), \(storm.size), after \(elapsed()): \(text)\nshortening it"
                )
                say("[\(try shortened(storm).map(\.description).joined(separator: ", "))]")
                return false
            }
            if index % 20 == 19 { say("\(tally.events) events in \(tally.runs) runs, \(elapsed())") }
        }
        let answer = Int(tally.slowestAnswer / .milliseconds(1))
        say(
            "\(tally.events) events in \(tally.runs) runs, \(elapsed()); the terminal was restored each time, the slowest answer took \(answer) ms"
        )
        return true
    }

    private func shortened(_ storm: Storm) throws -> [StormStep] {
        let end = ContinuousClock.now + Self.longestShortening
        return shortest(storm.steps) { steps in
            var (shorter, ignored) = (storm, StormRun.Tally())
            shorter.steps = steps
            return ContinuousClock.now < end && (try? failure(in: shorter, patience: .seconds(10), tally: &ignored)) ?? nil != nil
        }
    }

    /// Runs a storm in an empty folder.
    private func failure(in storm: Storm, patience: Duration, tally: inout StormRun.Tally) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-storm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try StormRun(program: program, folder: folder.path, patience: patience).failure(in: storm, tally: &tally)
    }
}

/// Written unbuffered, so that it is visible at once.
func say(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }
