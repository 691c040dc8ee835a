import Canvas
import Terminal
import Training

extension TrainingPage {
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        switch action {
        case .step(let up, let size): moveCursor((up ? 1 : -1) * (size == .ten ? 10 : 1), &state)
        case .rowFirst: moveCursor(-.max / 2, &state)
        case .rowLast: moveCursor(.max / 2, &state)
        case .smooth: state.training.isSmoothed.toggle()
        case .cycleScale: cycleScale(&state, at: now)
        case .zoomIn: zoom(in: true, at: state.training.cursor, &state)
        case .zoomOut: zoom(in: false, at: state.training.cursor, &state)
        case .nextModel: chooseNext(&state, at: now)
        case .addModel: add(&state, at: now)
        case .dropModel: if state.training.added.popLast() == nil { state.say("only one run is shown; m takes another", at: now) }
        case .edit: openSamples(&state, at: now)
        default: return nil
        }
        return []
    }

    /// Moves the cursor over the validations of the run in front; the first step takes the best one.
    private static func moveCursor(_ count: Int, _ state: inout ExplorerState) {
        guard let history = state.shownRuns.first?.history, !history.rows.isEmpty else { return }
        let rows = history.rows
        let last = rows.count - 1
        guard let cursor = state.training.cursor,
            let present = rows.indices.min(by: {
                abs(Double(rows[$0].step) - cursor) < abs(Double(rows[$1].step) - cursor)
            })
        else {
            let first = abs(count) > 10 ? (count < 0 ? 0 : last) : rows.firstIndex { $0.step == history.best?.step } ?? last
            state.training.cursor = Double(rows[first].step)
            return
        }
        let next = min(max(present + min(max(count, -rows.count), rows.count), 0), last)
        state.training.cursor = Double(rows[next].step)
    }

    private static func cycleScale(_ state: inout ExplorerState, at now: Duration) {
        switch state.training.scale {
        case nil: state.training.scale = .logarithmic
        case .logarithmic: state.training.scale = .linear
        case .linear: state.training.scale = nil
        }
        let words = state.training.scale.map { $0 == .linear ? "linear values" : "logarithmic values" }
        state.say(words ?? "values: logarithmic if all are positive and the largest is over ten times the smallest", at: now)
    }

    /// Halves or doubles the steps that are shown, about a step or their middle.
    private static func zoom(in isIn: Bool, at step: Double?, _ state: inout ExplorerState) {
        let all = TrainingFigure.allSteps(state.shownRuns.compactMap(\.history))
        let present = state.training.zoom ?? all
        let span = (present.upperBound - present.lowerBound) * (isIn ? 0.5 : 2)
        guard span >= 2 else { return }
        guard span < all.upperBound else {
            state.training.zoom = nil
            return
        }
        let centre =
            step.flatMap { $0 >= present.lowerBound && $0 <= present.upperBound ? $0 : nil }
            ?? (present.lowerBound + present.upperBound) / 2
        let share = (centre - present.lowerBound) / (present.upperBound - present.lowerBound)
        let low = min(max(centre - share * span, 0), all.upperBound - span)
        state.training.zoom = low..<low + span
    }

    private static func chooseNext(_ state: inout ExplorerState, at now: Duration) {
        let count = state.trainingRuns.count
        guard count > 1 else { return state.say("this is the only run here", at: now) }
        state.training.chosen = (state.training.chosen + 1) % count
        (state.training.zoom, state.training.cursor) = (nil, nil)
    }

    private static func add(_ state: inout ExplorerState, at now: Duration) {
        let shown = state.shownRuns.map(\.path)
        guard shown.count < TrainingSettings.mostRuns, let next = state.training.files.first(where: { !shown.contains($0) })
        else {
            return state.say("all \(shown.count) runs that fit are shown; x drops one", at: now)
        }
        state.training.added = shown.dropFirst() + [next]
        state.training.zoom = nil
    }

    /// The run's model in the explore view.
    private static func openSamples(_ state: inout ExplorerState, at now: Duration) {
        guard let run = state.shownRuns.first else { return }
        guard let index = state.models.firstIndex(where: { $0.name == run.name }) else {
            return state.complain(
                "The model \(run.name) is not among those that are loaded; zdc explore --model takes only those.")
        }
        state.choose(model: state.models[index].name)
        state.open(.explore)
    }

    // MARK: Mouse

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        point(at: mouse, &state)
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) { point(at: mouse, &state) }

    private static func step(under mouse: MouseEvent, _ state: ExplorerState) -> Double? {
        let figure = TrainingFigure(
            state.training, runs: state.shownRuns, appearance: state.appearance, in: FrameLayout(state.size).body)
        return figure.plots.lazy.compactMap { $0.plot.value(atX: mouse.x, y: mouse.y, in: $0.plotArea) }.first
    }

    /// The cursor goes to the nearest validation.
    private static func point(at mouse: MouseEvent, _ state: inout ExplorerState) {
        guard let step = step(under: mouse, state), let rows = state.shownRuns.first?.history?.rows,
            let nearest = rows.min(by: { abs(Double($0.step) - step) < abs(Double($1.step) - step) })
        else { return }
        state.training.cursor = Double(nearest.step)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        zoom(in: up, at: step(under: mouse, state), &state)
    }
}
