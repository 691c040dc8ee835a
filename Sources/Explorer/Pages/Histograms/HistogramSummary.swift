import Canvas
import Evaluation

/// The numbers beside the histograms: the score of each model, the means of the observables, what flowed over, the cursor.
struct HistogramSummary {
    let figure: HistogramsFigure

    private var result: HistogramResult { figure.result }
    private var appearance: Appearance { figure.appearance }

    func draw(on canvas: inout Canvas) {
        let inside = Panel.openNumbers(
            "summary", isFramed: figure.layout.isFramed, on: &canvas, in: figure.layout.summary, appearance: appearance)
        var y = inside.y
        if result.request.set == .channels {
            drawScores(on: &canvas, in: inside, y: &y)
        } else {
            drawDistances(on: &canvas, in: inside, y: &y)
        }
        if figure.layout.isFramed {
            y += 1
            drawMeans(on: &canvas, in: inside, y: &y)
        }
        drawFlow(on: &canvas, in: inside, y: &y)
        if !figure.layout.isFramed { drawCursor(on: &canvas, in: inside, y: &y) }
    }

    /// One line a model: mean distance and its spread over the channels; then the floor.
    private func drawScores(on canvas: inout Canvas, in area: Rect, y: inout Int) {
        let quiet = appearance.quietStyle
        let ends = [area.maxX - 7, area.maxX - 1]
        canvas.text(appearance.text("mean WS", ascii: "mean WS"), endingAt: ends[0], y: y, quiet)
        canvas.text(appearance.text("σ ch", ascii: "s ch"), endingAt: ends[1], y: y, quiet)
        y += 1
        // With a cut, or where a file lacks responses, fewer are compared than there are.
        let least = result.truth.reduce(result.leastCount) { min($0, $1.count) }
        for (index, model) in result.models.enumerated() where y < area.maxY {
            canvas[area.x, y] = appearance.seriesMark(index)
            let isSmall = model.samples.reduce(least) { min($0, $1.count) } < SampleCounts.fewest
            let isKnown = Observable.channels.allSatisfy(model.hasValues)
            let room = max(0, ends[0] - 6 - area.x - 2)
            canvas.text(figure.name(model), x: area.x + 2, y: y, limit: room)
            canvas.text(
                !isKnown ? "-" : isSmall ? SampleCounts.tooFew : NumberText.photons(model.meanWS, width: 5), endingAt: ends[0],
                y: y, .bold)
            if isKnown, !isSmall { canvas.text(NumberText.photons(model.sigmaOverChannels, width: 5), endingAt: ends[1], y: y) }
            y += 1
        }
        guard y < area.maxY else { return }
        canvas.text("floor", x: area.x + 2, y: y, quiet)
        if least >= SampleCounts.fewest {
            canvas.text(TruthText.floor(result.meanFloor, width: 5), endingAt: ends[0], y: y, quiet)
        }
        y += 1
    }

    /// One line an observable: the distance of each model in its unit, and the floor. A mean over photons and centimetres would
    /// have no meaning.
    private func drawDistances(on canvas: inout Canvas, in area: Rect, y: inout Int) {
        let quiet = appearance.quietStyle
        canvas.text("WS", x: area.x, y: y, quiet)
        let ends = (0...result.models.count).map { area.maxX - 1 - 6 * (result.models.count - $0) }
            .filter { $0 - 5 > area.x + (figure.layout.isFramed ? 16 : 9) }
        for (column, end) in ends.enumerated() {
            if column + 1 == ends.count {
                canvas.text("floor", endingAt: end, y: y, quiet)
            } else {
                canvas[end - 1, y] = appearance.seriesMark(column)
            }
        }
        y += 1
        for (place, observable) in result.request.set.observables.enumerated() where y < area.maxY {
            let name = figure.layout.isFramed ? observable.title : observable.rawValue
            canvas.text(name, x: area.x, y: y, limit: (ends.first ?? area.maxX) - 5 - area.x)
            for (column, end) in ends.enumerated() {
                let isFloor = column + 1 == ends.count
                let count = isFloor ? result.truth[place].count : result.models[column].samples[place].count
                let value = isFloor ? result.floors[place] : result.models[column].distances[place].distance
                let isKnown = isFloor || result.models[column].hasValues(of: observable)
                let text =
                    !isKnown ? "-" : count < SampleCounts.fewest ? SampleCounts.tooFew : observable.floorText(value, width: 4)
                canvas.text(text, endingAt: end, y: y, isFloor ? quiet : .bold)
            }
            y += 1
        }
    }

