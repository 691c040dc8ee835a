import Calorimeter
import Canvas
import Terminal

extension ExplorerState {
    /// What the mouse does, by what lies under it in the present view.
    mutating func point(_ mouse: MouseEvent, at now: Duration) -> [ExplorerEffect] {
        let scene = ExploreView.scene(of: self)
        let under = scene.target(x: mouse.x, y: mouse.y)
        switch mouse.action {
        case .press where mouse.button == 1:
            message = nil
            return under.map { press($0.target, area: $0.area, mouse, at: now) } ?? []
        case .drag:
            guard let row = draggedRow, let slider = scene.area(of: .slider(row)) else { return [] }
            slide(row, in: slider, x: mouse.x)
        case .release: draggedRow = nil
        case .wheelUp, .wheelDown: turnWheel(up: mouse.action == .wheelUp, over: under?.target, mouse)
        default: break
        }
        return []
    }

    private mutating func press(_ target: Target, area: Rect, _ mouse: MouseEvent, at now: Duration) -> [ExplorerEffect] {
        switch target {
        case .row(let row):
            leaveField()
            if self.row == row || row == .species { open(row) } else { self.row = row }
        case .slider(let row):
            leaveField()
            self.row = row
            draggedRow = row
            gesture += 1
            slide(row, in: area, x: mouse.x)
        case .picture:
            leaveField()
            focus = .picture
            if let map = PictureScales(self).truth, let pixel = map.pixel(atCellX: mouse.x - area.x, y: mouse.y - area.y) {
                crosshair = Pixel(row: pixel.row, column: pixel.column)
                mode = .inspect
            }
        case .pane(let pane):
            leaveField()
            focus = pane
        case .action(let action):
            leaveField()
            return perform(action, at: now)
        case .preset(let index):
            if case .presets(_, let filter) = mode {
                let choices = Species.matching(filter)
                if choices.indices.contains(index) { choose(choices[index]) }
            }
        case .list: break
        case .outside: mode = .browse
        }
        return []
    }

    /// A click elsewhere leaves what was being typed as Esc does.
    private mutating func leaveField() {
        switch mode {
        case .edit, .seed: mode = .browse
        default: break
        }
    }

    private mutating func slide(_ row: ParameterRow, in slider: Rect, x: Int) {
        guard case .parameter(let parameter) = row else { return }
        let fraction = Slider.fraction(atColumn: x - slider.x, width: slider.width)
        if parameter == .mass { return choose(.nearest(toMassMeV: range[.mass].value(at: fraction)), gesture: gesture) }
        var value = range[parameter].value(at: fraction)
        if parameter == .charge { value = value.rounded() }
        change(gesture: gesture) { lock, particle throws(Refusal) in try lock.setting(parameter, to: value, in: particle) }
    }

    private mutating func turnWheel(up: Bool, over target: Target?, _ mouse: MouseEvent) {
        switch (mode, target) {
        case (.help, _): _ = press(Key(up ? .up : .down), at: .zero)
        case (.presets, _): _ = press(Key(up ? .up : .down), at: .zero)
        case (.browse, .row(let row)), (.browse, .slider(let row)):
            self.row = row
            step(row, up: up, size: mouse.modifiers.contains(.shift) ? .ten : mouse.modifiers.contains(.control) ? .tenth : .one)
        default: break
        }
    }
}
