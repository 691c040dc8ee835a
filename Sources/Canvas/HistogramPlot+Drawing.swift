extension HistogramPlot {
    /// Draws into a rectangle with at least two rows besides the axis line and its labels.
    public func draw(on canvas: inout Canvas, in rect: Rect, appearance: Appearance) {
        let layout = Layout(self, in: rect)
        guard layout.plot.height >= 2, rect.width > layout.plot.x - rect.x else { return }
        if layout.isStrips {
            drawStrips(on: &canvas, rect, layout, appearance)
        } else {
            drawOverlay(on: &canvas, layout, appearance)
            if hasCountLabels { drawCountLabels(on: &canvas, rect, layout, appearance) }
        }
        drawSelection(on: &canvas, layout, appearance)
        guard let axis else { return }
        if hasAxisLine {
            axis.draw(
                on: &canvas, x: layout.plot.x, y: layout.plot.maxY, width: layout.plot.width,
                hasCorner: layout.plot.x > rect.x, appearance: appearance)
        } else {
            axis.drawLabels(
                on: &canvas, x: layout.plot.x, y: layout.plot.maxY, width: layout.plot.width,
                style: appearance.quietStyle)
        }
    }

    private func drawOverlay(on canvas: inout Canvas, _ layout: Layout, _ appearance: Appearance) {
        let plot = layout.plot
        let glyphs = appearance.glyphs
        // The top of a bar has the colour that its filled cells have on average.
        let shade = appearance.trueShade
        for column in 0..<plot.width {
            drawBar(
                trueCounts, on: &canvas, column: column, bottom: plot.maxY, rows: plot.height, highest: 8 * plot.height,
                layout: layout, fill: glyphs.trueFill, tops: glyphs.trueTops, style: appearance.trueStyle,
                topStyle: shade == .standard ? nil : Style(shade))
        }
        let bars = (0..<plot.width).map { column in
            let share = share(trueCounts, atColumn: column, layout)
            return share.map { max(1, Int(($0 * Double(DotLine.dotsPerRow * plot.height)).rounded())) } ?? 0
        }
        // The first series is drawn last, on top.
        for (index, counts) in generatedCounts.enumerated().reversed() {
            let style = appearance.generatedStyle(index)
            let heights = (0..<plot.width).flatMap { column in
                let dot = share(counts, atColumn: column, layout).map { DotLine.dot(share: $0, rows: plot.height) }
                return [dot, dot]
            }
            DotLine(heights: heights, series: index, dropsToBottom: true, bars: bars).draw(
                on: &canvas, in: plot, style: style, appearance: appearance)
            for column in 0..<plot.width where isStrange(layout.count(counts, atColumn: column)) {
                canvas[plot.x + column, plot.maxY - 1] = Cell("?", style)
            }
        }
    }

    private func isStrange(_ count: Double) -> Bool { !(count >= 0 && count.isFinite) }

    /// The share of the height of a column; nil where it is empty or cannot be drawn.
    private func share(_ counts: [Double], atColumn column: Int, _ layout: Layout) -> Double? {
        let count = layout.count(counts, atColumn: column)
        return count > 0 && count.isFinite ? layout.axis.share(of: count) : nil
    }

    private func drawStrips(on canvas: inout Canvas, _ rect: Rect, _ layout: Layout, _ appearance: Appearance) {
        let plot = layout.plot
        let glyphs = appearance.glyphs
        let rows = plot.height / 2
        let strips = [
            (trueCounts, glyphs.trueFill, appearance.trueStyle),
            (generatedCounts.first ?? [], glyphs.steps[0], appearance.generatedStyle()),
        ]
        for (index, (counts, key, style)) in strips.enumerated() {
            let bottom = plot.y + (index + 1) * rows
            canvas[rect.x, bottom - 1] = Cell(key, style)
            // Full bars end an eighth below the top of their strip, which keeps the strips apart.
            for column in 0..<plot.width {
                drawBar(
                    counts, on: &canvas, column: column, bottom: bottom, rows: rows, highest: 8 * rows - 1,
                    layout: layout, fill: glyphs.bars[7], tops: glyphs.bars, style: style)
            }
        }
    }

    private func drawBar(
        _ counts: [Double], on canvas: inout Canvas, column: Int, bottom: Int, rows: Int, highest: Int, layout: Layout,
        fill: Unicode.Scalar, tops: [Unicode.Scalar], style: Style, topStyle: Style? = nil
    ) {
        let count = layout.count(counts, atColumn: column)
        guard count != 0 else { return }
        let x = layout.plot.x + column
        guard !isStrange(count) else {
            canvas[x, bottom - 1] = Cell("?", style)
            return
        }
        Bars.draw(
            eighths: Bars.eighths(share: layout.axis.share(of: count), highest: highest), on: &canvas, x: x,
            bottom: bottom, rows: rows, fill: fill, tops: tops, style: style, topStyle: topStyle)
    }

    /// Marks the bin: a line through empty cells, reverse video in filled ones.
    private func drawSelection(on canvas: inout Canvas, _ layout: Layout, _ appearance: Appearance) {
        guard let selectedBin, selectedBin >= 0, selectedBin < layout.binCount else { return }
        let first = layout.plot.x + selectedBin / layout.binsPerColumn * layout.columnsPerBin
        for y in layout.plot.y..<layout.plot.maxY {
            for x in first..<min(first + layout.columnsPerBin, layout.plot.maxX) {
                if canvas[x, y].glyph != " " {
                    canvas[x, y].style.attributes.formUnion(.reverse)
                } else if x == first + (layout.columnsPerBin - 1) / 2 {
                    canvas[x, y] = Cell(appearance.glyphs.box.vertical, appearance.quietStyle)
                }
            }
        }
    }

    private func drawCountLabels(
        on canvas: inout Canvas, _ rect: Rect, _ layout: Layout, _ appearance: Appearance
    ) {
        let plot = layout.plot
        let style = appearance.quietStyle
        for y in plot.y..<plot.maxY { canvas[plot.x - 1, y] = Cell(appearance.glyphs.box.vertical, style) }
        var taken = Set<Int>()
        for (text, share) in layout.axis.labels(rows: plot.height, isUnicode: appearance.glyphs.isUnicode) {
            let row = DotLine.dot(share: share, rows: plot.height) / DotLine.dotsPerRow
            guard taken.insert(row).inserted else { continue }
            canvas[plot.x - 1, plot.maxY - 1 - row] = Cell(appearance.glyphs.box.intervalEnd, style)
            let label = NumberText.rightAligned(text, width: plot.x - 1 - rect.x)
            canvas.text(label, x: rect.x, y: plot.maxY - 1 - row, style)
        }
    }
}
