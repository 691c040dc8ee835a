import ArgumentParser
import Files
import Foundation
import Networks
import Threads

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure the speed of generators, training, simulation and drawing on this machine.",
        discussion: """
            Every figure is the median of many runs, each long enough to be timed well; quote figures of a machine at rest.
            Generators are untrained ones of the published topology, since speed does not depend on what the weights are, and the
            shipped ones.

              zdc bench
              zdc bench --json > bench.json
            """)

    @Flag(help: "Print JSON: one flat object of figures by name.")
    var json = false
    @Option(help: ArgumentHelp("Time for each figure, seconds.", valueName: "s"))
    var seconds = 1.0

    func validate() throws {
        guard seconds > 0, seconds <= 600 else {
            throw ValidationError("--seconds is \(seconds); expected more than 0 and at most 600.")
        }
    }

    func run() throws {
        let machine = Machine.current
        if !json { try StandardOutput.write(machine.text + "\n") }
        let bench = Bench(seconds: seconds)
        var figures: [Figure] = []
        for measure in bench.measurements {
            let figure = try measure()
            figures += figure
            if !json { try StandardOutput.write(figure.map { $0.text + "\n" }.joined()) }
        }
        if json {
            var object: [String: Any] = machine.fields
            for figure in figures { object[figure.name] = figure.value }
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
            try StandardOutput.write(String(decoding: data, as: UTF8.self) + "\n")
        }
    }
}

/// One measured number.
struct Figure {
    var name: String
    var value: Double
    var unit: String

    var text: String {
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 3
        let number = String(format: "%.\(digits)f", value)
        return "  " + name.padding(toLength: 44, withPad: " ", startingAt: 0) + number + " " + unit
    }
}

/// What the figures were measured on.
struct Machine {
    var processor: String
    var cores: Int
    var instructionSet: String
    var build: String

    static var current: Machine {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        #if DEBUG
        let build = "debug"
        #else
        let build = "release"
        #endif
        return Machine(
            processor: model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor",
            cores: Processors.usable, instructionSet: InstructionSet.best.description, build: build)
    }

    var text: String { "\(processor), \(cores) cores, \(instructionSet), \(build) build" }
    var fields: [String: Any] {
        [
            "machine.processor": processor, "machine.cores": cores, "machine.instructionSet": instructionSet,
            "machine.build": build,
        ]
    }
}
