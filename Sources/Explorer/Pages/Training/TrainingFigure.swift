import Canvas
import Foundation
import Training

/// The whole training view as a picture of histories: heading, curves and numbers.
struct TrainingFigure {
    /// The run in front first.
    let runs: [TrainingRunFile]
    let histories: [TrainingHistory]
    let settings: TrainingSettings
    let appearance: Appearance
    let layout: TrainingLayout
    let plots: [TrainingPlot]
    let steps: Range<Double>

    init(_ settings: TrainingSettings, runs: [TrainingRunFile], appearance: Appearance, in body: Rect) {
        self.runs = runs
        let histories = runs.compactMap(\.history)
        let layout = TrainingLayout(body, kinds: TrainingPlot.Kind.allCases.filter { TrainingPlot.hasData($0, runs: histories) })
        let steps = settings.zoom ?? Self.allSteps(histories)
        self.histories = histories
        self.settings = settings
        self.appearance = appearance
        self.layout = layout
        self.steps = steps
        plots = layout.plots.map { kind, area in
            TrainingPlot(kind, runs: histories, settings: settings, steps: steps, in: area, isFramed: layout.isFramed)
        }
    }

    /// From the beginning to the last step of any run.
    static func allSteps(_ histories: [TrainingHistory]) -> Range<Double> {
        let last = histories.compactMap { $0.rows.last?.step }.max() ?? 1
        return 0..<Double(max(last, 1))
    }

    /// The row that the cursor is nearest to, of the run in front.
    var selectedRow: TrainingHistory.Row? {
        guard let cursor = settings.cursor, let front = histories.first else { return nil }
        return front.place(nearest: cursor).map { front.rows[$0] }
    }

    func draw(on canvas: inout Canvas) {
        drawHeading(on: &canvas)
        for plot in plots { plot.draw(on: &canvas, appearance: appearance) }
        drawNumbers(on: &canvas)
    }

    /// " SDI-GAN + reg.  step 20 000, 1 280 000 samples   log y": each run behind its glyph where there are several.
    private func drawHeading(on canvas: inout Canvas) {
        let line = layout.heading
        var x = line.x + 1
        for (index, run) in runs.enumerated() {
            let name = (runs.count > 1 ? ModelSummary.shortName(of: run.name) : ModelSummary.title(of: run.name)).prefixScalars(
                26)
            guard x + name.count + 3 < line.maxX else { break }
            if runs.count > 1 {
                canvas[x, line.y] = appearance.seriesMark(index)
                x += 2
            }
            x = canvas.text(name, x: x, y: line.y, .bold) + 2
        }
        var words: [String] = []
        if let row = histories.first?.rows.last {
            words.append("step \(NumberText.grouped(row.step))")
            words.append("\(NumberText.grouped(row.samples)) samples")
        }
        if settings.isSmoothed { words.append("smoothed") }
        if let scale = settings.scale { words.append(scale == .logarithmic ? "log y" : "linear y") }
        if settings.zoom != nil { words.append("zoomed") }
        for word in words {
            guard x + word.count < line.maxX else { return }
            x = canvas.text(word, x: x, y: line.y, appearance.quietStyle) + 2
        }
    }

    /// Last, best and pointed-at values of the run in front.
    private func drawNumbers(on canvas: inout Canvas) {
        let area = Panel.openNumbers(
            "numbers", isFramed: layout.isFramed, on: &canvas, in: layout.numbers, appearance: appearance)
        guard let history = histories.first else {
            let reason = runs.first.map { run in
                if case .problem(let problem) = run.content { problem } else { "" }
            }
            canvas.paragraph(reason ?? "", in: area)
            return
        }
        let ends = [area.x + 20, area.x + 28, area.x + 36].map { min($0, area.maxX - 1) }
        let columns: [TrainingHistory.Row?] = [history.rows.last, history.best, selectedRow]
        let quiet = appearance.quietStyle
        for (title, end) in zip(["last", "best", "cursor"], ends) where title != "cursor" || selectedRow != nil {
            canvas.text(title, endingAt: end, y: area.y, quiet)
        }
        var y = area.y + 1
        func line(_ title: String, _ value: (TrainingHistory.Row) -> String?, _ style: Style = .plain) {
            guard y < area.maxY, columns.contains(where: { $0.flatMap(value) != nil }) else { return }
            canvas.text(title, x: area.x + 1, y: y, quiet)
            for (row, end) in zip(columns, ends) { canvas.text(row.flatMap(value) ?? "", endingAt: end, y: y, style) }
            y += 1
        }
        line("step", { NumberText.fitted($0.step, width: 7) })
        line("time", { TrainingFigure.time($0.seconds) })
        for term in TrainingTerm.allCases {
            line(
                term.title, { row in term.value(row).map { TrainingFigure.text($0, term) } },
                term == .validationWS ? .bold : .plain)
        }
        drawRest(history, on: &canvas, in: area, y: y)
    }

