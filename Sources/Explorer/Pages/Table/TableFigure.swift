import Canvas
import Evaluation

/// The particle table as a picture: a heading, and as many rows around the cursor as there is room for.
struct TableFigure {
    let result: TableResult
    private let state: ExplorerState
    private let settings: TableSettings
    private let body: Rect

    init(_ result: TableResult, _ state: ExplorerState) {
        (self.result, self.state, settings) = (result, state, state.table)
        body = FrameLayout(state.size).body
    }

    /// Rows above those of the particles: what it is, and the names of the columns.
    private static let headingRows = 2

    var row: Int { min(settings.row, max(result.order.count - 1, 0)) }
    var visibleRows: Int { max(body.height - Self.headingRows, 1) }
    /// The cursor stays in the middle while there are rows on both sides.
    var firstRow: Int { min(max(row - visibleRows / 2, 0), max(result.order.count - visibleRows, 0)) }
    var shownRows: Range<Int> { firstRow..<min(firstRow + visibleRows, result.order.count) }

    /// The screen row of a row of the table.
    func line(ofRow row: Int) -> Int { body.y + Self.headingRows + row - firstRow }

    private func heading(_ column: TableSettings.Column) -> Table.Column {
        switch column {
        case .number: Table.Column("no.", width: max(5, String(result.order.count).count + 1))
        case .species: Table.Column("species", width: 8, alignment: .left)
        case .energy: Table.Column("E GeV", width: 8)
        case .x: Table.Column("x cm", width: 7)
        case .y: Table.Column("y cm", width: 7)
        case .repeats: Table.Column("repeats", width: 7)
        case .trueSum: Table.Column("true sum", width: 8)
        case .generatedSum: Table.Column("gen sum", width: 8)
        case .distance: Table.Column("WS", width: 6)
        case .floor: Table.Column("floor", width: 6)
        }
    }

    private var table: Table {
        Table(
            columns: TableSettings.Column.allCases.map(heading), rows: shownRows.map { entries(Int(result.order[$0])) },
            selected: row - firstRow)
    }
    private var tableArea: Rect { Rect(x: body.x + 1, y: body.y + 1, width: body.width - 2, height: body.height - 1) }
    private var headings: [(column: TableSettings.Column, area: Rect)] {
        let headings = Table(columns: TableSettings.Column.allCases.map(heading), rows: [])
        return zip(TableSettings.Column.allCases, headings.headingAreas(in: tableArea)).map { ($0, $1) }
    }
    /// The column whose name is at a place of the screen, or before the blank there.
    func column(atX x: Int) -> TableSettings.Column? { headings.first { $0.area.x <= x && x <= $0.area.maxX }?.column }

    /// "set.npz: 300 particles, 19 200 responses".
    private var source: String {
        let count = NumberText.grouped(result.order.count)
        guard let dataSet = state.truth.dataSet else {
            return "\(count) published particles, \(TableWorker.repeats) responses each"
        }
        return "\(dataSet.name.prefixScalars(24)): \(count) particles, \(NumberText.grouped(dataSet.count)) responses"
    }

    func draw(on canvas: inout Canvas) {
        let (appearance, quiet) = (state.appearance, state.appearance.quietStyle)
        let mark = String(settings.isDescending ? appearance.glyphs.sortedDown : appearance.glyphs.sortedUp)
        let end = canvas.text(" \(source)", x: body.x, y: body.y, .bold, limit: body.width)
        let sorted = "   sorted by \(heading(settings.sortedBy).title) \(mark)"
        canvas.text(sorted, x: end, y: body.y, quiet, limit: body.maxX - end)
        let position = "\(NumberText.grouped(row + 1)) / \(NumberText.grouped(result.order.count)) "
        if end + sorted.unicodeScalars.count + position.count < body.maxX {
            canvas.text(position, endingAt: body.maxX, y: body.y, .bold)
        }
        table.draw(on: &canvas, in: tableArea, appearance: appearance)
        for heading in headings where heading.column == settings.sortedBy {
            canvas.restyle(heading.area) { $0.attributes.insert(.underline) }
        }
    }

    private func entries(_ place: Int) -> [Table.Entry] {
        let (rows, particle) = (result.rows, result.rows.particles[place])
        let landing = LandingPoint(of: particle, on: state.detector)
        // The channels are of other masks than those that are set.
        let isOfOtherMasks = state.model?.isOfOtherMasks(than: state.convention) ?? false
        let few = Table.Entry(SampleCounts.tooFew, state.appearance.quietStyle)
        func photons(_ value: Float) -> Table.Entry {
            Table.Entry(value.isNaN ? "" : NumberText.photons(Double(value), width: 8))
        }
        func distance(_ value: Float) -> Table.Entry {
            if value.isNaN { return rows.generatedSums[place].isNaN ? "" : isOfOtherMasks ? "-" : few }
            return Table.Entry(NumberText.photons(Double(value), width: 6))
        }
        func length(_ value: Double) -> Table.Entry {
            Table.Entry(abs(value) < 999.5 ? NumberText.fixed(value, decimals: 2) : NumberText.compact(value))
        }
        return [
            Table.Entry("\(place + 1)"), Table.Entry(particle.species?.name(state.appearance) ?? "custom"),
            Table.Entry(NumberText.significant(particle.energyGeV, digits: 5)), length(landing.x), length(landing.y),
            Table.Entry(rows.repeats[place].isNaN ? "" : "\(Int(rows.repeats[place]))"), photons(rows.trueSums[place]),
            photons(rows.generatedSums[place]), distance(rows.distances[place]), distance(rows.floors[place]),
        ]
    }
}
