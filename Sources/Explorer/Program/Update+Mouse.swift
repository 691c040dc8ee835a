import Canvas
import Terminal

extension ExplorerState {
    /// What the mouse does, by what lies under it on the screen.
    mutating func point(_ mouse: MouseEvent, on scene: Scene, at now: Duration) -> [ExplorerEffect] {
        let under = scene.target(x: mouse.x, y: mouse.y)
        switch mouse.action {
        case .press where mouse.button == 1:
            (message, isFirstRun) = (nil, false)
            leaveField()
            return under.map { press($0.target, area: $0.area, mouse, at: now) } ?? []
        case .drag: page.drag(mouse, in: scene, on: &self)
        case .release: dragged = nil
        case .wheelUp, .wheelDown: turnWheel(up: mouse.action == .wheelUp, over: under?.target, mouse, at: now)
        default: break
        }
        return []
    }

    private mutating func press(_ target: Target, area: Rect, _ mouse: MouseEvent, at now: Duration) -> [ExplorerEffect] {
        switch target {
        case .action(let action): return perform(action, at: now)
        case .list: break
        case .choice(let index): return choose(index, target, in: area, mouse, at: now)
        case .outside: mode = resting
        default: page.press(target, in: area, mouse, on: &self, at: now)
        }
        return []
    }

    /// Takes a line of the list that is open.
    private mutating func choose(_ index: Int, _ target: Target, in area: Rect, _ mouse: MouseEvent, at now: Duration)
        -> [ExplorerEffect]
    {
        switch mode {
        case .palette(_, let filter):
            let commands = Command.matching(filter, self)
            mode = resting
            if commands.indices.contains(index) { return perform(commands[index].action, at: now) }
        case .save(var dialog):
            let kinds = SaveKind.offered(self)
            if kinds.indices.contains(index) { dialog.choose(kinds[index], self) }
            mode = .save(dialog)
        default: page.press(target, in: area, mouse, on: &self, at: now)
        }
        return []
    }

    /// A click elsewhere leaves what was being typed as Esc does.
    private mutating func leaveField() {
        switch mode {
        case .edit, .ask: mode = resting
        default: break
        }
    }

    private mutating func turnWheel(up: Bool, over target: Target?, _ mouse: MouseEvent, at now: Duration) {
        switch mode {
        case .help, .presets, .palette, .messages, .save: _ = press(Key(up ? .up : .down), at: now)
        default:
            if let target { page.turnWheel(up: up, over: target, mouse, on: &self, at: now) }
        }
    }
}
