import Canvas
import Foundation
import Terminal

/// Histories of trainings: losses and validation scores over steps.
enum TrainingPage: Page {
    typealias Settings = TrainingSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { false }

    static func words(_ state: ExplorerState) -> [String] {
        state.training.words + state.shownRuns.dropFirst().flatMap { ["--over", $0.path] }
    }

    /// Keeps the session's histories that are here, by path or else by name; then come those that were there before.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) {
        let own = before.training.files.filter { !before.front.histories.contains($0) } + state.front.histories
        func present(_ path: String) -> String? {
            if own.contains(path) || FileManager.default.fileExists(atPath: path) { return path }
            return own.first { URL(filePath: $0).lastPathComponent == URL(filePath: path).lastPathComponent }
        }
        var training = state.training
        let front = training.files.indices.contains(training.chosen) ? present(training.files[training.chosen]) : nil
        training.files = (training.files.compactMap(present) + own).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        training.added = training.added.compactMap(present)
        training.chosen = front.flatMap { training.files.firstIndex(of: $0) } ?? 0
        state.training = training
    }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        guard !state.training.files.isEmpty else {
            let body = frame.body
            scene.canvas.paragraph(
                "There is no history of a training here. zdc train writes one beside its model; "
                    + "zdc explore --history FILE.csv, or :open FILE.csv here, shows it, also while the run goes on.",
                in: Rect(x: body.x + 1, y: body.y + 1, width: min(body.width - 2, 76), height: body.height - 1))
            return
        }
        guard !state.trainingRuns.isEmpty else { return }
        let figure = figure(of: state)
        figure.draw(on: &scene.canvas)
        for (index, plot) in figure.plots.enumerated() { scene.add(.plot(index), at: plot.plotArea) }
    }

    private static func figure(of state: ExplorerState) -> TrainingFigure {
        TrainingFigure(state.training, runs: state.shownRuns, appearance: state.appearance, in: FrameLayout(state.size).body)
    }

    static func wantedWork(_ state: ExplorerState) -> Work? {
        state.training.files.isEmpty ? nil : Work(state.trainingRequest)
    }

    static func watchedFiles(_ state: ExplorerState) -> [String] { state.training.files }

    static func summary(_ state: ExplorerState) -> String {
        let count = state.training.files.count
        return count == 0 ? "no history" : "run \(state.training.chosen + 1) of \(count)"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        guard !state.training.files.isEmpty else { return [] }
        return [
            KeyHint("step", .step(up: false, .one), .step(up: true, .one)), KeyHint("smooth", .smooth),
            KeyHint("log y", .cycleScale),
            KeyHint("zoom", .zoomIn),
        ] + (state.training.files.count > 1 ? [KeyHint("run", .nextModel), KeyHint("add", .addModel)] : [])
            + [KeyHint("samples", .edit)]
    }
}

extension ExplorerState {
    var trainingRequest: TrainingRequest { TrainingRequest(files: training.files, version: filesVersion) }

    /// The histories as they were read last; empty until those that are wanted were read.
    var trainingRuns: [TrainingRunFile] {
        guard let result = front[TrainingRequest.self].result, result.request.files == training.files else { return [] }
        return result.runs
    }
}

extension TrainingPage {
    /// The histories on the screen, one under the other.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        let runs = state.shownRuns.compactMap { run in run.history.map { (run.name, $0) } }
        guard !runs.isEmpty else { return nil }
        var table = NumberTable(["run", "step", "samples", "seconds"] + TrainingTerm.allCases.map(\.title))
        for (name, history) in runs {
            for row in history.rows {
                table.rows.append(
                    [.text(name), .init(row.step), .init(row.samples), .number(row.seconds)]
                        + TrainingTerm.allCases.map { .init($0.value(row)) })
            }
        }
        return NumberDocument(table)
    }
}

extension TrainingPage {
    static let keyTable = KeyTable(
        [
            .steps(.move, "one validation"), .tens("ten validations"), .ends("first, last validation"),
            .keys(.generate, "run in front", ("m", .nextModel)),
            .keys(.generate, "add, drop a run", ("a", .addModel), ("x", .dropModel)),
            .enter(.generate, "samples of this run's model"), .keys(.see, "smooth curves", ("f", .smooth)),
            .keys(.see, "values: by rule, log, linear", ("z", .cycleScale)),
            .keys(.see, "zoom in at the cursor, out", ("+", .zoomIn), ("-", .zoomOut)),
        ])

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a plot", "read a step"), ("drag", "move over steps"), ("wheel over a plot", "zoom there"),
            ("click a hint", "the same as its key"),
        ],
        marks: [
            ("mean WS", "distance on validation particles, photons"),
            ("floor", "truth against an independent repeat"),
            ("best", "the step with the smallest mean WS"),
            ("div. ratio", "diversity, generated over true; 1 is right"),
            ("empty", "generated responses without a photon"),
            ("smoothed", "means over five neighbours"),
            ("log y by rule", "all positive, largest over 10 × smallest"),
        ])
}

extension TrainingPage {
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        switch action {
        case .step(let up, let size): moveCursor(size.places(up: up), &state)
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
        guard let present = state.training.cursor.flatMap(history.place) else {
            let first = abs(count) > 10 ? (count < 0 ? 0 : last) : rows.firstIndex { $0.step == history.best?.step } ?? last
            state.training.cursor = Double(rows[first].step)
            return
        }
        let next = min(max(present + min(max(count, -rows.count), rows.count), 0), last)
        state.training.cursor = Double(rows[next].step)
    }

    private static func cycleScale(_ state: inout ExplorerState, at now: Duration) {
        state.training.scale = state.training.scale.next
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
        figure(of: state).plots.lazy.compactMap { $0.plot.value(atX: mouse.x, y: mouse.y, in: $0.plotArea) }.first
    }

    /// The cursor goes to the nearest validation.
    private static func point(at mouse: MouseEvent, _ state: inout ExplorerState) {
        guard let step = step(under: mouse, state), let history = state.shownRuns.first?.history,
            let nearest = history.place(nearest: step)
        else { return }
        state.training.cursor = Double(history.rows[nearest].step)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        zoom(in: up, at: step(under: mouse, state), &state)
    }
}
