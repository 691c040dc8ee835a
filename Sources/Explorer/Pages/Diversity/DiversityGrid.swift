import Calorimeter
import Canvas

/// The rows of samples of one calorimeter; with both, each sample has a pair of pictures.
struct DiversityGrid {
    let state: ExplorerState
    let layout: DiversityLayout
    let detector: Detector
    let result: DiversityResult?
    /// The pictures of each visible row at the size they are drawn.
    let rows: [Row]
    private let truthMean: [Float]

    struct Row {
        /// The row of the view, and that of the result; nil where this calorimeter has no model of that name.
        var index: Int
        var own: Int?
        var maps: [HeatMap] = []
        var sigma: HeatMap?
    }

    static func draw(_ state: ExplorerState, of scene: inout Scene) {
        let grids = state.shownDetectors.map { DiversityGrid(state, of: $0) }
        for (column, grid) in grids.enumerated() { grid.drawPictures(column: column, of: &scene) }
        guard let front = grids.first(where: { $0.detector == state.detector }) else { return }
        front.drawFrame(grids: grids, of: &scene)
    }

    init(_ state: ExplorerState, of detector: Detector) {
        let own = state.facing(detector)
        self.state = state
        self.detector = detector
        let count = state.models.count + 1
        layout = state.diversityLayout
        result = own.diversityResult.flatMap { $0.rows.count == own.models.count + 1 ? $0 : nil }
        truthMean = result?.rows.first?.spread.mean ?? []
        let (layout, result, truthMean) = (layout, result, truthMean)
        rows = layout.visibleRows(of: count, cursor: state.diversity.row).map { index in
            let place = index == 0 ? 0 : own.models.firstIndex { $0.name == state.models[index - 1].name }.map { $0 + 1 }
            guard let place, let row = result?.rows[place] else { return Row(index: index, own: place) }
            let maps = row.samples.prefix(layout.samples).map { response in
                (state.diversity.isDifference ? Self.difference(response, truthMean) : HeatMap(response)).pooled(
                    by: layout.pooling)
            }
            var sigma: HeatMap?
            if layout.rows.first?.sigma != nil || layout.sigmaBelow != nil, row.spread.count > 1 {
                sigma = HeatMap(values: row.spread.sigma, rows: detector.rows, columns: detector.columns).pooled(
                    by: layout.pooling)
            }
            return Row(index: index, own: place, maps: Array(maps), sigma: sigma)
        }
    }

    /// A sample minus the mean true response.
    func difference(of response: Response) -> HeatMap { Self.difference(response, truthMean) }

    private static func difference(_ response: Response, _ mean: [Float]) -> HeatMap {
        mean.count == response.photons.count ? .difference(response, mean) : HeatMap(response)
    }

    /// The pictures, their colour scales and numbers.
    ///
    /// - Parameter column: the place among the calorimeters that are shown, from the left.
    private func drawPictures(column: Int, of scene: inout Scene) {
        let shared = scale(rows.flatMap(\.maps))
        let sigmaScale = sigmaScale
        if let area = layout.rows.first?.sigma {
            drawSigmaBar(sigmaScale, over: layout.faces.area(of: detector, in: area), of: &scene)
        }
        for (place, row) in zip(layout.rows, rows) {
            let scale = state.diversity.hasScalePerRow ? scale(row.maps) : shared
            drawLabel(row, place, column: column, scale: scale, of: &scene)
            for (offset, (cell, map)) in zip(place.pictures, row.maps).enumerated() {
                let area = layout.faces.area(of: detector, in: cell)
                scene.draw(map, x: area.x, y: area.y, scale: scale)
                // All have one particle: the first true one shows where that lands.
                if row.index == 0, offset == 0 {
                    scene.draw(LandingMark(landing: Landing(of: state.particle, on: detector), pooling: layout.pooling), in: area)
                }
            }
            if let cell = place.sigma, let sigma = row.sigma {
                let area = layout.faces.area(of: detector, in: cell)
                scene.draw(sigma, x: area.x, y: area.y, scale: sigmaScale)
            }
        }
    }

