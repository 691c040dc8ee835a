@testable import Canvas
import Testing

@Suite("Histogram plots")
struct HistogramPlotTests {
    private let rising: [Double] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    private let falling: [Double] = [8, 7, 6, 5, 4, 3, 2, 1, 0]

    private func draw(
        _ plot: HistogramPlot, width: Int, height: Int, _ appearance: Appearance = Appearance(level: .mono)
    ) -> Canvas {
        picture(width: width, height: height) { plot.draw(on: &$0, in: $0.bounds, appearance: appearance) }
    }

    @Test("true is filled, generated a line on top")
    func overlay() {
        let plot = HistogramPlot(true: rising, generated: falling, scale: .linear)
        #expect(
            draw(plot, width: 9, height: 4).lines == [
                "⡏⠒⣄    ▄▒",
                "⡇  ⠓⣄▄▒▒▒",
                "⡇  ▄▒⡻⣮▒▒",
                "⡇▄▒▒▒▒▒⡻⡮",
            ])
        #expect(
            draw(plot, width: 9, height: 4, Appearance(level: .mono, glyphs: .ascii)).lines == [
                "'-_    .:",
                "   -_.:::",
                "   .:-_::",
                " .:::::-:",
            ])
    }

    @Test("glyphs are the same with and without colours", arguments: ColorLevel.allCases)
    func levels(level: ColorLevel) {
        let plot = HistogramPlot(true: rising, generated: falling, scale: .linear)
        let canvas = draw(plot, width: 9, height: 4, Appearance(level: level))
        // Where a line crosses a bar, its dots stand for the bar if the ground of the cell cannot.
        func shapes(_ canvas: Canvas) -> [String] {
            canvas.lines.map { String($0.map { ("\u{2800}"..."\u{28FF}").contains($0) ? "⣿" : $0 }) }
        }
        #expect(shapes(canvas) == shapes(draw(plot, width: 9, height: 4)))
        if level != .mono { #expect(canvas[0, 0].style.foreground != canvas[8, 0].style.foreground) }
    }

    @Test("a line inside a filled bar leaves no hole in it", arguments: [ColorLevel.direct, .palette256], Theme.allCases)
    func ground(level: ColorLevel, theme: Theme) {
        let appearance = Appearance(level: level, theme: theme)
        var plot = HistogramPlot(true: rising, generated: falling, scale: .linear)
        plot.generatedCounts.append(falling)
        let canvas = draw(plot, width: 9, height: 4, appearance)
        #expect(canvas[7, 3].style.background == appearance.trueShade && appearance.trueShade != .standard)
        #expect(canvas[7, 3].style.foreground == appearance.generatedStyle().foreground)
        #expect([canvas[0, 0], canvas[7, 3]].allSatisfy { Braille.pattern(of: $0.glyph) != nil })
        #expect(canvas[0, 0].style.background == .standard)
    }

    @Test("two rows show one distribution above the other, each after its glyph")
    func twoRows() {
        let plot = HistogramPlot(true: rising, generated: falling, scale: .linear)
        #expect(
            draw(plot, width: 11, height: 2).lines == [
                "▒  ▁▂▃▄▄▅▆▇",
                "━ ▇▆▅▄▄▃▂▁ ",
            ])
        #expect(
            draw(plot, width: 11, height: 2, Appearance(level: .mono, glyphs: .ascii)).lines == [
                ":  .:-==+*#",
                "- #*+==-:. ",
            ])
    }

    @Test("numbers are beside the axis and its ends below it")
    func axes() {
        let plot = HistogramPlot(
            true: [1, 10, 100, 1000, 1000, 100, 10, 1], generated: [0, 0, 0, 0, 0, 0, 0, 0],
            axis: ValueAxis(0..<800, unit: "photons"), hasCountLabels: true)
        #expect(
            draw(plot, width: 20, height: 9).lines == [
                "10³┤      ▒▒▒▒      ",
                "   │      ▒▒▒▒      ",
                "10²┤    ▇▇▒▒▒▒▇▇    ",
                "   │    ▒▒▒▒▒▒▒▒    ",
                " 10┤  ▆▆▒▒▒▒▒▒▒▒▆▆  ",
                "   │  ▒▒▒▒▒▒▒▒▒▒▒▒  ",
                "  1┤▅▅▒▒▒▒▒▒▒▒▒▒▒▒▅▅",
                "   └┬─────────┬─────",
                "    0        500    ",
            ])
        let ascii = draw(plot, width: 20, height: 9, Appearance(level: .mono, glyphs: .ascii))
        #expect(ascii.lines[0] == "1e3|      ::::      ")
        #expect(ascii.lines[7] == "   ++---------+-----")
    }

    @Test("linear axes have round counts")
    func linearLabels() {
        let plot = HistogramPlot(true: [2150, 0], generated: [], scale: .linear, hasCountLabels: true)
        #expect(draw(plot, width: 7, height: 4).lines == [" 2k┤▒  ", "   │▒  ", "   │▒  ", "  0┤▒  "])
    }

    @Test("logarithmic when the largest bin is over 100 times the smallest filled one")
    func automaticScale() {
        #expect(CountAxis.Scale.automatic(for: [[1, 100], [0, 50]]) == .linear)
        #expect(CountAxis.Scale.automatic(for: [[1, 100], [0, 101]]) == .logarithmic)
        #expect(CountAxis.Scale.automatic(for: []) == .linear)
    }

    @Test("a filled bin is never invisible", arguments: CountAxis.Scale.allCases, 2...12)
    func filledBins(scale: CountAxis.Scale, height: Int) {
        // Two rows use their first columns for the legend.
        let first = height < 4 ? 2 : 0
        for appearance in Appearance.everyLevelAndGlyphSet {
            for rare in [1e-9, 1e-3, 1, 5] {
                let counts = [0, rare, 1e6, 0]
                for plot in [
                    HistogramPlot(true: counts, generated: [0], scale: scale),
                    HistogramPlot(true: [0], generated: counts, scale: scale),
                ] {
                    let canvas = draw(plot, width: first + 4, height: height, appearance)
                    let filled = (0..<4).map { bin in
                        (0..<height).contains { canvas[first + bin, $0].glyph != " " }
                    }
                    // The last bin is empty but for the edge of the one before it.
                    #expect(filled.prefix(3) == [false, true, true])
                }
            }
        }
    }

    @Test("if there are more bins than columns, equal groups are summed")
    func grouping() {
        let plot = HistogramPlot(true: Array(repeating: 1, count: 20), generated: [], scale: .linear, peak: 4)
        let canvas = draw(plot, width: 8, height: 4)
        #expect(canvas.lines == ["       ", "▒▒▒▒▒▒ ", "▒▒▒▒▒▒▒", "▒▒▒▒▒▒▒"].map { $0 + " " })
        #expect(plot.bins(atX: 6, y: 0, in: canvas.bounds) == 18..<20)
        #expect(plot.bins(atX: 7, y: 0, in: canvas.bounds) == nil)
    }

    @Test("a plot says how many bins fill it", arguments: 2...6)
    func columns(height: Int) {
        let rect = Rect(x: 0, y: 0, width: 20, height: height)
        let bins = HistogramPlot.columns(in: rect)
        let plot = HistogramPlot(true: Array(repeating: 1, count: bins), generated: [], scale: .linear)
        let canvas = draw(plot, width: 20, height: height)
        #expect(bins == (height < 4 ? 18 : 20))
        #expect((20 - bins..<20).allSatisfy { canvas[$0, height < 4 ? height / 2 - 1 : 0].glyph != " " })
    }

    @Test("if there are fewer bins than columns, they share them evenly, and the mouse finds them")
    func wideBins() {
        let plot = HistogramPlot(true: [1, 2, 3], generated: [], scale: .linear, hasCountLabels: true)
        let rect = Rect(x: 2, y: 1, width: 15, height: 6)
        #expect(plot.bins(atX: 5, y: 1, in: rect) == nil)
        #expect(plot.bins(atX: 6, y: 1, in: rect) == 0..<1)
        #expect(plot.bins(atX: 8, y: 1, in: rect) == 0..<1)
        #expect(plot.bins(atX: 9, y: 6, in: rect) == 1..<2)
        #expect(plot.bins(atX: 14, y: 1, in: rect) == 2..<3)
        #expect(plot.bins(atX: 15, y: 1, in: rect) == nil)
        #expect(plot.bins(atX: 9, y: 7, in: rect) == nil)
    }

    @Test("the selected bin is a line where it is empty")
    func selection() {
        let plot = HistogramPlot(true: [1, 2], generated: [], scale: .linear, selectedBin: 0)
        let canvas = draw(plot, width: 6, height: 4)
        #expect(canvas.lines == [" │ ▒▒▒", " │ ▒▒▒", "▒▒▒▒▒▒", "▒▒▒▒▒▒"])
        #expect(canvas[2, 3].style.attributes == .reverse && canvas[3, 3].style.attributes.isEmpty)
    }

    @Test("counts that are negative or not finite are question marks", arguments: [Double.nan, -1, .infinity])
    func strangeCounts(count: Double) {
        let lines = draw(HistogramPlot(true: [1, count], generated: [count, 1], scale: .linear), width: 2, height: 4).lines
        #expect(lines == ["▒⡏", "▒⡇", "▒⡇", "??"])
    }

    @Test("an empty plot, a tiny one and extreme counts are harmless")
    func extremes() {
        let counts: [[Double]] = [[], [0], [Double.leastNonzeroMagnitude, 1e308], [1e308, 1e308, 1e308], [1e-300]]
        for height in 0...6 {
            for width in 0...6 {
                for series in counts {
                    for scale in CountAxis.Scale.allCases {
                        let plot = HistogramPlot(
                            true: series, generated: series, scale: scale, axis: ValueAxis(0..<9, unit: "ph"),
                            hasCountLabels: true, selectedBin: 1)
                        let canvas = picture(width: 20, height: 20) {
                            plot.draw(
                                on: &$0, in: Rect(x: 7, y: 7, width: width, height: height),
                                appearance: Appearance(level: .direct))
                        }
                        #expect(canvas.isBlank(outside: Rect(x: 7, y: 7, width: width, height: height)))
                    }
                }
            }
        }
    }
}
