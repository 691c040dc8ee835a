import Calorimeter
import Canvas

/// What the user has chosen for all pages alike.
struct SharedSettings: Equatable, Codable, Sendable {
    /// In a file this lies beside the settings.
    var detectors = ShownDetectors()
    var particle: Particle
    /// The particle that Delete resets a row to.
    var loaded: Particle
    var lock = OnShellLock.energyFollows
    var seed: UInt64 = 42
    /// The sample shown.
    var sampleIndex = 0
    /// The name of the model of the calorimeter in front; nil while it has none.
    var model: String?
    var convention = MaskConvention.thesis
    var map = ColorMap.gnuplot
    /// Nil follows the terminal.
    var theme: Theme?
    var transfer = Transfer.logarithmic

    private enum CodingKeys: String, CodingKey {
        case particle, loaded, lock, seed, sampleIndex, model, convention, map, theme, transfer
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

    subscript<Page: PageSettings>(_ type: Page.Type) -> Page {
        get { pages[type] }
        set { pages[type] = newValue }
    }

    /// The same choices with every cursor at its start: moving a cursor is no step of undo.
    var withoutCursors: Settings {
        var bare = self
        bare.pages = pages.withoutCursors
        return bare
    }

    /// The view whose own settings are all that differs; nil if anything else does, or nothing.
    func viewAlone(thatDiffersFrom other: Settings) -> ViewKind? {
        let views = withoutCursors.pages.views(thatDifferFrom: other.withoutCursors.pages)
        return shared == other.shared && views.count == 1 && views[0] != .explore ? views[0] : nil
    }

    /// What no view could be drawn with, as part of a sentence; nil if all is well. Files can hold anything.
    var problem: String? {
        for (name, particle) in [("particle", shared.particle), ("loaded", shared.loaded)] {
            if let reason = OnShellLock.problem(in: particle) { return "\(name): \(reason)" }
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
