@testable import Canvas
import Glibc
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

    @Test("a band fills the rows between its edges, the upper one to an eighth of a row")
    func band() {
        func drawn(_ low: Double, _ high: Double, _ appearance: Appearance = Appearance(level: .mono)) -> String {
            let plot = LinePlot(
                curves: [], band: [.init(x: 0, low: low, high: high), .init(x: 5, low: low, high: high)], axis: ValueAxis(0..<5),
                range: 0...4)
            let canvas = picture(width: 11, height: 7) { plot.draw(on: &$0, in: $0.bounds, appearance: appearance) }
            return (0..<5).map { String(canvas[8, 4 - $0].glyph) }.joined()
        }
        // A value stands in the middle of its row: 0.5 is the edge between the two lowest rows.
        #expect(drawn(0.5, 2.5) == " ▒▒  ")
        #expect(drawn(0.5, 2.5, Appearance(level: .direct)) == " ▒▒  ")
        #expect(drawn(1, 2.75) == " ▒▒▂ ")
        #expect(drawn(1.25, 2.5) == "  ▒  ")
        #expect(drawn(1.25, 1.375) == "     ")
        #expect(drawn(0.5, 2.75, Appearance(level: .mono, glyphs: .ascii)) == " ::. ")
        // An edge that is no number leaves the column empty, one beyond the axis ends at its end.
        #expect(drawn(.nan, 2) == "     ")
        #expect(drawn(-9, 99) == "▒▒▒▒▄")
    }

    @Test("a band shows the point of each column, as a curve does, and not what lies between")
    func peakOfBand() {
        // Seven points on eight columns: that at 3.5 begins a column, whose middle is half way to the next one.
        let band = (0..<7).map { LinePlot.BandPoint(x: Double($0) + 0.5, low: $0 == 3 ? 3 : 0, high: $0 == 3 ? 4 : 1) }
        let plot = LinePlot(curves: [], band: band, axis: ValueAxis(0..<7), range: 0...4)
        let canvas = picture(width: 14, height: 7) { plot.draw(on: &$0, in: $0.bounds, appearance: Appearance(level: .mono)) }
        #expect((0..<5).map { String(canvas[6 + 4, 4 - $0].glyph) }.joined() == "   ▒▄")
    }

    @Test("a line through the plot leaves the band in sight")
    func guideBehindBand() {
        let plot = LinePlot(
            curves: [], band: [.init(x: 0, low: 0.5, high: 2.5), .init(x: 5, low: 0.5, high: 2.5)], axis: ValueAxis(0..<5),
            range: 0...4, guide: 2.5)
        let canvas = picture(width: 11, height: 7) { plot.draw(on: &$0, in: $0.bounds, appearance: Appearance(level: .mono)) }
        #expect((0..<5).map { String(canvas[8, 4 - $0].glyph) }.joined() == "│▒▒││")
        #expect((0..<5).map { String(canvas[9, 4 - $0].glyph) }.joined() == " ▒▒  ")
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
        "an axis has round numbers up to its end, and its unit where there is room",
        arguments: [
            (0.0..<1000.0, 36, "0               500    photons   1000"),
            (0.0..<1016.0, 22, "0      photons      1k"),
            (120.0..<140.0, 30, "120           130  photons 140"),
            (0.0..<10.0, 3, "0  "),
        ])
    func axisLabels(range: Range<Double>, width: Int, expected: String) {
        let canvas = picture(width: width, height: 1) {
            ValueAxis(range, unit: "photons").drawLabels(on: &$0, x: 0, y: 0, width: width)
        }
        #expect(canvas.lines.map(\.count) == [width])
        if width < 30 { #expect(canvas.lines == [expected]) }
        #expect(canvas.lines[0].contains("photons") == expected.contains("photons"))
    }

    @Test("the unit takes the place of the last of many numbers before it costs half of them, but not of the one at the end")
    func unitInPlaceOfTheLast() {
        func numbers(_ range: Range<Double>, _ width: Int, _ unit: String) -> [String] {
            picture(width: width, height: 1) {
                ValueAxis(range, unit: unit).drawLabels(on: &$0, x: 0, y: 0, width: width)
            }.lines[0].split(separator: " ").map(String.init)
        }
        #expect(numbers(0..<952, 34, "photons") == ["0", "200", "400", "600", "photons"])
        #expect(numbers(0..<1000, 40, "photons") == ["0", "500", "photons", "1000"])
    }

    @Test("beside 200 and 500 a power of ten is a number like them")
    func powersAmongNumbers() {
        let axis = CountAxis(scale: .logarithmic, counts: [[1, 900]])
        let (many, few) = (axis.labels(rows: 29, isUnicode: true).map(\.text), axis.labels(rows: 8, isUnicode: true).map(\.text))
        #expect(many.contains("500") && many.contains("100") && !many.contains("10²"), "\(many)")
        #expect(few.contains("10²") && !few.contains("100"), "\(few)")
    }

    @Test("a high plot of deviations has numbers half way to its ends too", arguments: DeviationPlot.Kind.allCases)
    func deviationNumbers(kind: DeviationPlot.Kind) {
        func numbers(_ height: Int) -> [String] {
            picture(width: 20, height: height) {
                DeviationPlot(kind, series: []).draw(
                    on: &$0, in: $0.bounds, labelWidth: 5, appearance: Appearance(level: .mono, glyphs: .ascii))
            }.lines.compactMap {
                $0.split(separator: " ").first.map { String($0.prefix { $0.isNumber || $0 == "." || $0 == "-" }) }
            }
            .filter { !$0.isEmpty }
        }
        #expect(numbers(7) == (kind == .pull ? ["4", "0", "-4"] : ["2", "1", "0"]))
        #expect(numbers(11).count == 3, "numbers between two rows would be half a row off")
        #expect([3, 5, 7, 9, 11, 13, 15].map(DeviationPlot.rows) == [3, 5, 7, 9, 9, 13, 13])
        #expect(numbers(9) == (kind == .pull ? ["4", "2", "0", "-2", "-4"] : ["2", "1.5", "1", "0.5", "0"]))
    }

    @Test("a unit between two numbers has two blanks around it, or takes the place of the last one")
    func unitsAreNotCrowded() {
        func line(_ range: Range<Double>, _ width: Int) -> String {
            picture(width: width, height: 1) {
                ValueAxis(range, unit: "x / cm").drawLabels(on: &$0, x: 0, y: 0, width: width)
            }.lines[0]
        }
        for width in 20...90 {
            let text = line(-4..<4, width)
            guard let unit = text.range(of: "x / cm") else { continue }
            let labels = text.split(separator: " ").count { Double($0) != nil }
            let behind = text[unit.upperBound...]
            #expect(text[..<unit.lowerBound].hasSuffix(" ") && labels >= 2)
            #expect(labels == 2 || behind.isEmpty || behind.hasPrefix("  "), "\(text)")
        }
    }

    /// Starts and spans of very different sizes.
    private static let ranges: [(low: Double, high: Double)] = [-1e6, -3.7, 0, 1e-6, 0.03, 1, 123.4, 9999, 1e6].flatMap { low in
        [1e-9, 2.3e-6, 0.004, 0.7, 1, 3.3, 25, 99, 1016, 7e4, 3e7, 4e11].map { (low, low + $0) }
    }

    @Test("a horizontal axis has at least two numbers, no two alike, up to its end")
    func horizontalTicks() {
        for (low, high) in Self.ranges where high - low > 1e-10 * abs(low) {
            for width in [24, 33, 60, 120, 190] {
                let axis = ValueAxis(low..<high, unit: "photons")
                var shown: [ValueAxis.Tick] = []
                let canvas = picture(width: width, height: 1) {
                    shown = axis.drawLabels(on: &$0, x: 0, y: 0, width: width)
                }
                let labels = shown.map(\.label)
                let here: Comment = "\(low)..<\(high) in \(width): \(canvas.lines)"
                #expect(labels.count >= 2, here)
                #expect(Set(labels).count == labels.count, here)
                let places = shown.map(\.column)
                #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, here)
                // Nothing is cut, and the last number is nearer to the end than a step, or the unit stands in the place of one more.
                #expect(canvas.lines[0].split(separator: " ").map(String.init).filter { $0 != "photons" } == labels, here)
                if let last = places.last, places.count > 1 {
                    let step = last - places[places.count - 2]
                    #expect(
                        width - 1 - last <= step + 1
                            || canvas.lines[0].hasSuffix("photons") && width - 1 - last <= 2 * step + 2, here)
                }
            }
        }
    }

    @Test("a vertical axis has at least two numbers, no two alike, in rows of their own", arguments: CountAxis.Scale.allCases)
    func verticalTicks(scale: CountAxis.Scale) {
        // Beyond the digits of a number, and of five columns, there is nothing to tell values apart.
        for (low, high) in Self.ranges
        where (scale == .linear || low > 0) && high - low > 1e-8 && high - low > 1e-10 * abs(low) {
            for rows in [4, 5, 8, 13, 30, 55] {
                let ticks = VerticalTicks.ticks(scale, from: low, through: high, rows: rows, width: 5)
                let here: Comment = "\(low)...\(high) in \(rows): \(ticks)"
                #expect(ticks.count >= 2, here)
                #expect(Set(ticks.map(\.text)).count == ticks.count, here)
                #expect(ticks.allSatisfy { $0.text.unicodeScalars.count <= 5 }, here)
                let slack = 1e-6 * (high - low) + 1e-9 * (scale == .logarithmic ? abs(high) : 0)
                #expect(ticks.allSatisfy { $0.value >= low - slack && $0.value <= high + slack }, here)
            }
        }
        for decades in [1, 3, 12, 60] {
            for rows in [4, 9, 30] {
                let ticks = VerticalTicks.ticks(.logarithmic, from: 0.5, through: pow(10, Double(decades)), rows: rows, width: 6)
                #expect(ticks.count >= 2 && Set(ticks.map(\.text)).count == ticks.count, "\(ticks)")
            }
        }
    }

    @Test("counts have round numbers beside them", arguments: CountAxis.Scale.allCases)
    func countTicks(scale: CountAxis.Scale) {
        for peak in [1, 2, 3, 7, 10, 33, 150, 999, 2150, 46_000, 1e6, 3.3e8] {
            for rows in [4, 7, 9, 24, 50] {
                let labels = CountAxis(scale: scale, counts: [[1, peak]]).labels(rows: rows, isUnicode: true)
                #expect(labels.count >= 2 && Set(labels.map(\.text)).count == labels.count, "\(peak) in \(rows): \(labels)")
                #expect(labels.allSatisfy { (0...1).contains($0.share) })
            }
        }
    }

    @Test("round steps are 1, 2 and 5 times powers of ten")
    func roundSteps() {
        #expect([0.9, 1, 1.1, 2, 3, 5, 6, 12, 0.003].map(ValueAxis.roundStep) == [1, 1, 2, 2, 5, 5, 10, 20, 0.005])
    }

    @Test("deviations stand on one grid with error bars, arrows beyond the range")
    func deviations() {
        let plot = DeviationPlot(
            .ratio,
            series: [
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
        #expect(lines(.ascii) == ["2| -  ^ ", "1|-  |  ", "0|  ~'  "])
        let unicode = lines(.unicode)
        #expect(unicode.map { String($0.prefix(2)) } == ["2┤", "1┤", "0┤"] && unicode[0].contains("↑"))
    }

    @Test("values are read back from the dots of a deviation within an eighth of a row", arguments: DeviationPlot.Kind.allCases)
    func deviationHeights(kind: DeviationPlot.Kind) throws {
        let (low, high) = kind == .ratio ? (0.0, 2.0) : (-4.0, 4.0)
        for rows in 3...12 {
            let values = (0...40).map { low + (high - low) * Double($0) / 40 }
            let plot = DeviationPlot(kind, series: [values.map { .init(value: $0, error: 0) }])
            let canvas = picture(width: 41, height: rows) {
                plot.draw(on: &$0, in: $0.bounds, labelWidth: 0, appearance: Appearance(level: .mono))
            }
            for (x, value) in values.enumerated() {
                let expected = (value - low) / (high - low) * Double(rows - 1) + 0.5
                let heights = (0..<rows).flatMap { y -> [Double] in
                    let pattern = Braille.pattern(of: canvas[x, y].glyph) ?? 0
                    let both: (Int) -> Bool = { row in
                        (0..<2).allSatisfy { pattern & Braille.bit(column: $0, row: row) != 0 }
                    }
                    return (0..<4).filter(both).map { Double(rows - 1 - y) + (Double($0) + 0.5) / 4 }
                }
                let nearest = try #require(heights.map { abs($0 - expected) }.min())
                #expect(nearest <= 0.125 + 1e-9)
            }
        }
    }

    @Test("the errors of ratio and pull are those of two Poisson counts")
    func deviationErrors() throws {
        let ratio = try #require(DeviationPlot.Point(.ratio, generated: 400, true: 100, scale: 0.25))
        #expect(ratio.value == 1)
        #expect(abs(ratio.error - (1.0 / 400 + 1.0 / 100).squareRoot()) < 1e-12)
        #expect(DeviationPlot.Point(.ratio, generated: 3, true: 0) == nil)
        #expect(DeviationPlot.Point(.ratio, generated: 0, true: 4)?.value == 0)
        let pull = try #require(DeviationPlot.Point(.pull, generated: 144, true: 100))
        #expect(abs(pull.value - 44 / 244.0.squareRoot()) < 1e-12 && pull.error == 1)
        #expect(DeviationPlot.Point(.pull, generated: 9, true: 0)?.value == 3)
        #expect(DeviationPlot.Point(.pull, generated: 0, true: 0) == nil)
        #expect(DeviationPlot.Point(.pull, generated: .nan, true: 1) == nil)
    }
}
