import Testing

@testable import Canvas

@Suite struct ScatterPlots {
    private func drawn(_ plot: ScatterPlot, _ width: Int = 60, _ height: Int = 14) -> (
        canvas: Canvas, unnamed: [ScatterPlot.Point]
    ) {
        var canvas = Canvas(width: width, height: height)
        let unnamed = plot.draw(on: &canvas, in: canvas.bounds, appearance: Appearance(level: .mono))
        return (canvas, unnamed)
    }

    private func point(_ x: Double, _ y: Double, _ label: String, _ glyph: Unicode.Scalar = "●") -> ScatterPlot.Point {
        ScatterPlot.Point(x: x, y: y, glyph: glyph, label: label, style: .plain)
    }

    @Test func factorsAreDistances() {
        let plot = ScatterPlot(points: [point(1, 1, "a"), point(10, 10, "b"), point(100, 100, "c")], unit: "ms")
        let (canvas, unnamed) = drawn(plot)
        let cells = (0..<canvas.height).flatMap { y in
            (0..<canvas.width).filter { canvas[$0, y].glyph == "●" }.map { ($0, y) }
        }
        #expect(unnamed.isEmpty && cells.count == 3)
        // From the top: c, b, a.
        #expect(abs((cells[0].0 - cells[1].0) - (cells[1].0 - cells[2].0)) <= 1)
        #expect(abs((cells[0].1 - cells[1].1) - (cells[1].1 - cells[2].1)) <= 1)
        let axis = canvas.line(13)
        #expect(axis.contains(" 1 ") && axis.contains(" 10 ") && axis.hasSuffix("ms"))
    }

    /// Thirty points as close as those of models are: every glyph and every label that is drawn can be read whole.
    @Test(arguments: 0..<20)
    func noLabelCoversAnotherOrAPoint(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        let points = (0..<30).map { number in
            let name = "n\(number)" + String(repeating: "x", count: Int(random() * 8)) + "."
            return point(0.1 + 3 * random(), 1 + 4 * random(), name)
        }
        let (canvas, unnamed) = drawn(ScatterPlot(points: points, line: .init(y: 2, label: "floor", style: .plain), unit: "ms"))
        let text = canvas.plainText
        for point in points where !unnamed.contains(point) {
            #expect(text.contains(point.label), "\(point.label) in\n\(text)")
        }
        #expect(unnamed.count < points.count / 2)
        #expect(text.contains("floor"))
    }

    @Test func pointsOfOneCellAreNamedTogether() {
        let plot = ScatterPlot(points: [point(1, 1, "first"), point(1, 1, "second", "■"), point(50, 9, "far")], unit: "ms")
        let (canvas, unnamed) = drawn(plot)
        #expect(unnamed.isEmpty && canvas.plainText.contains("● first ■ second"))
    }

    @Test func whatHasNoPlaceIsGivenBack() {
        let long = String(repeating: "long ", count: 20)
        let (canvas, unnamed) = drawn(ScatterPlot(points: [point(1, 1, long), point(2, 2, "short")], unit: "ms"))
        #expect(unnamed.map(\.label) == [long] && canvas.plainText.contains("short"))
    }

    @Test func whatLogarithmsCannotShowIsLeftOut() {
        let plot = ScatterPlot(
            points: [point(0, 1, "zero"), point(.infinity, 1, "infinite"), point(1, .nan, "nan"), point(1, 1, "good")],
            line: .init(y: 0, label: "floor", style: .plain), unit: "ms")
        #expect(plot.points.map(\.label) == ["good"] && plot.line == nil)
        #expect(drawn(plot).canvas.plainText.contains("good"))
    }
}
