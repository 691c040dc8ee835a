import Canvas
import Calorimeter
import FastSimulation
import Files

extension ExplorerState {
    /// The state to begin with, without any session.
    init(_ options: ExplorerProgram.Options, store: ModelStore?, problem: String?, size: Size, appearance: Appearance) {
        let loaded = LoadedModels(store, problem: problem)
        let problems = loaded.problems
        let layer = options.folded
        self.init(
            particle: layer.particle ?? TestParticles.all[0], detector: options.detectors.front, models: loaded.models,
            modelProblems: problems, size: size, appearance: appearance)
        isParticleChosen = options.commandLine.particle != nil || options.session != nil
        for index in calorimeters.indices {
            calorimeters[index].histories = options.shippedHistories[calorimeters[index].detector] ?? []
        }
        training.files = (options.histories + front.histories).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        choose(model: loaded.preferred)
        apply(layer)
        choose(model: model?.name)
        if let first = problems.first {
            complain(problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more)")
        }
    }

    /// Opens the session of the options, or else that of the last run; returns whether this run's session can be kept.
    ///
    /// From the lowest layer to the highest: defaults, configuration, what was kept, lines of the configuration that have changed
    /// since, the session of the options, the command line.
    mutating func begin(_ options: ExplorerProgram.Options) -> Bool {
        var kept: ExplorerSession?
        var isKept = false
        if let file = options.stateFile {
            do throws(FileError) {
                kept = try file.read()
            } catch {
                remark(error.description)
            }
            let obstacle = file.obstacle()
            if let obstacle { remark(obstacle) }
            isKept = obstacle == nil
        }
        var upper = options.commandLine
        if options.session == nil { upper = options.configuration.changed(since: kept?.configuration ?? [:]).under(upper) }
        // What was looked at in one calorimeter says nothing about another.
        if let detectors = upper.detectors, kept?.detectors != detectors { kept = nil }
        guard let session = options.session ?? kept else { return isKept }
        open(session)
        apply(upper)
        return isKept
    }

    /// Puts something in the list of messages that needs nobody's attention now.
    private mutating func remark(_ text: String) { messages.append(Message(text: text, isError: false, until: nil)) }
}
