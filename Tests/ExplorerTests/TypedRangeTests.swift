import Canvas
import Evaluation
import Foundation
import Terminal
import Testing
@testable import Explorer

/// Ends of an axis, typed on the page of histograms.
@Suite struct TypedRanges {
    @Test(arguments: [
        ("0 500", 0.0..<500.0), (" 0:500 ", 0..<500), ("-5,  12.5", -5..<12.5), ("1e2 1e3", 100..<1000), ("-0 3", 0..<3),
    ])
    func areRead(text: String, range: Range<Double>) throws {
        #expect(try TypedRange(text, of: .sum).range == range)
        #expect(try TypedRange(TypedRange.text(range), of: .sum).range == range)
    }

    /// 0.11 − 0.1 is a little less than 0.01.
    @Test func theLeastWidthIsEnough() throws {
        #expect(try TypedRange("0.1 0.11", of: .centreX).range == 0.1..<0.11)
    }

    /// Zooming goes on from a range beyond the whole axis or narrower than its bins.
    @Test func zoomingBeginsAtATypedRange() throws {
        var state = explorer(120, 40)
        try state.openHistograms()
        func zoomed(_ keys: String, from range: Range<Double>) -> Range<Double>? {
            var one = state
            one.histograms.ranges[one.histograms.observable.index] = range
            one.type(keys)
            return one.histograms.ranges[one.histograms.observable.index]
        }
        let far = 1e5..<3e5
        let inside = try #require(zoomed("+", from: far))
        #expect(inside.lowerBound >= far.lowerBound && inside.upperBound <= far.upperBound)
        #expect(inside.upperBound - inside.lowerBound == 1e5)
        let wider = try #require(zoomed("-", from: 0..<1))
        #expect(wider.upperBound - wider.lowerBound == 2)
        #expect(zoomed("-", from: far) == nil, "the whole axis is shorter")
    }

    @Test(arguments: ["", "  ", ":", " , "])
    func nothingIsTheWholeAxis(text: String) throws {
        #expect(try TypedRange(text, of: .sum).range == nil)
    }

    @Test(arguments: [
        ("7", "The range has one number; expected two such as 0 500, or none for the whole axis."),
        ("1 2 3", "The range has 3 numbers; expected two such as 0 500, or none for the whole axis."),
        ("0 many", "The range has \"many\"; expected a number."), ("nan 5", "The range has \"nan\"; expected a number."),
        ("1\0 5", "The range has \"1?\"; expected a number."),
        ("0 1e9", "The range reaches \"1e9\"; expected numbers within 1e9."),
        ("500 0", "The range goes from 500 to 0; expected a second number larger by at least 1."),
        ("0 0.5", "The range goes from 0 to 0.5; expected a second number larger by at least 1."),
    ])
    func areRefusedInOneSentence(text: String, sentence: String) {
        #expect(throws: Refusal(sentence)) { try TypedRange(text, of: .sum) }
    }

    /// Bins end where the range does, if whole numbers allow it.
    @Test(arguments: [
        (Observable.sum, 0.0..<500.0, 22, 500.0), (.sum, 0..<499, 22, 506), (.lit, 3..<7, 40, 7), (.sum, 0..<1e8, 22, 1e8),
        (.centreX, -2..<1.7, 22, 1.7), (.widthY, 0..<0.01, 30, 0.01),
    ])
    func binsFillIt(observable: Observable, range: Range<Double>, columns: Int, end: Double) {
        let axis = ObservableAxis(observable, zoom: range, full: 0..<1, columns: columns, columnsPerBin: 1)
        #expect(axis.range.lowerBound == range.lowerBound && abs(axis.range.upperBound - end) < 1e-6 * (end - range.lowerBound))
        #expect(axis.binCount <= columns && axis.binCount >= min(columns / 2 - 1, 4))
        #expect(!observable.isCount || axis.binWidth == axis.binWidth.rounded())
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func areTypedShownAndUndone(width: Int, height: Int) throws {
        var state = explorer(width, height)
        try state.openHistograms()
        state.type("A")
        #expect(state.lines[height - 1].contains(" range of ch1, photons "))
        state.type("100 50")
        state.press(key(.enter))
        #expect(state.message?.isError == true && state.lines[height - 1].contains("100 50"))
        #expect(state.histograms.ranges[0] == nil)
        state.press(key(.character("u"), .control))
        state.type("100 300")
        state.press(key(.enter))
        #expect(state.mode == .browse && state.histograms.ranges[0] == 100..<300)
        let figure = try #require(HistogramsViews.figure(state))
        let values = try #require(state.histogramResult).truth[0].values
        #expect(figure.axis.range == 100..<300)
        #expect(figure.flow[0] == (values.count { $0 < 100 }, values.count { $0 >= 300 }) && figure.flow[0].over > 0)
        #expect(state.screenText.contains("true \(figure.flow[0].under)/\(figure.flow[0].over)"))
        #expect(state.lines[1].contains("ch1 100:300"), "\(state.lines[1])")
        let words = RepeatCommand.words(state)
        let option = try #require(words.firstIndex(of: "--zoom"))
        #expect(words[option + 1] == "ch1,100.0,300.0")
        let session = try ExplorerSession(Data(try state.session.text(path: "s").utf8), path: "s")
        #expect(session.settings[HistogramsSettings.self].ranges == state.histograms.ranges)
        state.type("u")
        #expect(state.histograms.ranges[0] == nil)
        state.press(key(.character("r"), .control))
        state.type("A")
        #expect(state.lines[height - 1].contains("100 300"))
        state.press(key(.backspace), key(.enter))
        #expect(state.histograms.ranges[0] == nil && !state.lines[1].contains("ch1 "))
    }
}
