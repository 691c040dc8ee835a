public import Calorimeter
public import Canvas
public import FastSimulation
public import DataSets
public import Files
import ReferenceMC
import Scoring

/// A view as text, without a terminal: what `zdc render` prints. The same options give the same bytes.
public struct ExplorerSnapshot: Sendable {
    private let state: ExplorerState
    private let scene: Scene
    private let level: ColorLevel

    /// The fewest columns and rows that a view fits.
    public static var smallestSize: (width: Int, height: Int) { (Size.smallest.width, Size.smallest.height) }

    /// Does the work that the view wants, and draws.
    ///
    /// - Parameters:
    ///   - size: columns and rows of the picture.
    ///   - isPlain: without the tabs and the keys, which mean nothing outside of the explorer.
    ///   - dataSet: where the truth comes from; nil: the reference Monte Carlo.
    ///   - generated: models without weights beside it.
    ///   - workshop: where the work is done; pictures that share one sample once what they have in common.
    public init(
        _ setup: ViewSetup, _ options: ExplorerProgram.Options, store: ModelStore?, problem: String?,
        otherModels: ExplorerProgram.ModelLoading? = nil, size: (width: Int, height: Int), appearance: Appearance,
        dataSet: DataSet? = nil, generated: [GeneratedResponses] = [], transfer: Transfer = .logarithmic,
        convention: MaskConvention = .thesis, isPlain: Bool = false, workshop: SnapshotWorkshop = SnapshotWorkshop()
    ) {
        var state = ExplorerState(
            options, models: LoadedModels(store, problem: problem), size: Size(size.width, size.height), appearance: appearance)
        (state.settings.transfer, state.settings.convention, state.isPlain) = (transfer, convention, isPlain)
        if let dataSet { state.adopt(dataSet, generated, isLookedFor: !state.isParticleChosen) }
        var models = [state.detector: (store?.models ?? []).map { Model($0) } + generated.map { Model($0) }]
        for detector in state.shownDetectors where detector != state.detector {
            guard let other = otherModels?(detector) else { continue }
            models[detector] = other.store?.models.map { Model($0) }
            state.adopt(LoadedModels(other.store, problem: other.problem), of: detector)
        }
        setup.open(&state)
        _ = state.start()
        for calorimeter in state.calorimeters {
            guard let work = calorimeter.running else { continue }
            let reference = calorimeter.reference
            var news: [WorkNews] = []
            workshop.run(work, for: reference, measuresTime: setup.measuresTime, report: { news.append($0) }) {
                BackgroundWorkers(
                    truth: Truth(reference: reference, dataSet: dataSet), models: models[calorimeter.detector] ?? [])
            }
            for item in news { _ = state.update(.background(reference, item), at: .zero) }
        }
        self.state = state
        scene = Scene.drawn(state)
        level = appearance.level
    }

    /// Draws the view once more, for measuring.
    @inline(never) func draw() { _ = Scene.drawn(state) }

    /// Characters only.
    public var text: String { scene.canvas.plainText + "\n" }

    /// A picture of the screen, 8 by 16 pixels a character.
    public var png: PNGImage { CanvasPicture.image(of: scene.canvas) }

    /// The same as rectangles, lines and text.
    public var svg: String { SVGText.render(scene.canvas) }

    /// Characters with the terminal's colour codes.
    public var ansi: String { ANSIText.render(scene.canvas, level: level) }

    /// Forms of the numbers on the screen, the same that the explorer saves.
    public enum Numbers: String, Sendable {
        case csv, json, tex
    }

    /// The numbers on the screen; nil where the view has none in this form.
    public func numbers(_ form: Numbers) -> String? {
        guard let document = ShownNumbers(state)?.document else { return nil }
        return switch form {
        case .csv: document.csv
        case .json: document.json
        case .tex: document.tex
        }
    }

    /// Writes pictures and samples as arrays of an NPZ file; false where the view has none.
    public func writeArrays(path: String) throws(FileError) -> Bool {
        let arrays = state.shownArrays
        if !arrays.isEmpty { try NamedArray.write(arrays, path: path) }
        return !arrays.isEmpty
    }
}

/// Works for snapshots of the same models and the same truth, and keeps what it has sampled for the next one.
public final class SnapshotWorkshop {
    private var workers: [(reference: ReferenceMC, workers: BackgroundWorkers)] = []

    public init() {}

    fileprivate func run(
        _ work: Work, for reference: ReferenceMC, measuresTime: Bool, report: @escaping (WorkNews) -> Void,
        make: () -> BackgroundWorkers
    ) {
        let place = workers.firstIndex { $0.reference == reference } ?? workers.endIndex
        if place == workers.endIndex { workers.append((reference, make())) }
        workers[place].workers.run(work, measuresTime: measuresTime, isWanted: { true }, report: report)
    }
}
