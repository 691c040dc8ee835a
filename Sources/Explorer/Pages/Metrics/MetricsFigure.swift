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
    private let isCut: Bool
    /// The rows' names with the colours of their bars: each model its own, as in the other views.
    let names: [Table.Entry]
    let table: Table
    /// What is said of the models against the best; nil where there is nothing to compare.
    let verdicts: [String: ModelVerdict]

    static let nameWidth = 16

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
        let isTimed = rows.contains { $0.score?.secondsPerResponse != nil }
        let all = ScoreFigure.ofTable.filter { $0 != .time || isTimed || settings.sortedBy == .time }
        let figures = Self.figures(of: all, width: body.width, around: settings.sortedBy)
        isCut = figures.count < all.count
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
                    row.score == nil || !result.isUnfinished(row)
                    ? "" : " \(row.isPartial ? 0 : result.shown(row)?.runCount ?? 0)/\(result.request.amount.runs)"
                let room = Self.nameWidth - runs.count
                let name = ModelSummary.shortName(of: row.name).prefixScalars(room)
                return Table.Entry(name + runs, row.isPartial ? .dim : appearance.generatedStyle(place))
            }
        }
        let entries = rows.map { row in
            let quiet = row.isPartial ? Style.dim : row.kind == .model ? .plain : appearance.quietStyle
            return zip(figures, best).map { figure, best in
                guard let score = result.shown(row) else {
                    // What is not there at the end never comes: with one response of each particle there is no floor.
                    return Table.Entry(result.isComplete ? "–" : String(appearance.glyphs.ellipsis), appearance.quietStyle)
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
    private static func figures(of all: [ScoreFigure], width: Int, around sorted: ScoreFigure) -> [ScoreFigure] {
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

    func line(ofRow row: Int) -> Int { tableArea.y + 2 + row }

    /// The figure whose heading is in a column of the screen.
    func figure(atX x: Int) -> ScoreFigure? {
        zip(figures, table.headingAreas(in: figuresArea)).first { $0.1.x <= x && x < $0.1.maxX }?.0
    }

    func draw(on canvas: inout Canvas) {
        drawHeading(on: &canvas)
        drawTable(on: &canvas)
        let top = line(ofRow: rows.count) + 1
        let below = Rect(x: area.x + 1, y: top + 1, width: area.width - 2, height: area.maxY - top - 1)
        // With room for both, both are there.
        let isRoomy = below.height >= 2 * rows.count + notes.count + 12
        guard !settings.isDetailed || isRoomy else { return drawDetails(on: &canvas, in: below) }
        let cost = CostPlot(result, appearance)
        let costHeight = Self.costHeight(room: below.height - rows.count - 2)
        if let cost, isRoomy, below.width >= Self.widthBesideBars {
            let (left, _) = below.split(left: below.width - Self.costWidth - 3)
            let end = drawNotes(on: &canvas, in: left.from(drawBars(on: &canvas, in: left, pitch: 2)))
            cost.draw(
                on: &canvas, in: Rect(x: below.maxX - Self.costWidth, y: below.y, width: Self.costWidth, height: end - below.y))
            drawDetails(on: &canvas, in: below.from(end + 1))
        } else if let cost, let costHeight, below.width >= Self.widthBesideNotes {
            let (place, under) = below.from(drawBars(on: &canvas, in: below, pitch: 1) + 1).split(top: costHeight)
            let (left, right) = place.split(left: place.width - Self.notesWidth)
            cost.draw(on: &canvas, in: left.split(left: left.width - 3).0)
            drawNotes(on: &canvas, in: right)
            if under.height > 2 { drawDetails(on: &canvas, in: under.from(under.y + 1)) }
        } else {
            let end = drawBars(on: &canvas, in: below, pitch: isRoomy ? 2 : 1)
            let under = drawNotes(on: &canvas, in: below.from(isRoomy ? end : end + 1))
            if isRoomy { drawDetails(on: &canvas, in: below.from(under + 1)) }
        }
    }

    /// Rows of the plot below the bars: half of the room where the other half holds enough of the details; nil where there are too
    /// few.
    private static func costHeight(room: Int) -> Int? {
        let half = max(room / 2, CostPlot.leastHeight)
        return room < CostPlot.leastHeight ? nil : room - half >= leastDetails ? half : room
    }

    private static let leastDetails = 8
    /// Columns of the plot beside the bars, and from how many on it is there.
    private static let costWidth = 84
    private static let widthBesideBars = 180
    /// Columns of the notes beside the plot, and from how many on they are there.
    private static let notesWidth = 44
    private static let widthBesideNotes = 110

    private func drawHeading(on canvas: inout Canvas) {
        let sample = result.sample
        let least = result.request.leastPhotons
        let runs = sample.runs == 1 ? "1 run" : "\(sample.runs) runs"
        let start = " \(runs) of \(NumberText.grouped(sample.responses)) responses to \(NumberText.grouped(sample.particles)) "
        let end = least == 0 ? "" : ", " + Self.shortLeastText(least, appearance)
        let room = area.width - start.count - end.unicodeScalars.count - "particles of ".count - 1
        let text =
            start + (result.dataSetName.map { "particles of \(shortened($0, room: min(room, 30)))" } ?? "unseen particles") + end
        // The heading of its column is marked as well.
        let sorted = isCut ? appearance.text("← → more", ascii: "arrows: more") : "by \(settings.sortedBy.heading)"
        let seed = ", seed \(sample.seed)"
        let hasSeed = text.unicodeScalars.count + seed.count + sorted.unicodeScalars.count + 2 < area.width
        let last = canvas.text(text + (hasSeed ? seed : ""), x: area.x, y: area.y, limit: area.width)
        if last + sorted.count + 2 < area.maxX { canvas.text(sorted, endingAt: area.maxX - 1, y: area.y, appearance.quietStyle) }
    }

    /// The beginning of a name, with a mark where something is left out.
    private func shortened(_ name: String, room: Int) -> String {
        name.unicodeScalars.count <= room ? name : name.prefixScalars(max(room - 1, 0)) + String(appearance.glyphs.ellipsis)
    }

    /// Which responses the distances are of: "all responses", "responses with at least 1 photon".
    static func leastText(_ least: Int) -> String {
        least == 0 ? "all responses" : "responses with at least \(least) \(least == 1 ? "photon" : "photons")"
    }

    /// The same where room is scarce: "≥ 1 photon".
    private static func shortLeastText(_ least: Int, _ appearance: Appearance) -> String {
        "\(appearance.text("≥", ascii: ">=")) \(least) \(least == 1 ? "photon" : "photons")"
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
}

extension Rect {
    /// What of it lies from a row on.
    fileprivate func from(_ y: Int) -> Rect { Rect(x: x, y: y, width: width, height: maxY - y) }
}

extension MetricsFigure {
    /// All figures of the row that the keys are at, with what they are.
    func drawDetails(on canvas: inout Canvas, in place: Rect) {
        let row = rows[selected]
        let end = canvas.text("\(names[selected].text): all figures", x: place.x, y: place.y, .bold, limit: place.width)
        guard let score = result.shown(row) else { return }
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
