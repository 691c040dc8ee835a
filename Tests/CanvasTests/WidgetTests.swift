@testable import Canvas
import Testing

@Suite("Widgets")
struct WidgetTests {
    private let unicode = Appearance(level: .mono)
    private let ascii = Appearance(level: .mono, glyphs: .ascii)

    @Test(
        "a bar slider is filled up to its value",
        arguments: [
            (0.0, "▱▱▱▱▱▱▱▱"), (0.5, "▰▰▰▰▱▱▱▱"), (0.99, "▰▰▰▰▰▰▰▰"), (-3, "▱▱▱▱▱▱▱▱"), (.infinity, "▰▰▰▰▰▰▰▰"),
            (.nan, "▱▱▱▱▱▱▱▱"),
        ])
    func barSlider(fraction: Double, line: String) {
        let canvas = picture(width: 8, height: 1) {
            Slider(fraction: fraction).draw(on: &$0, x: 0, y: 0, width: 8, appearance: unicode)
        }
        #expect(canvas.lines == [line])
    }

    @Test(
        "a knob slider marks zero when the knob is elsewhere",
        arguments: [
            (0.0, "●▱▱▱┼▱▱▱▱"), (0.5, "▱▱▱▱●▱▱▱▱"), (1, "▱▱▱▱┼▱▱▱●"), (7, "▱▱▱▱┼▱▱▱●"), (.nan, "▱▱▱▱┼▱▱▱▱"),
        ])
    func knobSlider(fraction: Double, line: String) {
        let canvas = picture(width: 9, height: 1) {
            Slider(fraction: fraction, kind: .knob, zero: 0.5).draw(on: &$0, x: 0, y: 0, width: 9, appearance: unicode)
        }
        #expect(canvas.lines == [line])
    }

    @Test("sliders in ASCII")
    func asciiSliders() {
        let canvas = picture(width: 8, height: 2) {
            Slider(fraction: 0.5).draw(on: &$0, x: 0, y: 0, width: 8, appearance: ascii)
            Slider(fraction: 0.2, kind: .knob, zero: 0.5).draw(on: &$0, x: 0, y: 1, width: 8, appearance: ascii)
        }
        #expect(canvas.lines == ["####----", "-o--|---"])
    }

    @Test("a click sets the fraction whose knob is under it", arguments: [2, 3, 8, 9, 40])
    func sliderClick(width: Int) {
        for column in 0..<width {
            let canvas = picture(width: width, height: 1) {
                Slider(fraction: Slider.fraction(atColumn: column, width: width), kind: .knob).draw(
                    on: &$0, x: 0, y: 0, width: width, appearance: unicode)
            }
            #expect(canvas[column, 0].glyph == "●")
        }
        #expect(Slider.fraction(atColumn: -5, width: width) == 0)
        #expect(Slider.fraction(atColumn: width + 5, width: width) == 1)
    }

    @Test(
        "progress is full only when done", arguments: [(0, "░░░░"), (0.5, "██░░"), (0.999, "███░"), (1, "████"), (.nan, "░░░░")])
    func progress(fraction: Double, line: String) {
        let canvas = picture(width: 4, height: 1) {
            ProgressBar(fraction: fraction).draw(on: &$0, x: 0, y: 0, width: 4, appearance: unicode)
        }
        #expect(canvas.lines == [line])
    }

    @Test("sparklines show the latest values in eighths")
    func sparkline() {
        let canvas = picture(width: 9, height: 1) {
            Sparkline(values: [100, 1, 2, 3, 4, 5, 6, 7, 8, 0]).draw(on: &$0, in: $0.bounds, appearance: unicode)
        }
        #expect(canvas.lines == ["▁▂▃▄▅▆▇█ "])
        let small = picture(width: 6, height: 1) {
            Sparkline(values: [1e-9, 1, .nan, -1]).draw(on: &$0, in: $0.bounds, appearance: ascii)
        }
        #expect(small.lines == [".@??  "])
        let tall = picture(width: 2, height: 2) {
            Sparkline(values: [1, 2], peak: 2).draw(on: &$0, in: $0.bounds, appearance: unicode)
        }
        #expect(tall.lines == [" █", "██"])
    }

    @Test("frames have a title, and the focused one heavier lines")
    func frames() {
        func draw(_ frame: Frame, _ appearance: Appearance) -> [String] {
            picture(width: 9, height: 3) { frame.draw(on: &$0, in: $0.bounds, appearance: appearance) }.lines
        }
        #expect(draw(Frame(title: "ch1"), unicode) == ["┌─ ch1 ─┐", "│       │", "└───────┘"])
        #expect(draw(Frame(title: "ch1", isFocused: true), unicode) == ["┏━ ch1 ━┓", "┃       ┃", "┗━━━━━━━┛"])
        #expect(draw(Frame(title: "channel"), ascii) == ["+- chan-+", "|       |", "+-------+"])
        #expect(draw(Frame(title: "ch1", isFocused: true), ascii) == ["#= ch1 =#", "#       #", "#=======#"])
        var canvas = Canvas(width: 9, height: 3)
        #expect(Frame().draw(on: &canvas, in: canvas.bounds, appearance: unicode) == Rect(x: 1, y: 1, width: 7, height: 1))
    }

