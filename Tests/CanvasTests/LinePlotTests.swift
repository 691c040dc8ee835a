@testable import Canvas
import Testing

@Suite("Line plots and axes")
struct LinePlotTests {
    private func lines(
        _ plot: LinePlot, width: Int, height: Int, _ appearance: Appearance = Appearance(level: .mono)
    ) -> [String] {
        picture(width: width, height: height) { plot.draw(on: &$0, in: $0.bounds, appearance: appearance) }.lines
    }

    private func points(_ values: [Double], step: Double = 1) -> [LinePlot.Point] {
        values.enumerated().map { .init(x: Double($0.offset) * step, y: $0.element) }
    }

    @Test("curves have their own glyphs, the first on top, and a cursor")
    func overlay() {
        let plot = LinePlot(
            curves: [.init(points([8, 6, 4, 2, 0])), .init(points([8, 8, 8, 8, 8]), series: 1)], axis: ValueAxis(0..<5),
            selected: 3)
        #expect(
            lines(plot, width: 11, height: 7) == [
                "     │⢲⠂⠒⠂⠂", "    5┤⠈⢢ │ ", "     │ ⠈⢢│ ", "     │  ⠈⢢ ", "    0┤   ⠈⠂", "     └┬───┬", "      0   5",
            ])
        let bounds = Rect(x: 0, y: 0, width: 11, height: 7)
        #expect(plot.value(atX: 9, y: 0, in: bounds) == 3.5)
        #expect(plot.value(atX: 5, y: 0, in: bounds) == nil)
        #expect(plot.value(atX: 9, y: 5, in: bounds) == nil)
    }

    @Test("crowded points are averaged, distant ones connected, and steep segments stay connected")
    func columns() {
        let crowded = LinePlot(curves: [.init(points([0, 2, 4, 6], step: 0.5))], axis: ValueAxis(0..<2))
        #expect(crowded.heights(of: crowded.curves[0], width: 2) == [1, 5])
        let distant = LinePlot(
            curves: [.init([.init(x: 0.5, y: 0), .init(x: 3.5, y: 3)])], axis: ValueAxis(0..<4))
        #expect(distant.heights(of: distant.curves[0], width: 4) == [0, 1, 2, 3])
        let steep = LinePlot(curves: [.init(points([0, 9]))], axis: ValueAxis(0..<2))
        #expect(lines(steep, width: 8, height: 6).prefix(4).map { $0.suffix(2) } == [" ⡆", "⢸ ", "⢸ ", "⠊ "])
    }

    @Test("values that cannot be drawn are skipped: NaN, zero on a logarithmic axis, outside the range")
    func gaps() {
        let plot = LinePlot(
            curves: [.init(points([100, .nan, 1, 0, -1, 10]))], scale: .logarithmic, axis: ValueAxis(0..<6))
        #expect(
            lines(plot, width: 12, height: 5, Appearance(level: .mono, glyphs: .ascii)) == [
                "  100|_     ", "     | _  --", "    1|  -'  ", "     ++----+", "      0    5",
            ])
        let beyond = LinePlot(curves: [.init(points([1, 50, 1]))], axis: ValueAxis(0..<3), range: 0...10)
        #expect(!lines(beyond, width: 9, height: 6)[0].contains("━"))
    }

    @Test("a mark points at its place with a label and stays inside")
    func marks() {
        let plot = LinePlot(
            curves: [.init(points([4, 2, 1, 1, 1, 1, 1, 1]))], axis: ValueAxis(0..<8), range: 0...4,
            marks: [.init(.init(x: 2, y: 1), text: "best")])
        #expect(lines(plot, width: 14, height: 7)[4] == "    0┤  ▲ best")
    }

    @Test("one value, no value and values that cannot be drawn are harmless")
    func extremes() {
        for values in [[], [3], [.nan], [1e300, -1e300], [0, 0]] as [[Double]] {
            for scale in CountAxis.Scale.allCases {
                let plot = LinePlot(curves: [.init(points(values))], scale: scale, axis: ValueAxis(0..<2), selected: 1)
                #expect(lines(plot, width: 20, height: 8).count == 8)
            }
        }
    }

    @Test(
        "an axis has round numbers, its unit where that leaves two of them",
        arguments: [
            (0.0..<1000.0, 36, "0     200    400    600      photons"),
            (0.0..<1016.0, 22, "0        500   photons"),
            (120.0..<140.0, 30, "120   125     130      photons"),
            (0.0..<2.5e6, 30, "0           1M         photons"),
            (0.0..<1e-3, 12, "0      0.001"),
            (0.0..<10.0, 3, "0  "),
        ])
    func axisLabels(range: Range<Double>, width: Int, expected: String) {
        let canvas = picture(width: width, height: 1) {
            ValueAxis(range, unit: "photons").drawLabels(on: &$0, x: 0, y: 0, width: width)
        }
        #expect(canvas.lines == [expected])
    }

    @Test("round steps are 1, 2 and 5 times powers of ten")
    func roundSteps() {
        #expect([0.9, 1, 1.1, 2, 3, 5, 6, 12, 0.003].map(ValueAxis.roundStep) == [1, 1, 2, 2, 5, 5, 10, 20, 0.005])
    }

    @Test("ratios are points with error bars around one, arrows beyond the range")
    func ratio() {
        let plot = RatioPlot(series: [
            [
                .init(value: 1, error: 0.1), .init(value: 2, error: 0.2), nil, .init(value: 0.4, error: 0.7),
                .init(value: 7, error: 1),
            ],
            [nil, nil, .init(value: 0.1, error: 0)],
        ])
        func lines(_ glyphs: GlyphSet) -> [String] {
            picture(width: 8, height: 3) {
                plot.draw(on: &$0, in: $0.bounds, labelWidth: 2, appearance: Appearance(level: .mono, glyphs: glyphs))
            }.lines
        }
        #expect(lines(.unicode) == ["2│ ·  ↑ ", "1│·┄┄│┄┄", "0│  ┄˙  "])
        #expect(lines(.ascii) == ["2| -  ^ ", "1|-  |  ", "0|  ~'  "])
    }

    @Test("the error of a ratio is that of two Poisson counts")
    func ratioError() throws {
        let point = try #require(RatioPlot.Point(400, over: 100, scale: 0.25))
        #expect(point.value == 1)
        #expect(abs(point.error - (1.0 / 400 + 1.0 / 100).squareRoot()) < 1e-12)
        #expect(RatioPlot.Point(3, over: 0) == nil)
        #expect(RatioPlot.Point(0, over: 4)?.value == 0)
    }
}
