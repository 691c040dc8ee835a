import Canvas
import FastSimulation
import Training

/// One plot of the training view: a term of each run, or several terms of one run.
struct TrainingPlot {
    enum Kind: CaseIterable, Hashable, Sendable {
        case generator, critic, validation, diversityRatio, empty
    }

    let kind: Kind
    let title: String
    /// Glyph and word of each curve, where the plot has several of one run.
    let legend: [(series: Int?, word: String)]
    let plot: LinePlot
    /// Where the curves stand with their axes.
    let plotArea: Rect
    private let area: Rect
    private let isFramed: Bool

    init(_ kind: Kind, runs: [TrainingHistory], settings: TrainingSettings, steps: Range<Double>, in area: Rect, isFramed: Bool) {
        self.kind = kind
        self.area = area
        self.isFramed = isFramed
        plotArea = Panel.inside(area, isFramed: isFramed)
        let terms = Self.terms(kind, runs: runs)
        var curves: [LinePlot.Curve] = []
        var legend: [(Int?, String)] = []
        for (index, run) in runs.enumerated() {
            for (place, term) in terms.enumerated() {
                let points = run.rows.compactMap { row in term.value(row).map { LinePlot.Point(x: Double(row.step), y: $0) } }
                guard !points.isEmpty else { continue }
                // One run's terms differ by glyph; a fifth term takes the style that is not a series'.
                let series = terms.count > 1 ? (place < 4 ? place : nil) : index
                curves.append(.init(settings.isSmoothed ? Self.smoothed(points) : points, series: series))
                if terms.count > 1 { legend.append((series, term.shortTitle)) }
            }
        }
        title = Self.title(kind, runs: runs)
        self.legend = legend
        var plot = LinePlot(
            curves: curves, scale: settings.scale ?? Self.scale(curves), axis: ValueAxis(steps, unit: "steps"),
            selected: settings.cursor)
        switch kind {
        case .validation:
            plot.marks = runs.enumerated().compactMap { index, run in
                guard let best = run.best, let distance = best.validationWS else { return nil }
                return .init(.init(x: Double(best.step), y: distance), text: runs.count == 1 ? "best" : "", series: index)
            }
            if let floor = runs.first?.floor { plot.curves.append(Self.level(floor, steps)) }
        case .diversityRatio: plot.curves.append(Self.level(1, steps))
        case .generator, .critic, .empty: break
        }
        self.plot = plot
    }

    /// A horizontal line: the floor, or what a perfect model has.
    private static func level(_ value: Double, _ steps: Range<Double>) -> LinePlot.Curve {
        .init([.init(x: steps.lowerBound, y: value), .init(x: steps.upperBound, y: value)], series: nil)
    }

    private static func title(_ kind: Kind, runs: [TrainingHistory]) -> String {
        switch kind {
        case .generator: runs.count > 1 ? "adversarial loss" : "generator loss"
        case .critic: "critic loss"
        case .validation: runs.first?.floor == nil ? "mean WS, validation" : "mean WS, validation; floor below"
        case .diversityRatio: "diversity, generated/true"
        case .empty: "share of empty responses"
        }
    }

    /// Whether any run has a value to plot.
    static func hasData(_ kind: Kind, runs: [TrainingHistory]) -> Bool {
        let terms = terms(kind, runs: runs)
        return runs.contains { run in run.rows.contains { row in terms.contains { $0.value(row) != nil } } }
    }

    private static func terms(_ kind: Kind, runs: [TrainingHistory]) -> [TrainingTerm] {
        switch kind {
        case .generator where runs.count > 1: [.loss(.adversarial)]
        case .generator:
            TrainingTerm.generator(ofDecoder: runs.first?.rows.contains { $0[.divergence] != nil } ?? false).filter { term in
                runs.first?.rows.contains { term.value($0) != nil } ?? false
            }
        case .critic: [.loss(.critic)]
        case .validation: [.validationWS]
        case .diversityRatio: [.diversityRatio]
        case .empty: [.empty]
        }
    }

    /// Logarithmic when all values are positive and the largest is over ten times the smallest.
    private static func scale(_ curves: [LinePlot.Curve]) -> CountAxis.Scale {
        let values = curves.lazy.flatMap(\.points).map(\.y).filter(\.isFinite)
        guard let least = values.min(), let most = values.max(), least > 0 else { return .linear }
        return most > 10 * least ? .logarithmic : .linear
    }

    /// Means over up to two neighbours on either side.
    static func smoothed(_ points: [LinePlot.Point]) -> [LinePlot.Point] {
        points.indices.map { index in
            let neighbours = points[max(0, index - 2)...min(points.count - 1, index + 2)].filter(\.y.isFinite)
            return .init(x: points[index].x, y: neighbours.reduce(0) { $0 + $1.y } / Double(max(neighbours.count, 1)))
        }
    }

    func draw(on canvas: inout Canvas, appearance: Appearance) {
        if isFramed {
            Frame(title: title).draw(on: &canvas, in: area, appearance: appearance)
        } else {
            canvas.text(" " + title, x: area.x, y: area.y, .bold, limit: area.width - 1)
        }
        var x = area.x + title.unicodeScalars.count + (isFramed ? 4 : 3)
        for (series, word) in legend {
            let end = area.maxX - (isFramed ? 2 : 1)
            guard x + word.count + 2 <= end else { break }
            canvas.text(" ", x: x + word.count + 1, y: area.y)
            canvas[x, area.y] = series.map(appearance.seriesMark) ?? Cell(appearance.glyphs.box.horizontal, appearance.trueStyle)
            x = canvas.text(word, x: x + 1, y: area.y) + 1
        }
        plot.draw(on: &canvas, in: plotArea, appearance: appearance)
    }
}

/// One column of a history.
enum TrainingTerm: Hashable {
    case validationWS, diversityRatio, empty
    case loss(LossTerm)
    case rate

    static let allCases = [validationWS, diversityRatio, empty] + LossTerm.allCases.map(loss) + [rate]

    /// The word in tables.
    var title: String {
        switch self {
        case .validationWS: "mean WS"
        case .diversityRatio: "div. ratio"
        case .empty: "empty"
        case .loss(let term): term.rawValue
        case .rate: "rate"
        }
    }

    /// The word where several share a line.
    var shortTitle: String {
        switch self {
        case .loss(.divergence): "KL"
        case .loss(.energy): title
        case .loss(let term): String(term.rawValue.prefix(3))
        default: title
        }
    }

    /// The terms of the generator's loss, or of a decoder's. The deviance of other generators is that of their start.
    static func generator(ofDecoder isDecoder: Bool) -> [TrainingTerm] {
        LossTerm.allCases.filter { $0 != .critic && $0 != .regressor && (isDecoder || $0 != .deviance) }.map(loss)
    }

    func value(_ row: TrainingHistory.Row) -> Double? {
        switch self {
        case .validationWS: row.validationWS
        case .diversityRatio: row.diversityRatio
        case .empty: row.empty
        case .loss(let term): row[term]
        case .rate: row.rate
        }
    }
}
