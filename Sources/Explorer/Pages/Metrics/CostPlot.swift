import Calorimeter
import Canvas

/// Quality against cost: the mean WS of each model over its time per response, beside the reference Monte Carlo and published
/// models.
struct CostPlot {
    private let plot: ScatterPlot
    private let hasPublished: Bool
    private let appearance: Appearance

    /// Rows from which on its points can be told apart.
    static let leastHeight = 11

    /// Nil where no time was measured.
    init?(_ result: MetricsResult, _ appearance: Appearance) {
        self.appearance = appearance
        let marks = appearance.glyphs.marks
        func point(_ row: MetricsResult.Row) -> ScatterPlot.Point? {
            guard let score = result.shown(row), let seconds = score.secondsPerResponse else { return nil }
            let (x, y) = (1000 * seconds, score.ws.mean)
            guard row.kind == .model else {
                return ScatterPlot.Point(
                    x: x, y: y, glyph: appearance.glyphs.cross, label: "ref. MC", style: appearance.trueStyle)
            }
            let place = result.request.models.firstIndex(of: row.name) ?? 0
            let isFinal = !row.isPartial && !result.isOfFewer(row)
            return ScatterPlot.Point(
                x: x, y: y, glyph: marks[place % marks.count], label: ModelSummary.shortName(of: row.name),
                style: isFinal ? appearance.generatedStyle(place) : .dim)
        }
        let measured = result.rows.compactMap(point)
        guard !measured.isEmpty else { return nil }
        let published = PublishedModel.all(of: result.sample.detector).map {
            ScatterPlot.Point(
                x: $0.milliseconds, y: $0.ws, glyph: appearance.glyphs.point, label: $0.name, style: appearance.quietStyle)
        }
        hasPublished = !published.isEmpty
        let floor = result.rows.first { $0.kind == .floor }?.score?.ws.mean
        plot = ScatterPlot(
            points: measured + published,
            line: floor.map { ScatterPlot.Line(y: $0, label: "floor", style: appearance.trueStyle) }, unit: "ms/response")
    }

    /// Draws the plot with a title above, and below what has no place in it.
    func draw(on canvas: inout Canvas, in area: Rect) {
        let title = "mean WS, photons, over ms/response, one core of this machine"
        canvas.text(title, x: area.x, y: area.y, limit: area.width)
        let (_, below) = area.split(top: 1)
        let notes = hasPublished ? ["\(appearance.glyphs.point) published, each on its own data and machine"] : []
        var foot = notes
        // A legend takes rows from the plot, in which fewer labels may have a place then.
        for legendRows in 0...Self.mostLegendRows {
            var trial = canvas
            let body = below.split(top: below.height - notes.count - legendRows).0
            let legend = Self.legend(plot.draw(on: &trial, in: body, appearance: appearance), width: area.width)
            guard legend.count <= legendRows || legendRows == Self.mostLegendRows else { continue }
            (canvas, foot) = (trial, Array(legend.prefix(legendRows)) + notes)
            break
        }
        for (offset, line) in foot.enumerated() {
            canvas.text(line, x: area.x, y: area.maxY - foot.count + offset, appearance.quietStyle, limit: area.width)
        }
    }

    private static let mostLegendRows = 3

    /// Glyphs with names, in lines that keep the two together.
    private static func legend(_ points: [ScatterPlot.Point], width: Int) -> [String] {
        let entries = points.map { "\($0.glyph)\u{A0}\($0.label.replacing(" ", with: "\u{A0}"))" }
        return Canvas.wrapped(entries.joined(separator: " "), width: width).map { $0.replacing("\u{A0}", with: " ") }
    }

    var canvas: Canvas {
        var canvas = Canvas(width: 120, height: 36)
        draw(on: &canvas, in: canvas.bounds)
        return canvas
    }
}

/// A model of which both the mean WS and the time per response are published, under conditions of its own: other training data,
/// filters and masks, and a graphics processor in place of one core.
struct PublishedModel: Sendable {
    var name: String
    /// The mean over the channels, photons.
    var ws: Double
    var milliseconds: Double

    /// ZN: flow matching and the best before it from the abstract of arXiv:2507.18811; DDPM with so many steps from the files of
    /// github.com/m-wojnar/zdc, the time of the test set on an A100 divided by its 306 780 responses. ZP: SDI-GAN with intensity
    /// regularisation and auxiliary regressor, the author's poster, 1000 responses in 0.87 to 1.02 s.
    static func all(of detector: Detector) -> [PublishedModel] {
        switch detector.kind {
        case .neutron:
            [
                PublishedModel(name: "flow matching", ws: 1.27, milliseconds: 0.46),
                PublishedModel(name: "best before flow matching", ws: 1.20, milliseconds: 109),
                PublishedModel(name: "DDPM 1000", ws: 2.10, milliseconds: 91),
                PublishedModel(name: "DDPM 100", ws: 2.75, milliseconds: 9.1),
                PublishedModel(name: "DDPM 25", ws: 5.10, milliseconds: 2.3),
                PublishedModel(name: "DDPM 5 steps", ws: 9.68, milliseconds: 0.48),
            ]
        case .proton: [PublishedModel(name: "published sdi+reg+aux", ws: 2.08, milliseconds: 0.95)]
        }
    }
}
