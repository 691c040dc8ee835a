import Canvas
import Evaluation

/// The table of scores as a picture: figures in columns, bars of the mean distance below, or all figures of one row.
struct MetricsFigure {
    let result: MetricsResult
    let settings: MetricsSettings
    let appearance: Appearance
    let area: Rect
    /// The rows in the order shown: models with the best first, those without a finished run behind them, those scored on fewer
    /// particles than the others, then the floor and the conditional mean.
    let rows: [MetricsResult.Row]
    let figures: [ScoreFigure]
    /// The rows' names with the colours of their bars: each model its own, as in the other views.
    let names: [Table.Entry]
    /// The figures alone.
    let table: Table
    /// What is said of the models against the best; nil where there is nothing to compare.
    private let verdicts: [String: ModelVerdict]

    private static let nameWidth = 16

    init(_ result: MetricsResult, settings: MetricsSettings, appearance: Appearance, in body: Rect) {
        self.result = result
        self.settings = settings
        self.appearance = appearance
        area = body
        let models = result.rows.filter { $0.kind == .model }.enumerated().sorted { left, right in
            let isOfFewer = [left, right].map { result.isOfFewer($0.element) }
            guard isOfFewer[0] == isOfFewer[1] else { return isOfFewer[1] }
            let order = [left, right].map { settings.sortedBy.badness(of: result.compared($0.element)) }
            return order[0] == order[1] ? left.offset < right.offset : order[0] < order[1]
        }.map(\.element)
        let rows = models + result.rows.filter { $0.kind != .model }
        let figures = Self.figures(width: body.width, around: settings.sortedBy)
        self.rows = rows
        self.figures = figures
        let ranked = models.filter { !result.isOfFewer($0) }
        let best = figures.map { figure in
            ranked.map { figure.badness(of: result.compared($0)) }.filter(\.isFinite).min()
        }
        let verdicts = ModelVerdict.all(result.table)
        self.verdicts = verdicts
        let mark = String(appearance.glyphs.sortedUp)
        let columns = figures.map { figure in
            Table.Column(figure == settings.sortedBy ? mark + figure.heading : figure.heading, width: figure.columnWidth)
        }
        names = rows.map { row in
            switch row.kind {
            case .floor: return Table.Entry("floor", appearance.trueStyle)
            case .conditionalMean: return Table.Entry("conditional mean", appearance.quietStyle)
            case .objective: return Table.Entry(row.name, appearance.quietStyle)
            case .model:
                let place = result.request.models.firstIndex(of: row.name) ?? 0
                let runs =
                    row.score == nil || !result.isUnfinished(row) ? "" : " \(row.finishedRuns)/\(result.request.amount.runs)"
                let name = row.name.prefixScalars(Self.nameWidth - runs.count) + runs
                return Table.Entry(name, appearance.generatedStyle(place))
            }
        }
        let entries = rows.map { row in
            let quiet = row.kind == .model ? Style.plain : appearance.quietStyle
            return zip(figures, best).map { figure, best in
                guard let score = row.score else {
                    return Table.Entry(String(appearance.glyphs.ellipsis), appearance.quietStyle)
                }
                let compared = row.kind == .model && !result.isOfFewer(row) ? result.compared(row) : nil
                let isBest =
                    ranked.count > 1 && compared != nil
                    && (best.map { figure.badness(of: compared) == $0 } == true
                        || (figure == .ws && verdicts[row.name]?.isAmongTheBest == true))
                return Table.Entry(figure.shortText(of: score), isBest ? .bold : quiet)
            }
        }
        table = Table(columns: columns, rows: entries)
    }

    /// The figures that there is room for. Where that is not all of them, the columns behind the first one give way until the one
    /// that sorts is there.
    private static func figures(width: Int, around sorted: ScoreFigure) -> [ScoreFigure] {
        let all = ScoreFigure.ofTable
        for dropped in 0..<max(all.count - 1, 1) {
            var end = nameWidth
            let shown = Array(
                (all.prefix(1) + all.dropFirst(1 + dropped)).prefix { figure in
                    end += figure.columnWidth + 1
                    return end <= width
                })
            if shown.contains(sorted) || !all.contains(sorted) { return shown }
        }
        return Array(all.prefix(1))
    }

    /// Where the table stands: headings, a rule, the rows.
    var tableArea: Rect { Rect(x: area.x + 1, y: area.y + 2, width: area.width - 1, height: rows.count + 2) }

    /// The same without the names; numbers are shorter than their columns, so that the longest name needs no gap behind it.
    private var figuresArea: Rect { tableArea.split(left: Self.nameWidth).1 }

    /// The row that the keys are at.
    var selected: Int { min(max(settings.row, 0), rows.count - 1) }

    /// The rows' lines on the screen.
    func line(ofRow row: Int) -> Int { tableArea.y + 2 + row }

