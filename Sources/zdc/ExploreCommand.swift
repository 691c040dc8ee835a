import ArgumentParser
import Calorimeter
import Canvas
import Explorer
import FastSimulation
import Files
import Foundation
import Terminal
import Text

struct ExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Explore true and generated responses on the terminal (default).",
        discussion: """
            Turn nine knobs and see the response of the reference Monte Carlo and of a model change. Press ? for the keys.

              zdc
              zdc explore --species n --momentum 0.457768,0.145639,-1714.07
              zdc explore --ascii --color mono
              zdc explore --session shower.session

            What is on the screen is kept for the next run in $XDG_STATE_HOME/zdc (usually ~/.local/state/zdc); options win over it.
            """)

    @OptionGroup var view: ViewOptions
    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false
    @Option(help: ArgumentHelp("Open a saved session: its view with all settings.", valueName: "file"))
    var session: String?
    @Flag(name: .customLong("no-state"), help: "Begin anew, and keep nothing for the next run.")
    var noState = false
    @Option(help: ArgumentHelp("Write the times from key to frame here at the end.", valueName: "file"))
    var latency: String?

    @Option(
        name: .customLong("max-rate"), parsing: .unconditional,
        help: ArgumentHelp("Send at most about so much to a slow line: frames are dropped, keys never.", valueName: "kB/s"))
    var maxRate: Int?

    func validate() throws {
        if let maxRate, !(1...1_000_000).contains(maxRate) {
            throw ValidationError("--max-rate is \(maxRate); expected 1 to 1000000.")
        }
    }

    func run() throws {
        var options = try view.explorerOptions()
        options.session = try session.map { try Session.read(path: $0) }
        options.stateFile = noState ? nil : StateFile(environment: ProcessInfo.processInfo.environment)
        let (store, problem) = try view.loadStore()
        let terminal = TerminalOptions(color: view.color?.level, unicode: view.ascii ? false : view.unicode ? true : nil, mouse: !noMouse)
        let result: (ending: ExplorerProgram.Ending, latencies: LatencyLog?)
        do {
            result = try ExplorerProgram.run(
                options, store: store, problem: problem, otherModels: ViewOptions.loadModels, terminal: terminal, measuresLatency: latency != nil,
                maxRate: maxRate)
        } catch {
            Notes.fail("\(error)", status: 2)
            throw ExitCode(2)
        }
        if let latency, let report = result.latencies {
            try AtomicFile.write(report.summary + "\n", path: latency)
        }
        if case .signal(let signal) = result.ending { die(by: signal) }
    }
}
