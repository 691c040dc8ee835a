import Calorimeter
import Canvas
import DataSets
import Terminal

/// Every particle of the data set, or of the published ones, in a table that sorts.
enum TablePage: Page {
    typealias Settings = TableSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { false }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        guard let figure = figure(of: state) else {
            return _ = scene.canvas.text(" summing", x: frame.body.x, y: frame.body.y, limit: frame.body.width)
        }
        figure.draw(on: &scene.canvas)
        scene.add(.list, at: frame.body)
        scene.add(.headings, at: frame.body.row(1))
        for row in figure.shownRows {
            scene.add(.row(row), at: Rect(x: frame.body.x, y: figure.line(ofRow: row), width: frame.body.width, height: 1))
        }
    }

    private static func figure(of state: ExplorerState) -> TableFigure? { state.tableResult.map { TableFigure($0, state) } }

    static func wantedWork(_ state: ExplorerState) -> Work? { Work(state.tableRequest) }

    static func summary(_ state: ExplorerState) -> String {
        guard let result = state.tableResult, let figure = figure(of: state) else { return "summing" }
        let model = state.model.map { $0.shortName + "  " } ?? ""
        return "\(model)\(NumberText.grouped(figure.row + 1))/\(NumberText.grouped(result.order.count))"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        [
            KeyHint("show it", .edit), KeyHint("sort", .sort), KeyHint("reverse", .reverse), KeyHint("find", .findParticle),
        ] + (state.models.count > 1 ? [KeyHint("model", .nextModel)] : [])
    }

    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        guard let figure = figure(of: state) else { return nil }
        switch action {
        case .rowUp: move(to: figure.row - 1, figure, &state)
        case .rowDown: move(to: figure.row + 1, figure, &state)
        case .pageUp: move(to: figure.row - figure.visibleRows, figure, &state)
        case .pageDown: move(to: figure.row + figure.visibleRows, figure, &state)
        case .rowFirst: move(to: 0, figure, &state)
        case .rowLast: move(to: .max, figure, &state)
        case .sort, .step(up: true, _): sort(by: state.table.sortedBy.next, &state)
        case .step(up: false, _): sort(by: state.table.sortedBy.previous, &state)
        case .reverse:
            state.table.isDescending.toggle()
            state.table.row = 0
        case .edit: show(figure, &state, at: now)
        default: return nil
        }
        return []
    }

    private static func move(to row: Int, _ figure: TableFigure, _ state: inout ExplorerState) {
        state.table.row = min(max(row, 0), max(figure.result.order.count - 1, 0))
    }

    /// Large sums and distances come first, small numbers and places.
    private static func sort(by column: TableSettings.Column, _ state: inout ExplorerState) {
        state.table.sortedBy = column
        state.table.isDescending = [.energy, .repeats, .trueSum, .generatedSum, .distance, .floor].contains(column)
        state.table.row = 0
    }

    /// Makes the particle of the row the one that the other views show.
    private static func show(_ figure: TableFigure, _ state: inout ExplorerState, at now: Duration) {
        guard figure.result.order.indices.contains(figure.row) else { return }
        let place = Int(figure.result.order[figure.row])
        let particle = figure.result.rows.particles[place]
        (state.particle, state.loaded, state.isParticleChosen) = (particle, particle, true)
        state.open(.explore)
        state.say(
            "particle \(place + 1) of \(figure.result.order.count); \(ViewKind.table.digit) goes back to the table", at: now)
    }

    // MARK: Walking

    static func walkedParticle(_ state: ExplorerState) -> Particle {
        guard let figure = figure(of: state), figure.result.order.indices.contains(figure.row) else { return state.particle }
        return figure.result.rows.particles[Int(figure.result.order[figure.row])]
    }

    /// What is found is where the cursor goes.
    static func walk(to particle: Particle, _ state: inout ExplorerState) -> Bool {
        guard let result = state.tableResult, let place = result.rows.particles.firstIndex(of: particle),
            let row = result.order.firstIndex(of: Int32(place))
        else { return false }
        state.table.row = row
        return true
    }

    static func dataSetWasRead(_ dataSet: DataSet, _ state: inout ExplorerState) { state.table.row = 0 }

    // MARK: Mouse

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .headings:
            guard let column = figure(of: state)?.column(atX: mouse.x) else { return }
            if column == state.table.sortedBy {
                _ = perform(.reverse, on: &state, at: now)
            } else {
                sort(by: column, &state)
            }
        case .row(let row):
            // A second click opens what the first one chose.
            if state.table.row == row { _ = perform(.edit, on: &state, at: now) } else { state.table.row = row }
        default: break
        }
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        for _ in 0..<3 { _ = perform(up ? .rowUp : .rowDown, on: &state, at: now) }
    }
}

extension ExplorerState {
    var tableResult: TableResult? { front[TableRequest.self].result }

    var tableRequest: TableRequest {
        TableRequest(
            seed: settings.seed, model: model?.name, convention: settings.convention, sortedBy: table.sortedBy,
            isDescending: table.isDescending)
    }
}

extension TablePage {
    /// Rows of a file; `zdc sums` writes all responses of a data set.
    static let mostSavedRows = 100_000

    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let result = state.tableResult, !result.order.isEmpty else { return nil }
        return NumberDocument(numbers(result, state))
    }

    private static func numbers(_ result: TableResult, _ state: ExplorerState) -> NumberTable {
        let columns = TableSettings.Column.allCases
        var table = NumberTable(columns.map(\.rawValue))
        table.about = [
            state.aboutDetector, ("truth", .text(TruthText.inFiles(nil, state))),
            ("masks", .text(result.request.convention.rawValue)),
            ("sampleSeed", .text(String(result.request.seed))), ("particles", .init(result.order.count)),
        ]
        if let model = result.request.model { table.about.append(("model", .text(model))) }
        table.rows = result.order.prefix(mostSavedRows).map { place in
            columns.map { column in
                if column == .number { return .init(Int(place) + 1) }
                if column == .species { return .text(result.rows.particles[Int(place)].species?.names.first ?? "custom") }
                let value = result.rows.value(column, of: Int(place), on: state.detector)
                return value.isNaN ? .none : .number(Double(value))
            }
        }
        return table
    }
}

extension TablePage {
    static let keyTable = KeyTable(
        [
            .rows("particle"), .binding(.move, "PgUp PgDn", "page", [(Key(.pageUp), .pageUp), (Key(.pageDown), .pageDown)]),
            .ends("first, last particle"), .enter(.move, "show the particle in the other views"),
            .steps(.see, "sort by the column beside"), .keys(.see, "sort by the next column", ("t", .sort)),
            .keys(.see, "reverse the order", ("V", .reverse)), .keys(.see, "channel mask convention", ("o", .cycleMasks)),
            .keys(.generate, "model", ("m", .nextModel)),
        ], walks: true)

    static let notes = HelpNotes.notes(
        mouse: [
            ("click a heading", "sort by it; again: reverse"), ("click a row", "choose it; again: show it"),
            ("wheel", "rows"), ("click a hint", "the same as its key"),
        ],
        marks: [
            ("x, y", "where the particle meets the plane of the face"),
            ("true sum, gen sum", "mean photons of a response"),
            ("WS", "Wasserstein-1 distance, mean over channels, photons"),
            ("floor", "WS of truth and an independent repeat of it"),
            ("n<50", "too few responses for a distance"),
            HelpNotes.wholePhotons,
        ])
}
