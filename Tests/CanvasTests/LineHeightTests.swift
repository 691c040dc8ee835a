@testable import Canvas
import Glibc
import Testing

/// Reads bars and lines back from the cells, and compares them with the counts.
@Suite("Heights of bars and lines")
struct LineHeightTests {
    /// Bins are so wide that the edges between them leave their middle alone.
    private static let columnsPerBin = 3
    /// The middle column of each bin, whose top row is part of no edge.
    private func middle(_ bin: Int) -> Int { Self.columnsPerBin * bin + 1 }

    private func dots(_ cell: Cell) -> UInt8 { Braille.pattern(of: cell.glyph) ?? 0 }
    private func dotsInRow(_ pattern: UInt8, _ row: Int) -> Int {
        (0..<2).count { pattern & Braille.bit(column: $0, row: row) != 0 }
    }

    /// The height of the solid line in rows: the middle of its dots.
    private func lineHeight(_ canvas: Canvas, x: Int) -> Double? {
        for y in 0..<canvas.height {
            for row in (0..<4).reversed() where dotsInRow(dots(canvas[x, y]), row) == 2 {
                return Double(canvas.height - 1 - y) + (Double(row) + 0.5) / 4
            }
        }
        return nil
    }

    /// The height of the bar in rows: eighth blocks, the ground of a line, or the sparse dots beside one; and whether it ends
    /// at the line, whose dots hide up to a quarter of a row.
    private func bar(_ canvas: Canvas, x: Int, _ appearance: Appearance) -> (height: Double, endsAtLine: Bool) {
        func isLine(_ quarter: Int) -> Bool {
            dotsInRow(dots(canvas[x, canvas.height - 1 - quarter / 4]), quarter % 4) == 2
        }
        var quarters = 0
        for y in 0..<canvas.height where quarters == 0 {
            let (cell, below) = (canvas[x, y], canvas.height - 1 - y)
            if cell.glyph == appearance.glyphs.trueFill || cell.style.background != .standard {
                quarters = 4 * (below + 1)
            } else if let top = appearance.glyphs.trueTops.firstIndex(of: cell.glyph) {
                return (Double(below) + Double(top + 1) / 8, false)
            } else if let row = (0..<4).last(where: { dotsInRow(dots(cell), $0) == 1 }) {
                quarters = 4 * below + row + 1
            }
        }
        let endsAtLine = isLine(quarters)
        return (Double(quarters) / 4 + (endsAtLine ? 0.125 : 0), endsAtLine)
    }

    private func expected(_ count: Double, _ axis: CountAxis, rows: Int) -> Double {
        // A filled bin is never invisible.
        max(axis.share(of: count) * Double(rows), 0.125)
    }

