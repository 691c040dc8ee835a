import Calorimeter
import Canvas

/// The latent walk: the picture that ten noises make, a slider for each, and what each alone would change.
enum WalkPanel {
    private static let panelWidth = 36

    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        guard let walk = state.diversity.walk else { return }
        let full = HeatMap.cellSize(of: state.detector, pooling: 1)
        let isWide = area.width >= 2 * (full.width + 1) + panelWidth
        let hasTitles = area.height > full.height + 1
        let top = area.y + (hasTitles ? 1 : 0)
        let pictures = Pictures(state.walkResult, state)
        if let pictures {
            pictures.draw(.now, pooling: 1, x: area.x, y: top, title: hasTitles ? "now" : nil, state, of: &scene)
            if isWide {
                pictures.draw(
                    .change, pooling: 1, x: area.x + full.width + 1, y: top, title: changeTitle(state), state, of: &scene)
            } else {
                drawHalfSize(
                    pictures, state,
                    in: Rect(x: area.x, y: top + full.height + 1, width: area.width, height: area.maxY - top - full.height - 1),
                    of: &scene)
            }
        } else {
            scene.canvas.text("sampling", x: area.x + 1, y: top, .dim)
        }
        let panelX = area.x + (isWide ? 2 : 1) * (full.width + 1) + (area.width >= 100 ? 2 : 0)
        drawPanel(
            walk, pictures, state, in: Rect(x: panelX, y: area.y, width: area.maxX - panelX, height: area.height), of: &scene)
    }

    private static func changeTitle(_ state: ExplorerState) -> String {
        state.appearance.text("now − start", ascii: "now - start")
    }

    /// Where it began and what changed since, below the picture.
    private static func drawHalfSize(_ pictures: Pictures, _ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let half = HeatMap.cellSize(of: state.detector, pooling: 2)
        guard area.height >= half.height + 1 else { return }
        pictures.draw(.start, pooling: 2, x: area.x, y: area.y + 1, title: "start", state, of: &scene)
        pictures.draw(
            .change, pooling: 2, x: area.x + half.width + 1, y: area.y + 1, title: changeTitle(state), state, of: &scene)
    }

    private static func drawPanel(
        _ walk: LatentWalk, _ pictures: Pictures?, _ state: ExplorerState, in area: Rect, of scene: inout Scene
    ) {
        let quiet = state.appearance.quietStyle
        scene.canvas.text("latent walk: " + (state.model?.title ?? "no model"), x: area.x, y: area.y, .bold, limit: area.width)
        scene.canvas.text(
            "\(ParticleText.heading(state.particle, state.appearance)) GeV, from seed \(state.seed)/\(state.diversity.sample)",
            x: area.x, y: area.y + 1, quiet, limit: area.width)
        let curves = state.walkResult?.curves ?? []
        let low = curves.joined().min() ?? 0
        let high = curves.joined().max() ?? 0
        // The curve of a noise takes one or more columns a point, the slider what is left.
        let points = LatentWalk.curveValues.count
        let widening = max(1, min(3, (area.width - 22) / points))
        let sliderWidth = min(33, max(9, (area.width - 12 - widening * points - 2) | 1))
        let curveX = area.x + 12 + sliderWidth
        scene.canvas.text("noise   value", x: area.x + 1, y: area.y + 3, quiet)
        if !curves.isEmpty {
            scene.canvas.text("sum \(NumberText.compact(low))-\(NumberText.compact(high))", x: curveX, y: area.y + 3, quiet)
        }
        let pitch = area.height >= 34 ? 2 : 1
        for index in walk.start.indices {
            let y = area.y + 3 + (index + 1) * pitch
            let value = walk.noise[index]
            let line = Rect(x: area.x, y: y, width: area.width, height: 1)
            scene.add(.row(index), at: line)
            let style: Style = index == walk.selected ? .bold : .plain
            if index == walk.selected { scene.canvas.text(String(state.appearance.glyphs.selection), x: area.x, y: y, .bold) }
            scene.canvas.text("z\(index + 1)", x: area.x + 1, y: y, style)
            let text = (value > 0 ? "+" : "") + NumberText.fixed(Double(value), decimals: 2)
            scene.canvas.text(text, endingAt: area.x + 10, y: y, style)
            let slider = Rect(x: area.x + 11, y: y, width: sliderWidth, height: 1)
            Slider(fraction: Double((value / LatentWalk.limit + 1) / 2), kind: .knob, zero: 0.5).draw(
                on: &scene.canvas, x: slider.x, y: y, width: slider.width, style: style, appearance: state.appearance)
            scene.add(.slider(index), at: slider)
            guard curves.indices.contains(index) else { continue }
            // One range for all: a noise that changes little has a flat curve.
            let floor = low - max(high - low, 1) * 0.05
            let values = curves[index].flatMap { Array(repeating: $0 - floor, count: widening) }
            Sparkline(values: values, peak: high - floor).draw(
                on: &scene.canvas, in: Rect(x: curveX, y: y + 1 - pitch, width: values.count, height: pitch),
                style: state.appearance.generatedStyle(state.modelIndex), appearance: state.appearance)
        }
        var y = area.y + 4 + walk.start.count * pitch + 1
        guard let pictures else { return }
        let (now, start) = (ResponseShape(pictures.result.response), ResponseShape(pictures.result.start))
        let lines = [
            "sum    \(ShapeText(now).sum)  \(NumberText.difference(now.sum - start.sum, width: 7)) from start",
            "peak   \(ShapeText(now).peak)", "centre \(ShapeText(now).centre)", "curves: photon sum, noise from",
            state.appearance.text("−3 to 3 σ, the others staying", ascii: "-3 to 3 sigma, the others staying"),
        ]
        for (index, line) in lines.enumerated() where y < area.maxY - 1 {
            scene.canvas.text(line, x: area.x, y: y, index < 3 ? .plain : quiet, limit: area.width)
            y += 1
        }
        scene.drawBar(pictures.scale, x: area.x, y: min(y, area.maxY - 1), width: min(area.width - 10, 26))
        scene.canvas.text(state.transfer.label, endingAt: area.x + min(area.width - 1, 35), y: min(y, area.maxY - 1), quiet)
    }

    private struct Pictures {
        enum Kind { case now, start, change }

        let result: WalkResult
        let scale: HeatMapScale
        private let transfer: Transfer

        init?(_ result: WalkResult?, _ state: ExplorerState) {
            guard let result else { return nil }
            self.result = result
            transfer = state.transfer
            scale = .of([HeatMap(result.response), HeatMap(result.start)], state.transfer)
        }

        private func map(_ kind: Kind, pooling: Int) -> HeatMap {
            let map =
                switch kind {
                case .now: HeatMap(result.response)
                case .start: HeatMap(result.start)
                case .change: HeatMap.difference(result.response, result.start.photons)
                }
            return map.pooled(by: pooling)
        }

        func draw(_ kind: Kind, pooling: Int, x: Int, y: Int, title: String?, _ state: ExplorerState, of scene: inout Scene) {
            let map = map(kind, pooling: pooling)
            let isOwn = kind == .change || pooling > 1
            let scale = isOwn ? .of([map], isDifference: kind == .change, transfer) : scale
            if let title {
                let end = scene.canvas.text(title + " ", x: x, y: y - 1, .bold, limit: map.cellSize.width)
                scene.drawBar(
                    scale, x: max(end, x + map.cellSize.width - 20), y: y - 1, width: min(20, x + map.cellSize.width - end))
            }
            scene.draw(map, x: x, y: y, scale: scale)
        }
    }
}
