import Evaluation
import Terminal

/// What keys and the mouse do while two observables are counted against each other.
extension HistogramsPage {
    /// The figure on the screen; nil while histograms of one observable are there.
    static func plane(of state: ExplorerState) -> PlaneFigure? {
        state.histogramResult.flatMap { PlaneFigure($0, state, in: FrameLayout(state.size).body) }
    }

    /// What an action means for two observables; nil leaves it to what it means for one.
    static func performOnPlane(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        switch action {
        case .nextPane: movePicture(1, &state)
        case .previousPane: movePicture(-1, &state)
        case .rowUp: moveCursor(0, 1, &state)
        case .rowDown: moveCursor(0, -1, &state)
        case .step(let up, let size): moveCursor(size.places(up: up), 0, &state)
        case .rowFirst: moveCursor(-1_000_000, 0, &state)
        case .rowLast: moveCursor(1_000_000, 0, &state)
        case .zoomIn: zoomPlane(in: true, at: (state.histograms.cursor, state.histograms.cursorY), &state)
        case .zoomOut: zoomPlane(in: false, at: (state.histograms.cursor, state.histograms.cursorY), &state)
        case .cycleObservables:
            let next = neighbour(of: state.histograms.observable, besides: state.histograms.against)
            (state.histograms.observable, state.histograms.cursor) = (next, nil)
            say(&state, at: now)
        case .addModel, .dropModel:
            let key = keyTable.label(.nextModel, state.appearance)
            state.say("two observables are shown of one model; \(key) chooses it", at: now)
        case .cycleBelow: state.histograms.below = (state.histograms.below ?? .pull).next
        default: return nil
        }
        // Frozen counts are of other bins.
        if [.zoomIn, .zoomOut, .cycleObservables].contains(action) { state.isFrozen = false }
        return []
    }

    /// Counts the observable that has the keys against another one, or alone.
    static func show(against observable: Observable?, _ state: inout ExplorerState, at now: Duration) {
        guard observable != state.histograms.observable else {
            return state.say("\(state.histograms.observable.title) is on the horizontal axis already", at: now)
        }
        (state.histograms.against, state.histograms.cursorY, state.isFrozen) = (observable, nil, false)
        say(&state, at: now)
    }

    /// The vertical observable after the present one.
    static func nextAgainst(_ state: ExplorerState) -> Observable {
        let horizontal = state.histograms.observable
        return state.histograms.against.map { neighbour(of: $0, besides: horizontal) } ?? (horizontal == .sum ? .lit : .sum)
    }

    private static func neighbour(of observable: Observable, besides other: Observable?) -> Observable {
        let all = Observable.allCases
        let following = (1..<all.count).map { all[(observable.index + $0) % all.count] }
        return following.first { $0 != other } ?? observable
    }

    private static func say(_ state: inout ExplorerState, at now: Duration) {
        let horizontal = state.histograms.observable.title
        state.say(
            state.histograms.against.map { "\($0.title) against \(horizontal)" } ?? "histograms of one observable each", at: now)
    }

    private static func movePicture(_ steps: Int, _ state: inout ExplorerState) {
        let hasModel = !state.histogramModels.isEmpty
        let offered = PlaneLayout.offered(state.histograms, hasModel: hasModel)
        let chosen = PlaneLayout.chosen(state.histograms, hasModel: hasModel)
        state.histograms.picture = offered.neighbour(of: chosen, steps: steps)
    }

    /// Moves the cursor by bins; the first step puts it on the highest true bin.
    private static func moveCursor(_ x: Int, _ y: Int, _ state: inout ExplorerState) {
        guard let figure = plane(of: state) else { return }
        let (columns, rows) = (figure.counts.x.binCount, figure.counts.y.binCount)
        let counts = figure.counts.trueCounts
        let highest = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        // Without a cursor the first and the last bin are where they are; steps begin at the highest.
        let first = (abs(x) > columns ? x : highest % columns, highest / columns)
        let start = figure.selected.map { ($0.x + x, $0.y + y) } ?? first
        setCursor((min(max(start.0, 0), columns - 1), min(max(start.1, 0), rows - 1)), figure, &state)
    }

    private static func setCursor(_ bin: (x: Int, y: Int), _ figure: PlaneFigure, _ state: inout ExplorerState) {
        state.histograms.cursor = figure.counts.x.middle(ofBin: bin.x)
        state.histograms.cursorY = figure.counts.y.middle(ofBin: bin.y)
    }

    private static func zoomPlane(in isIn: Bool, at place: (x: Double?, y: Double?), _ state: inout ExplorerState) {
        guard let counts = state.histogramResult?.plane else { return }
        zoom(in: isIn, at: place.x, counts.x.observable, full: counts.full.x, &state)
        zoom(in: isIn, at: place.y, counts.y.observable, full: counts.full.y, &state)
    }

    // MARK: Mouse

    static func point(onPlaneAt mouse: MouseEvent, _ state: inout ExplorerState) {
        guard let figure = plane(of: state), let place = figure.place(atX: mouse.x, y: mouse.y) else { return }
        state.histograms.picture = place.picture
        if let bin = place.bin { setCursor(bin, figure, &state) }
    }

    static func turnWheelOnPlane(up: Bool, _ mouse: MouseEvent, on state: inout ExplorerState) {
        guard let figure = plane(of: state), let bin = figure.place(atX: mouse.x, y: mouse.y)?.bin else { return }
        zoomPlane(in: up, at: (figure.counts.x.middle(ofBin: bin.x), figure.counts.y.middle(ofBin: bin.y)), &state)
        state.isFrozen = false
    }
}