    /// What all calorimeters have in common: the header, the cursor, what cannot be shown.
    private func drawFrame(grids: [DiversityGrid], of scene: inout Scene) {
        let scales = state.diversity.hasScalePerRow ? [] : grids.map { ($0.detector, $0.scale($0.rows.flatMap(\.maps))) }
        drawHeader(scales: scales, of: &scene)
        drawHeadings(of: &scene)
        for (place, row) in zip(layout.rows, rows) {
            for (offset, area) in place.pictures.enumerated() {
                let sample = state.diversity.first + offset
                guard offset < row.maps.count else { break }
                scene.add(.cell(row: row.index, column: sample), at: area)
                if row.index == state.diversity.row, sample == state.diversity.sample {
                    scene.canvas.text(
                        String(state.appearance.glyphs.selection), x: area.x - 1, y: area.y + area.height / 2, .bold)
                }
            }
        }
        if let area = layout.sigmaBelow { drawSigmaBelow(sigmaScale, in: area, of: &scene) }
        if result == nil {
            scene.canvas.text("sampling", x: layout.header.x + 1, y: layout.header.y + 2, .dim)
        } else if state.diversity.isDifference == false, state.models.isEmpty, let hint = state.modelProblems.first {
            let y = (layout.rows.last?.pictures.first?.maxY ?? layout.header.y) + 1
            scene.canvas.paragraph(
                "no model to run: \(hint)", in: Rect(x: 1, y: y, width: state.size.width - 2, height: 2),
                state.appearance.warningStyle)
        }
    }

    private var sigmaScale: HeatMapScale {
        HeatMapScale(transfer: state.transfer, peak: max(rows.compactMap { $0.sigma?.peak }.max() ?? 0, 0.01))
    }

    /// The maps of standard deviations side by side, each behind its name.
    private func drawSigmaBelow(_ scale: HeatMapScale, in area: Rect, of scene: inout Scene) {
        var x = area.x + 1
        for row in rows {
            guard let sigma = row.sigma, x + 12 + sigma.cellSize.width <= area.maxX else { break }
            scene.canvas.text(
                (state.showsBoth ? detector.name + " " : "") + "pixel σ", x: x, y: area.y, state.appearance.quietStyle)
            scene.canvas.text(
                state.rowName(row.index), x: x, y: area.y + 1, state.appearance.nameStyle(ofRow: row.index), limit: 12)
            scene.draw(sigma, x: x + 12, y: area.y, scale: scale)
            x += 12 + sigma.cellSize.width + 2
        }
        guard area.maxX - x >= 12, x > area.x + 1 else { return }
        scene.drawBar(scale, x: x, y: area.y, width: min(area.maxX - x - 1, 20))
        scene.canvas.text("photons", x: x, y: area.y + 1, state.appearance.quietStyle)
    }

    /// Columns of a row's numbers above its pictures where two calorimeters share the line.
    private static let compactWidth = 60

    func scale(_ maps: [HeatMap]) -> HeatMapScale {
        .of(maps, isDifference: state.diversity.isDifference, state.transfer)
    }

    private func drawHeadings(of scene: inout Scene) {
        guard let first = layout.rows.first, !layout.headings.isEmpty else { return }
        for (offset, area) in first.pictures.enumerated() {
            let sample = state.diversity.first + offset
            guard sample < state.diversity.count else { break }
            scene.canvas.text(
                "sample \(sample)", centredIn: area, y: layout.headings.y,
                sample == state.diversity.sample ? .bold : state.appearance.quietStyle)
        }
    }

    /// Above the maps of standard deviations.
    private func drawSigmaBar(_ scale: HeatMapScale, over area: Rect, of scene: inout Scene) {
        guard !layout.headings.isEmpty else { return }
        let title = area.width > 15 ? "pixel σ " : "σ "
        let end = scene.canvas.text(title, x: area.x, y: layout.headings.y, state.appearance.quietStyle)
        scene.drawBar(scale, x: end, y: layout.headings.y, width: area.maxX - end)
    }

