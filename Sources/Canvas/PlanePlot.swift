/// Numbers in bins of two values as a heat map, with round numbers on both axes.
///
/// Every bin has the same whole number of columns and rows, two rows in each cell where there are half blocks. Where there are
/// more bins than places, a place shows the largest in magnitude of those it stands for.
public struct PlanePlot: Sendable {
    /// The number of each bin, those of the lowest row first: `columns` × `rows`.
    public var values: [Float]
    public var columns: Int
    public var rows: Int
    /// The ranges that all bins cover.
    public var x: ValueAxis
    public var y: ValueAxis
    public var scale: HeatMapScale
    /// The bin under the cursor.
    public var selected: (x: Int, y: Int)?

    /// - Precondition: `values` has `columns` × `rows` numbers.
    public init(
        _ values: [Float], columns: Int, rows: Int, x: ValueAxis, y: ValueAxis, scale: HeatMapScale,
        selected: (x: Int, y: Int)? = nil
    ) {
        precondition(columns > 0 && rows > 0 && values.count == columns * rows, "a plot has columns × rows values")
        (self.values, self.columns, self.rows) = (values, columns, rows)
        (self.x, self.y, self.scale, self.selected) = (x, y, scale, selected)
    }

    /// Columns of the numbers of the vertical axis and of its line.
    static let margin = 6
    /// Rows of the horizontal axis and of its numbers.
    static let footer = 2

    /// How many bins fill a rectangle; at least one.
    public static func room(in rect: Rect, appearance: Appearance) -> (columns: Int, rows: Int) {
        (max(1, rect.width - margin), max(1, rect.height - footer) * (2 / Layout.pixels(appearance)))
    }

    /// Where the bins lie; the axis and its numbers are below.
    public func plotArea(in rect: Rect, appearance: Appearance) -> Rect { Layout(self, rect, appearance).map }

    /// The bin that a cell shows, the larger in magnitude of two; nil outside.
    public func bin(atX x: Int, y: Int, in rect: Rect, appearance: Appearance) -> (x: Int, y: Int)? {
        let layout = Layout(self, rect, appearance)
        guard layout.map.contains(x: x, y: y) else { return nil }
        let column = min((x - layout.map.x) / layout.columnsPerPlace * layout.binsPerColumn, columns - 1)
        let lines = [0, 1].map { (2 * (layout.map.maxY - 1 - y) + $0) / layout.pixelsPerPlace * layout.binsPerRow }
        let (low, high) = (min(lines[0], rows - 1), min(lines[1], rows - 1))
        return (column, abs(values[high * columns + column]) > abs(values[low * columns + column]) ? high : low)
    }

    /// Draws into a rectangle with at least a row and a column beside the axes.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        let layout = Layout(self, rect, appearance)
        guard !layout.map.isEmpty, rect.width > Self.margin, rect.height > Self.footer else { return }
        layout.heatMap(of: self).draw(
            on: &canvas, x: layout.map.x, y: layout.map.y, scale: scale, appearance: appearance,
            crosshair: selected.map(layout.pixel))
        drawAxes(on: &canvas, rect, layout, appearance)
    }

    private func drawAxes(on canvas: inout Canvas, _ rect: Rect, _ layout: Layout, _ appearance: Appearance) {
        let (map, style) = (layout.map, appearance.quietStyle)
        for y in map.y..<map.maxY { canvas[map.x - 1, y] = Cell(appearance.glyphs.box.vertical, style) }
        let (low, high) = (y.range.lowerBound, y.range.lowerBound + (y.range.upperBound - y.range.lowerBound) * layout.excessY)
        for tick in VerticalTicks.ticks(.linear, from: low, through: high, rows: map.height, width: Self.margin - 1) {
            let height = (tick.value - low) / (high - low) * Double(layout.pixelRows) / 2
            let row = min(Int(height + 1e-9), map.height - 1)
            canvas[map.x - 1, map.maxY - 1 - row] = Cell(appearance.glyphs.box.intervalEnd, style)
            let label = NumberText.rightAligned(tick.text, width: Self.margin - 1)
            canvas.text(label, x: map.x - Self.margin, y: map.maxY - 1 - row, style)
        }
        var axis = x
        axis.range =
            x.range.lowerBound..<x.range.lowerBound + (x.range.upperBound - x.range.lowerBound) * layout.excessX
        axis.draw(on: &canvas, x: map.x, y: map.maxY, width: map.width, hasCorner: true, appearance: appearance)
    }
}

