import Foundation
import Testing

@testable import Canvas

@Suite struct SVGTextTests {
    private func count(_ word: String, _ svg: String) -> Int { svg.components(separatedBy: word).count - 1 }

    @Test func equalNeighboursAreOneRectangle() {
        var canvas = Canvas(width: 20, height: 10)
        canvas.fill(Rect(x: 2, y: 1, width: 5, height: 4), with: Cell(" ", Style(.standard, on: .rgb(10, 20, 30))))
        let svg = SVGText.render(canvas)
        #expect(svg.contains(##"<rect x="16" y="16" width="40" height="64" fill="#0a141e"/>"##))
        #expect(count("<rect", svg) == 2)
    }

    @Test func halfBlocksAreTwoPixels() {
        var canvas = Canvas(width: 3, height: 2)
        for x in 0..<3 { canvas[x, 0] = Cell("▀", Style(.rgb(255, 0, 0), on: .rgb(0, 0, 255))) }
        for x in 0..<3 { canvas[x, 1] = Cell("▄", Style(.rgb(255, 0, 0), on: .rgb(0, 0, 255))) }
        let svg = SVGText.render(canvas)
        #expect(svg.contains(##"<rect x="0" y="0" width="24" height="8" fill="#ff0000"/>"##))
        // The lower half of one row and the upper half of the next are one.
        #expect(svg.contains(##"<rect x="0" y="8" width="24" height="16" fill="#0000ff"/>"##))
        #expect(svg.contains(##"<rect x="0" y="24" width="24" height="8" fill="#ff0000"/>"##))
        #expect(count("<rect", svg) == 4 && !svg.contains("<text"))
    }

    @Test func barsHaveTheirHeight() {
        var canvas = Canvas(width: 1, height: 1)
        for (glyph, height) in [("▁", 2), ("▃", 6), ("█", 16)] as [(Unicode.Scalar, Int)] {
            canvas[0, 0] = Cell(glyph, Style(.rgb(1, 2, 3)))
            #expect(SVGText.render(canvas).contains(##"y="\##(16 - height)" width="8" height="\##(height)" fill="#010203""##))
        }
        canvas[0, 0] = Cell("▒", Style(.rgb(200, 200, 200), on: .rgb(0, 0, 0)))
        #expect(SVGText.render(canvas).contains(##"fill="#646464""##))
    }

    @Test func framesAreLinesThatJoin() {
        var canvas = Canvas(width: 4, height: 3)
        for (y, line) in ["┌──┐", "│  │", "└──┘"].enumerated() { canvas.text(line, x: 0, y: y) }
        let svg = SVGText.render(canvas)
        #expect(count("<path", svg) == 4 && !svg.contains("<text"))
        #expect(svg.contains("M4.0 8.0L28.0 8.0") && svg.contains("M4.0 8.0L4.0 40.0"))
    }

    @Test func textIsTextInItsColumns() {
        var canvas = Canvas(width: 30, height: 2)
        canvas.text("a < b & c > d", x: 3, y: 1, .bold)
        canvas.text("far", x: 20, y: 1, .bold)
        let svg = SVGText.render(canvas)
        #expect(svg.contains(">a &lt; b &amp; c &gt; d</text>") && svg.contains(">far</text>"))
        #expect(svg.contains(#"<text x="24" y="28" textLength="104" lengthAdjust="spacingAndGlyphs" "#))
        #expect(svg.contains(##"fill="#ffffff" font-weight="bold">a &lt;"##))
        #expect(count("<text", svg) == 2)
    }

    @Test func isWellFormedWhateverIsOnTheCanvas() throws {
        var canvas = Canvas(width: 40, height: 20)
        var state: UInt64 = 7
        let glyphs: [Unicode.Scalar] = ["<", "&", "\"", "π", "▀", "░", "█", "─", "┼", "═", " ", "]", "⣿", "字"]
        for y in 0..<20 {
            for x in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let value = Int(state >> 33)
                let attributes = Attributes(rawValue: UInt8(value >> 16 & 15))
                let style = Style(.palette(UInt8(value & 255)), on: .palette(UInt8(value >> 8 & 255)), attributes)
                canvas[x, y] = Cell(glyphs[value % glyphs.count], style)
            }
        }
        for canvas in [canvas, Canvas(width: 0, height: 0)] {
            let parser = XMLChecker()
            #expect(parser.isWellFormed(SVGText.render(canvas)))
        }
    }
}

/// Checks that every element is closed and no reserved character stands alone.
private struct XMLChecker {
    func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        for piece in text.split(separator: "<").dropFirst() {
            guard let end = piece.firstIndex(of: ">") else { return false }
            let tag = piece[..<end]
            let content = piece[piece.index(after: end)...]
            if content.contains(">") { return false }
            for part in content.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            where !["amp;", "lt;", "gt;"].contains(where: part.hasPrefix) { return false }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else if !tag.hasSuffix("/"), !tag.hasPrefix("?") {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }
}