    /// The name and the numbers of a row; those of a second calorimeter stand to the right of the first one's.
    private func drawLabel(_ own: Row, _ place: DiversityLayout.Row, column: Int, scale: HeatMapScale, of scene: inout Scene) {
        let row = own.index
        let count = state.shownDetectors.count
        let stride = layout.isCompact ? Self.compactWidth : place.label.width / count
        let area =
            count == 1
            ? place.label
            : Rect(
                x: place.label.x + column * stride, y: place.label.y, width: min(stride, place.label.width - column * stride),
                height: place.label.height)
        let isChosen = row == state.diversity.row
        let mark = isChosen && column == 0 ? String(state.appearance.glyphs.selection) : " "
        let model = state.rowName(row)
        let name = count == 1 ? model : layout.isCompact ? (column == 0 ? model : detector.name) : detector.name + " " + model
        let nameStyle = state.appearance.nameStyle(ofRow: row)
        if column == 0 { scene.add(.row(row), at: place.label) }
        guard let result, let line = own.own, result.rows[line].spread.count > 1 else {
            scene.canvas.text(
                own.own == nil ? state.missingModelText(detector) : name, x: area.x + 1, y: area.y, nameStyle,
                limit: area.width - 1)
            if let missing = state.missingPicture(ofRow: row), let cell = place.pictures.first {
                scene.canvas.text(missing, x: cell.x + 1, y: cell.y, state.appearance.quietStyle, limit: cell.width)
            }
            return
        }
        let (spread, truth) = (result.rows[line].spread, result.rows[0].spread)
        let ratio = SpreadText.ratio(spread, truth: truth)
        let judgement = row == 0 ? nil : SpreadText.verdict(spread, truth: truth)
        let verdict = judgement?.rawValue ?? ""
        let verdictStyle: Style = judgement == .asDiverse ? state.appearance.goodStyle : state.appearance.warningStyle
        if layout.isCompact {
            scene.canvas.text(mark + name, x: area.x, y: area.y, nameStyle)
            scene.canvas.text("σ \(SpreadText.sigma(spread.meanSigma))", x: area.x + 17, y: area.y)
            guard count == 1 else {
                let end = scene.canvas.text("ratio \(ratio) ", x: area.x + 26, y: area.y)
                scene.canvas.text(verdict, x: end, y: area.y, verdictStyle)
                scene.canvas.text(SpreadText.sum(spread, width: area.width - 50), x: area.x + 49, y: area.y)
                return
            }
            scene.canvas.text("σ ratio \(ratio)", x: area.x + 27, y: area.y)
            let end = scene.canvas.text("sum \(SpreadText.sum(spread))", x: area.x + 40, y: area.y)
            scene.canvas.text(verdict, x: max(end + 2, area.x + 60), y: area.y, verdictStyle)
            if state.diversity.hasScalePerRow {
                scene.drawBar(scale, x: area.maxX - 11, y: area.y, width: 10)
            }
            return
        }
        let isWide = area.width >= 12
        var lines: [(String, Style)] = NameLines.of(name, width: area.width - 1, most: area.width).map { ($0, nameStyle) }
        if lines.count < 3 { lines.append(("", .plain)) }
        let sigma = SpreadText.sigma(spread.meanSigma)
        lines +=
            isWide
            ? [("σ \(sigma)", .plain)] : [("σ", state.appearance.quietStyle), (String(sigma.prefix(area.width - 1)), .plain)]
        lines += [("ratio", state.appearance.quietStyle), (ratio, .plain)]
        if isWide { lines.append((verdict, verdictStyle)) }
        lines += [
            ("sum", state.appearance.quietStyle), (NumberText.photons(spread.sumMean, width: 5), .plain),
            ("±" + NumberText.photons(spread.sumSigma, width: 4), .plain),
        ]
        for (offset, line) in lines.enumerated() where offset < area.height {
            scene.canvas.text(line.0, x: area.x, y: area.y + offset, line.1, limit: area.width)
        }
        // Where the column is too narrow for the word, it stands below the row.
        if !isWide, !verdict.isEmpty, let gap = layout.gapBelowRows {
            scene.canvas.text(
                "\(name): \(verdict), \(SpreadText.reason(spread, truth: truth))", x: area.x, y: area.y + area.height + gap - 1,
                verdictStyle, limit: layout.header.width)
        }
        guard isWide, state.diversity.hasScalePerRow, area.height >= lines.count + 1 else { return }
        scene.drawBar(scale, x: area.x, y: area.maxY - 1, width: area.width - 1)
    }

}