    /// The figure whose heading is in a column of the screen.
    func figure(atX x: Int) -> ScoreFigure? {
        var start = figuresArea.x
        for figure in figures {
            if x >= start, x < start + figure.columnWidth { return figure }
            start += figure.columnWidth + 1
        }
        return nil
    }

    func draw(on canvas: inout Canvas) {
        drawHeading(on: &canvas)
        drawTable(on: &canvas)
        let top = line(ofRow: rows.count) + 1
        let below = Rect(x: area.x + 1, y: top + 1, width: area.width - 2, height: area.maxY - top - 1)
        // With room for both, both are there.
        let isRoomy = below.height >= 2 * rows.count + 6 + 12
        guard !settings.isDetailed || isRoomy else { return drawDetails(on: &canvas, in: below) }
        let end = drawBars(on: &canvas, in: below, pitch: isRoomy ? 2 : 1)
        if isRoomy {
            drawDetails(
                on: &canvas, in: Rect(x: below.x, y: end + 1, width: below.width, height: below.maxY - end - 1))
        }
    }

    private func drawHeading(on canvas: inout Canvas) {
        let sample = result.sample
        let kind = result.dataSetName.map { "particles of \($0)" } ?? "unseen particles"
        let text =
            " \(sample.runs) runs of \(NumberText.grouped(sample.responses)) responses to \(NumberText.grouped(sample.particles)) "
            + "\(kind), seed \(sample.seed)"
        let end = canvas.text(text, x: area.x, y: area.y, limit: area.width)
        let isCut = figures.count < ScoreFigure.ofTable.count
        // The heading of its column is marked as well.
        let sorted = isCut ? appearance.text("← → more", ascii: "arrows: more") : "by \(settings.sortedBy.heading)"
        if end + sorted.count + 2 < area.maxX { canvas.text(sorted, endingAt: area.maxX - 1, y: area.y, appearance.quietStyle) }
    }

    private func drawTable(on canvas: inout Canvas) {
        let place = tableArea
        var headings = table
        headings.rows = []
        headings.draw(on: &canvas, in: figuresArea, appearance: appearance)
        canvas.text("model", x: place.x, y: place.y, appearance.quietStyle)
        func rule(_ y: Int) {
            for x in area.x..<area.maxX { canvas[x, y] = Cell(appearance.glyphs.box.horizontal, appearance.quietStyle) }
        }
        rule(place.y + 1)
        var rows = table
        rows.hasHeadings = false
        rows.draw(
            on: &canvas, in: Rect(x: figuresArea.x, y: place.y + 2, width: figuresArea.width, height: area.maxY - place.y - 2),
            appearance: appearance)
        for (row, name) in names.enumerated() { canvas.text(name.text, x: place.x, y: line(ofRow: row), name.style) }
        canvas[area.x, line(ofRow: selected)] = Cell(appearance.glyphs.selection, .bold)
        rule(line(ofRow: self.rows.count))
    }

    /// Returns the line after the last one.
    private func drawBars(on canvas: inout Canvas, in place: Rect, pitch: Int) -> Int {
        let quiet = appearance.quietStyle
        let box = appearance.glyphs.box
        let interval = "\(box.intervalStart)\(box.horizontal)\(box.intervalEnd)"
        let verdictWidth = verdicts.isEmpty ? 0 : ModelVerdict.width + 2
        let (meanEnd, floorEnd) = (place.maxX - verdictWidth - 8, place.maxX - verdictWidth)
        canvas.text("mean WS in photons, lower is better", x: place.x, y: place.y, limit: place.width)
        canvas.text("\(interval) runs", endingAt: meanEnd, y: place.y, quiet)
        canvas.text(appearance.text("\u{2212}floor", ascii: "-floor"), endingAt: floorEnd, y: place.y, quiet)
        if verdictWidth > 0 { canvas.text("against the best", x: floorEnd + 2, y: place.y, quiet) }
        let floor = rows.first { $0.kind == .floor }?.score?.ws.mean
        let values = rows.compactMap { row in row.score.map { $0.ws.mean + ($0.runSpread ?? 0) } }.filter(\.isFinite)
        let most = values.max() ?? 1
        let width = meanEnd - place.x - Self.nameWidth - 1 - 14
        var y = place.y + 1
        for (index, row) in rows.enumerated() where y < place.maxY {
            canvas.text(names[index].text, x: place.x, y: y, names[index].style)
            if let score = row.score, score.ws.mean.isFinite, most > 0 {
                let (mean, spread) = (score.ws.mean, score.runSpread ?? 0)
                IntervalBar(fraction: mean / most, interval: (mean - spread) / most...(mean + spread) / most).draw(
                    on: &canvas, x: place.x + Self.nameWidth + 1, y: y, width: max(width - 1, 1),
                    style: Style(names[index].style.foreground),
                    appearance: appearance)
                let text =
                    NumberText.fixed(mean, decimals: 2)
                    + (score.runSpread.map { " ± " + NumberText.fixed($0, decimals: 2) } ?? "")
                canvas.text(text, endingAt: meanEnd, y: y)
                // The floor is that of all particles.
                let isOfFewer = result.isOfFewer(row)
                if let floor, row.kind != .floor, !isOfFewer {
                    canvas.text(NumberText.fixed(mean - floor, decimals: 2), endingAt: floorEnd, y: y, quiet)
                }
                if let verdict = verdicts[row.name], row.kind == .model {
                    canvas.text(
                        verdict.text(appearance), x: floorEnd + 2, y: y, verdict.isAmongTheBest ? .bold : .plain,
                        limit: ModelVerdict.width)
                } else if isOfFewer, !verdicts.isEmpty {
                    canvas.text("on fewer particles", x: floorEnd + 2, y: y, quiet, limit: ModelVerdict.width)
                }
            }
            y += pitch
        }
        let notes =
            [
                appearance.text(
                    "σ ch = spread over the five channels (the published ±), not over runs",
                    ascii: "s ch = spread over the five channels (the published +-), not over runs"),
                "floor = independent true responses to the same particles",
                "conditional mean = every response of a particle replaced by its true mean",
                "bold = best of the models in its column; of WS, all that do not differ from it",
                "no difference = the 95 % interval of the difference to the best holds 0",
            ]
            + (rows.contains(where: result.isUnfinished)
                ? ["1/\(result.request.amount.runs) = one run finished, more to come; a row without any is not ranked"] : [])
        if pitch == 1 { y += 1 }
        for note in notes where y < place.maxY {
            canvas.text(note, x: place.x, y: y, quiet, limit: place.width)
            y += 1
        }
        return y
    }

