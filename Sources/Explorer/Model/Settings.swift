import Calorimeter
import Canvas

/// All that the user has chosen, in every view: what undo brings back, and what a session file holds.
///
/// What was worked out from it, the terminal's size and its abilities are no part of it.
struct Settings: Equatable, Codable, Sendable {
    /// In a file this stands beside the settings.
    var detectors = ShownDetectors()
    var particle: Particle
    /// The particle that Delete resets a row to.
    var loaded: Particle
    var lock: OnShellLock
    var seed: UInt64
    var sampleIndex: Int
    var sampleTarget: Int
    /// The name of the model; nil where there was none.
    var model: String?
    var convention: MaskConvention

    var map: ColorMap
    var theme: Theme
    var transfer: Transfer
    var shown: Picture
    var isScaleShared: Bool
    var countScale: CountAxis.Scale
    var row: ParameterRow
    var focus: Pane
    var crosshair: Pixel?

    var diversity: DiversityState
    var compare: CompareState
    var histograms: HistogramsState
    var metrics: MetricsState
    var training: TrainingState

    private enum CodingKeys: String, CodingKey {
        case particle, loaded, lock, seed, sampleIndex, sampleTarget, model, convention
        case map, theme, transfer, shown, isScaleShared, countScale, row, focus, crosshair
        case diversity, compare, histograms, metrics, training
    }

    /// The same choices with every cursor at its start: moving a cursor is no step of undo.
    var withoutCursors: Settings {
        var bare = self
        (bare.row, bare.focus, bare.crosshair) = (.species, .picture, nil)
        (bare.diversity.row, bare.diversity.sample, bare.diversity.first) = (0, 0, 0)
        bare.diversity.walk?.selected = 0
        bare.diversity.walk?.isRising = true
        (bare.compare.row, bare.compare.column, bare.compare.first) = (0, 0, 0)
        bare.compare.sweep?.position = 0
        bare.compare.sweep?.isRising = true
        (bare.histograms.channel, bare.histograms.cursor) = (0, nil)
        bare.metrics.row = 0
        bare.training.cursor = nil
        return bare
    }

    /// The view whose own settings are all that differs; nil if anything else does, or nothing.
    func viewAlone(thatDiffersFrom other: Settings) -> ViewKind? {
        let (mine, others) = (withoutCursors, other.withoutCursors)
        var same = mine
        var differing: [ViewKind] = []
        func take<Value: Equatable>(_ path: WritableKeyPath<Settings, Value>, _ view: ViewKind) {
            if mine[keyPath: path] != others[keyPath: path] { differing.append(view) }
            same[keyPath: path] = others[keyPath: path]
        }
        take(\.diversity, .diversity)
        take(\.compare, .compare)
        take(\.histograms, .histograms)
        take(\.metrics, .metrics)
        take(\.training, .training)
        return same == others && differing.count == 1 ? differing[0] : nil
    }
}

extension ExplorerState {
    /// What the user has chosen. Setting it keeps what was worked out, as far as it still belongs to it.
    var settings: Settings {
        get {
            Settings(
                detectors: detectors, particle: particle, loaded: loaded, lock: lock, seed: seed, sampleIndex: sampleIndex,
                sampleTarget: sampleTarget,
                model: model?.name, convention: convention, map: appearance.map, theme: appearance.theme, transfer: transfer,
                shown: shown, isScaleShared: isScaleShared, countScale: countScale, row: row, focus: focus, crosshair: crosshair,
                diversity: diversity, compare: compare, histograms: histograms, metrics: metrics, training: training)
        }
        set {
            show(newValue.detectors)
            (particle, loaded, lock) = (newValue.particle, newValue.loaded, newValue.lock)
            (seed, sampleIndex, sampleTarget) = (newValue.seed, newValue.sampleIndex, newValue.sampleTarget)
            choose(model: newValue.model)
            convention = newValue.convention
            (appearance.map, appearance.theme) = (newValue.map, newValue.theme)
            (transfer, shown, isScaleShared, countScale) = (
                newValue.transfer, newValue.shown, newValue.isScaleShared, newValue.countScale
            )
            (row, focus, crosshair) = (newValue.row, newValue.focus, newValue.crosshair)
            (diversity, compare, histograms) = (newValue.diversity, newValue.compare, newValue.histograms)
            (metrics, training) = (newValue.metrics, newValue.training)
            keepRowsInside()
        }
    }
}
