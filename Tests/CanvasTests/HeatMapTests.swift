@testable import Canvas
import Testing

@Suite("Heat maps")
struct HeatMapTests {
    /// 0 1 2 / 4 8 16 / 0 0 100
    private let map = HeatMap(values: [0, 1, 2, 4, 8, 16, 0, 0, 100], rows: 3, columns: 3)

    private func draw(
        _ map: HeatMap, scale: HeatMapScale? = nil, _ appearance: Appearance, crosshair: (row: Int, column: Int)? = nil
    ) -> Canvas {
        picture(width: map.cellSize.width, height: map.cellSize.height) {
            map.draw(
                on: &$0, x: 0, y: 0, scale: scale ?? .photons(peak: map.peak), appearance: appearance, crosshair: crosshair)
        }
    }

    @Test("half blocks show the upper pixel over the lower one")
    func halfBlocks() {
        let canvas = draw(map, Appearance(level: .direct))
        #expect(canvas.lines == ["▄▀▀", "▀▀▀"])
        let ramp = ColorRamp.pixels(.gnuplot, at: .direct)
        let black = Color.rgb(0, 0, 0)
        #expect(canvas[0, 0].style.background == black)
        #expect(canvas[2, 1].style == Style(ramp[63]))
        #expect(canvas[0, 1].style == Style(black), "the missing pixel below has the terminal's background")
    }

    @Test("shades and characters show the brighter pixel of a cell")
    func brighterPixel() {
        #expect(draw(map, Appearance(level: .mono)).lines == ["▒▒▓", "  █"])
        #expect(draw(map, Appearance(level: .ansi16)).lines == ["▒▓▓", "  █"])
        #expect(draw(map, Appearance(level: .mono, glyphs: .ascii)).lines == ["=+*", "  @"])
        #expect(draw(map, Appearance(level: .direct, glyphs: .ascii)).lines == ["=+*", "  @"])
    }

    @Test("characters are coloured where there are colours", arguments: [ColorLevel.direct, .palette256, .ansi16])
    func colouredCharacters(level: ColorLevel) {
        let canvas = draw(map, Appearance(level: level, glyphs: .ascii))
        #expect(canvas[0, 0].style.foreground != canvas[2, 1].style.foreground)
        #expect(canvas[2, 1].style.foreground != .standard)
    }

    @Test("zero looks like no other value, however faint", arguments: Transfer.allCases)
    func zeroIsItsOwn(transfer: Transfer) {
        let values: [Float] = [0, 1e-6, 1e-3, 1, 1e3, 1e6]
        for appearance in Appearance.everyLevelAndGlyphSet {
            for map in ColorMap.allCases {
                var appearance = appearance
                appearance.map = map
                let shading = Shading(scale: HeatMapScale(transfer: transfer, peak: 1e6), appearance: appearance)
                let cells = values.map { shading.cell($0, $0) }
                #expect(cells[0].glyph == " ")
                #expect(!cells[1...].contains(cells[0]))
            }
        }
    }

    @Test("less than half a photon is drawn as zero")
    func halfAPhoton() {
        let map = HeatMap(values: [0.49, 0.51, 0.49, 0.49], rows: 2, columns: 2)
        #expect(draw(map, scale: .photons(peak: 1), Appearance(level: .mono)).lines == [" ▓"])
        #expect(draw(map, scale: HeatMapScale(peak: 1), Appearance(level: .mono)).lines == ["▓▓"])
    }

    @Test("a step is the share of the scale, its ends included", arguments: Transfer.allCases)
    func steps(transfer: Transfer) throws {
        let shading = Shading(
            scale: HeatMapScale(transfer: transfer, peak: 1000), appearance: Appearance(level: .direct))
        #expect(shading.index(of: 0) == 0)
        #expect(shading.index(of: 1000) == 64)
        #expect(shading.index(of: .infinity) == 64)
        #expect(shading.index(of: 1e30) == 64)
        var last = 0
        for value in 1...1000 {
            let index = try #require(shading.index(of: Float(value)))
            #expect(index >= last)
            last = index
        }
        let half: Float = [.logarithmic: 30.64, .squareRoot: 250, .linear: 500][transfer] ?? 0
        #expect(shading.index(of: half * 0.99) == 32)
        #expect(shading.index(of: half * 1.01) == 33)
    }

    @Test("NaN is a question mark, negative values are drawn as zero, infinity as the peak")
    func strangeValues() {
        let map = HeatMap(values: [.nan, -3, .infinity, -.infinity, .signalingNaN, -0], rows: 1, columns: 6)
        for appearance in Appearance.everyLevelAndGlyphSet {
            let canvas = draw(map, scale: .photons(peak: 10), appearance)
            #expect(canvas[0, 0].glyph == "?" && canvas[4, 0].glyph == "?")
            #expect(canvas[1, 0] == canvas[5, 0] && canvas[3, 0] == canvas[5, 0])
            #expect(canvas[2, 0] != canvas[5, 0] && canvas[2, 0].glyph != "?")
        }
    }

    @Test("a scale without a peak still distinguishes light from none", arguments: [Float(0), -1, .nan, .infinity])
    func strangePeaks(peak: Float) {
        let map = HeatMap(values: [0, 5, .infinity], rows: 1, columns: 3)
        for appearance in Appearance.everyLevelAndGlyphSet {
            let canvas = draw(map, scale: .photons(peak: peak), appearance)
            #expect(canvas[0, 0] != canvas[1, 0])
            #expect(canvas[0, 0] != canvas[2, 0])
        }
    }