    /// Means of the observables, of the model in front and true: of what that one has.
    private func drawMeans(on canvas: inout Canvas, in area: Rect, y: inout Int) {
        let quiet = appearance.quietStyle
        let isChannels = result.request.set == .channels
        let ends = (isChannels ? [13, 21, 30] : [22, 29, 37]).map { min(area.x + $0, area.maxX - 1) }
        for (title, end) in zip(
            [
                appearance.text("true μ", ascii: "true"), appearance.text("gen μ", ascii: "gen"),
                appearance.text("Δ", ascii: "diff"),
            ], ends)
        { canvas.text(title, endingAt: end, y: y, quiet) }
        y += 1
        for (place, observable) in result.request.set.observables.enumerated() where y < area.maxY {
            canvas.text(observable.title, x: area.x + (isChannels ? 1 : 0), y: y)
            let mean = (result.models.first?.truth ?? result.truth)[place].mean
            canvas.text(observable.text(mean, width: isChannels ? 6 : 4), endingAt: ends[0], y: y)
            if let model = result.models.first, model.hasValues(of: observable) {
                let generated = model.samples[place].mean
                canvas.text(observable.text(generated, width: isChannels ? 6 : 4), endingAt: ends[1], y: y)
                // A centre may be at zero: its change has no percentage.
                let isCentre = observable == .centreX || observable == .centreY
                let change =
                    isCentre ? observable.text(generated - mean, width: 4) : Self.percentText(100 * (generated / mean - 1))
                canvas.text(change, endingAt: ends[2], y: y)
            }
            y += 1
        }
    }

    /// "+12.3 %", "+579k %": no wider than its column.
    static func percentText(_ percent: Double) -> String {
        guard percent.isFinite else { return "-" }
        let digits = abs(percent) < 999.95 ? NumberText.fixed(percent, decimals: 1) : NumberText.photons(percent, width: 5)
        return (percent > 0 ? "+" : "") + digits + " %"
    }

    /// What lies beyond the axis of the observable that has the keys.
    private func drawFlow(on canvas: inout Canvas, in area: Rect, y: inout Int) {
        guard let chosen = figure.chosen, y < area.maxY else { return }
        let flow = chosen.figure.flow
        let name = chosen.observable.rawValue
        func text(_ index: Int) -> String { "\(flow[index].under)/\(flow[index].over)" }
        let generated = result.models.first.map { $0.hasValues(of: chosen.observable) && flow.count > 1 ? text(1) : "-" }
        if figure.layout.isFramed {
            y += 1
            guard y < area.maxY else { return }
            let words = generated.map { "  gen \($0)" } ?? ""
            canvas.text("\(name) under/over  true \(text(0))\(words)", x: area.x, y: y, limit: area.width)
        } else {
            canvas.text("\(name) under/over", x: area.x, y: y, appearance.quietStyle, limit: area.width)
            canvas.text("true \(text(0))  gen \(generated ?? "-")", x: area.x, y: y + 1, limit: area.width)
            y += 1
        }
        y += 1
    }

    private func drawCursor(on canvas: inout Canvas, in area: Rect, y: inout Int) {
        guard let readOut = figure.readOut, y + 1 < area.maxY else { return }
        y = max(y, area.maxY - 3)
        canvas.text(readOut.place, x: area.x, y: y, .bold, limit: area.width)
        canvas.text(
            readOut.counts.map { NumberText.compact($0.count) }.joined(separator: " / "), x: area.x, y: y + 1, limit: area.width)
        y += 2
        guard y < area.maxY, let deviation = readOut.counts.dropFirst().first?.deviation else { return }
        canvas.text(figure.text(deviation), x: area.x, y: y, limit: area.width)
    }
}
