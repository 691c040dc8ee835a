public import Calorimeter
public import Canvas
import Files

/// What one source says of the settings; nil where it says nothing.
public struct SettingsLayer: Equatable, Sendable {
    public var detectors: ShownDetectors?
    public var particle: Particle?
    /// The particle that others are compared with.
    public var pinned: Particle?
    /// Nothing follows when energy, momentum and mass disagree.
    public var isOffShell: Bool?
    public var seed: UInt64?
    /// The sample shown; a seed without one begins at its first.
    public var index: Int?
    /// The name of a model.
    public var model: String?
    public var theme: Theme?
    public var map: ColorMap?

    public init() {}

    /// This layer with what another one says over it.
    func under(_ upper: SettingsLayer) -> SettingsLayer {
        var layer = upper
        layer.detectors = upper.detectors ?? detectors
        layer.particle = upper.particle ?? particle
        layer.pinned = upper.pinned ?? pinned
        layer.isOffShell = upper.isOffShell ?? isOffShell
        layer.index = upper.index ?? (upper.seed == nil ? index : nil)
        layer.seed = upper.seed ?? seed
        layer.model = upper.model ?? model
        layer.theme = upper.theme ?? theme
        layer.map = upper.map ?? map
        return layer
    }
}

/// What the user's configuration says.
public struct ConfigurationLayer: Sendable {
    public var settings = SettingsLayer()
    /// Its lines by their keys; nil if it was not read.
    public var lines: [String: String]?
    /// The keys of other lines, which the command line hides.
    public var hidden: Set<String> = []

    public init() {}

    /// What the lines say that have changed since a run before.
    func changed(since old: [String: String]) -> SettingsLayer {
        let lines = lines ?? [:]
        func hasChanged(_ key: String) -> Bool { lines[key] != nil && lines[key] != old[key] }
        var layer = SettingsLayer()
        if hasChanged("detector") { layer.detectors = settings.detectors }
        if hasChanged("seed") { layer.seed = settings.seed }
        if hasChanged("theme") { layer.theme = settings.theme }
        if hasChanged("map") { layer.map = settings.map }
        return layer
    }
}

extension ExplorerState {
    mutating func apply(_ layer: SettingsLayer) {
        if let detectors = layer.detectors { show(detectors) }
        if let particle = layer.particle {
            (settings.particle, settings.loaded) = (particle, particle)
            settings.lock = layer.isOffShell == true ? .free : .energyFollows
        }
        if let pinned = layer.pinned { settings.pinned = pinned }
        if let seed = layer.seed { (settings.seed, settings.sampleIndex) = (seed, 0) }
        if let index = layer.index { settings.sampleIndex = index }
        if let model = layer.model { choose(model: model) }
        if let theme = layer.theme { settings.theme = theme }
        if let map = layer.map { settings.map = map }
    }
}

extension ExplorerState {
    /// The state to begin with, without any session.
    ///
    /// - Parameter models: of the calorimeter in front; nil while they are being loaded.
    init(_ options: ExplorerProgram.Options, models: LoadedModels?, size: Size, appearance: Appearance) {
        let layer = options.folded
        self.init(
            particle: layer.particle ?? TestParticles.all[0], detector: options.detectors.front, models: [], size: size,
            appearance: appearance)
        front = .waiting(detector)
        isParticleChosen = options.commandLine.particle != nil || options.session != nil
        for index in calorimeters.indices {
            calorimeters[index].histories = options.shippedHistories[calorimeters[index].detector] ?? []
        }
        training.files = (options.histories + front.histories).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        apply(layer)
        if let models { adopt(models, of: detector) }
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
                kept?.settings.pages.change { $0.startAgain() }
                isFirstRun = kept == nil && options.session == nil
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
        if options.session == nil, options.commandLine == SettingsLayer(), message == nil {
            say("This is the last run's view; zdc --no-state starts afresh.", at: .zero)
        }
        return isKept
    }

    /// Puts something in the list of messages that needs nobody's attention now.
    private mutating func remark(_ text: String) { messages.append(Message(text: text, isError: false, until: nil)) }
}
