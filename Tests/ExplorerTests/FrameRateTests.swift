import Canvas
import Testing
@testable import Explorer

@Suite struct SlowLine {
    @Test func aPictureThatStaysCostsNothingAndAChangedCellCostsItsColours() {
        var canvas = Canvas(width: 80, height: 24)
        #expect(FrameRate.bytes(from: canvas, to: canvas) == 0)
        let before = canvas
        canvas[10, 5] = Cell("▀", Style(.rgb(255, 200, 100), on: .rgb(1, 2, 3)))
        let one = FrameRate.bytes(from: before, to: canvas)
        #expect(one > 3 + 2 * 16 && one < 64)
        canvas[11, 5] = canvas[10, 5]
        #expect(FrameRate.bytes(from: before, to: canvas) == one + 3, "a neighbour of the same style is its glyph")
    }

    @Test func theEstimateIsNotBelowWhatCodesTake() {
        for (width, height) in [(80, 24), (200, 60)] {
            var state = explorer(width, height, level: .direct)
            state.deliverHandmadeSamples()
            let canvas = Scene.drawn(state).canvas
            let exact = ANSIText.render(canvas, level: .direct).utf8.count
            let estimate = FrameRate.bytes(from: Canvas(width: 0, height: 0), to: canvas)
            #expect(Double(estimate) > 0.8 * Double(exact))
        }
    }

    @Test func framesWaitUntilTheLineHasTakenTheLast() {
        var rate = FrameRate(kilobytes: 50)
        #expect(rate.allowsFrame(at: .zero))
        var canvas = Canvas(width: 100, height: 50)
        canvas.text(String(repeating: "x", count: 100), x: 0, y: 0)
        rate.send(canvas, at: .zero)
        // 5000 cells of one byte at 50 kB/s.
        #expect(!rate.allowsFrame(at: .milliseconds(90)))
        #expect(rate.allowsFrame(at: .milliseconds(110)))
        // The same picture again is free.
        rate.send(canvas, at: .milliseconds(110))
        #expect(rate.allowsFrame(at: .milliseconds(110)))
        rate.forget()
        rate.send(canvas, at: .milliseconds(110))
        #expect(!rate.allowsFrame(at: .milliseconds(150)))
    }
}
