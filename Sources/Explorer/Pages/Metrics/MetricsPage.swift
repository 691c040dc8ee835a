import Canvas
import Evaluation
import Terminal

/// The published table, live: models between the floor and the simplest model there is.
enum MetricsPage: Page {
    typealias Settings = MetricsSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { false }

    /// Times that are shown have to be measured again.
    static func words(_ state: ExplorerState) -> [String] {
        let isTimed = state.metricsResult?.rows.contains { $0.score?.secondsPerResponse != nil } ?? false
        return state.metrics.words + (isTimed ? ["--times"] : [])
    }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        if state.metrics.plot == .cost { return drawCost(state, in: frame.body, of: &scene) }
        guard let figure = figure(of: state) else {
            let reason = state.models.isEmpty ? state.modelProblems.first : nil
            scene.canvas.text(" " + (reason ?? "scoring"), x: frame.body.x, y: frame.body.y, limit: frame.body.width)
            return
        }
        figure.draw(on: &scene.canvas)
        let table = figure.tableArea
        scene.add(.headings, at: table.row(0))
        for row in figure.rows.indices {
            scene.add(.row(row), at: Rect(x: frame.body.x, y: figure.line(ofRow: row), width: frame.body.width, height: 1))
        }
    }

    private static func drawCost(_ state: ExplorerState, in body: Rect, of scene: inout Scene) {
        if let plot = costPlot(state) { return plot.draw(on: &scene.canvas, in: body.inset()) }
        let isMade = state.metricsResult?.rows.contains { $0.score != nil } ?? false
        scene.canvas.text(
            isMade ? "no time was measured" : "measuring", x: body.x + 1, y: body.y + 1, .dim, limit: body.width - 1)
    }

    private static func costPlot(_ state: ExplorerState) -> CostPlot? {
        state.metricsResult.flatMap { CostPlot($0, state.appearance) }
    }

    static func figure(_ state: ExplorerState) -> Canvas? { costPlot(state)?.canvas }
    static func figureTitle(_ state: ExplorerState) -> String { "quality against cost" }

    private static func figure(of state: ExplorerState) -> MetricsFigure? {
        state.metricsResult.map {
            MetricsFigure($0, settings: state.metrics, appearance: state.appearance, in: FrameLayout(state.size).body)
        }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.metricsRequest) }

    static func summary(_ state: ExplorerState) -> String {
        guard let result = state.metricsResult, state.front.isCurrent else { return "scoring" }
        // A data set has one repeat of its truth, and a file of responses is one run, whatever the runs.
        let counts = result.rows.filter { $0.kind == .model || ($0.kind == .floor && result.dataSetName == nil) }.map {
            $0.score?.runCount ?? 0
        }
        let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
        guard result.isComplete else {
            return "run \(min(least + 1, result.request.amount.runs)) of \(result.request.amount.runs)"
        }
        return least == most ? least == 1 ? "1 run" : "\(least) runs" : "\(least) to \(most) runs"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        [
            KeyHint("sort", .sort), KeyHint(state.metrics.isDetailed ? "bars" : "details", .edit),
            KeyHint(state.metrics.plot == .cost ? "table" : "cost", .vary), KeyHint("more", .cycleCount),
            KeyHint("again", .newSample),
            KeyHint(state.metrics.leastPhotons == 0 ? "skip empty" : "with empty", .cycleLeastPhotons),
            KeyHint("masks", .cycleMasks),
        ]
    }

    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        let rows = state.metricsResult?.rows.count ?? 1
        switch action {
        case .rowUp: state.metrics.row = max(state.metrics.row - 1, 0)
        case .rowDown: state.metrics.row = min(state.metrics.row + 1, rows - 1)
        case .rowFirst: state.metrics.row = 0
        case .rowLast: state.metrics.row = rows - 1
        // The rows and columns of the table are not in sight.
        case .edit where state.metrics.plot != nil, .sort where state.metrics.plot != nil: state.metrics.plot = nil
        case .step where state.metrics.plot != nil: break
        case .sort, .step(up: true, _): sort(1, &state)
        case .step(up: false, _): sort(-1, &state)
        case .vary: state.metrics.plot = state.metrics.plot == nil ? .cost : nil
        case .edit: state.metrics.isDetailed.toggle()
        case .newSample: state.metrics.seed &+= 1
        case .cycleLeastPhotons:
            state.metrics.leastPhotons = choice(after: state.metrics.leastPhotons, MetricsSettings.leastPhotonChoices)
            state.say("distances of " + MetricsFigure.leastText(state.metrics.leastPhotons), at: now)
        case .cycleCount:
            state.metrics.amount = choice(after: state.metrics.amount, MetricsSettings.Amount.choices)
            let amount = state.metrics.amount
            let particles = NumberText.grouped(amount.particles)
            state.say("\(particles) particles × \(amount.repeats) responses × \(amount.runs) runs of each model", at: now)
        default: return nil
        }
        return []
    }

    /// The next choice, round and round; the first one after what is none of them.
    private static func choice<Value: Equatable>(after value: Value, _ choices: [Value]) -> Value {
        choices.contains(value) ? choices.neighbour(of: value, steps: 1) : choices[0]
    }

    /// Sorts by a neighbour of the column that the table is sorted by.
    private static func sort(_ step: Int, _ state: inout ExplorerState) {
        state.metrics.sortedBy = ScoreFigure.ofTable.neighbour(of: state.metrics.sortedBy, steps: step)
    }

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .headings: if let chosen = figure(of: state)?.figure(atX: mouse.x) { state.metrics.sortedBy = chosen }
        case .row(let row):
            // A second click opens what the first one chose.
            if state.metrics.row == row { state.metrics.isDetailed.toggle() } else { state.metrics.row = row }
        default: break
        }
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        _ = perform(up ? .rowUp : .rowDown, on: &state, at: now)
    }
}