    @Test("differences below and above zero differ in every appearance", arguments: Appearance.everyLevelAndGlyphSet)
    func differences(appearance: Appearance) {
        let map = HeatMap(values: [-50, -1, 0, 1, 50], rows: 1, columns: 5)
        let canvas = draw(map, scale: .difference(peak: map.peakMagnitude), appearance)
        #expect(Set((0..<5).map { canvas[$0, 0] }).count == 5)
        let glyphs = (0..<5).map { canvas[$0, 0].glyph }
        if appearance.level == .mono { #expect(Set(glyphs).count == 5) }
    }

    @Test("differences read without colour")
    func differencesAsText() {
        let map = HeatMap(values: [-50, -10, -3, -1, 0, 1, 3, 10, 50], rows: 1, columns: 9)
        #expect(draw(map, scale: .difference(peak: 50), Appearance(level: .mono)).lines == ["Oo=- ░▒▓█"])
        #expect(draw(map, scale: .difference(peak: 50), Appearance(level: .mono, glyphs: .ascii)).lines == ["Oo<~ :=*@"])
    }

    @Test("the crosshair leaves its pixel and the neighbours visible")
    func crosshair() {
        let flat = HeatMap(values: Array(repeating: 5, count: 81), rows: 9, columns: 9)
        let appearance = Appearance(level: .direct)
        let without = draw(flat, appearance)
        let with = draw(flat, appearance, crosshair: (4, 4))
        func marked(row: Int, column: Int) -> Bool {
            let style = with[column, row / 2].style
            return (row.isMultiple(of: 2) ? style.foreground : style.background) == appearance.marker
        }
        var rows: [String] = []
        for row in 0..<9 { rows.append(String((0..<9).map { marked(row: row, column: $0) ? "+" : "." })) }
        #expect(
            rows == [
                ".........", "....+....", "....+....", ".........", ".++...++.", ".........", "....+....", "....+....",
                ".........",
            ])
        #expect(with[4, 2] == without[4, 2])
    }

    @Test("the crosshair reverses a cell that is one glyph")
    func crosshairInCells() {
        let canvas = draw(map, Appearance(level: .mono), crosshair: (1, 2))
        #expect(canvas[2, 0].glyph == "▓" && canvas[2, 0].style.attributes == .reverse)
        #expect(canvas[1, 0].style.attributes.isEmpty)
    }

    @Test("a crosshair outside the picture is not drawn", arguments: [(-1, 0), (3, 0), (0, -1), (0, 3)])
    func crosshairOutside(row: Int, column: Int) {
        for appearance in Appearance.everyLevelAndGlyphSet {
            #expect(draw(map, appearance, crosshair: (row, column)) == draw(map, appearance))
        }
    }

    @Test("drawing beyond the edges keeps what fits", arguments: Appearance.everyLevelAndGlyphSet)
    func clipping(appearance: Appearance) {
        let whole = draw(map, appearance)
        for dx in -4...4 {
            for dy in -3...3 {
                let canvas = picture(width: 3, height: 2) {
                    map.draw(on: &$0, x: dx, y: dy, scale: .photons(peak: 100), appearance: appearance, crosshair: (0, 0))
                    map.draw(on: &$0, x: dx, y: dy, scale: .photons(peak: 100), appearance: appearance)
                }
                for y in 0..<2 {
                    for x in 0..<3 {
                        let isInside = 0..<3 ~= x - dx && 0..<2 ~= y - dy
                        #expect(canvas[x, y] == (isInside ? whole[x - dx, y - dy] : Cell()))
                    }
                }
            }
        }
    }

    @Test("pooling adds photons up and keeps the total", arguments: [1, 2, 3, 4, 5, 100])
    func pooling(factor: Int) {
        for (rows, columns) in [(44, 44), (56, 30), (7, 5), (1, 9), (0, 0)] {
            let values = (0..<rows * columns).map { Float(($0 &* 7919) % 251) }
            let pooled = HeatMap(values: values, rows: rows, columns: columns).pooled(by: factor)
            #expect(pooled.rows == (rows + factor - 1) / factor)
            #expect(pooled.columns == (columns + factor - 1) / factor)
            #expect(pooled.values.reduce(0, +) == values.reduce(0, +))
        }
    }

    @Test("a pooled pixel is the sum of its block")
    func pooledPixel() {
        #expect(map.pooled(by: 2).values == [13, 18, 0, 100])
        #expect(map.pooled(by: 0).values == map.values)
    }

    @Test("sizes follow the response", arguments: [(44, 44, 44, 22), (56, 30, 30, 28), (11, 11, 11, 6), (0, 0, 0, 0)])
    func cellSize(rows: Int, columns: Int, width: Int, height: Int) {
        let map = HeatMap(values: Array(repeating: 0, count: rows * columns), rows: rows, columns: columns)
        #expect(map.cellSize == (width, height))
    }

    @Test("the mouse finds the brighter pixel of a cell")
    func mouse() throws {
        #expect(try #require(map.pixel(atCellX: 2, y: 0)) == (1, 2))
        #expect(try #require(map.pixel(atCellX: 2, y: 1)) == (2, 2))
        for (x, y) in [(3, 0), (-1, 0), (0, 2), (0, -1)] { #expect(map.pixel(atCellX: x, y: y) == nil) }
    }

    @Test("peaks ignore values that are not finite")
    func peaks() {
        let map = HeatMap(values: [.nan, 3, .infinity, -7], rows: 2, columns: 2)
        #expect(map.peak == 3)
        #expect(map.peakMagnitude == 7)
    }

    @Test func enlargedPixelsAreSquareBlocks() {
        let map = HeatMap(values: [1, 2, 3, 4, 5, 6], rows: 2, columns: 3).enlarged(by: 2)
        #expect((map.rows, map.columns) == (4, 6))
        #expect(map.values == [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6])
    }
}