    /// The floor, the speed and the file; where several runs are shown, the best of each.
    private func drawRest(_ history: TrainingHistory, on canvas: inout Canvas, in area: Rect, y start: Int) {
        var y = start
        func line(_ text: String, _ style: Style) {
            guard y < area.maxY else { return }
            canvas.text(text, x: area.x + 1, y: y, style, limit: area.width - 1)
            y += 1
        }
        if let floor = history.floor { line("floor \(NumberText.significant(floor, digits: 3))", appearance.quietStyle) }
        if let row = history.rows.last, row.seconds > 0 {
            line("\(NumberText.grouped(Int(min(Double(row.samples) / row.seconds, 1e9)))) samples/s", appearance.quietStyle)
        }
        if runs.count > 1 {
            for (index, run) in runs.enumerated() where y < area.maxY {
                canvas[area.x, y] = appearance.seriesMark(index)
                let best = run.history?.best?.validationWS.map { "best \(NumberText.significant($0, digits: 3))" } ?? "-"
                line(" \(ModelSummary.shortName(of: run.name)): \(best)", .plain)
            }
        }
        line(URL(filePath: runs[0].path).lastPathComponent, appearance.quietStyle)
    }

    private static func text(_ value: Double, _ term: TrainingTerm) -> String {
        switch term {
        case .empty: NumberText.fixed(100 * value, decimals: 1) + " %"
        case .rate: NumberText.significant(value, digits: 2)
        default: NumberText.significant(value, digits: 3)
        }
    }

    /// "41 s", "12 min", "3.4 h".
    private static func time(_ seconds: Double) -> String {
        seconds < 100
            ? NumberText.fixed(seconds, decimals: 0) + " s"
            : seconds < 6000
                ? NumberText.fixed(seconds / 60, decimals: 0) + " min" : NumberText.fixed(seconds / 3600, decimals: 1) + " h"
    }
}

extension TrainingHistory {
    /// The place of the row whose step is nearest; nil without rows.
    func place(nearest step: Double) -> Int? {
        rows.indices.min { abs(Double(rows[$0].step) - step) < abs(Double(rows[$1].step) - step) }
    }
}

extension ExplorerState {
    /// The run in front and those over it.
    var shownRuns: [TrainingRunFile] {
        guard trainingRuns.indices.contains(training.chosen) else { return [] }
        let front = trainingRuns[training.chosen]
        let others = training.added.compactMap { path in trainingRuns.first { $0.path == path && $0.path != front.path } }
        return Array(([front] + others).prefix(TrainingSettings.mostRuns))
    }
}

/// Where the parts of the training view lie, for the room between tabs and status line.
struct TrainingLayout: Equatable {
    let isFramed: Bool
    let heading: Rect
    /// The plots of what there is data for; with little room only the first ones.
    let plots: [(kind: TrainingPlot.Kind, area: Rect)]
    let numbers: Rect

    static func == (left: TrainingLayout, right: TrainingLayout) -> Bool {
        left.heading == right.heading && left.numbers == right.numbers && left.plots.map(\.area) == right.plots.map(\.area)
    }

    /// - Parameter kinds: those that there is data for; none: all.
    init(_ body: Rect, kinds known: [TrainingPlot.Kind]) {
        isFramed = Panel.areFramed(in: body)
        let (heading, grid) = body.split(top: 1)
        self.heading = heading
        let order: [TrainingPlot.Kind] =
            isFramed
            ? [.generator, .critic, .validation, .diversityRatio, .empty]
            : [.generator, .validation, .critic, .diversityRatio, .empty]
        let kinds = Array((known.isEmpty ? order : order.filter(known.contains)).prefix(isFramed ? 5 : 3))
        // Two rows, the numbers at the end of the lower one.
        let upperCount = (kinds.count + 1) / 2
        let rows = grid.rows(2)
        let cells = rows[0].columns(upperCount) + rows[1].columns(kinds.count + 1 - upperCount)
        plots = zip(kinds, cells).map { ($0, $1) }
        numbers = cells[kinds.count]
    }
}