    @Test(
        "stand within an eighth of a row of their counts", arguments: CountAxis.Scale.allCases,
        [Appearance(level: .mono), Appearance(level: .direct), Appearance(level: .palette256, theme: .light)])
    func heights(scale: CountAxis.Scale, appearance: Appearance) throws {
        var seed: UInt64 = 7
        func random() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 11) / Double(1 << 53)
        }
        var worst = (line: 0.0, bar: 0.0, hidden: 0.0)
        for rows in 4...24 {
            let truth = (0..<40).map { _ in pow(10, 3 * random()) }
            // Half of the lines are so near to their bars that both end in the same cell.
            let generated = truth.map { random() < 0.5 ? $0 * (0.8 + 0.4 * random()) : pow(10, 3 * random()) }
            let plot = HistogramPlot(true: truth, generated: generated, scale: scale)
            let canvas = picture(width: 40 * Self.columnsPerBin, height: rows) {
                plot.draw(on: &$0, in: $0.bounds, appearance: appearance)
            }
            let axis = CountAxis(scale: scale, counts: [truth, generated])
            for bin in truth.indices {
                let line = try #require(lineHeight(canvas, x: middle(bin)))
                worst.line = max(worst.line, abs(line - expected(generated[bin], axis, rows: rows)))
                let bar = bar(canvas, x: middle(bin), appearance)
                let error = abs(bar.height - expected(truth[bin], axis, rows: rows))
                if bar.endsAtLine { worst.hidden = max(worst.hidden, error) } else { worst.bar = max(worst.bar, error) }
            }
        }
        #expect(worst.line <= 0.125 + 1e-9)
        #expect(worst.bar <= 0.125 + 1e-9)
        #expect(worst.hidden <= 0.25 + 1e-9)
    }

    @Test("curves stand within an eighth of a row of their values, the ends of the axis in the outermost rows")
    func curves() {
        for rows in 4...24 {
            let values = (0..<40).map { 50 + 50 * sin(Double($0) / 5) }
            let points = values.enumerated().map { LinePlot.Point(x: Double($0.offset) + 0.5, y: $0.element) }
            let plot = LinePlot(curves: [.init(points)], axis: ValueAxis(0..<40), range: 0...100)
            let canvas = picture(width: 40 + LinePlot.margin, height: rows + 2) {
                plot.draw(on: &$0, in: $0.bounds, appearance: Appearance(level: .mono))
            }
            for column in values.indices {
                let pattern = (0..<rows).map { dots(canvas[LinePlot.margin + column, $0]) }
                let value = values[column] / 100 * Double(rows - 1) + 0.5
                // A slope takes more than one row of dots.
                var nearest = Double.infinity
                for (y, pattern) in pattern.enumerated() {
                    for row in 0..<4 where dotsInRow(pattern, row) > 0 {
                        nearest = min(nearest, abs(Double(rows - 1 - y) + (Double(row) + 0.5) / 4 - value))
                    }
                }
                #expect(nearest <= 0.125 + 1e-9)
            }
        }
    }

    @Test("models that lie over each other keep their dots, and each has its dashes")
    func severalModels() {
        var plot = HistogramPlot(true: [], generated: [1.2, 1.2, 1.2, 1.2, 9], scale: .linear)
        plot.generatedCounts += [[3.2, 3.2, 3.2, 3.2, 9], [5.2, 5.2, 5.2, 5.2, 9], [7.2, 7.2, 7.2, 7.2, 9]]
        let canvas = picture(width: 10, height: 9) {
            plot.draw(on: &$0, in: $0.bounds, appearance: Appearance(level: .mono))
        }
        let lines = [7, 5, 3, 1].map { y in (2..<8).map { dots(canvas[$0, y]) } }
        #expect(Set(lines).count == 4)
        #expect(lines.allSatisfy { $0.allSatisfy { $0 != 0 } })
        // All of them rise to the same bin, over the same cells.
        #expect(dots(canvas[8, 0]) == dots(canvas[8, 0]) | Braille.bit(column: 0, row: 3))
        let two = picture(width: 6, height: 4) {
            var plot = HistogramPlot(true: [], generated: [7, 7, 8], scale: .linear)
            plot.generatedCounts.append([8, 8, 8])
            plot.draw(on: &$0, in: $0.bounds, appearance: Appearance(level: .mono))
        }
        #expect((0..<4).count { dotsInRow(dots(two[1, 0]), $0) > 0 } == 2)
    }

    @Test("pictures join the dots of a line")
    func pixels() {
        let line = Braille.bit(column: 0, row: 2) | Braille.bit(column: 1, row: 2)
        #expect(Braille.pixels(line).filter { $0 == 0xFF }.count == 2)
        let edge = (0..<4).reduce(UInt8(0)) { $0 | Braille.bit(column: 0, row: $1) }
        #expect(Braille.pixels(edge).allSatisfy { $0 == 0x60 })
        let canvas = picture(width: 3, height: 1) { for x in 0..<3 { $0[x, 0] = Cell(Braille.glyph(line)) } }
        #expect(SVGText.dots(canvas).count == 1)
        #expect(!SVGText.render(canvas).contains("<text"))
    }
}
