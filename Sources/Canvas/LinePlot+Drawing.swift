extension LinePlot {
    /// Draws the plot with the numbers of the vertical axis on the left and an axis line with labels below.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        let plot = Self.plotArea(in: rect)
        guard plot.height >= 2, plot.width > 0 else { return }
        drawHorizontalAxis(on: &canvas, plot, appearance)
        drawCursor(on: &canvas, plot, appearance)
        guard let vertical = verticalAxis(rows: plot.height) else { return }
        let range = vertical.range
        drawNumbers(vertical, on: &canvas, rect, plot, appearance)
        for curve in curves.reversed() { draw(curve, on: &canvas, plot, range, appearance) }
        for mark in marks { draw(mark, on: &canvas, plot, range, appearance) }
        drawCursorPoints(on: &canvas, plot, range)
    }

    private func row(_ height: Double, _ range: (lower: Double, upper: Double), _ plot: Rect) -> Int? {
        let share = (height - range.lower) / (range.upper - range.lower)
        let row = (share * Double(plot.height - 1)).rounded()
        guard row >= 0, row < Double(plot.height) else { return nil }
        return plot.maxY - 1 - Int(row)
    }

    private func draw(
        _ curve: Curve, on canvas: inout Canvas, _ plot: Rect, _ range: (lower: Double, upper: Double),
        _ appearance: Appearance
    ) {
        let glyphs = appearance.glyphs
        let style = curve.series.map(appearance.generatedStyle) ?? appearance.trueStyle
        let cell = Cell(curve.series.map { glyphs.steps[$0 % glyphs.steps.count] } ?? glyphs.box.horizontal, style)
        var last: Int?
        for (column, height) in heights(of: curve, width: plot.width).enumerated() {
            guard let height, let row = row(height, range, plot) else {
                last = nil
                continue
            }
            let x = plot.x + column
            // A steep segment stays connected.
            if let last, abs(last - row) > 1 {
                for between in min(last, row) + 1..<max(last, row) where canvas[x, between].glyph == " " {
                    canvas[x, between] = Cell(glyphs.box.vertical, Style(style.foreground))
                }
            }
            canvas[x, row] = cell
            last = row
        }
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

    private func cursorColumn(_ plot: Rect) -> Int? {
        guard let selected, selected >= axis.range.lowerBound, selected <= axis.range.upperBound else { return nil }
        return min(axis.column(of: selected, width: plot.width), plot.width - 1)
    }

    private func drawCursor(on canvas: inout Canvas, _ plot: Rect, _ appearance: Appearance) {
        guard let column = cursorColumn(plot) else { return }
        for y in plot.y..<plot.maxY {
            canvas[plot.x + column, y] = Cell(appearance.glyphs.box.vertical, appearance.quietStyle)
        }
    }

    private func drawCursorPoints(on canvas: inout Canvas, _ plot: Rect, _ range: (lower: Double, upper: Double)) {
        guard let column = cursorColumn(plot) else { return }
        for curve in curves {
            let heights = heights(of: curve, width: plot.width)
            guard let height = heights[column], let row = row(height, range, plot) else { continue }
            canvas[plot.x + column, row].style.attributes.formUnion(.reverse)
        }
    }

    private func drawNumbers(
        _ vertical: VerticalAxis, on canvas: inout Canvas, _ rect: Rect, _ plot: Rect, _ appearance: Appearance
    ) {
        let style = appearance.quietStyle
        for tick in vertical.ticks {
            guard let y = row(tick.height, vertical.range, plot) else { continue }
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
