import explorer_fuzz
import Foundation
import Testing

/// Random events on a real terminal. More of them by hand:
///
///     ZDC_STORMS=200 ZDC_STORM_EVENTS=1000 ZDC_PROGRAM=.build/release/zdc swift test --filter TerminalStormTests
@Suite("Storms of events on a terminal", .serialized)
struct TerminalStormTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static func number(_ name: String, else standard: Int) -> Int { environment[name].flatMap { Int($0) } ?? standard }

    @Test("Whatever comes, the explorer answers, ends as told and gives the terminal back")
    func storms() throws {
        let (storms, events) = (Self.number("ZDC_STORMS", else: 3), Self.number("ZDC_STORM_EVENTS", else: 200))
        let seed = UInt64(Self.number("ZDC_STORM_SEED", else: 1))
        let program = Self.environment["ZDC_PROGRAM"].map { URL(fileURLWithPath: $0).path } ?? CommandFolder.program.path
        let folder = try CommandFolder()
        for index in 0..<storms {
            let storm = TerminalStorm(seed: seed, index: UInt64(index), events: events)
            guard let failure = try storm.failure(program: program, folder: folder.url.path) else { continue }
            var tries = 40
            let steps = shortest(storm.steps) { steps in
                tries -= 1
                var shorter = storm
                shorter.steps = steps
                return tries > 0 && (try? shorter.failure(program: program, folder: folder.url.path)) ?? nil != nil
            }
            Issue.record("storm \(index) of seed \(seed), \(storm.ending): \(failure)\n\(steps.map(\.description).joined(separator: ", "))")
        }
    }
}
