import Calorimeter
public import Canvas
public import FastSimulation
import ReferenceMC

/// A view as text, without a terminal: what `zdc render` prints. The same options give the same bytes.
public struct ExplorerSnapshot: Sendable {
    private let state: ExplorerState
    private let scene: Scene
    private let level: ColorLevel

    /// The fewest columns and rows that the view fits.
    public static var smallestSize: (width: Int, height: Int) { (Size.smallest.width, Size.smallest.height) }

    /// Fills the histograms and draws.
    ///
    /// - Parameters:
    ///   - size: columns and rows of the picture.
    ///   - samples: how many samples of each kind fill the histograms.
    ///   - showsHistograms: the histograms where they share the place of the channel table.
    public init(
        _ options: ExplorerProgram.Options, store: ModelStore?, problem: String?, size: (width: Int, height: Int),
        appearance: Appearance, samples: Int, picture: SnapshotPicture, showsHistograms: Bool
    ) {
        var state = ExplorerState(
            options, store: store, problem: problem, size: Size(size.width, size.height), appearance: appearance)
        switch picture {
        case .generated: state.shown = .generated
        case .truth: state.shown = .truth
        case .difference: state.shown = .difference
        }
        if showsHistograms { state.focus = .histograms }
        _ = state.start()
        if var request = state.lastRequest {
            request.target = samples
            state.lastRequest = request
            let model = store?.models.first { $0.name == request.model }
            var accumulator = SampleAccumulator(
                reference: ReferenceMC(detector: state.detector), request: request, model: model)
            accumulator.addTruth(samples, target: samples)
            accumulator.addRepeat(samples, target: samples)
            accumulator.addGenerated(samples, target: samples)
            state.pictures = accumulator.pictures(request)
            state.statistics = accumulator.statistics(request: request, timing: nil)
        }
        self.state = state
        scene = ExploreView.scene(of: state)
        level = appearance.level
    }

    /// Draws the view once more, for measuring.
    @inline(never)
    func draw() { _ = ExploreView.scene(of: state) }

    /// Characters only.
    public var text: String { scene.canvas.plainText + "\n" }

    /// Characters with the terminal's colour codes.
    public var ansi: String { ANSIText.render(scene.canvas, level: level) }
}

/// What the picture of a snapshot shows.
public enum SnapshotPicture: String, CaseIterable, Sendable {
    case generated
    case truth = "true"
    case difference
}