extension ExplorerState {
    var metricsResult: MetricsResult? { front[MetricsRequest.self].result }

    var metricsRequest: MetricsRequest {
        MetricsRequest(
            models: models.map(\.name), amount: metrics.amount, seed: metrics.seed, convention: settings.convention,
            leastPhotons: metrics.leastPhotons)
    }
}

extension MetricsPage {
    /// The table as `zdc evaluate` writes it.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let result = state.metricsResult, state.front.isCurrent, result.rows.contains(where: { $0.score != nil }) else {
            return nil
        }
        return NumberDocument(ScoreReport(unseen: result.table))
    }
}

extension MetricsPage {
    static let keyTable = KeyTable(
        [
            .rows("row"), .ends("first, last row"), .steps(.see, "sort by the column beside"),
            .keys(.see, "sort by the next column", ("t", .sort)), .enter(.see, "all figures of the row"),
            .keys(.see, "quality against cost, and back", ("v", .vary)),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
            .keys(.generate, "again, other particles", ("g", .newSample)),
            .keys(.generate, "particles, responses, runs", ("n", .cycleCount)),
            .keys(.see, "all responses, or those of at least 1 photon", ("e", .cycleLeastPhotons)),
        ])

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a heading", "sort by it"), ("click a row", "choose it; again: all its figures"),
            ("wheel", "rows"), ("click a hint", "the same as its key"),
        ],
        marks: [
            ("mean WS", "Wasserstein-1 distance of channels, photons"),
            ("σ ch", "its spread over the channels: the published ±"),
            ("├─┤", "spread of the mean WS from run to run"),
            ("ms", "per response, one core of this machine; floor: ref. MC"),
            ("floor", "truth against an independent repeat of it"),
            ("conditional mean", "no diversity: each particle's true mean"),
            ("from 1 photon", "distances without empty responses"),
            ("div ratio", "diversity, generated over true"),
            ("σ sum", "the same of the photon sum's spread"),
            ("peak px", "brightest pixel of mean responses, median error"),
            ("\u{2212}floor", "mean WS minus the floor"),
            ("no difference", "the 95 % interval of the difference holds 0"),
            ("bold", "best of the models, or no difference to it"),
            HelpNotes.wholePhotons,
        ])
}
