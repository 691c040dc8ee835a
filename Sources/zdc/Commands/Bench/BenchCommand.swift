import ArgumentParser
import Files
import Foundation
import Networks
import Text
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
              zdc bench --only frames
              zdc bench --json > before.json
              zdc bench --compare before.json
            """)

    @Flag(help: "Print JSON: one flat object of figures by name.")
    var json = false
    @Option(help: ArgumentHelp("Time for each figure, seconds.", valueName: "s"))
    var seconds = 1.0
    @Option(help: "Measure this group alone; may be given several times.")
    var only: [Bench.Group] = []
    @Option(help: ArgumentHelp("Print each figure's ratio to that of an earlier --json.", valueName: "file"))
    var compare: String?

    func validate() throws {
        guard seconds > 0, seconds <= 600 else {
            throw ValidationError("--seconds is \(seconds); expected more than 0 and at most 600.")
        }
        if json, compare != nil { throw ValidationError("--compare prints text; leave out --json.") }
    }

    func run() throws {
        let earlier = try compare.map(FigureFile.init(path:))
        let machine = Machine.current
        if let note = earlier?.note(on: machine) { Notes.write("Note: \(note).\n") }
        if !json { try StandardOutput.write(machine.text + "\n") }
        let bench = Bench(seconds: seconds)
        var figures: [Figure] = []
        for measure in (only.isEmpty ? Bench.Group.allCases : only).flatMap(bench.measurements) {
            let figure = try measure()
            figures += figure
            if !json { try StandardOutput.write(figure.map { $0.text + (earlier?.ratio($0) ?? "") + "\n" }.joined()) }
        }
        if json {
            var object: [String: Any] = machine.words
            object["machine.cores"] = machine.cores
            for figure in figures { object[figure.name] = figure.value }
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
            try StandardOutput.write(String(decoding: data, as: UTF8.self) + "\n")
        }
    }
}

extension Bench.Group: ExpressibleByArgument {}

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

extension FigureFile {
    /// "  × 1.25": the figure divided by the earlier one; nothing if there was none.
    func ratio(_ figure: Figure) -> String {
        guard let before = numbers[figure.name], before > 0 else { return "" }
        return String(format: "  × %.2f", figure.value / before)
    }

    /// What sets the earlier machine apart, in one sentence.
    func note(on machine: Machine) -> String? {
        let differing =
            machine.words.keys.sorted().filter { words[$0] != machine.words[$0] }
            + (numbers["machine.cores"] == Double(machine.cores) ? [] : ["machine.cores"])
        guard !differing.isEmpty else { return nil }
        return "\(displayable(path)) was measured with another "
            + differing.map { $0.replacingOccurrences(of: "machine.", with: "") }.joined(separator: ", ")
            + "; ratios may be those of the machines"
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
    var words: [String: String] {
        ["machine.processor": processor, "machine.instructionSet": instructionSet, "machine.build": build]
    }
}