    /// All figures of the row that the keys are at, with what they are.
    private func drawDetails(on canvas: inout Canvas, in place: Rect) {
        let row = rows[selected]
        let end = canvas.text("\(names[selected].text): all figures", x: place.x, y: place.y, .bold, limit: place.width)
        guard let score = row.score else { return }
        let columns = place.width >= 150 ? 2 : 1
        let width = place.width / columns
        let height = max(place.height - 1, 1)
        let known = ScoreFigure.allCases.filter { $0.value(of: score) != nil }
        let room = columns * height
        // The one that sorts is in sight: with it one goes through them all.
        let chosen = known.firstIndex(of: settings.sortedBy) ?? 0
        let first = min(max(chosen - room / 2, 0), max(known.count - room, 0))
        if known.count > room {
            let more = appearance.text(
                "\(first + 1)–\(first + room) of \(known.count), ← →",
                ascii: "\(first + 1)-\(first + room) of \(known.count), arrows")
            if end + 2 + more.count < place.maxX { canvas.text(more, endingAt: place.maxX, y: place.y, appearance.quietStyle) }
        }
        for (index, figure) in known.dropFirst(first).prefix(room).enumerated() {
            let x = place.x + index / height * width
            let y = place.y + 1 + index % height
            canvas.text(figure.text(of: score), endingAt: x + 9, y: y, .bold)
            let text = figure.explanation
            canvas.text(text, x: x + 11, y: y, limit: width - 12)
            if text.unicodeScalars.count > width - 12 { canvas[x + width - 2, y] = Cell(appearance.glyphs.ellipsis) }
        }
    }
}

extension ScoreFigure {
    /// The columns of the table, as many as fit; the published ones first.
    static let ofTable: [ScoreFigure] =
        [.ws, .sigmaChannels] + (0..<5).map { .channel($0) } + [
            .mae, .rmse, .generatedEmpty, .photonSumBias, .diversityRatio, .sumRatio, .diversityCorrelation, .diversityError,
            .brightestPixel, .brightestContained, .runSpread,
        ]

    /// The name above a column of the table.
    var heading: String {
        switch self {
        case .ws: "mean WS"
        case .diversityRatio: "div ratio"
        case .diversityCorrelation: "div corr"
        case .diversityError: "div error"
        case .brightestPixel: "peak px"
        case .brightestContained: "contained"
        default: title
        }
    }

    var columnWidth: Int {
        switch self {
        case .ws: 8
        case .sigmaChannels, .channel, .mae, .rmse: 5
        case .generatedEmpty: 6
        // With room for the mark of the column that sorts.
        default: max(9, heading.count + 1)
        }
    }

    /// How far from perfect a score is; infinite where there is none. Sorts and finds the best.
    func badness(of score: Score?) -> Double {
        guard let score, let value = value(of: score), !value.isNaN else { return .infinity }
        return switch self {
        case .diversityRatio, .sumRatio: abs(value - 1)
        case .diversityCorrelation: 1 - value
        case .photonSumBias: abs(value)
        case .generatedEmpty: abs(value - (score.trueEmpty ?? 0))
        case .auc, .aucPixels, .aucCNN: abs(value - 0.5)
        default: value
        }
    }

    /// The value in the width of its column.
    func shortText(of score: Score) -> String {
        let text = text(of: score)
        guard text.unicodeScalars.count > columnWidth, let value = value(of: score) else { return text }
        return NumberText.compact(isPercent ? 100 * value : value)
    }
}
