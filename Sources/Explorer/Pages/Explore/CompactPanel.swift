import Calorimeter
import Canvas

/// Everything beside the picture at 80×24: the particle, then the channel table or the histograms, then the legend.
enum CompactPanel {
    /// The species and the nine parameters; the landing point comes when the keys go down to it.
    private static let visibleRows = Parameter.allCases.count + 1

    static func draw(_ state: ExplorerState, layout: ExploreLayout, scales: PictureScales, in area: Rect, of scene: inout Scene) {
        let (rows, rest) = area.split(top: visibleRows)
        ParticleRows.draw(state, in: rows, of: &scene)
        drawSummary(state, in: rest.row(0), of: &scene)

        // The last row is the legend; between stand ten rows that the table and the histograms share.
        let legendY = area.maxY - 1
        let shared = Rect(x: area.x, y: rest.y + 1, width: area.width, height: legendY - rest.y - 1)
        if state.explore.focus == .histograms, layout.histograms.isEmpty {
            switch state.explore.panels {
            case .channels: SmallHistograms.draw(state, in: shared, of: &scene)
            case .profiles: ProfilePanels.drawSmall(state, in: shared, of: &scene)
            }
        } else {
            drawRule(state, in: shared, of: &scene)
            // The pixel under the cross needs the last two rows of what is pinned.
            let isTall = state.pinned != nil && state.explore.crosshair == nil
            let table = Rect(
                x: shared.x, y: shared.y + 1, width: shared.width, height: isTall ? PinnedTable.height : ChannelTable.height)
            ChannelTable.draw(state, in: table, of: &scene)
            scene.add(.pane(.histograms), at: table)
            if !isTall {
                drawShape(state, scales: scales, in: Rect(x: area.x, y: table.maxY, width: area.width, height: 2), of: &scene)
            }
        }
        drawLegend(
            state, layout: layout, scales: scales, in: Rect(x: area.x, y: legendY, width: area.width, height: 1), of: &scene)
    }

    private static func drawSummary(_ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        let start = scene.canvas.text("  \(state.lock.label) ", x: line.x, y: line.y)
        let check = ParticlePanel.check(state)
        let end = scene.canvas.text(check.text, x: start, y: line.y, check.style)
        scene.add(.action(.cycleLock), at: Rect(x: line.x, y: line.y, width: end - line.x, height: 1))
        let outside = state.range.outside(state.particle)
        let room = line.maxX - end - 2
        let isFar = outside.contains { FarVertex.widths($0, state) != nil }
        let text = outside.isEmpty ? "inside training" : (isFar ? "far: " : "out: ") + OutsideText.names(outside, room: room - 5)
        scene.canvas.text(
            text.prefixScalars(room), endingAt: line.maxX - 1, y: line.y,
            outside.isEmpty ? state.appearance.quietStyle : state.appearance.warningStyle)
    }

    private static func drawRule(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let rule = Cell(state.appearance.glyphs.box.horizontal, state.appearance.quietStyle)
        let line = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: 1)
        scene.canvas.fill(line, with: rule)
        scene.canvas.text(
            " \(SampleText.sizes(state)) ", x: line.x + 1, y: line.y, state.appearance.quietStyle, limit: line.width - 1)
    }

    /// What one looks at in the picture, or the pixel under the cross.
    private static func drawShape(_ state: ExplorerState, scales: PictureScales, in area: Rect, of scene: inout Scene) {
        let style = state.arePicturesCurrent ? Style.plain : .dim
        if let pixel = state.explore.crosshair {
            for (line, text) in PixelText.lines(pixel, state).enumerated() where line < area.height {
                scene.canvas.text(text, x: area.x + 1, y: area.y + line, style, limit: area.width - 1)
            }
            return
        }
        let shown = state.explore.shown == .truth ? state.pictures?.truth : state.pictures?.generated
        guard let shown else { return }
        let shape = ShapeText(ResponseShape(shown))
        let name = state.explore.shown == .truth ? "true" : "gen"
        let lines = [
            "peak \(shape.peak)  centre \(shape.centre)", "\(name) lit \(shape.lit) width \(shape.width) px sum \(shape.sum)",
        ]
        for (line, text) in lines.enumerated() {
            scene.canvas.text(text, x: area.x + 1, y: area.y + line, style, limit: area.width - 1)
        }
    }

    /// What the picture shows, and its colours; where the histograms are instead of the table, which of them is which.
    private static func drawLegend(
        _ state: ExplorerState, layout: ExploreLayout, scales: PictureScales, in line: Rect, of scene: inout Scene
    ) {
        let scale = scales.scale(of: state.explore.shown)
        var start = line.x + 1
        var words = state.transfer.label
        if state.explore.focus == .histograms, layout.histograms.isEmpty {
            start = ExploreTitle.drawLegend(state.appearance, x: start, y: line.y, on: &scene.canvas) + 2
            words = ""
        } else if !state.showsBoth {
            words = scale.isDiverging ? scale.colours(state.appearance) : "\(words) \(scale.colours(state.appearance))"
            let picture = state.explore.shown
            let name = layout.hasTruth ? "" : picture == .truth ? "true " : picture == .generated ? "gen " : "diff "
            start = scene.canvas.text(name, x: start, y: line.y, ExploreTitle.style(picture, state.appearance))
        }
        let wordsWidth = words.unicodeScalars.count
        ScaleBars.draw(
            state, scale: scale, in: Rect(x: start, y: line.y, width: line.maxX - start - wordsWidth - 2, height: 1), of: &scene)
        scene.canvas.text(words, endingAt: line.maxX, y: line.y, state.appearance.quietStyle)
        scene.add(.action(.cycleColors), at: Rect(x: line.maxX - wordsWidth, y: line.y, width: wordsWidth, height: 1))
    }
}

/// What is known of one pixel.
enum PixelText {
    static func lines(_ pixel: Pixel, _ state: ExplorerState) -> [String] {
        let detector = state.detector
        let channel = ChannelMap(detector: detector, convention: state.convention).channels[
            pixel.row * detector.columns + pixel.column]
        let centre = detector.centre(row: pixel.row, column: pixel.column)
        func photons(_ response: Response?) -> String {
            response.map { NumberText.photons(Double($0[pixel.row, pixel.column]), width: 6) } ?? "-"
        }
        return [
            "row \(pixel.row) col \(pixel.column) true \(photons(state.pictures?.truth))  gen \(photons(state.pictures?.generated))",
            "x \(NumberText.fixed(centre.x, decimals: 2)) y \(NumberText.fixed(centre.y, decimals: 2)) cm  "
                + MaskConvention.channelNames[Int(channel)],
        ]
    }
}
