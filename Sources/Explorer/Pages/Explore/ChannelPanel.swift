import Calorimeter
import Canvas

/// The framed panel of channels: the table, the shapes, the photon sums and the speeds; with more room, the difference.
enum ChannelPanel {
    static func drawFramed(_ state: ExplorerState, scales: PictureScales, in area: Rect, of scene: inout Scene) {
        Frame(title: state.detectorPrefix + "channels").draw(on: &scene.canvas, in: area, appearance: state.appearance)
        let inside = area.inset()
        let column = Rect(x: inside.x, y: inside.y, width: min(inside.width, ExploreLayout.channelWidth), height: inside.height)
        ChannelTable.draw(state, in: column, of: &scene)
        let left = column.x + 1
        let quiet = state.appearance.quietStyle
        func line(_ row: Int, _ text: String, _ style: Style = .plain) {
            guard row < column.height else { return }
            scene.canvas.text(text, x: left, y: column.y + row, style, limit: column.width - 1)
        }
        // The rows of the pinned particle need the place of two lines.
        let isPinned = state.pinned != nil
        line(isPinned ? 9 : 7, SampleText.score(state), .bold)
        line(isPinned ? 16 : 8, SampleText.sizes(state, namesDetector: false), quiet)
        // The truth is one half of a data set's responses, and the floor its distance to the other.
        if let dataSet = state.truth.dataSet, let statistics = state.statistics, statistics.comparison.repeatedCount > 0 {
            line(isPinned ? 19 : 9, "floor: the halves of \(dataSet.rows(answering: state.particle).count)", quiet)
        }
        drawShapes(state, in: Rect(x: left, y: column.y + 10, width: column.width - 1, height: 6), of: &scene)
        line(17, "photon sum, last 32 generated", quiet)
        Sparkline(values: state.statistics?.generated.totals.suffix(32).map(Double.init) ?? []).draw(
            on: &scene.canvas, in: Rect(x: left, y: column.y + 18, width: min(32, column.width - 1), height: 1),
            style: state.appearance.generatedStyle(), appearance: state.appearance)
        let speed = SampleText.speed(state)
        line(20, speed, quiet)
        line(21, speed.isEmpty ? "" : "a response, on one core", quiet)
        drawDifference(
            state, scales: scales,
            in: Rect(x: column.maxX + 2, y: inside.y, width: inside.maxX - column.maxX - 2, height: inside.height), of: &scene)
    }

    /// The mask as a small map, beside the shapes of the sample on screen.
    private static func drawShapes(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let style = state.arePicturesCurrent ? Style.plain : .dim
        drawMaskMap(state, x: area.x, y: area.y + 1, of: &scene)
        if let pixel = state.explore.crosshair {
            for (line, text) in PixelText.lines(pixel, state).enumerated() {
                scene.canvas.text(text, x: area.x, y: area.y + 5 + line, style, limit: area.width)
            }
        }
        let quiet = state.appearance.quietStyle
        scene.canvas.text("true", endingAt: area.x + 23, y: area.y, quiet)
        scene.canvas.text("gen", endingAt: area.x + 33, y: area.y, quiet)
        let truth = (state.pictures?.truth).map { ShapeText(ResponseShape($0)) }
        let generated = (state.pictures?.generated).map { ShapeText(ResponseShape($0)) }
        let rows: [(String, KeyPath<ShapeText, String>)] = [
            ("peak", \.peak), ("centre", \.centre), ("lit", \.lit), ("sum", \.sum),
        ]
        for (index, row) in rows.enumerated() {
            let y = area.y + 1 + index
            scene.canvas.text(row.0, x: area.x + 7, y: y, quiet)
            let right = generated?[keyPath: row.1] ?? ""
            scene.canvas.text(right, endingAt: area.x + 33, y: y, style)
            // A long number beside it moves it away.
            if let truth { scene.canvas.text(truth[keyPath: row.1], endingAt: area.x + min(23, 32 - right.count), y: y, style) }
        }
    }

    /// Which channel each quadrant goes to, and which parity the common one takes.
    private static func drawMaskMap(_ state: ExplorerState, x: Int, y: Int, of scene: inout Scene) {
        let detector = state.detector
        let map = ChannelMap(detector: detector, convention: state.convention)
        /// The quadrant channel near a corner: of two neighbours one belongs to it and one to channel 5.
        func quadrant(row: Int, column: Int) -> String {
            let first = map.channels[row * detector.columns + column]
            let next = map.channels[row * detector.columns + column + 1]
            return String(min(first, next) + 1)
        }
        let (bottom, right) = (detector.rows - 1, detector.columns - 2)
        let glyphs = state.appearance.glyphs
        let box = glyphs.box
        scene.canvas.text("\(quadrant(row: 0, column: 0)) \(box.vertical) \(quadrant(row: 0, column: right))", x: x, y: y)
        scene.canvas.text(String(repeating: String(box.horizontal), count: 5), x: x, y: y + 1, state.appearance.quietStyle)
        scene.canvas.text(
            "\(quadrant(row: bottom, column: 0)) \(box.vertical) \(quadrant(row: bottom, column: right))", x: x, y: y + 2)
        scene.canvas.text("5 \(state.convention.commonParity)", x: x, y: y + 3, state.appearance.quietStyle)
        if state.explore.crosshair == nil {
            scene.canvas.text("\(state.convention.rawValue) masks", x: x, y: y + 4, state.appearance.quietStyle)
        }
        scene.add(.action(.cycleMasks), at: Rect(x: x, y: y, width: 7, height: 5))
    }

