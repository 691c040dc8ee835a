import Foundation
import Testing
@testable import Canvas

@Suite struct Themes {
    @Test func darkLeavesTheTerminalsOwnColours() {
        var canvas = Canvas(width: 4, height: 1)
        canvas.text("ab", x: 0, y: 0)
        let before = canvas
        for level in ColorLevel.allCases { canvas.apply(.dark, at: level) }
        #expect(canvas == before)
    }

    @Test(arguments: [Theme.light, .highContrast])
    func othersBringTheirOwnGroundButNotWithoutColours(theme: Theme) {
        for level in ColorLevel.allCases {
            var canvas = Canvas(width: 3, height: 1)
            canvas.text("a", x: 0, y: 0, Style(.palette(196)))
            let before = canvas
            canvas.apply(theme, at: level)
            if level == .mono {
                #expect(canvas == before)
            } else {
                #expect(canvas.cells.allSatisfy { $0.style.background != .standard && $0.style.foreground != .standard })
                #expect(canvas[0, 0].style.foreground == .palette(196))
            }
        }
    }

    /// xterm, for one, shows bold black as grey.
    @Test func boldMakesNothingPalerOnLightPaper() {
        for (theme, level, isBold) in [
            (Theme.light, ColorLevel.ansi16, false), (.light, .palette256, true), (.highContrast, .ansi16, true),
            (.dark, .ansi16, true),
        ] {
            var canvas = Canvas(width: 1, height: 1)
            canvas.text("a", x: 0, y: 0, .bold)
            canvas.apply(theme, at: level)
            #expect(canvas[0, 0].style.attributes.contains(.bold) == isBold)
        }
    }

    /// Contrast by WCAG 2.2: text with numbers needs 4.5 against its background, or 7 in high contrast.
    @Test(arguments: Theme.allCases, [ColorLevel.direct, .palette256])
    func textCanBeReadOnItsGround(theme: Theme, level: ColorLevel) {
        let appearance = Appearance(level: level, theme: theme)
        let ground = theme.ground(at: level)
        let paper = luminance(ground.paper == .standard ? .rgb(18, 18, 20) : ground.paper)
        let styles =
            [
                appearance.trueStyle, appearance.quietStyle, appearance.warningStyle, appearance.goodStyle, appearance.keyStyle,
            ] + (0..<Appearance.seriesCount).map { appearance.generatedStyle($0) }
        for style in styles {
            let ink = luminance(style.foreground == .standard ? ground.ink : style.foreground)
            let contrast = (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05)
            #expect(contrast >= (theme == .highContrast ? 7 : 4.5), "\(style.foreground) \(contrast)")
        }
    }

    /// By glyph on any terminal, by dashes where lines are dots, and by colour where there are enough.
    @Test(arguments: Theme.allCases)
    func seriesStayApart(theme: Theme) {
        let series = 0..<Appearance.seriesCount
        for glyphs in [GlyphSet.unicode, .ascii] {
            for all in [glyphs.steps, glyphs.marks] {
                #expect(Set(all).count == series.count + 1)
                // One more glyph than colours: together they repeat only after all of their pairs.
                let pairs = (0..<all.count * series.count).map { [all[$0 % all.count].value, UInt32($0 % series.count)] }
                #expect(Set(pairs).count == pairs.count)
            }
        }
        #expect(Set(DotLine.dashes).count == GlyphSet.unicode.steps.count && DotLine.dashes.count == GlyphSet.unicode.steps.count)
        for dashes in DotLine.dashes {
            for cell in 0..<4 { #expect(dashes >> (2 * cell) & 3 != 0, "a cell shows every line that crosses it") }
        }
        for level in [ColorLevel.palette256, .direct] {
            let appearance = Appearance(level: level, theme: theme)
            #expect(Set(series.map { appearance.generatedStyle($0).foreground }).count == series.count)
        }
    }

    /// Relative luminance, WCAG 2.2.
    private func luminance(_ color: Color) -> Double {
        guard let rgb = color.rgb else { return 0 }
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
    }
}
