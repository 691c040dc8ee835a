import Calorimeter
import Canvas

extension HistogramsPage {
    static func figureTitle(_ state: ExplorerState) -> String { "the chosen channel" }

    /// A row for each bin of the channels on the screen; generated counts are scaled to the number of true ones.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let figure = figure(of: state), figure.result.target > 0 else { return nil }
        let result = figure.result
        var table = NumberTable(["channel", "low", "high", "true"] + result.models.map(\.name))
        if case .particle = result.request.source {
            table.about = state.aboutParticle
        } else {
            table.about = [state.aboutDetector, ("truth", .text(TruthText.inFiles(nil, state)))]
        }
        table.about += [
            ("responses", .init(result.count)), ("masks", .text(result.request.convention.rawValue)),
            ("sampleSeed", .text(String(result.request.seed))),
        ]
        for panel in figure.channels {
            for bin in 0..<panel.figure.binCount {
                let edges = panel.figure.edges(ofBin: bin)
                table.rows.append(
                    [
                        .init(panel.channel + 1), .number(edges.lowerBound), .number(edges.upperBound),
                        .number(panel.figure.trueCounts[bin]),
                    ]
                        + panel.figure.generatedCounts.map { .number($0[bin]) })
            }
        }
        return NumberDocument(table)
    }

    /// The five channels of all responses, each sorted.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let result = state.histogramResult, result.count > 0 else { return [] }
        return ([("true", result.truth)] + result.models.map { ($0.name, $0.channels) }).map { name, channels in
            NamedArray(name, shape: [channels.count, channels.first?.count ?? 0], channels.flatMap(\.values))
        }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        guard let result = state.histogramResult, result.target > 0 else { return nil }
        var settings = state.histograms
        settings.isEnlarged = true
        var canvas = Canvas(width: 120, height: 38)
        figure(result, state, settings: settings, in: canvas.bounds).draw(on: &canvas)
        // Without a cursor the last row only tells how to get one.
        if settings.cursor == nil { canvas.fill(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1)) }
        return canvas
    }
}
