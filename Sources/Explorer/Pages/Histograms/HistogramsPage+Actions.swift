import Canvas
import Evaluation
import Terminal

extension HistogramsPage {
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        if state.histograms.against != nil, let effects = performOnPlane(action, on: &state, at: now) { return effects }
        switch action {
        case .toggleAgainst:
            show(against: state.histograms.against == nil ? nextAgainst(state) : nil, &state, at: now)
        case .cycleAgainst: show(against: nextAgainst(state), &state, at: now)
        case .against(let observable): show(against: observable, &state, at: now)
        case .nextPane: move(1, wraps: true, &state)
        case .previousPane: move(-1, wraps: true, &state)
        case .rowUp: move(-columns(state), wraps: false, &state)
        case .rowDown: move(columns(state), wraps: false, &state)
        case .cycleObservables:
            let next = state.histograms.set.next
            choose(next.observables[0], &state)
            // Frozen counts are of the other observables.
            state.isFrozen = false
            state.say(next.observables.map(\.title).joined(separator: ", "), at: now)
        case .step(let up, let size): moveCursor(size.places(up: up), &state)
        case .rowFirst: moveCursor(-1_000_000, &state)
        case .rowLast: moveCursor(1_000_000, &state)
        case .zoomIn: zoom(in: true, at: state.histograms.cursor, state.histograms.observable, &state)
        case .zoomOut: zoom(in: false, at: state.histograms.cursor, state.histograms.observable, &state)
        case .cycleBins:
            state.histograms.columnsPerBin = state.histograms.columnsPerBin == 4 ? 1 : 2 * state.histograms.columnsPerBin
            if state.histograms.against != nil { state.isFrozen = false }
        case .cycleBelow: state.histograms.below = below(state).next
        case .cycleScale: cycleScale(&state, at: now)
        case .typeCut: state.ask(.cut, state.histograms.cut?.description ?? "")
        case .typeRange: state.askRange(of: state.histograms.observable)
        case .edit: state.histograms.isEnlarged.toggle()
        case .play: state.isFrozen.toggle()
        case .cycleScope:
            state.histograms.scope = state.histograms.scope.next
            state.isFrozen = false
            state.histograms.ranges = HistogramsSettings().ranges
        case .addModel: addModel(&state, at: now)
        case .dropModel:
            if state.histograms.added.popLast() == nil { state.say("only one model is shown; m takes another", at: now) }
        default: return nil
        }
        return []
    }

    private static func choose(_ observable: Observable, _ state: inout ExplorerState) {
        guard observable != state.histograms.observable else { return }
        (state.histograms.observable, state.histograms.cursor) = (observable, nil)
    }

    /// Goes to a neighbour in the set that is shown.
    private static func move(_ steps: Int, wraps: Bool, _ state: inout ExplorerState) {
        let (all, present) = (state.histograms.set.observables, state.histograms.observable)
        let place = (all.firstIndex(of: present) ?? 0) + steps
        choose(wraps ? all.neighbour(of: present, steps: steps) : all[min(max(place, 0), all.count - 1)], &state)
    }

    private static func columns(_ state: ExplorerState) -> Int { figure(of: state)?.layout.columns ?? 3 }

    /// The figure on the screen; nil before anything was counted.
    static func figure(of state: ExplorerState) -> HistogramsFigure? {
        state.histogramResult.map { HistogramsFigure($0, state, in: FrameLayout(state.size).body) }
    }

    /// What stands below the histograms now.
    private static func below(_ state: ExplorerState) -> HistogramsSettings.Below {
        state.histograms.below ?? (figure(of: state)?.chosen?.belowArea != nil ? .ratio : .nothing)
    }

    /// Moves the cursor by bins; the first step puts it on the highest true bin.
    private static func moveCursor(_ bins: Int, _ state: inout ExplorerState) {
        guard let figure = figure(of: state)?.chosen?.figure else { return }
        let highest = figure.trueCounts.indices.max { figure.trueCounts[$0] < figure.trueCounts[$1] } ?? 0
        let present = state.histograms.cursor.flatMap(figure.axis.bin(of:))
        let bin = present.map { $0 + bins } ?? (abs(bins) > figure.binCount ? bins : highest)
        setCursor(min(max(bin, 0), figure.binCount - 1), figure, &state)
    }

    private static func setCursor(_ bin: Int, _ figure: ObservableFigure, _ state: inout ExplorerState) {
        state.histograms.cursor = figure.axis.middle(ofBin: bin)
    }

    /// Halves or doubles the part of an axis that is shown, about a value or its middle.
    private static func zoom(in isIn: Bool, at value: Double?, _ observable: Observable, _ state: inout ExplorerState) {
        guard let result = state.histogramResult, result.request.set.observables.contains(observable) else { return }
        let place = result.place(of: observable)
        let full = ObservableAxis.fullRange(
            observable, truth: result.truth[place], models: result.models.map { $0.samples[place] })
        zoom(in: isIn, at: value, observable, full: full, &state)
    }

    /// - Parameter full: the whole axis.
    static func zoom(
        in isIn: Bool, at value: Double?, _ observable: Observable, full: Range<Double>, _ state: inout ExplorerState
    ) {
        let present = state.histograms.ranges[observable.index] ?? full
        // Whole photons and pixels; lengths in tenths of a millimetre.
        let unit = ObservableAxis.leastSpan(observable)
        let span = ((present.upperBound - present.lowerBound) * (isIn ? 0.5 : 2) / unit).rounded(.up) * unit
        if isIn, span < 4 * unit { return }
        if !isIn, span >= full.upperBound - full.lowerBound {
            state.histograms.ranges[observable.index] = nil
            return
        }
        // A typed range may lie beyond the whole axis.
        let (least, most) = (min(full.lowerBound, present.lowerBound), max(full.upperBound, present.upperBound))
        // What lies at the place keeps its share of the axis, as far as the whole one allows.
        let centre = value.flatMap { present.contains($0) ? $0 : nil } ?? (present.lowerBound + present.upperBound) / 2
        let share = (centre - present.lowerBound) / (present.upperBound - present.lowerBound)
        let low = (min(max(centre - share * span, least), most - span) / unit).rounded(.down) * unit
        state.histograms.ranges[observable.index] = low..<low + span
    }

    private static func cycleScale(_ state: inout ExplorerState, at now: Duration) {
        state.histograms.countScale = state.histograms.countScale.next
        let words = state.histograms.countScale.map { $0 == .linear ? "linear counts" : "logarithmic counts" }
        state.say(words ?? "counts: logarithmic if the largest bin is over 100 times the smallest filled one", at: now)
    }

    private static func addModel(_ state: inout ExplorerState, at now: Duration) {
        let shown = state.histogramModels
        guard shown.count < state.mostHistogramModels, let next = state.models.first(where: { !shown.contains($0.name) }) else {
            return state.say("all \(shown.count) models that fit are shown; x drops one", at: now)
        }
        // What m has put in front since is not added a second time.
        state.histograms.added = shown.dropFirst() + [next.name]
    }

    // MARK: Mouse

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        if case .column = target { point(onPlaneAt: mouse, &state) }
        guard case .plot(let place) = target, state.histograms.against == nil else { return }
        choose(Observable.allCases[place], &state)
        point(at: mouse, &state)
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        if state.histograms.against != nil { point(onPlaneAt: mouse, &state) } else { point(at: mouse, &state) }
    }

    private static func point(at mouse: MouseEvent, _ state: inout ExplorerState) {
        guard let chosen = figure(of: state)?.chosen, let bin = chosen.bin(atX: mouse.x, y: mouse.y) else { return }
        setCursor(bin, chosen.figure, &state)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        if case .column = target { turnWheelOnPlane(up: up, mouse, on: &state) }
        guard case .plot(let place) = target, let panel = figure(of: state)?.panels.first(where: { $0.observable.index == place })
        else { return }
        let value = panel.bin(atX: mouse.x, y: mouse.y).map(panel.figure.axis.middle(ofBin:))
        zoom(in: up, at: value, panel.observable, &state)
    }
}

extension ExplorerState {
    /// Asks for the ends of an observable's axis.
    mutating func askRange(of observable: Observable) {
        ask(.range(observable), TypedRange.text(histograms.ranges[observable.index]))
    }
}
