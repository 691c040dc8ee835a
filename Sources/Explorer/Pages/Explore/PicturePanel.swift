import Calorimeter
import Canvas
import DataSets

/// One response as a picture, with a frame and title where there is room.
struct PicturePanel {
    var state: ExplorerState
    var picture: Picture
    var isFramed: Bool
    /// Pixels that are summed into one, along each axis.
    var pooling: Int
    var scales: PictureScales

    /// Without a frame: there is a line above the picture.
    var hasHeading = false

    func draw(in area: Rect, of scene: inout Scene) {
        var inside = area
        if isFramed {
            Frame(title: state.detectorPrefix + title, isFocused: state.explore.focus == .picture).draw(
                on: &scene.canvas, in: area, appearance: state.appearance)
            inside = area.inset()
            drawAxes(around: area, of: &scene)
        }
        guard let map = scales.map(of: picture) else {
            drawMissing(in: inside, of: &scene)
            return
        }
        scene.draw(
            map, x: inside.x, y: inside.y, scale: scales.scale(of: picture),
            crosshair: state.explore.crosshair.map { ($0.row / pooling, $0.column / pooling) })
        scene.add(.picture, at: inside)
        if state.explore.crosshair == nil {
            scene.draw(LandingMark(landing: Landing(of: state.particle, on: state.detector), pooling: pooling), in: inside)
        }
        if !isFramed, hasHeading {
            drawHeading(above: inside, of: &scene)
        } else if pooling > 1, !isFramed {
            drawNotes(below: inside, of: &scene)
        }
    }

    private var title: String {
        switch picture {
        case .truth: truthTitle
        case .generated: state.generatedWord
        case .difference: picture.title
        }
    }

    /// Which truth or model it is, and where the beams pass if there is room.
    private func drawHeading(above area: Rect, of scene: inout Scene) {
        let model = state.model.map { ": " + $0.title } ?? ""
        let long = picture == .truth ? truthTitle : ExploreTitle.word(picture, state) + (picture == .generated ? model : "")
        let name = state.detectorPrefix
        let side = state.detector.beamSide(state.appearance)
        let text =
            [long, ExploreTitle.word(picture, state)].map { name + $0 }.first { $0.unicodeScalars.count <= area.width } ?? name
        let end = scene.canvas.text(
            text, x: area.x, y: area.y - 1, ExploreTitle.style(picture, state.appearance), limit: area.width)
        guard end + 2 + side.unicodeScalars.count <= area.maxX else { return }
        scene.canvas.text(side, endingAt: area.maxX, y: area.y - 1, state.appearance.quietStyle)
    }

    /// "true: reference MC", "true: set.npz, nearest 0.31σ": the file's name gives way to how it answers.
    private var truthTitle: String {
        let warning = TruthText.warning(state.particle, state)
        guard state.truth.dataSet != nil else { return "true: reference MC" + (warning.isEmpty ? "" : ", \(warning)") }
        return "true: \(TruthText.short(state, width: warning.isEmpty ? 26 : 12))" + (warning.isEmpty ? "" : ", \(warning)")
    }

    /// Rows are x, downwards; columns are y: the order of the published images.
    private func drawAxes(around area: Rect, of scene: inout Scene) {
        let (x, y) = (state.appearance.text(" x ↓ ", ascii: " x down "), state.appearance.text(" y → ", ascii: " y right "))
        scene.canvas.text(y, endingAt: area.maxX - 2, y: area.y, state.appearance.quietStyle)
        scene.canvas.text(x, x: area.x + 2, y: area.maxY - 1, state.appearance.quietStyle)
        scene.canvas.text(
            " \(state.detector.beamSide(state.appearance)) ", endingAt: area.maxX - 2, y: area.maxY - 1,
            state.appearance.quietStyle)
    }

    /// What a small picture without a frame leaves room for below it.
    private func drawNotes(below area: Rect, of scene: inout Scene) {
        let quiet = state.appearance.quietStyle
        let lines: [(String, Style)] = [
            (state.detectorPrefix + ExploreTitle.word(picture, state), .bold),
            ("\(pooling)×\(pooling) summed", quiet), (state.appearance.text("x ↓  y →", ascii: "x down, y right"), quiet),
            (state.detector.beamSide(state.appearance), quiet),
        ]
        for (offset, line) in lines.enumerated() {
            scene.canvas.text(line.0, x: area.x, y: area.maxY + 1 + offset, line.1, limit: area.width)
        }
    }