extension PlanePlot {
    /// Where the bins lie in a rectangle.
    private struct Layout {
        /// Of each place: columns, rows of pixels, and the bins that it stands for.
        let columnsPerPlace, pixelsPerPlace: Int
        let binsPerColumn, binsPerRow: Int
        let columns, rows: Int
        let map: Rect
        /// How far the last place goes beyond the axis, as a factor of its length.
        let excessX, excessY: Double

        /// Rows of pixels that a bin needs. It is the same with and without colours: so are the bins.
        static func pixels(_ appearance: Appearance) -> Int { appearance.glyphs.halves != nil ? 1 : 2 }

        init(_ plot: PlanePlot, _ rect: Rect, _ appearance: Appearance) {
            let room = PlanePlot.room(in: rect, appearance: appearance)
            binsPerColumn = (plot.columns + room.columns - 1) / room.columns
            binsPerRow = (plot.rows + room.rows - 1) / room.rows
            columns = (plot.columns + binsPerColumn - 1) / binsPerColumn
            rows = (plot.rows + binsPerRow - 1) / binsPerRow
            columnsPerPlace = max(1, room.columns / columns)
            pixelsPerPlace = max(1, room.rows / rows) * Self.pixels(appearance)
            excessX = Double(columns * binsPerColumn) / Double(plot.columns)
            excessY = Double(rows * binsPerRow) / Double(plot.rows)
            map = Rect(
                x: rect.x + PlanePlot.margin, y: rect.y, width: columns * columnsPerPlace,
                height: (rows * pixelsPerPlace + 1) / 2)
        }

        /// Rows of pixels that hold bins.
        var pixelRows: Int { rows * pixelsPerPlace }

        /// The picture, with a blank row above an odd number of them: the lowest one stands on the axis.
        func heatMap(of plot: PlanePlot) -> HeatMap {
            let (width, height) = (map.width, 2 * map.height)
            var values = [Float](repeating: 0, count: width * height)
            for row in 0..<rows {
                for column in 0..<columns {
                    let value = self.value(of: plot, column, row)
                    for y in row * pixelsPerPlace..<(row + 1) * pixelsPerPlace {
                        let start = (height - 1 - y) * width + column * columnsPerPlace
                        for x in start..<start + columnsPerPlace { values[x] = value }
                    }
                }
            }
            return HeatMap(values: values, rows: height, columns: width)
        }

        private func value(of plot: PlanePlot, _ column: Int, _ row: Int) -> Float {
            guard binsPerColumn > 1 || binsPerRow > 1 else { return plot.values[row * plot.columns + column] }
            var largest: Float = 0
            for y in row * binsPerRow..<min((row + 1) * binsPerRow, plot.rows) {
                for x in column * binsPerColumn..<min((column + 1) * binsPerColumn, plot.columns) {
                    let value = plot.values[y * plot.columns + x]
                    if abs(value) > abs(largest) { largest = value }
                }
            }
            return largest
        }

        /// The middle of a bin.
        func pixel(_ bin: (x: Int, y: Int)) -> (row: Int, column: Int) {
            let y = bin.y / binsPerRow * pixelsPerPlace + pixelsPerPlace / 2
            return (2 * map.height - 1 - y, bin.x / binsPerColumn * columnsPerPlace + (columnsPerPlace - 1) / 2)
        }
    }
}
