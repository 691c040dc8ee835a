extension HeatMap {
    /// Draws the picture with its upper left corner at (x, y).
    ///
    /// Half blocks show every pixel. Where glyphs or colours rule them out, a cell shows the larger in magnitude of its two
    /// pixels. The crosshair points at a pixel without covering it.
    public func draw(
        on canvas: inout Canvas, x: Int, y: Int, scale: HeatMapScale, appearance: Appearance,
        crosshair: (row: Int, column: Int)? = nil
    ) {
        let shading = Shading(scale: scale, appearance: appearance)
        let visible = Rect(x: x, y: y, width: cellSize.width, height: cellSize.height).intersection(canvas.bounds)
        values.withUnsafeBufferPointer { values in
            for cellY in visible.y..<visible.maxY {
                let upper = 2 * (cellY - y) * columns - x
                let lower = 2 * (cellY - y) + 1 < rows ? upper + columns : nil
                for cellX in visible.x..<visible.maxX {
                    canvas[cellX, cellY] = shading.cell(values[upper + cellX], lower.map { values[$0 + cellX] })
                }
            }
        }
        guard let crosshair, crosshair.row >= 0, crosshair.row < rows, crosshair.column >= 0, crosshair.column < columns
        else { return }
        draw(crosshair, on: &canvas, x: x, y: y, shading: shading, marker: appearance.marker)
    }

    private func draw(
        _ crosshair: (row: Int, column: Int), on canvas: inout Canvas, x: Int, y: Int, shading: Shading, marker: Color
    ) {
        guard let halves = shading.halves else {
            canvas.restyle(Rect(x: x + crosshair.column, y: y + crosshair.row / 2, width: 1, height: 1)) {
                $0.attributes.formSymmetricDifference(.reverse)
            }
            return
        }
        // The arms leave the pixel and its neighbours free.
        for (rowStep, columnStep) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
            for distance in 2...3 {
                let row = crosshair.row + rowStep * distance
                let column = crosshair.column + columnStep * distance
                guard row >= 0, row < rows, column >= 0, column < columns else { continue }
                let cellX = x + column
                let cellY = y + row / 2
                let under = canvas[cellX, cellY]
                let isArm = (upper: row.isMultiple(of: 2), lower: !row.isMultiple(of: 2))
                let pair = under.pixelColors(halves)
                canvas[cellX, cellY] = Cell(
                    halves.upper, Style(isArm.upper ? marker : pair.upper, on: isArm.lower ? marker : pair.lower))
            }
        }
    }
}

extension Shading {
    /// The cell for one pixel above another; with an odd number of rows, the last cell has no lower pixel.
    @inline(__always)
    func cell(_ upper: Float, _ lower: Float?) -> Cell {
        guard let upperIndex = index(of: upper) else { return unknown }
        guard let lower else {
            guard let halves else { return cells[upperIndex] }
            return Cell(halves.upper, Style(colors[upperIndex]))
        }
        guard let lowerIndex = index(of: lower) else { return unknown }
        guard let halves else { return cells[abs(lower) > abs(upper) ? lowerIndex : upperIndex] }
        // Without colours, a lone pixel still keeps its shape.
        if upperIndex == zero {
            return lowerIndex == zero ? cells[zero] : Cell(halves.lower, Style(colors[lowerIndex], on: colors[zero]))
        }
        return Cell(halves.upper, Style(colors[upperIndex], on: colors[lowerIndex]))
    }
}

extension Cell {
    /// The colours of the two pixels a cell shows.
    fileprivate func pixelColors(_ halves: GlyphSet.Halves) -> (upper: Color, lower: Color) {
        switch glyph {
        case halves.upper: (style.foreground, style.background)
        case halves.lower: (style.background, style.foreground)
        default: (style.background, style.background)
        }
    }
}

extension Appearance {
    /// A colour that the colour map does not contain, for marks on pictures.
    public var marker: Color {
        switch level {
        case .direct: map == .viridis ? .rgb(255, 80, 160) : .rgb(0, 255, 200)
        case .palette256: .palette(map == .viridis ? 198 : 49)
        case .ansi16, .mono: .standard
        }
    }
}
