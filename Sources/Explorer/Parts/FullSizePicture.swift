import Calorimeter
import Canvas

/// One picture at full size with all that a physicist wants beside it: axes in pixels and cm where there is room, a
/// colour bar, and what it is in words.
struct FullSizePicture {
    var map: HeatMap
    var scale: HeatMapScale
    /// Which truth or model, which seed; then numbers. A blank line sets parts apart.
    var lines: [String]
    var detector: Detector
    var crosshair: Pixel?
    var landing: Landing?

    private static let gap = 2

    /// Draws a picture, or says why there will be none, or that it is being made.
    static func draw(_ picture: FullSizePicture?, missing reason: String?, in area: Rect, of scene: inout Scene) {
        guard let picture else {
            return scene.canvas.text(reason ?? "sampling", centredIn: area, y: area.y + area.height / 2, .dim)
        }
        picture.draw(in: area, of: &scene)
    }

    /// The picture alone with its axes, colour bar and words.
    func canvas(_ appearance: Appearance) -> Canvas {
        let (width, height) = map.cellSize
        var scene = Scene(Size(width + 2 * Self.margin + Self.gap + 40, max(height + 4, lines.count + 6)), appearance)
        draw(in: scene.canvas.bounds, of: &scene)
        return scene.canvas
    }

    func draw(in area: Rect, of scene: inout Scene) {
        let appearance = scene.appearance
        let times = (2...Self.mostTimes).last { fits(in: area, times: $0) } ?? 1
        let hasAxes = fits(in: area, times: times)
        let map = map.enlarged(by: times)
        let (width, height) = map.cellSize
        let left = area.x + (hasAxes ? Self.margin : 0)
        let top = area.y + (hasAxes ? 2 : 0)
        scene.draw(map, x: left, y: top, scale: scale, crosshair: crosshair.map { ($0.row, $0.column) })
        let face = Rect(x: left, y: top, width: width, height: height)
        scene.add(.picture, at: face)
        if let landing, crosshair == nil {
            scene.draw(LandingMark(landing: landing, times: times), in: face)
        }
        if hasAxes { drawAxes(x: left, y: top, width: width, height: height, times: times, of: &scene) }
        let textX = left + width + (hasAxes ? Self.margin : 0) + Self.gap
        let panel = Rect(x: textX, y: area.y, width: area.maxX - textX - 1, height: area.height)
        var y = top
        for line in lines {
            for part in line.unicodeScalars.count <= panel.width ? [line] : Canvas.wrapped(line, width: panel.width)
            where y < panel.maxY - 2 {
                scene.canvas.text(part, x: panel.x, y: y, y == top ? .bold : .plain, limit: panel.width)
                y += 1
            }
        }
        let barY = top + height - 2
        scene.drawBar(scale, x: panel.x, y: barY, width: min(panel.width, 44))
        let words = "photons a pixel, \(scale.transfer.label), \(scale.colours(appearance))"
        scene.canvas.text(words, x: panel.x, y: barY + 1, appearance.quietStyle, limit: panel.width)
    }

    /// Whether a picture so many times as large fits with its axes and words.
    private func fits(in area: Rect, times: Int) -> Bool {
        let (width, height) = (map.columns * times, (map.rows * times + 1) / 2)
        return area.height >= height + 4 && area.width >= width + 2 * Self.margin + Self.gap + Self.leastWords
    }

    /// Cells left and right of the picture for numbers.
    private static let margin = 6
    /// Columns for the words.
    private static let leastWords = 30
    /// Cells along a pixel at most.
    private static let mostTimes = 8
    /// Pixels between two numbers of an axis.
    private static let tickStep = 8

    /// Rows are x, downwards: pixels on the left, cm on the right. Columns are y: pixels below, cm above.
    private func drawAxes(x: Int, y: Int, width: Int, height: Int, times: Int, of scene: inout Scene) {
        let quiet = scene.appearance.quietStyle
        func cm(_ value: Double) -> String { NumberText.fixed(value, decimals: 1) }
        for row in stride(from: 0, to: map.rows, by: Self.tickStep) {
            scene.canvas.text("\(row)", endingAt: x - 1, y: y + row * times / 2, quiet)
            scene.canvas.text(cm(detector.centre(row: row, column: 0).x), x: x + width + 1, y: y + row * times / 2, quiet)
        }
        for column in stride(from: 0, to: map.columns, by: Self.tickStep) {
            scene.canvas.text("\(column)", x: x + column * times, y: y + height, quiet)
            scene.canvas.text(cm(detector.centre(row: 0, column: column).y), x: x + column * times, y: y - 1, quiet)
        }
        scene.canvas.text("y cm", x: x, y: y - 2, quiet)
        scene.canvas.text("column", x: x, y: y + height + 1, quiet, limit: width)
        scene.canvas.text(detector.beamSide(scene.appearance), endingAt: x + width, y: y + height + 1, quiet)
        scene.canvas.text("row", endingAt: x - 1, y: y - 1, quiet)
        scene.canvas.text("x cm", x: x + width + 1, y: y - 1, quiet)
    }
}

extension ExplorerState {
    /// Why there is no picture in a row of the truth and the models; nil where there are pictures.
    func missingPicture(ofRow row: Int) -> String? {
        models.indices.contains(row - 1) && !models[row - 1].hasPictures ? ModelSummary.noPictures : nil
    }
}
