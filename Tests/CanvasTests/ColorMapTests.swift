@testable import Canvas
import Testing

@Suite("Colour maps")
struct ColorMapTests {
    @Test(
        "ends are the published ones",
        arguments: [
            (ColorMap.gnuplot, Color.rgb(0, 0, 0), Color.rgb(255, 255, 0)),
            (.viridis, .rgb(68, 1, 84), .rgb(253, 231, 37)),
            (.inferno, .rgb(0, 0, 4), .rgb(252, 255, 164)),
            (.grey, .rgb(0, 0, 0), .rgb(255, 255, 255)),
        ])
    func ends(map: ColorMap, first: Color, last: Color) {
        #expect(map.color(at: 0) == first)
        #expect(map.color(at: 1) == last)
        #expect(map.color(at: -1) == first)
        #expect(map.color(at: .nan) == first)
        #expect(map.color(at: 7) == last)
    }

    /// Entries 64, 127 and 191 of 256 in matplotlib 3.11.
    @Test(
        "values in between follow the published tables",
        arguments: [
            (ColorMap.gnuplot, [(128, 4, 255), (180, 31, 3), (221, 107, 0)]),
            (.viridis, [(59, 82, 139), (33, 145, 140), (92, 200, 99)]),
            (.inferno, [(87, 16, 110), (187, 55, 84), (249, 140, 10)]),
            (.grey, [(64, 64, 64), (127, 127, 127), (191, 191, 191)]),
        ] as [(ColorMap, [(Int, Int, Int)])])
    func middle(map: ColorMap, expected: [(Int, Int, Int)]) throws {
        for (entry, color) in zip([64, 127, 191], expected) {
            let found = try #require(map.color(at: Float(entry) / 255).components)
            #expect(abs(Int(found.red) - color.0) <= 2)
            #expect(abs(Int(found.green) - color.1) <= 2)
            #expect(abs(Int(found.blue) - color.2) <= 2)
        }
    }

    @Test("luminance rises along the ramp", arguments: [ColorMap.viridis, .inferno, .grey], [ColorLevel.direct, .palette256])
    func luminance(map: ColorMap, level: ColorLevel) {
        let ramp = ColorRamp.pixels(map, at: level).map(\.luminance)
        #expect(ramp.count >= 12)
        #expect(zip(ramp, ramp.dropFirst()).allSatisfy { $0 < $1 })
        #expect((ramp.first ?? 0) > ColorRamp.zero(at: level).luminance)
    }

    @Test("shades of sixteen colours rise in density and luminance", arguments: [ColorMap.viridis, .inferno, .grey])
    func shades(map: ColorMap) {
        let shades = ColorRamp.shades(map)
        #expect(zip(shades, shades.dropFirst()).allSatisfy { $0.density <= $1.density })
        let light = shades.map { $0.color.luminance * Double($0.density) }
        #expect(zip(light, light.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("gnuplot never repeats a colour and rises from red to yellow", arguments: [ColorLevel.direct, .palette256])
    func gnuplot(level: ColorLevel) {
        let ramp = ColorRamp.pixels(.gnuplot, at: level)
        #expect(Set(ramp).count == ramp.count)
        let upper = ramp.suffix(ramp.count / 2).map(\.luminance)
        #expect(zip(upper, upper.dropFirst()).allSatisfy { $0 < $1 })
        let densities = ColorRamp.shades(.gnuplot).map(\.density)
        #expect(densities == densities.sorted())
    }

    @Test("differences grow lighter on both sides of black", arguments: [ColorLevel.direct, .palette256])
    func differences(level: ColorLevel) {
        let ramps = ColorRamp.differences(at: level)
        #expect(ramps.negative.count == ramps.positive.count)
        for ramp in [ramps.negative, ramps.positive] {
            let light = ramp.map(\.luminance)
            #expect(zip(light, light.dropFirst()).allSatisfy { $0 < $1 })
        }
        #expect(Set(ramps.negative).isDisjoint(with: ramps.positive))
    }

    @Test("a colour is reduced to the nearest one of the level")
    func reduction() {
        #expect(Color.rgb(255, 95, 0).reduced(to: .palette256) == .palette(202))
        #expect(Color.rgb(9, 8, 8).reduced(to: .palette256) == .palette(232))
        #expect(Color.palette(202).reduced(to: .palette256) == .palette(202))
        #expect(Color.rgb(250, 3, 3).reduced(to: .ansi16) == .palette(9))
        #expect(Color.palette(226).reduced(to: .ansi16) == .palette(11))
        #expect(Color.yellow.reduced(to: .ansi16) == .yellow)
        #expect(Color.yellow.reduced(to: .mono) == .standard)
        for level in ColorLevel.allCases { #expect(Color.standard.reduced(to: level) == .standard) }
        #expect(Color.rgb(1, 2, 3).reduced(to: .direct) == .rgb(1, 2, 3))
    }

    @Test("the crosshair has a colour that no map contains", arguments: ColorMap.allCases, [ColorLevel.direct, .palette256])
    func marker(map: ColorMap, level: ColorLevel) {
        let marker = Appearance(level: level, map: map).marker
        #expect(!ColorRamp.pixels(map, at: level).contains(marker))
    }
}

@Suite("Colour bars")
struct ColorBarTests {
    private func draw(_ scale: HeatMapScale, _ appearance: Appearance, width: Int) -> [String] {
        picture(width: width, height: 1) {
            ColorBar(scale: scale).draw(on: &$0, x: 0, y: 0, width: width, appearance: appearance)
        }.lines
    }

    @Test("the ramp is between the numbers of its ends")
    func ends() {
        #expect(draw(.photons(peak: 873), Appearance(level: .mono, glyphs: .ascii), width: 16) == ["0  .:-=+*#%@ 873"])
        #expect(draw(.photons(peak: 2150), Appearance(level: .mono), width: 12) == ["0  ░▒▓█ 2150"])
        #expect(draw(.difference(peak: 50), Appearance(level: .mono), width: 16) == ["-50 Oo=- ░▒▓█ 50"])
        #expect(draw(.photons(peak: 5), Appearance(level: .direct), width: 9) == ["0  ████ 5"])
    }

    @Test("a narrow bar keeps to its width", arguments: 0...6)
    func narrow(width: Int) {
        let canvas = picture(width: 20, height: 1) {
            ColorBar(scale: .photons(peak: 873)).draw(
                on: &$0, x: 3, y: 0, width: width, appearance: Appearance(level: .direct))
        }
        #expect(canvas.isBlank(outside: Rect(x: 3, y: 0, width: width, height: 1)))
    }
}
