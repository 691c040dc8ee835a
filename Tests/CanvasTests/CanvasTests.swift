@testable import Canvas
import Testing
import Text

@Suite("Canvas")
struct CanvasTests {
    @Test("text beyond an edge is cut, not wrapped")
    func clipping() {
        var canvas = Canvas(width: 5, height: 2)
        canvas.text("photons", x: 3, y: 0)
        canvas.text("photons", x: -4, y: 1)
        canvas.text("photons", x: 0, y: 2)
        #expect(canvas.lines == ["   ph", "ons  "])
    }

    @Test("control characters cannot control the terminal")
    func controlCharacters() {
        var canvas = Canvas(width: 8, height: 1)
        canvas.text("a\u{1B}[2J\u{7}\u{200B}\u{301}", x: 0, y: 0)
        #expect(canvas.lines == ["a?[2J???"])
    }

    @Test("a canvas of size zero accepts any drawing")
    func empty() {
        var canvas = Canvas(width: -3, height: 0)
        canvas.text("photons", x: 0, y: 0)
        canvas.fill(Rect(x: -5, y: -5, width: 20, height: 20), with: Cell("#"))
        #expect(canvas.cells.isEmpty && canvas.plainText.isEmpty)
    }

    @Test("rectangles split without losing a cell and never become negative")
    func rectangles() {
        let rect = Rect(x: 2, y: 1, width: 10, height: 4)
        #expect(rect.split(left: 99) == (rect, Rect(x: 12, y: 1, width: 0, height: 4)))
        #expect(rect.split(top: -1).1 == rect)
        #expect(rect.inset(by: 3).isEmpty)
        #expect(rect.intersection(Rect(x: 50, y: 0, width: 5, height: 5)).isEmpty)
    }

    @Test("ASCII keeps the width of every text")
    func ascii() {
        var canvas = Canvas(width: 40, height: 1)
        canvas.text("E²−p²−m² σ 3 µm → ✓ γ ±0.2 ┌─█ K⁰ 中", x: 0, y: 0)
        canvas.restrictToASCII()
        #expect(canvas.line(0) == "E2-p2-m2 s 3 um > + g ~0.2 +-# K0 ?")
    }

    @Test("every glyph of the ASCII set is ASCII, every glyph of both sets is printable")
    func glyphSets() {
        func scalars(_ set: GlyphSet) -> [Unicode.Scalar] {
            set.ramp + set.negativeRamp + set.bars + set.trueTops + set.steps + [
                set.trueFill, set.sliderFull, set.sliderEmpty, set.sliderKnob, set.sliderZero, set.progressFull,
                set.progressEmpty, set.tabStart, set.tabEnd, set.selection, set.arrowUp, set.arrowDown, set.arrowLeft,
                set.arrowRight, set.sortedUp, set.sortedDown, set.check, set.cross, set.point, set.ellipsis,
            ]
                + [set.box, set.focusedBox].flatMap {
                    [$0.topLeft, $0.topRight, $0.bottomLeft, $0.bottomRight, $0.horizontal, $0.vertical, $0.tick]
                }
        }
        #expect(scalars(.ascii).allSatisfy { $0.isASCII })
        for set in [GlyphSet.unicode, .ascii] {
            #expect(scalars(set).allSatisfy { $0.isDisplayable && $0 != " " })
            #expect(set.bars.count == 8 && set.trueTops.count == 8)
            #expect(Set(set.ramp).isDisjoint(with: set.negativeRamp))
            #expect(!set.steps.contains(set.trueFill) && Set(set.steps).isDisjoint(with: set.trueTops))
        }
    }
}

@Suite("Terminal text")
struct ANSITextTests {
    @Test("codes are written where the style changes, and lines end plain")
    func changes() {
        var canvas = Canvas(width: 8, height: 2)
        canvas.text("ab", x: 0, y: 0, Style(.rgb(1, 2, 3), on: .palette(20), .bold))
        canvas.text("cd", x: 2, y: 0, Style(.rgb(1, 2, 3), on: .palette(20)))
        canvas.text("plain", x: 0, y: 1)
        #expect(
            ANSIText.render(canvas, level: .direct)
                == "\u{1B}[1;38;2;1;2;3;48;5;20mab\u{1B}[0;38;2;1;2;3;48;5;20mcd\u{1B}[0m\nplain\n")
    }

    @Test(
        "colours follow the level",
        arguments: [
            (ColorLevel.direct, "\u{1B}[38;2;255;95;0mx\u{1B}[0m\n"),
            (.palette256, "\u{1B}[38;5;202mx\u{1B}[0m\n"),
            (.ansi16, "\u{1B}[91mx\u{1B}[0m\n"),
            (.mono, "x\n"),
        ])
    func levels(level: ColorLevel, text: String) {
        var canvas = Canvas(width: 1, height: 1)
        canvas[0, 0] = Cell("x", Style(.rgb(255, 95, 0)))
        #expect(ANSIText.render(canvas, level: level) == text)
    }

    @Test("ANSI colours have their short codes")
    func shortCodes() {
        var canvas = Canvas(width: 2, height: 1)
        canvas[0, 0] = Cell("x", Style(.red, on: .palette(12)))
        canvas[1, 0] = Cell("y", Style(.standard, on: .palette(12), .underline))
        #expect(ANSIText.render(canvas, level: .ansi16) == "\u{1B}[31;104mx\u{1B}[4;39my\u{1B}[0m\n")
    }

    @Test("blanks need no foreground, but reversed or coloured ones are kept")
    func blanks() {
        var canvas = Canvas(width: 6, height: 2)
        canvas.text("a", x: 0, y: 0, Style(.red))
        canvas.text("b", x: 2, y: 0, Style(.red))
        canvas[3, 1] = Cell(" ", .reverse)
        #expect(ANSIText.render(canvas, level: .ansi16) == "\u{1B}[31ma b\u{1B}[0m\n   \u{1B}[7m \u{1B}[0m\n")
    }

    @Test("a canvas without cells is no text")
    func empty() {
        #expect(ANSIText.render(Canvas(width: 0, height: 0), level: .direct) == "")
    }
}
