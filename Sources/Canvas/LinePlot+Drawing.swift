extension LinePlot {
    /// Draws the plot with the numbers of the vertical axis on the left and an axis line with labels below.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        let plot = Self.plotArea(in: rect)
        guard plot.height >= 2, plot.width > 0 else { return }
        let range = verticalRange
        if let range { drawBand(on: &canvas, plot, appearance) { share($0, range, plot) } }
        drawHorizontalAxis(on: &canvas, plot, appearance)
        for place in [guide, selected] { drawVertical(at: place, on: &canvas, plot, appearance) }
        guard let range else { return }
        drawNumbers(on: &canvas, rect, plot, range, appearance)
        for curve in curves.reversed() { draw(curve, on: &canvas, plot, range, appearance) }
        for mark in marks { draw(mark, on: &canvas, plot, range, appearance) }
        drawCursorPoints(on: &canvas, plot, range)
    }

    /// The share of the plot's height at which a value stands: the ends of the axis are in the middle of the outermost rows,
    /// where their numbers are; nil outside.
    private func share(_ height: Double, _ range: (lower: Double, upper: Double), _ plot: Rect) -> Double? {
        let share = (height - range.lower) / (range.upper - range.lower)
        let slack = 0.5 / Double(plot.height - 1)
        guard share >= -slack, share < 1 + slack else { return nil }
        return (min(max(share, 0), 1) * Double(plot.height - 1) + 0.5) / Double(plot.height)
    }

    private func row(_ height: Double, _ range: (lower: Double, upper: Double), _ plot: Rect) -> Int? {
        share(height, range, plot).map { plot.maxY - 1 - DotLine.dot(share: $0, rows: plot.height) / DotLine.dotsPerRow }
    }

    private func draw(
        _ curve: Curve, on canvas: inout Canvas, _ plot: Rect, _ range: (lower: Double, upper: Double),
        _ appearance: Appearance
    ) {
        let places = heights(of: curve, width: DotLine.dotsPerColumn * plot.width).map { height in
            height.flatMap { share($0, range, plot) }.map { DotLine.dot(share: $0, rows: plot.height) }
        }
        DotLine(heights: places, series: curve.series, dropsToBottom: false).draw(
            on: &canvas, in: plot, style: curve.series.map(appearance.generatedStyle) ?? appearance.trueStyle,
            appearance: appearance)
    }

    private func draw(
        _ mark: Mark, on canvas: inout Canvas, _ plot: Rect, _ range: (lower: Double, upper: Double),
        _ appearance: Appearance
    ) {
        let column = axis.column(of: mark.point.x, width: plot.width)
        let inside = mark.point.x == axis.range.upperBound ? plot.width - 1 : column
        guard inside >= 0, inside < plot.width, let height = transferred(mark.point.y), let row = row(height, range, plot)
        else { return }
        let style = appearance.generatedStyle(mark.series)
        let x = plot.x + inside
        // Below its point if there is room, else above.
        let isBelow = row + 1 < plot.maxY
        canvas[x, isBelow ? row + 1 : row - 1] = Cell(
            isBelow ? appearance.glyphs.sortedUp : appearance.glyphs.sortedDown, style)
        let width = mark.text.unicodeScalars.count
        guard width > 0 else { return }
        let start = x + 2 + width <= plot.maxX ? x + 2 : x - 1 - width
        guard start >= plot.x else { return }
        canvas.text(mark.text, x: start, y: isBelow ? row + 1 : row - 1, style)
    }

    private func column(at place: Double?, _ plot: Rect) -> Int? {
        guard let place, place >= axis.range.lowerBound, place <= axis.range.upperBound else { return nil }
        return min(axis.column(of: place, width: plot.width), plot.width - 1)
    }

    /// A line from the bottom to the top, behind which the band stays in sight.
    private func drawVertical(at place: Double?, on canvas: inout Canvas, _ plot: Rect, _ appearance: Appearance) {
        guard let column = column(at: place, plot) else { return }
        for y in plot.y..<plot.maxY where canvas[plot.x + column, y].glyph == " " {
            canvas[plot.x + column, y] = Cell(appearance.glyphs.box.vertical, appearance.quietStyle)
        }
    }

    private func drawCursorPoints(on canvas: inout Canvas, _ plot: Rect, _ range: (lower: Double, upper: Double)) {
        guard let column = column(at: selected, plot) else { return }
        for curve in curves {
            let heights = heights(of: curve, width: plot.width)
            guard let height = heights[column], let row = row(height, range, plot) else { continue }
            canvas[plot.x + column, row].style.attributes.formUnion(.reverse)
        }
    }

    private func drawNumbers(
        on canvas: inout Canvas, _ rect: Rect, _ plot: Rect, _ range: (lower: Double, upper: Double),
        _ appearance: Appearance
    ) {
        let style = appearance.quietStyle
        for tick in verticalTicks(range, rows: plot.height) {
            guard let y = row(tick.height, range, plot) else { continue }
            canvas[plot.x - 1, y] = Cell(appearance.glyphs.box.intervalEnd, style)
            canvas.text(NumberText.rightAligned(tick.text, width: Self.margin - 1), x: rect.x, y: y, style)
        }
    }

    private func drawHorizontalAxis(on canvas: inout Canvas, _ plot: Rect, _ appearance: Appearance) {
        let box = appearance.glyphs.box
        let style = appearance.quietStyle
        for y in plot.y..<plot.maxY { canvas[plot.x - 1, y] = Cell(box.vertical, style) }
        axis.draw(on: &canvas, x: plot.x, y: plot.maxY, width: plot.width, hasCorner: true, appearance: appearance)
    }
}