    /// generated − true at half size, where the panel is wide enough.
    private static func drawDifference(_ state: ExplorerState, scales: PictureScales, in area: Rect, of scene: inout Scene) {
        guard let difference = scales.difference else { return }
        let pooled = difference.pooled(by: 2)
        guard area.width >= pooled.cellSize.width + 1, area.height >= pooled.cellSize.height + 3 else { return }
        // Photons add up in the sums, so the peak is another.
        let scale = HeatMapScale.of([pooled], isDifference: true, state.transfer)
        let quiet = state.appearance.quietStyle
        scene.canvas.text(state.appearance.text("generated − true", ascii: "generated - true"), x: area.x, y: area.y)
        scene.canvas.text("2×2 pixels summed", x: area.x, y: area.y + 1, quiet)
        scene.draw(pooled, x: area.x, y: area.y + 3, scale: scale)
        scene.drawBar(scale, x: area.x, y: area.y + 4 + pooled.cellSize.height, width: pooled.cellSize.width)
        let words = "\(state.transfer.label), \(scale.colours(state.appearance))"
        scene.canvas.text(words, x: area.x, y: area.y + 5 + pooled.cellSize.height, quiet, limit: area.width)
    }
}

/// Means of the five channels and the photon sum, true and generated, with the Wasserstein distance and its floor.
enum ChannelTable {
    /// Rows: a header, the channels and the sum.
    static let height = ChannelSums.count + 2

    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        guard state.pinned == nil else { return PinnedTable.draw(state, in: area, of: &scene) }
        // Columns end here; a wider panel gives its room to the last one.
        let spare = max(0, min(2, area.width - ExploreLayout.channelWidth))
        let ends = [10, 16, 22, 27].map { area.x + $0 + spare / 2 } + [area.x + 33 + spare]
        let (appearance, quiet) = (state.appearance, state.appearance.quietStyle)
        let statistics = state.statistics
        let isStale = !state.areStatisticsCurrent
        // A blank before the mark of the truth, in the narrowest panel too.
        scene.canvas.text("mean", x: area.x + (spare < 2 ? 0 : 1), y: area.y, quiet)
        let headings = [
            ("\(appearance.glyphs.trueFill)true", appearance.trueStyle),
            ("\(appearance.glyphs.steps[0])gen", appearance.generatedStyle()), (appearance.text("Δ", ascii: "diff"), quiet),
            ("WS", quiet), ("floor", quiet),
        ]
        for ((title, style), end) in zip(headings, ends) { scene.canvas.text(title, endingAt: end, y: area.y, style) }
        guard let statistics else { return }
        for (index, row) in statistics.rows.enumerated() {
            let y = area.y + 1 + index
            let style: Style = isStale ? .dim : .plain
            scene.canvas.text(SampleStatistics.rowNames[index], x: area.x + 1, y: y, style)
            if statistics.truth.count > 0 {
                scene.canvas.text(NumberText.photons(row.trueMean, width: 5), endingAt: ends[0], y: y, style)
            }
            guard statistics.generated.count > 0 else { continue }
            scene.canvas.text(NumberText.knownPhotons(row.generatedMean, width: 5), endingAt: ends[1], y: y, style)
            if row.generatedMean.isNaN, index == 0 {
                scene.canvas.text(ModelSummary.otherMasks, x: ends[1] + 2, y: y, quiet)
            }
            if statistics.truth.count == 0 || row.generatedMean.isNaN { continue }
            scene.canvas.text(NumberText.difference(row.generatedMean - row.trueMean, width: 6), endingAt: ends[2], y: y, style)
            let isSmall = statistics.isSmall
            let distance = isSmall ? SampleCounts.tooFew : NumberText.photons(row.ws, width: 4)
            scene.canvas.text(distance, endingAt: ends[3], y: y, isStale ? .dim : .bold)
            guard !isSmall else { continue }
            scene.canvas.text(TruthText.floor(row.floor, width: 4), endingAt: ends[4], y: y, isStale ? .dim : quiet)
        }
    }
}
