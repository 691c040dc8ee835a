import Canvas
import Evaluation

/// What files hold of the page.
extension HistogramsPage {
    static func figureTitle(_ state: ExplorerState) -> String {
        state.histogramResult?.plane == nil ? "the chosen histogram" : "the pictures"
    }

    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let result = state.histogramResult, result.target > 0 else { return nil }
        if let plane = result.plane { return NumberDocument(numbers(of: plane, result, state)) }
        return figure(of: state).map { NumberDocument(numbers(of: $0, state)) }
    }

    /// A row for each bin of the histograms on the screen; generated counts are scaled to the number of true ones.
    private static func numbers(of figure: HistogramsFigure, _ state: ExplorerState) -> NumberTable {
        let result = figure.result
        // A file that lacks responses is compared with fewer true ones.
        let lacking = result.models.indices.filter { result.models[$0].truth != nil }
        var table = NumberTable(
            ["observable", "low", "high", "true"] + result.models.map(\.name)
                + lacking.map { "true of \(result.models[$0].name)" })
        table.about = about(result, state)
        for panel in figure.panels {
            for bin in 0..<panel.figure.binCount {
                let edges = panel.figure.axis.edges(ofBin: bin)
                table.rows.append(
                    [
                        .text(panel.observable.rawValue), .number(edges.lowerBound), .number(edges.upperBound),
                        .number(panel.figure.trueCounts[bin]),
                    ] + panel.figure.generatedCounts.map { .init($0.isEmpty ? nil : $0[bin]) }
                        + lacking.map { .number(panel.figure.trueCounts(ofModel: $0)[bin]) })
            }
        }
        return table
    }

    /// A row for each bin of two observables; generated counts are scaled to the number of true ones. Lines above
    /// them count what lies beyond the axes or has no place on them.
    private static func numbers(of plane: PlaneCounts, _ result: HistogramResult, _ state: ExplorerState) -> NumberTable {
        let (x, y) = (plane.x, plane.y)
        let model = result.models.first?.name ?? "generated"
        let edges = [x, y].flatMap { ["\($0.observable.rawValue) low", "\($0.observable.rawValue) high"] }
        var table = NumberTable(
            edges + ["true"] + (plane.generated == nil ? [] : [model]) + (plane.ownTruth == nil ? [] : ["true of \(model)"]))
        table.about = about(result, state)
        for (name, side) in [("true", plane.truth)] + (plane.generated.map { [(model, $0)] } ?? []) {
            let histogram = side.histogram
            table.about += [("\(name) correlation", NumberTable.Entry(side.correlation))]
            let counts = [
                ("inside", histogram.inside), ("\(x.observable.rawValue) under", histogram.flowX.under),
                ("\(x.observable.rawValue) over", histogram.flowX.over),
                ("\(y.observable.rawValue) under", histogram.flowY.under),
                ("\(y.observable.rawValue) over", histogram.flowY.over), ("empty", histogram.unknown),
            ]
            table.about += counts.map { ("\(name) \($0)", .init($1)) }
        }
        for row in 0..<y.binCount {
            for column in 0..<x.binCount {
                let edges = [x.edges(ofBin: column), y.edges(ofBin: row)].flatMap { [$0.lowerBound, $0.upperBound] }
                let sides = [plane.truth.histogram, plane.generated?.histogram, plane.ownTruth]
                let numbers = zip(sides, [1, plane.scale, 1]).compactMap { side, scale in
                    side.map { scale * Double($0.count(x: column, y: row)) }
                }
                table.rows.append((edges + numbers).map { .number($0) })
            }
        }
        return table
    }

    private static func about(_ result: HistogramResult, _ state: ExplorerState) -> [(name: String, value: NumberTable.Entry)] {
        var about: [(name: String, value: NumberTable.Entry)] =
            if case .particle = result.request.source {
                state.aboutParticle
            } else {
                [state.aboutDetector, ("truth", .text(TruthText.inFiles(nil, state)))]
            }
        about += [
            ("responses", .init(result.count)), ("masks", .text(result.request.convention.rawValue)),
            ("sampleSeed", .text(String(result.request.seed))),
        ]
        if let cut = result.request.cut { about.append(("cut", .text(cut.description))) }
        return about
    }

    /// The observables of all responses, each sorted; those of an empty response, which has no centre, are left out. Of two
    /// observables the edges of the bins and the counts, (bins of the horizontal axis, bins of the vertical one).
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let result = state.histogramResult, result.count > 0 else { return [] }
        if let plane = result.plane { return arrays(of: plane, result) }
        func known(_ name: String, _ samples: [SortedSample], isKnown: (Observable) -> Bool) -> [NamedArray] {
            zip(result.request.set.observables, samples).filter { isKnown($0.0) }.map { observable, sample in
                NamedArray("\(name) \(observable.rawValue)", shape: [sample.count], sample.values)
            }
        }
        return known("true", result.truth) { _ in true }
            + result.models.flatMap { known($0.name, $0.samples, isKnown: $0.hasValues) }
    }

    private static func arrays(of plane: PlaneCounts, _ result: HistogramResult) -> [NamedArray] {
        let edges = [plane.x, plane.y].map { axis in
            NamedArray("\(axis.observable.rawValue) edges", shape: [axis.binCount + 1], axis.binning.edges.map(Float.init))
        }
        // The truth of a file that lacks responses is what it compares with.
        let sides =
            [("true", plane.trueCounts)]
            + (result.models.first.map { [("true of \($0.name)", plane.ownTrueCounts), ($0.name, plane.generatedCounts)] } ?? [])
        return edges
            + sides.filter { !$1.isEmpty }.map { name, counts in
                let (columns, rows) = (plane.x.binCount, plane.y.binCount)
                return NamedArray(
                    "\(name) counts", shape: [columns, rows],
                    (0..<columns).flatMap { column in (0..<rows).map { counts[$0 * columns + column] } })
            }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        guard let result = state.histogramResult, result.target > 0 else { return nil }
        // Two observables were counted in bins for the screen.
        var canvas =
            result.plane == nil ? Canvas(width: 120, height: 38) : Canvas(width: state.size.width, height: state.size.height - 2)
        let hasReadOut: Bool
        if let plane = PlaneFigure(result, state, in: canvas.bounds) {
            plane.draw(on: &canvas)
            hasReadOut = plane.selected != nil
        } else {
            var settings = state.histograms
            settings.isEnlarged = true
            let figure = HistogramsFigure(result, state, settings: settings, in: canvas.bounds)
            figure.draw(on: &canvas)
            hasReadOut = figure.readOut != nil
        }
        // Without a cursor the last row only says how to get one.
        if !hasReadOut { canvas.fill(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1)) }
        return canvas
    }
}
