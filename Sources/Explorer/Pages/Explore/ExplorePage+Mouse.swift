import Calorimeter
import Canvas
import Terminal

extension ExplorePage {
    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .row(let row):
            state.leaveField()
            if state.explore.row == row || row == .species { state.open(row) } else { state.explore.row = row }
        case .slider(let row):
            state.leaveField()
            state.explore.row = row
            state.draggedSlider = row.index
            state.gesture += 1
            state.slide(row, in: area, x: mouse.x)
        case .picture:
            state.leaveField()
            state.explore.focus = .picture
            // A click on the other face brings it to the front.
            if let face = state.exploreLayout.pictures.first(where: { $0.area.contains(x: mouse.x, y: mouse.y) }),
                face.detector != state.detector
            {
                state.turnDetector(at: now)
            }
            let pooling = state.exploreLayout.pooling(of: state.detector)
            if let map = PictureScales(state, pooling: pooling).truth,
                let pixel = map.pixel(atCellX: mouse.x - area.x, y: mouse.y - area.y)
            {
                state.explore.crosshair = Pixel(row: pixel.row * pooling, column: pixel.column * pooling)
                state.mode = .inspect
            }
        case .pane(let pane):
            state.leaveField()
            state.explore.focus = pane
        case .preset(let index):
            if case .presets(_, let filter) = state.mode {
                let choices = Species.matching(filter)
                if choices.indices.contains(index) { state.choose(choices[index]) }
            }
        default: break
        }
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        guard let index = state.draggedSlider, ParameterRow.all.indices.contains(index) else { return }
        let row = ParameterRow.all[index]
        guard let slider = scene.area(of: .slider(row)) else { return }
        state.slide(row, in: slider, x: mouse.x)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard state.mode == .browse else { return }
        switch target {
        case .row(let row), .slider(let row):
            state.explore.row = row
            state.step(
                row, up: up, size: mouse.modifiers.contains(.shift) ? .ten : mouse.modifiers.contains(.control) ? .tenth : .one)
        default: break
        }
    }
}

extension ExplorerState {
    mutating func slide(_ row: ParameterRow, in slider: Rect, x: Int) {
        guard case .parameter(let parameter) = row else { return }
        let fraction = Slider.fraction(atColumn: x - slider.x, width: slider.width)
        if parameter == .mass { return choose(.nearest(toMassMeV: range[.mass].value(at: fraction))) }
        var value = range[parameter].value(at: fraction)
        if parameter == .charge { value = value.rounded() }
        change { lock, particle throws(Refusal) in try lock.setting(parameter, to: value, in: particle) }
    }
}
