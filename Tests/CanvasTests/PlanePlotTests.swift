@testable import Canvas
import Testing

@Suite("Plots of two values")
struct PlanePlotTests {
    private func plot(_ columns: Int, _ rows: Int, _ values: [Float]) -> PlanePlot {
        PlanePlot(
            values, columns: columns, rows: rows, x: ValueAxis(0..<Double(10 * columns)), y: ValueAxis(0..<Double(2 * rows)),
            scale: HeatMapScale(transfer: .linear, peak: 9))
    }

    private let ascii = Appearance(level: .mono, glyphs: .ascii)

    private func lines(_ plot: PlanePlot, width: Int, height: Int) -> [String] {
        picture(width: width, height: height) { plot.draw(on: &$0, in: $0.bounds, appearance: ascii) }.lines
    }

    @Test("the lowest row stands on the axis, and bins are as large as the room allows")
    func bins() {
        #expect(
            lines(plot(3, 2, [9, 0, 1, 0, 9, 0]), width: 15, height: 6) == [
                "    4|   @@@   ",
                "    2|   @@@   ",
                "     |@@@   :::",
                "    0|@@@   :::",
                "     ++-----+--",
                "      0     20 ",
            ])
    }

    @Test("every bin is found where it is drawn, in any room", arguments: [ColorLevel.direct, .mono], [8, 9, 20])
    func places(level: ColorLevel, height: Int) throws {
        let appearance = Appearance(level: level)
        for (columns, rows) in [(1, 1), (3, 5), (7, 4), (14, 20)] {
            let plot = plot(columns, rows, Array(repeating: 1, count: columns * rows))
            let rect = Rect(x: 2, y: 1, width: 20, height: height)
            let map = plot.plotArea(in: rect, appearance: appearance)
            #expect(map.x == 8 && map.y == 1 && map.maxX <= rect.maxX && map.maxY <= rect.maxY - 2)
            let corner = try #require(plot.bin(atX: map.x, y: map.maxY - 1, in: rect, appearance: appearance))
            #expect(corner == (0, 0))
            let far = try #require(plot.bin(atX: map.maxX - 1, y: map.y, in: rect, appearance: appearance))
            #expect(far.x == columns - 1 && (rows - 2 * ((rows + height - 3) / (height - 2))..<rows).contains(far.y))
            #expect(plot.bin(atX: map.maxX, y: map.y, in: rect, appearance: appearance) == nil)
        }
    }

    @Test("the larger of two bins in a cell is the one it shows")
    func larger() throws {
        let rect = Rect(x: 0, y: 0, width: 7, height: 4)
        for (values, bins) in [([1, 3, 2, 1], [1, 2]), ([3, 1, 1, 2], [0, 3]), ([1, 1, 0, 0], [0, 2])] as [([Float], [Int])] {
            let plot = plot(1, 4, values)
            let found = try [1, 0].map {
                try #require(plot.bin(atX: 6, y: $0, in: rect, appearance: Appearance(level: .direct))).y
            }
            #expect(found == bins)
        }
    }

    @Test("two rows of bins share a cell where there are half blocks")
    func halves() {
        let colours = Appearance(level: .direct)
        let rect = Rect(x: 0, y: 0, width: 16, height: 7)
        #expect(PlanePlot.room(in: rect, appearance: colours) == (10, 10))
        #expect(PlanePlot.room(in: rect, appearance: ascii) == (10, 5))
        let canvas = picture(width: 16, height: 7) {
            plot(1, 10, (0..<10).map { $0.isMultiple(of: 2) ? 9 : 1 }).draw(on: &$0, in: rect, appearance: colours)
        }
        #expect((0..<5).allSatisfy { canvas[6, $0] == canvas[6, 0] && canvas[6, $0].glyph == "▀" })
        #expect(canvas[6, 0].style.foreground != canvas[6, 0].style.background)
    }

    @Test("where bins do not fit, a place shows the largest of those it stands for")
    func crowded() {
        var values = [Float](repeating: 0, count: 40 * 30)
        values[29 * 40 + 39] = 9
        values[0] = -9
        let lines = lines(plot(40, 30, values), width: 16, height: 7)
        #expect(lines[0].hasSuffix("@") && lines.prefix(5).joined().filter { $0 == "@" }.count == 1, "\(lines)")
    }

    @Test("a rectangle without room stays empty", arguments: [(6, 10), (20, 2), (0, 0)])
    func noRoom(width: Int, height: Int) {
        #expect(lines(plot(2, 2, [1, 2, 3, 4]), width: width, height: height).joined().allSatisfy { $0 == " " })
    }
}
