import Canvas
import Testing

@testable import Terminal

@Suite struct ColorNumbersTests {
    typealias Number = ColorNumbers.Number

    @Test func theTerminalsOwnColoursStayItsOwn() {
        for level in ColorLevel.allCases {
            #expect(ColorNumbers(level: level, count: 256).number(of: .standard) == Number(value: -1))
        }
    }

    @Test func directColoursAreRedGreenAndBlue() {
        let numbers = ColorNumbers(level: .direct, count: 1 << 24)
        #expect(numbers.number(of: .rgb(90, 170, 255)) == Number(value: 0x5aaaff))
        #expect(numbers.number(of: .rgb(255, 255, 255)) == Number(value: 0xffffff))
        #expect(numbers.number(of: .rgb(0, 1, 0)) == Number(value: 0x100))
        #expect(numbers.number(of: .palette(3)) == Number(value: 3))
        #expect(numbers.number(of: .palette(208)) == Number(value: 208))
    }

    /// Numbers below 256 mean the palette, so the darkest blues get the least of green.
    @Test func noDirectColourIsTakenForThePalette() {
        let numbers = ColorNumbers(level: .direct, count: 1 << 24)
        for blue in 0...255 {
            #expect(numbers.number(of: .rgb(0, 0, UInt8(blue))) == Number(value: 0x100 | Int32(blue)))
        }
    }

    @Test func the256ColoursTakeTheNearestOfCubeAndGreys() {
        let numbers = ColorNumbers(level: .palette256, count: 256)
        #expect(numbers.number(of: .palette(226)) == Number(value: 226))
        #expect(numbers.number(of: .palette(9)) == Number(value: 9))
        #expect(numbers.number(of: .rgb(0, 0, 0)) == Number(value: 16))
        #expect(numbers.number(of: .rgb(255, 255, 255)) == Number(value: 231))
        #expect(numbers.number(of: .rgb(90, 170, 255)) == Number(value: 75))
        #expect(numbers.number(of: .rgb(9, 8, 7)) == Number(value: 232))
        #expect(numbers.number(of: .rgb(250, 130, 5)) == Number(value: 208))
    }

    @Test func everyColourOfTheCubeIsItsOwnNearest() {
        for index in 16..<256 {
            let nearest = XtermPalette.nearest(to: XtermPalette.components(of: index), in: 16..<256)
            #expect(XtermPalette.components(of: nearest) == XtermPalette.components(of: index))
        }
    }

    @Test func sixteenColoursAreKeptWhereTheTerminalHasThem() {
        let numbers = ColorNumbers(level: .ansi16, count: 16)
        for index in 0..<16 { #expect(numbers.number(of: .palette(UInt8(index))) == Number(value: Int32(index))) }
        #expect(numbers.number(of: .rgb(255, 10, 10)) == Number(value: 9))
        #expect(numbers.number(of: .palette(196)) == Number(value: 9))
        #expect(numbers.number(of: .palette(16)) == Number(value: 0))
    }

    @Test func onEightColoursBoldStandsForBright() {
        let numbers = ColorNumbers(level: .ansi16, count: 8)
        for index in 0..<8 { #expect(numbers.number(of: .palette(UInt8(index))) == Number(value: Int32(index))) }
        for index in 8..<16 {
            #expect(numbers.number(of: .palette(UInt8(index))) == Number(value: Int32(index - 8), isBright: true))
        }
        #expect(numbers.number(of: .rgb(250, 250, 250)) == Number(value: 7, isBright: true))
    }

    @Test func withoutColoursThereAreNone() {
        let numbers = ColorNumbers(level: .mono, count: 0)
        #expect(numbers.number(of: .rgb(1, 2, 3)) == Number(value: -1))
        #expect(numbers.number(of: .palette(9)) == Number(value: -1))
    }
}

@Suite struct ColorPairsTests {
    @Test func numbersEachPairOnce() {
        var pairs = ColorPairs(limit: 3, most: 3)
        #expect(pairs.pair(foreground: -1, background: -1) == .known(0))
        #expect(pairs.pair(foreground: 1, background: -1) == .new(1))
        #expect(pairs.pair(foreground: -1, background: 1) == .new(2))
        #expect(pairs.pair(foreground: 1, background: -1) == .known(1))
        #expect(pairs.pair(foreground: 0xffffff, background: 0xfffffe) == .new(3))
        #expect(pairs.pair(foreground: 0xffffff, background: 0xfffffe) == .known(3))
    }

    @Test func saysWhenItIsFullInsteadOfTakingNumbersBack() {
        var pairs = ColorPairs(limit: 1, most: 3)
        #expect(pairs.pair(foreground: 1, background: 2) == .new(1))
        #expect(pairs.pair(foreground: 3, background: 4) == .full)
        #expect(pairs.pair(foreground: 1, background: 2) == .known(1))
        pairs.removeAll()
        #expect(pairs.pair(foreground: 3, background: 4) == .new(1))
        // Where even a new table is too small, it grows as far as it can.
        var grown: [Int] = []
        while pairs.widen() { grown.append(pairs.limit) }
        #expect(grown == [2, 3])
        #expect(pairs.pair(foreground: 1, background: 2) == .new(2) && pairs.pair(foreground: 3, background: 4) == .known(1))
    }
}
