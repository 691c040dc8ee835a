/// Labelled points of one quantity over another, both on logarithmic axes. Values that are not finite or not above zero are
/// skipped.
public struct ScatterPlot: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        public var x: Double
        public var y: Double
        public var glyph: Unicode.Scalar
        public var label: String
        public var style: Style

        public init(x: Double, y: Double, glyph: Unicode.Scalar, label: String, style: Style) {
            (self.x, self.y, self.glyph, self.label, self.style) = (x, y, glyph, label, style)
        }

        fileprivate var isShown: Bool { x > 0 && y > 0 && x.isFinite && y.isFinite }
    }

    /// A value that all others are compared with.
    public struct Line: Hashable, Sendable {
        public var y: Double
        public var label: String
        public var style: Style

        public init(y: Double, label: String, style: Style) { (self.y, self.label, self.style) = (y, label, style) }
    }

    /// The first one is drawn on top, and finds a place for its label first.
    public var points: [Point]
    public var line: Line?
    /// The name of the horizontal quantity, at the right end of its axis.
    public var unit: String

    public init(points: [Point], line: Line? = nil, unit: String) {
        self.points = points.filter(\.isShown)
        self.line = line.flatMap { $0.y > 0 && $0.y.isFinite ? $0 : nil }
        self.unit = unit
    }

    /// The area of the points, without axes and labels.
    public static func plotArea(in rect: Rect) -> Rect { LinePlot.plotArea(in: rect) }

    /// Draws points, axes and as many labels as have a place of their own: in the line of their point, or also above and below it
    /// where a legend could not tell them apart by their glyph.
    ///
    /// - Returns: the points whose labels found none, for a legend.
    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) -> [Point] {
        let plot = Self.plotArea(in: rect)
        guard plot.height >= 3, plot.width >= 10, !points.isEmpty else { return points }
        let x = LogarithmicAxis(points.map(\.x), cells: plot.width)
        let y = LogarithmicAxis(points.map(\.y) + (line.map { [$0.y] } ?? []), cells: plot.height)
        drawAxes(x, y, on: &canvas, rect, plot, appearance)
        func cell(_ point: Point) -> LabelPlaces.Cell { .init(x: x.cell(point.x), y: plot.height - 1 - y.cell(point.y)) }
        var places = LabelPlaces(width: plot.width, height: plot.height)
        /// The points of each cell: those behind the first are named beside it.
        var cells: [(cell: LabelPlaces.Cell, points: [Point])] = []
        for point in points {
            if let place = cells.firstIndex(where: { $0.cell == cell(point) }) {
                cells[place].points.append(point)
            } else {
                cells.append((cell(point), [point]))
            }
        }
        for cell in cells { places.take(cell.cell) }
        if let line {
            let row = plot.height - 1 - y.cell(line.y)
            for column in 0..<plot.width {
                canvas[plot.x + column, plot.y + row] = Cell(appearance.glyphs.box.horizontal, line.style)
            }
            if let start = places.takeEnd(ofRow: row, count: line.label.unicodeScalars.count) {
                canvas.text(" \(line.label) ", x: plot.x + start - 1, y: plot.y + row, line.style, limit: plot.width - start + 1)
            }
        }
        var unnamed: [Point] = []
        let glyphs = Dictionary(grouping: points, by: \.glyph).mapValues(\.count)
        for (cell, points) in cells {
            canvas[plot.x + cell.x, plot.y + cell.y] = Cell(points[0].glyph, points[0].style)
            let words = points.enumerated().map { ($0.offset == 0 ? "" : "\($0.element.glyph) ") + $0.element.label }
            let count = words.reduce(words.count - 1) { $0 + $1.unicodeScalars.count }
            let isShared = points.contains { glyphs[$0.glyph] ?? 0 > 1 }
            guard let place = places.takeLabel(beside: cell, count: count, orNear: isShared) else {
                unnamed += points
                continue
            }
            // The line does not touch it.
            for end in [place.x - 1, place.x + count] where end >= 0 && end < plot.width {
                if canvas[plot.x + end, plot.y + place.y].glyph == appearance.glyphs.box.horizontal {
                    canvas[plot.x + end, plot.y + place.y] = Cell()
                }
            }
            var column = plot.x + place.x
            let blanks = String(repeating: " ", count: count)
            canvas.text(blanks, x: column, y: plot.y + place.y)
            for (word, point) in zip(words, points) {
                column = canvas.text(word, x: column, y: plot.y + place.y, point.style) + 1
            }
        }
        return unnamed
    }

    private func drawAxes(
        _ x: LogarithmicAxis, _ y: LogarithmicAxis, on canvas: inout Canvas, _ rect: Rect, _ plot: Rect, _ appearance: Appearance
    ) {
        let (box, style) = (appearance.glyphs.box, appearance.quietStyle)
        for row in plot.y..<plot.maxY { canvas[plot.x - 1, row] = Cell(box.vertical, style) }
        for tick in VerticalTicks.ticks(
            .logarithmic, from: y.lower, through: y.upper, rows: plot.height, width: LinePlot.margin - 1)
        {
            let row = plot.maxY - 1 - y.cell(tick.value)
            canvas[plot.x - 1, row] = Cell(box.intervalEnd, style)
            canvas.text(NumberText.rightAligned(tick.text, width: LinePlot.margin - 1), x: rect.x, y: row, style)
        }
        canvas[plot.x - 1, plot.maxY] = Cell(box.bottomLeft, style)
        for column in plot.x..<plot.maxX { canvas[column, plot.maxY] = Cell(box.horizontal, style) }
        let room = plot.width - unit.unicodeScalars.count - 2
        for tick in x.ticks where tick.start + tick.text.unicodeScalars.count <= room {
            canvas[plot.x + tick.cell, plot.maxY] = Cell(box.tick, style)
            canvas.text(tick.text, x: plot.x + tick.start, y: plot.maxY + 1, style)
        }
        canvas.text(unit, endingAt: plot.maxX, y: plot.maxY + 1, style)
    }
}
