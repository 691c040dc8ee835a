import Calorimeter
import Canvas

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
