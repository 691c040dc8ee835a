import ArgumentParser
import Calorimeter
import Canvas
import DataSets
import Explorer
import FastSimulation
import Files
import Foundation
import Terminal
import Text
import Threads

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
              zdc explore --data published.npz
              zdc explore --data true.npz --generated mine.npz

            What is on the screen is kept for the next run in $XDG_STATE_HOME/zdc (usually ~/.local/state/zdc); options override it, and so does a line of the configuration that has changed since; see zdc(1).
            """)

    @OptionGroup var view: ViewOptions
    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false
    @Option(help: ArgumentHelp("Open a saved session: its view with all settings.", valueName: "file"), completion: .file())
    var session: String?
    @Flag(name: .customLong("no-state"), help: "Start afresh, and keep nothing for the next run.")
    var noState = false
    @Option(
        help: ArgumentHelp(
            "Write the times from key to frame and to pictures, and between frames of what plays, here at the end.",
            valueName: "file"), completion: .file())
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
        try Surroundings.prepareExplorer()
        Memory.keepFewPools()
        let session = try session.map { try ExplorerSession.read(path: $0) }
        let data = view.data.data ?? session?.data
        var view = view
        let areFilesTyped = !view.generated.generated.isEmpty
        // The files of a session answer to the particles of its own data set.
        if let session, !areFilesTyped, let data, let own = session.data,
            DataSet.wholePath(data) == DataSet.wholePath(own)
        {
            view.generated.generated = session.generated
        }
        let generated = view.generated.generated
        var options = try view.explorerOptions(dataSet: data)
        options.session = session
        // A session has a model of its own in front, unless files of responses were asked for.
        if session != nil, !areFilesTyped { options.commandLine.model = view.model }
        (options.sessionPath, options.inputs) = (self.session, inputs(data: data, generated: generated))
        options.stateFile = noState ? nil : StateFile(environment: ProcessInfo.processInfo.environment)
        if let data {
            // What is not a data set is refused before the terminal is touched; numbers are read while the first frames are shown.
            try DataSet.check(path: data, detector: options.detectors.front)
            options.data = DataSet.wholePath(data)
            for path in generated { try DataSet.check(path: path, detector: options.detectors.front, allowsSums: true) }
            options.generated = generated.map(DataSet.wholePath)
        }
        // A model that is not there is refused before the terminal is touched; otherwise the first frame does not wait for the models,
        // and one that is damaged is reported on the screen.
        let front = options.detectors.front
        let isThere = view.model.map { ModelStore.holds($0, of: front, in: ModelStore.installedFiles) } ?? true
        let named = isThere ? nil : try view.loadStore(of: front)
        let models: ExplorerProgram.ModelLoading = { detector in
            defer { Memory.keepLittle() }
            if detector == front, let named { return named }
            return ViewOptions.loadModels(of: detector)
        }
        let terminal = TerminalOptions(
            color: view.color?.level, unicode: view.ascii ? false : view.unicode ? true : nil, mouse: !noMouse)
        let result: (ending: ExplorerProgram.Ending, latencies: LatencyLog?, unkept: FileError?)
        do {
            result = try ExplorerProgram.run(
                options, models: models, terminal: terminal, measuresLatency: latency != nil, maxRate: maxRate)
        } catch {
            Notes.fail("\(error)", status: 2)
            throw ExitCode(2)
        }
        if let latency, let report = result.latencies {
            try AtomicFile.write(report.summary + "\n", path: latency)
        }
        switch result.ending {
        case .quit:
            if let unkept = result.unkept { Notes.write("Note: \(unkept) The view is not kept for the next run.\n") }
        case .signal(let signal): die(by: signal)
        case .failed(let sentence):
            Notes.fail(sentence, status: 1)
            throw ExitCode(1)
        }
    }
}
