import Foundation

// Random events for the explorer's update and views, without a terminal.
//
//     explorer-fuzz [--seed S] [--events N] [--length EVENTS-A-SCRIPT] [--depth K] [--patience SECONDS] [--silence SECONDS] [--shortening SECONDS]
//
// Status 0: nothing was found; 1: a script fails, and its shortest form is printed as Swift source for the tests.

#if DEBUG || FUZZING
/// Limits the time of a script by SIGALRM.
let longestScript: UInt32 = 600

var supervisor = Supervisor()
var (first, count) = (UInt64(0), UInt64(1))
var replayed: UInt64?
var (isChild, kept) = (false, [Int]())
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
    if argument == "--child" {
        isChild = true
        continue
    }
    let value = arguments.popFirst() ?? ""
    switch argument {
    case "--seed": supervisor.seed = UInt64(value) ?? supervisor.seed
    case "--events": supervisor.events = max(1, Int(value) ?? supervisor.events)
    case "--length": supervisor.length = max(1, Int(value) ?? supervisor.length)
    case "--depth": supervisor.depth = max(1, Int(value) ?? supervisor.depth)
    case "--patience": supervisor.patience = max(1, Int(value) ?? supervisor.patience)
    case "--silence": supervisor.longestSilence = .seconds(max(1, Int(value) ?? 120))
    case "--shortening": supervisor.longestShortening = .seconds(max(0, Int(value) ?? 90))
    case "--plant": supervisor.planted = PlantedFault(rawValue: value)
    case "--first": first = UInt64(value) ?? 0
    case "--count": count = UInt64(value) ?? 1
    case "--replay": replayed = UInt64(value)
    case "--steps": kept = value.split(separator: ",").compactMap { Int($0) }
    default:
        print("unknown argument \(argument)")
        exit(64)
    }
}

/// Written unbuffered, because a trap would lose a buffer.
func say(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

if isChild || replayed != nil {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-fuzz-\(getuid())-\(supervisor.seed)")
    let deliveries = try Deliveries.all(folder: folder)
    var notes = FuzzNotes()
    if let replayed {
        alarm(longestScript)
        var script = FuzzScript(seed: supervisor.seed, index: replayed, length: supervisor.length)
        script.planted = supervisor.planted
        script.steps = kept.map { script.steps[$0] }
        guard let found = script.violation(deliveries, depth: 1, patience: supervisor.patience, notes: &notes) else {
            exit(0)
        }
        say(found.text)
        exit(1)
    }
    for index in first..<first + count {
        say("\(index)")
        alarm(longestScript)
        var script = FuzzScript(seed: supervisor.seed, index: index, length: supervisor.length)
        script.planted = supervisor.planted
        if script.violation(deliveries, depth: supervisor.depth, patience: supervisor.patience, notes: &notes) != nil {
            exit(1)
        }
    }
    say(notes.text)
} else {
    exit(try supervisor.run() ? 0 : 1)
}
#else
print("The fuzzer needs internal declarations: build it for debugging, or with -Xswiftc -enable-testing -Xswiftc -DFUZZING.")
exit(64)
#endif
