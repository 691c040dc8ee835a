import Foundation
import PseudoTerminal

// Random events for the explorer on its own terminal: keys, pastes, mouse, changes of size, stops, signals.
//
//     terminal-storm [--seed S] [--runs N] [--events N-A-RUN] [--first NUMBER] [--program PATH]
//     terminal-storm --soak MINUTES [--program PATH]
//
// Status 0: it always answered, ended as requested and restored the terminal; 1: it did not, and the shortest storm is printed.
// A soak reports memory and descriptors after each round through the views, and fails if they grow after minute 5.

signal(SIGPIPE, SIG_IGN)
var search = StormSearch(program: PtySession.buildFolder + "/zdc")
var soakMinutes: Double?
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    let value = arguments.popFirst() ?? ""
    switch argument {
    case "--seed": search.seed = UInt64(value) ?? search.seed
    case "--first": search.first = UInt64(value) ?? search.first
    case "--runs": search.runs = max(1, Int(value) ?? search.runs)
    case "--events": search.events = max(1, Int(value) ?? search.events)
    case "--program": search.program = URL(fileURLWithPath: value).path
    case "--soak":
        guard let minutes = Double(value), minutes >= Soak.leastMinutes else {
            print("a soak of \(value) minutes is too short; expected \(Soak.leastMinutes) or more")
            exit(64)
        }
        soakMinutes = minutes
    default:
        print("unknown argument \(argument)")
        exit(64)
    }
}
if let soakMinutes {
    exit(try Soak(program: search.program, minutes: soakMinutes).run() ? 0 : 1)
}
exit(try search.run() ? 0 : 1)