    private func drawMissing(in area: Rect, of scene: inout Scene) {
        let middle = area.y + area.height / 2
        let match = state.truth.dataSet?.match(state.particle)
        if state.arePicturesCurrent, match == DataSetMatch.none, picture != .generated {
            scene.canvas.text(
                "no truth: \(TruthText.short(state, width: 28))", centredIn: area, y: middle - 1, state.appearance.warningStyle)
            scene.canvas.text("has no particle of this", centredIn: area, y: middle, .dim)
            return scene.canvas.text("mass and charge on this side", centredIn: area, y: middle + 1, .dim)
        }
        if state.truth.isReading {
            return scene.canvas.text("reading \(TruthText.short(state, width: 30))", centredIn: area, y: middle, .dim)
        }
        if let model = state.model, model.isFile, state.arePicturesCurrent, picture != .truth {
            scene.canvas.text(model.title.prefixScalars(area.width), centredIn: area, y: middle - 1, .plain)
            let reason = model.hasPictures ? "has none to this particle" : "has channel sums, \(ModelSummary.noPictures)"
            return scene.canvas.text(reason, centredIn: area, y: middle, .dim)
        }
        guard state.model == nil, picture != .truth else {
            return scene.canvas.text("sampling…", centredIn: area, y: middle, .dim)
        }
        guard state.front.areModelsLoaded else {
            let text = "loading models" + state.appearance.text("…", ascii: "...")
            return scene.canvas.text(text, centredIn: area, y: middle, .dim)
        }
        scene.canvas.text("no model to run", centredIn: area, y: middle - 1, state.appearance.warningStyle)
        let hint = state.modelProblems.first ?? "the model folder is empty"
        scene.canvas.paragraph(
            hint, in: Rect(x: area.x + 2, y: middle + 1, width: area.width - 4, height: area.maxY - middle - 1))
        scene.canvas.text(
            "\(ExplorePage.keyTable.label(.cyclePicture, state.appearance)) shows the truth", centredIn: area, y: middle, .dim)
    }
}

/// The colour scales of the pictures on the screen, and the pictures themselves as heat maps.
struct PictureScales {
    let truth: HeatMap?
    let generated: HeatMap?
    let difference: HeatMap?
    private let transfer: Transfer
    private let sharedPeak: Float?

    /// - Parameter pooling: pixels that are summed into one, along each axis.
    init(_ state: ExplorerState, pooling: Int = 1) {
        truth = state.pictures?.truth.map { HeatMap($0).pooled(by: pooling) }
        generated = state.pictures?.generated.map { HeatMap($0).pooled(by: pooling) }
        if let truth, let generated {
            difference = HeatMap(
                values: zip(generated.values, truth.values).map { $0 - $1 }, rows: truth.rows, columns: truth.columns)
        } else {
            difference = nil
        }
        transfer = state.transfer
        sharedPeak = state.explore.isScaleShared ? max(truth?.peak ?? 0, generated?.peak ?? 0) : nil
    }

    func map(of picture: Picture) -> HeatMap? {
        switch picture {
        case .generated: generated
        case .truth: truth
        case .difference: difference
        }
    }

    /// The scale of a picture; true and generated share theirs unless the user asked for their own.
    func scale(of picture: Picture) -> HeatMapScale {
        switch picture {
        case .generated, .truth: .photons(transfer, peak: max(sharedPeak ?? map(of: picture)?.peak ?? 0, 1))
        case .difference: .difference(transfer, peak: max(difference?.peakMagnitude ?? 0, 1))
        }
    }

}

/// Further samples of the same particle at half size: true above, generated below, so that diversity meets the eye.
enum GalleryStrip {
    static func draw(_ state: ExplorerState, scales: PictureScales, count: Int, in area: Rect, of scene: inout Scene) {
        let truth = maps(state.statistics?.truthGallery, count: count)
        let generated = maps(state.statistics?.generatedGallery, count: count)
        let rowHeight = area.height / 2
        // One scale for all of them: what is brighter is brighter.
        let scale = HeatMapScale.of(truth + generated, state.transfer)
        for (row, maps) in [truth, generated].enumerated() {
            let y = area.y + row * rowHeight
            let name = row == 0 ? "true" : "generated"
            scene.canvas.text(name, x: area.x + 1, y: y, .bold)
            scene.canvas.text("samples 0–\(max(0, count - 1))", x: area.x + 1, y: y + 1, state.appearance.quietStyle)
            scene.canvas.text("2×2 summed", x: area.x + 1, y: y + 2, state.appearance.quietStyle)
            if row == 0 {
                scene.canvas.text("shared scale", x: area.x + 1, y: y + 4, state.appearance.quietStyle)
                scene.drawBar(scale, x: area.x + 1, y: y + 5, width: ExploreLayout.galleryLabelWidth - 2)
            }
            for (index, map) in maps.enumerated() {
                let x = area.x + ExploreLayout.galleryLabelWidth + index * (map.cellSize.width + 1)
                scene.draw(map, x: x, y: y, scale: scale)
            }
        }
        // Only the names say that these samples are of the particle before: dimming thousands of cells twice a key costs
        // more bytes than everything else on the screen.
        let names = Rect(x: area.x, y: area.y, width: ExploreLayout.galleryLabelWidth, height: area.height)
        if !state.areStatisticsCurrent { scene.canvas.restyle(names) { $0.attributes.insert(.dim) } }
    }

    private static func maps(_ responses: [Response]?, count: Int) -> [HeatMap] {
        (responses ?? []).prefix(count).map { HeatMap($0).pooled(by: 2) }
    }
}
