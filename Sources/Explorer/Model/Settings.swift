import Calorimeter
import Canvas
import Evaluation

/// What the user has chosen for all pages alike.
struct SharedSettings: Equatable, Codable, Sendable {
    /// In a file this lies beside the settings.
    var detectors = ShownDetectors()
    var particle: Particle
    /// The particle that Delete resets a row to.
    var loaded: Particle
    /// The particle that the present one is compared with; nil: none.
    var pinned: Particle?
    var lock = OnShellLock.energyFollows
    var seed: UInt64 = 42
    var sampleIndex = 0
    /// The name of the model of the calorimeter in front; nil while it has none.
    var model: String?
    var convention = MaskConvention.thesis
    var map = ColorMap.gnuplot
    /// Nil follows the terminal.
    var theme: Theme?
    var transfer = Transfer.logarithmic

    private enum CodingKeys: String, CodingKey {
        case particle, loaded, pinned, lock, seed, sampleIndex, model, convention, map, theme, transfer
    }
}

/// All that the user has chosen: what undo brings back, and what a session file holds.
///
/// Results, the terminal's size and its abilities are no part of it.
@dynamicMemberLookup
struct Settings: Equatable, Sendable {
    var shared: SharedSettings
    var pages: PageSettingsSet

    init(particle: Particle, pages types: [any PageSettings.Type]) {
        (shared, pages) = (SharedSettings(particle: particle, loaded: particle), PageSettingsSet(types))
    }

    func encode(to encoder: any Encoder) throws {
        try shared.encode(to: encoder)
        try pages.encode(to: encoder)
    }

    init(pages types: [any PageSettings.Type], from decoder: any Decoder) throws {
        (shared, pages) = (try SharedSettings(from: decoder), try PageSettingsSet(types, from: decoder))
    }

    subscript<Value>(dynamicMember path: WritableKeyPath<SharedSettings, Value>) -> Value {
        get { shared[keyPath: path] }
        _modify { yield &shared[keyPath: path] }
    }

    subscript<Owner: PageSettings>(_ type: Owner.Type) -> Owner {
        get { pages[type] }
        set { pages[type] = newValue }
    }

    /// The same choices with every cursor at its start: moving a cursor is no step of undo.
    var withoutCursors: Settings {
        var bare = self
        bare.pages = pages.withoutCursors
        return bare
    }

    /// What no view could be drawn with, as part of a sentence; nil if all is well. Files can hold anything.
    var problem: String? {
        for (name, particle) in [("particle", shared.particle), ("loaded", shared.loaded), ("pinned", shared.pinned)] {
            if let reason = particle.flatMap(OnShellLock.problem(in:)) { return "\(name): \(reason)" }
        }
        guard (0...ExplorerState.lastSample).contains(shared.sampleIndex) else {
            return "sampleIndex is \(shared.sampleIndex); expected 0 to \(ExplorerState.lastSample)"
        }
        return pages.problem
    }
}

extension ExplorerState {
    /// Takes over other settings. Results stay as far as they still belong to them.
    mutating func take(_ new: Settings) {
        show(new.detectors)
        let detectors = settings.detectors
        settings = new
        settings.detectors = detectors
        choose(model: new.model)
        fitSettings()
    }
}

extension Decoder {
    /// One of some values by its name.
    fileprivate func value<Value>(_ kind: String, among all: [Value], by name: (Value) -> String) throws -> Value {
        let wanted = try singleValueContainer().decode(String.self)
        guard let value = all.first(where: { name($0) == wanted }) else {
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "no \(kind) is called \(wanted)"))
        }
        return value
    }
}

extension ParameterRow: Codable {
    /// By its name on the screen.
    init(from decoder: any Decoder) throws {
        self = try decoder.value("parameter", among: Self.all, by: \.name)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension ScoreFigure: Codable {
    /// By its name in files of scores.
    public init(from decoder: any Decoder) throws {
        self = try decoder.value("score", among: Self.allCases, by: \.key)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(key)
    }
}

/// All that the settings were, for undo and redo.
struct SettingsHistory: Equatable, Sendable {
    private var past: [Settings] = []
    private var future: [Settings] = []
    /// The gesture of the last change, if it was part of one.
    private var lastGesture: Int?
    /// The last change of the settings was a step through this history.
    private var hasTravelled = false
    /// How many steps are remembered, of one to two kilobytes each.
    static let depth = 256

    /// Notes what an event has changed. Changes of one gesture (a slider being dragged) are one step.
    mutating func note(_ before: Settings, _ after: Settings, gesture: Int?) {
        defer { hasTravelled = false }
        guard !hasTravelled, before != after, before.withoutCursors != after.withoutCursors else { return }
        if gesture == nil || gesture != lastGesture {
            if past.count == Self.depth { past.removeFirst() }
            past.append(before)
        }
        lastGesture = gesture
        future.removeAll()
    }

    mutating func undo(from present: Settings) -> Settings? { travel(from: present, out: \.past, into: \.future) }

    mutating func redo(from present: Settings) -> Settings? { travel(from: present, out: \.future, into: \.past) }

    private mutating func travel(
        from present: Settings, out: WritableKeyPath<SettingsHistory, [Settings]>,
        into: WritableKeyPath<SettingsHistory, [Settings]>
    ) -> Settings? {
        guard let other = self[keyPath: out].popLast() else { return nil }
        self[keyPath: into].append(present)
        (lastGesture, hasTravelled) = (nil, true)
        return other
    }
}
