import Calorimeter
import Canvas
import Evaluation

/// The particle table as a picture: a heading, and as many rows around the cursor as there is room for.
struct TableFigure {
    let result: TableResult
    let settings: TableSettings
    let detector: Detector
    let appearance: Appearance
    let body: Rect
    /// "set.npz: 300 particles".
    let source: String
    /// The channels of the model are unknown with the masks that are set.
    let isOfOtherMasks: Bool

    /// Rows above those of the particles: what it is, and the names of the columns.
    private static let headingRows = 2

    var row: Int { min(settings.row, max(result.order.count - 1, 0)) }
    var visibleRows: Int { max(body.height - Self.headingRows, 1) }
    /// The cursor stays in the middle while there are rows on both sides.
    var firstRow: Int { min(max(row - visibleRows / 2, 0), max(result.order.count - visibleRows, 0)) }
    var shownRows: Range<Int> { firstRow..<min(firstRow + visibleRows, result.order.count) }

    /// The screen row of a row of the table.
    func line(ofRow row: Int) -> Int { body.y + Self.headingRows + row - firstRow }

    private func width(_ column: TableSettings.Column) -> Int {
        switch column {
        case .number: max(5, String(result.order.count).count + 1)
        case .species: 8
        case .energy: 8
        case .x, .y: 7
        case .repeats: 7
        case .trueSum, .generatedSum: 8
        case .distance, .floor: 6
        }
    }

    private func columnTitle(_ column: TableSettings.Column) -> String {
        switch column {
        case .number: "no."
        case .species: "species"
        case .energy: "E GeV"
        case .x: "x cm"
        case .y: "y cm"
        case .repeats: "repeats"
        case .trueSum: "true sum"
        case .generatedSum: "gen sum"
        case .distance: "WS"
        case .floor: "floor"
        }
    }

    private var heading: Rect { Rect(x: body.x + 1, y: body.y + 1, width: body.width - 2, height: 1) }

    /// The column whose name is at a place of the screen.
    func column(atX x: Int) -> TableSettings.Column? {
        var start = heading.x
        for column in TableSettings.Column.allCases {
            let end = start + width(column) + 1
            if x >= start, x < end { return column }
            start = end
        }
        return nil
    }

    func draw(on canvas: inout Canvas) {
        let quiet = appearance.quietStyle
        let mark = String(settings.isDescending ? appearance.glyphs.sortedDown : appearance.glyphs.sortedUp)
        let end = canvas.text(" \(source)", x: body.x, y: body.y, .bold, limit: body.width)
        let sorted = "   sorted by \(columnTitle(settings.sortedBy)) \(mark)"
        canvas.text(sorted, x: end, y: body.y, quiet, limit: body.maxX - end)
        let position = "\(NumberText.grouped(row + 1)) / \(NumberText.grouped(result.order.count)) "
        if end + sorted.unicodeScalars.count + position.count < body.maxX {
            canvas.text(position, endingAt: body.maxX, y: body.y, .bold)
        }
        let columns = TableSettings.Column.allCases.map { column in
            Table.Column(
                columnTitle(column), width: width(column), alignment: column == .species ? .left : .right)
        }
        let rows = shownRows.map { row in entries(Int(result.order[row])) }
        Table(columns: columns, rows: rows, selected: row - firstRow).draw(
            on: &canvas, in: Rect(x: heading.x, y: heading.y, width: heading.width, height: body.height - 1),
            appearance: appearance)
        if let selected = place(of: settings.sortedBy) {
            canvas.restyle(Rect(x: selected.x, y: heading.y, width: selected.width, height: 1)) {
                $0.attributes.formUnion(.underline)
            }
        }
    }

    private func place(of column: TableSettings.Column) -> Rect? {
        var start = heading.x
        for other in TableSettings.Column.allCases {
            if other == column { return Rect(x: start, y: heading.y, width: width(column), height: 1) }
            start += width(other) + 1
        }
        return nil
    }

    private func entries(_ place: Int) -> [Table.Entry] {
        let (rows, particle) = (result.rows, result.rows.particles[place])
        let landing = LandingPoint(of: particle, on: detector)
        let few = Table.Entry("n<\(SampleCounts.fewest)", appearance.quietStyle)
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
            Table.Entry("\(place + 1)"), Table.Entry(particle.species?.name(appearance) ?? "custom"),
            Table.Entry(NumberText.significant(particle.energyGeV, digits: 5)), length(landing.x), length(landing.y),
            Table.Entry(rows.repeats[place].isNaN ? "" : "\(Int(rows.repeats[place]))"), photons(rows.trueSums[place]),
            photons(rows.generatedSums[place]), distance(rows.distances[place]), distance(rows.floors[place]),
        ]
    }
}
