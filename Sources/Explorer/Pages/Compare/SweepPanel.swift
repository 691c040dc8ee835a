import Calorimeter
import Canvas

/// A parameter running over its range: truth and models at one point, the photon sum at all points below.
enum SweepPanel {
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        guard let sweep = state.compare.sweep else { return }
        let range = sweep.range(state.detector)
        let value = sweep.value(at: sweep.position, state.detector)
        let unit = sweep.parameter.unit
        // The energy that runs is the only one.
        let name =
            sweep.parameter == .energy
            ? ParticleText.species(sweep.base, state.appearance) : "\(ParticleText.heading(sweep.base, state.appearance)) GeV"
        let arrow = state.appearance.text("→", ascii: "to")
        let ends =
            "\(NumberText.significant(range.lowerBound, digits: 4)) \(arrow) \(NumberText.significant(range.upperBound, digits: 4)) \(unit)"
        let end = scene.canvas.text(
            "\(name)  \(sweep.parameter.name) \(NumberText.significant(value, digits: 4)) \(unit)",
            x: area.x + 1, y: area.y, .bold)
        let ofEnds = scene.canvas.text(
            "of \(ends), n \(state.compare.count)", x: end + 1, y: area.y, state.appearance.quietStyle)
        // All pictures change at once; until then they are not of the value in the heading.
        if state.sweepResult != nil, !state.front[SweepRequest.self].isCurrent {
            let x = max(min(ofEnds + 2, area.maxX - picturesAreOlder.count - 1), area.x)
            scene.canvas.text(picturesAreOlder, x: x, y: area.y, state.appearance.warningStyle)
        }
        let rows = state.models.count + 1
        let pooling = pooling(rows: rows, in: area, state.detector)
        let picture = HeatMap.cellSize(of: state.detector, pooling: pooling)
        let top = Rect(x: area.x, y: area.y + 1, width: area.width, height: picture.height + 2)
        drawPictures(sweep, state, pooling: pooling, in: top, of: &scene)
        let plot = Rect(x: area.x, y: top.maxY, width: area.width - 1, height: area.maxY - top.maxY)
        scene.add(.plot(0), at: plot)
        drawCurves(sweep, state, in: plot, of: &scene)
    }

    /// Says that none of the pictures is of the point in the heading yet.
    static let picturesAreOlder = "older pictures"

    /// The largest exact ratio at which all rows stand side by side and the curve has room.
    private static func pooling(rows: Int, in area: Rect, _ detector: Detector) -> Int {
        [1, 2].first { pooling in
            let picture = HeatMap.cellSize(of: detector, pooling: pooling)
            return rows * (picture.width + 1) <= area.width && picture.height + 3 + 9 <= area.height
        } ?? 4
    }

    private static func drawPictures(
        _ sweep: Sweep, _ state: ExplorerState, pooling: Int, in area: Rect, of scene: inout Scene
    ) {
        guard let result = state.sweepResult else {
            scene.canvas.text("sampling", x: area.x + 1, y: area.y + 1, .dim)
            return
        }
        let maps = result.pictures.map { $0.map { HeatMap($0).pooled(by: pooling) } }
        let scale = HeatMapScale.of(maps.compactMap(\.self), state.transfer)
        let picture = HeatMap.cellSize(of: state.detector, pooling: pooling)
        for (row, map) in maps.enumerated() {
            let x = area.x + row * (picture.width + 1)
            guard x + picture.width <= area.maxX else { break }
            let style = state.appearance.nameStyle(ofRow: row)
            let glyph = row == 0 ? state.appearance.glyphs.trueFill : state.appearance.seriesMark(row - 1).glyph
            scene.canvas.text(state.rowName(row).prefixScalars(picture.width), x: x, y: area.y, style)
            guard let map, let response = result.pictures[row] else {
                let words = Rect(x: x, y: area.y + 1, width: picture.width, height: picture.height)
                let isPicture = row == 0 || state.models[row - 1].hasPictures
                scene.canvas.paragraph(
                    isPicture ? "none in \(TruthText.short(state))" : ModelSummary.noPictures, in: words,
                    state.appearance.warningStyle)
                continue
            }
            scene.draw(map, x: x, y: area.y + 1, scale: scale)
            let sum = response.photons.reduce(0) { $0 + Double($1) }
            // The glyph is that of the photon sum's curve.
            scene.canvas.text(String(glyph), x: x, y: area.maxY - 1, style)
            let number = NumberText.photons(sum, width: 6)
            let text = number.unicodeScalars.count + 10 <= picture.width ? "its sum \(number)" : number
            scene.canvas.text(text, x: x + 2, y: area.maxY - 1, state.appearance.quietStyle, limit: picture.width - 2)
        }
        let used = maps.count * (picture.width + 1)
        let room = area.width - used - 1
        guard room >= 12 else { return }
        let x = area.x + used
        scene.drawBar(scale, x: x, y: area.y + 1, width: min(room, 30))
        let lines = [
            state.transfer.label, pooling > 1 ? "\(pooling)×\(pooling) summed" : "full size", "one scale",
            "number: its sum",
            "▒ true mean sum ± σ",
        ]
        for (offset, line) in lines.enumerated() where offset + 2 < area.height {
            scene.canvas.text(line, x: x, y: area.y + 2 + offset, state.appearance.quietStyle, limit: room)
        }
    }

    /// Photon sums over the parameter: the truth as a band of one standard deviation, models as lines.
    private static func drawCurves(_ sweep: Sweep, _ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        guard let result = state.sweepResult, let wanted = state.front[SweepRequest.self].wanted, area.height >= 5 else { return }
        // The curve of another parameter has no place on this axis.
        guard result.request.hasTheSameCurve(as: wanted) else { return drawSampling(in: area, of: &scene) }
        let range = sweep.range(state.detector)
        let values = (0..<Sweep.points).map { sweep.value(at: $0, state.detector) }
        // A sum too large for a number has no place on the axis.
        let truth = zip(values, result.curves[0]).compactMap { value, point in point.flatMap { $0.isFinite ? (value, $0) : nil } }
        guard truth.count > 1 || state.truth.dataSet != nil else {
            return drawSampling(in: area, of: &scene)
        }
        let all = result.curves.joined().compactMap(\.self).filter(\.isFinite)
        let top = max(1, all.map { $0.mean + $0.sigma }.max() ?? 1)
        let axis = ValueAxis(range.lowerBound..<range.upperBound, unit: "\(sweep.parameter.name) / \(sweep.parameter.unit)")
        let (line, area) = area.split(top: 1)
        let band = truth.map { value, point in
            LinePlot.BandPoint(x: value, low: point.mean - point.sigma, high: point.mean + point.sigma)
        }
        // The truth below the models.
        let curves = result.curves.indices.dropFirst() + [0]
        let lines = curves.map { row in
            LinePlot.Curve(
                zip(values, result.curves[row]).compactMap { value, point in point.map { LinePlot.Point(x: value, y: $0.mean) } },
                series: row == 0 ? nil : row - 1)
        }
        LinePlot(
            curves: lines, band: band, axis: axis, range: 0...top, selected: sweep.value(at: sweep.position, state.detector)
        ).draw(on: &scene.canvas, in: area, appearance: state.appearance)
        drawReadOut(sweep, result, state, in: line, of: &scene)
    }

    private static func drawSampling(in area: Rect, of scene: inout Scene) {
        scene.canvas.text("sampling the response curve", x: area.x + 8, y: area.y + 1, .dim)
    }

    /// What the vertical axis counts, and the numbers at the point shown, above the curves.
    private static func drawReadOut(
        _ sweep: Sweep, _ result: SweepResult, _ state: ExplorerState, in line: Rect, of scene: inout Scene
    ) {
        let title = line.width >= 110 ? "mean photon sum ± σ" : "sum"
        var x = scene.canvas.text(title, x: line.x + 1, y: line.y, state.appearance.quietStyle) + 2
        for (row, curve) in result.curves.enumerated() {
            guard let point = curve[sweep.position] else { continue }
            let text =
                "\(state.rowName(row)) \(NumberText.photons(point.mean, width: 5)) ± \(NumberText.photons(point.sigma, width: 4))"
            guard x + text.unicodeScalars.count < line.maxX else { return }
            let style = row == 0 ? state.appearance.trueStyle : state.appearance.generatedStyle(row - 1)
            x = scene.canvas.text(text, x: x, y: line.y, style) + 2
        }
    }
}