    @Test("the selected tab is between marks, and clicks find tabs")
    func tabs() {
        let bar = TabBar(titles: ["1 Explore", "2 Diversity", "3 Compare"], selected: 1)
        let canvas = picture(width: 36, height: 2) {
            bar.draw(on: &$0, x: 0, y: 0, width: 36, appearance: unicode)
            bar.draw(on: &$0, x: 0, y: 1, width: 36, appearance: ascii)
        }
        #expect(canvas.lines == [" 1 Explore▌2 Diversity▐3 Compare    ", " 1 Explore[2 Diversity]3 Compare    "])
        #expect([0, 9, 10, 21, 22, 32].map(bar.tab(atColumn:)) == [0, 0, 1, 1, 2, 2])
        #expect(bar.tab(atColumn: 33) == nil && bar.tab(atColumn: -1) == nil)
    }

    @Test("tables align numbers, shorten words and never truncate a number")
    func table() {
        let table = Table(
            columns: [.init("model", width: 8, alignment: .left), .init("WS", width: 5), .init("n", width: 3)],
            rows: [["gan", "2.10", "12"], ["sdi-gan-reg", "12.40", "1000"], ["vae", "3.00", "7"]], selected: 1)
        let canvas = picture(width: 18, height: 3) { table.draw(on: &$0, in: $0.bounds, appearance: unicode) }
        #expect(canvas.lines == ["model       WS   n", "gan       2.10  12", "sdi-gan… 12.40 ###"])
        #expect(canvas[0, 2].style.attributes.contains(.reverse) && !canvas[0, 1].style.attributes.contains(.reverse))
        #expect(table.width == 18)
        #expect([0, 1, 3, 4].map(table.row(atLine:)) == [nil, 0, 2, nil])
    }

    @Test("a scrolled table starts at its first row")
    func scrolledTable() {
        let table = Table(
            columns: [.init("n", width: 2)], rows: (0..<9).map { [Table.Entry(String($0))] }, firstRow: 7, hasHeadings: false)
        let canvas = picture(width: 2, height: 3) { table.draw(on: &$0, in: $0.bounds, appearance: unicode) }
        #expect(canvas.lines == [" 7", " 8", "  "])
        #expect(table.row(atLine: 1) == 8)
    }

    @Test("an interval is at the end of its bar")
    func intervalBar() {
        let canvas = picture(width: 10, height: 2) {
            IntervalBar(fraction: 0.6, interval: 0.5...0.8).draw(on: &$0, x: 0, y: 0, width: 10, appearance: unicode)
            IntervalBar(fraction: 0.6, interval: 0.6...9).draw(on: &$0, x: 0, y: 1, width: 10, appearance: ascii)
        }
        #expect(canvas.lines == ["█████├──┤ ", "######|--|"])
    }

    @Test("widgets stay inside their rectangles", arguments: Appearance.everyLevelAndGlyphSet)
    func clipping(appearance: Appearance) {
        for width in 0...12 {
            for height in 0...5 {
                let rect = Rect(x: 4, y: 3, width: width, height: height)
                let line = Rect(x: 4, y: 3, width: width, height: 1)
                var canvas = Canvas(width: 30, height: 12)
                Sparkline(values: [1, 2, .nan]).draw(on: &canvas, in: rect, appearance: appearance)
                Frame(title: "title").draw(on: &canvas, in: rect, appearance: appearance)
                Table(
                    columns: [.init("a", width: 3), .init("bcd", width: 9, alignment: .left)], rows: [["1", "x"]], selected: 0
                )
                .draw(on: &canvas, in: rect, appearance: appearance)
                LinePlot(
                    curves: [.init([.init(x: 0, y: 1), .init(x: 3, y: 7)])], axis: ValueAxis(0..<3, unit: "steps"),
                    marks: [.init(.init(x: 1, y: 2), text: "best")], selected: 1
                ).draw(on: &canvas, in: rect, appearance: appearance)
                DeviationPlot(.ratio, series: [[.init(value: 1, error: 0.3), nil, .init(value: 9, error: 1)]], selectedBin: 2)
                    .draw(on: &canvas, in: rect, labelWidth: 4, appearance: appearance)
                ValueAxis(0..<1234, unit: "photons").drawLabels(on: &canvas, x: 4, y: 3, width: height > 0 ? width : 0)
                #expect(canvas.isBlank(outside: rect))
                canvas = Canvas(width: 30, height: 12)
                Slider(fraction: 1, kind: .knob, zero: 0).draw(on: &canvas, x: 4, y: 3, width: width, appearance: appearance)
                ProgressBar(fraction: 2).draw(on: &canvas, x: 4, y: 3, width: width, appearance: appearance)
                TabBar(titles: ["one", "two"], selected: 0)
                    .draw(on: &canvas, x: 4, y: 3, width: width, appearance: appearance)
                IntervalBar(fraction: 2, interval: 0...7)
                    .draw(on: &canvas, x: 4, y: 3, width: width, appearance: appearance)
                #expect(canvas.isBlank(outside: line))
            }
        }
    }
}
