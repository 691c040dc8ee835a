import Calorimeter
import Canvas
import Terminal

extension ComparePage {
    static var playInterval: Duration { .milliseconds(25) }

    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        if state.compare.sweep != nil { return performInSweep(action, on: &state, at: now) }
        let count = state.compare.particles.count
        switch action {
        case .rowUp: state.compare.row = max(0, state.compare.row - 1)
        case .rowDown: state.compare.row = min(state.models.count, state.compare.row + 1)
        case .rowFirst: state.chooseColumn(0)
        case .rowLast: state.chooseColumn(count - 1)
        case .step(let up, let size): state.chooseColumn(state.compare.column + size.places(up: up))
        case .newSample: advance(&state)
        case .previousSample: state.show(sample: state.sampleIndex - 1)
        case .edit: state.compare.isFullSize.toggle()
        case .stop where state.compare.isFullSize && state.front.progress == nil: state.compare.isFullSize = false
        case .cyclePicture: state.compare.isDifference.toggle()
        case .shareScale:
            state.compare.sharing = state.compare.sharing.next
            state.say(
                state.compare.sharing == .all
                    ? "all pictures share one colour scale" : "each \(state.compare.sharing.rawValue) has its own colour scale",
                at: now)
        case .cycleCount: state.cycleCompareCount()
        case .addColumn: state.insertColumn(state.particle, at: now)
        case .copyColumn: state.insertColumn(state.columnParticle, at: now)
        case .dropColumn: state.dropColumn(at: now)
        case .vary:
            state.compare.sweep = Sweep(base: state.columnParticle, parameter: .energy, detector: state.detector)
        default: return nil
        }
        return []
    }

    private static func performInSweep(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        guard let sweep = state.compare.sweep else { return nil }
        switch action {
        case .rowUp, .rowDown:
            let next = Sweep.parameters.neighbour(of: sweep.parameter, steps: action == .rowDown ? 1 : -1)
            state.compare.sweep = Sweep(base: sweep.base, parameter: next, detector: state.detector)
        case .step(let up, let size): state.goToPoint(sweep.position + size.places(up: up))
        case .rowFirst: state.goToPoint(0)
        case .rowLast: state.goToPoint(Sweep.points - 1)
        case .newSample: state.show(sample: state.sampleIndex + 1)
        case .previousSample: state.show(sample: state.sampleIndex - 1)
        case .cycleCount: state.cycleCompareCount()
        case .vary, .edit: state.endSweep()
        case .stop where state.front.progress == nil: state.endSweep()
        case .addColumn:
            state.insertColumn(sweep.particle(at: sweep.position, state.detector), at: now)
            state.say("added as a column", at: now)
        case .dropColumn, .copyColumn, .nextParticle, .previousParticle, .findParticle, .cyclePicture, .shareScale: break
        default: return nil
        }
        return []
    }

    /// The next sample, or the next point of the sweep.
    static func advance(_ state: inout ExplorerState) {
        guard state.compare.sweep != nil else {
            state.show(sample: state.sampleIndex + 1)
            return
        }
        state.compare.sweep?.advance()
    }

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .cell(let row, let column):
            if (state.compare.row, state.compare.column) == (row, column) { state.compare.isFullSize = true }
            state.compare.row = row
            state.chooseColumn(column)
        case .column(let column): state.chooseColumn(column)
        case .row(let row): state.compare.row = row
        case .picture: state.compare.isFullSize = false
        case .plot: goTo(mouse, in: area, on: &state)
        default: break
        }
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        guard state.compare.sweep != nil, let area = scene.area(of: .plot(0)), area.contains(x: mouse.x, y: mouse.y) else {
            return
        }
        goTo(mouse, in: area, on: &state)
    }

    private static func goTo(_ mouse: MouseEvent, in area: Rect, on state: inout ExplorerState) {
        let plot = LinePlot.plotArea(in: area)
        guard plot.width > 1 else { return }
        let share = Double(mouse.x - plot.x) / Double(plot.width - 1)
        state.goToPoint(Int((min(max(share, 0), 1) * Double(Sweep.points - 1)).rounded()))
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard state.mode == .browse else { return }
        _ = perform(.step(up: !up, .one), on: &state, at: now)
    }
}

extension ExplorerState {
    var columnParticle: Particle {
        let compared = compare.particles
        return compared.indices.contains(compare.column) ? compared[compare.column] : settings.particle
    }

    /// Puts the cursor on a column and keeps it on the screen.
    mutating func chooseColumn(_ column: Int) {
        let count = compare.particles.count
        compare.column = min(max(column, 0), count - 1)
        compare.first = VisibleRows.first(compare.first, cursor: compare.column, room: compareLayout.columns, of: count)
    }

    fileprivate mutating func cycleCompareCount() {
        compare.count = SampleCounts.next(after: compare.count)
    }

    fileprivate mutating func insertColumn(_ particle: Particle, at now: Duration) {
        guard compare.particles.count < CompareSettings.mostColumns else {
            return complain("There are \(CompareSettings.mostColumns) columns already; x drops one.")
        }
        let place = compare.column + 1
        compare.particles.insert(particle, at: min(place, compare.particles.count))
        chooseColumn(place)
    }

    fileprivate mutating func dropColumn(at now: Duration) {
        guard compare.particles.count > 1 else { return say("the last column stays", at: now) }
        let place = compare.column
        compare.particles.remove(at: place)
        chooseColumn(place)
    }

    fileprivate mutating func goToPoint(_ point: Int) {
        compare.sweep?.position = min(max(point, 0), Sweep.points - 1)
    }

    fileprivate mutating func endSweep() {
        compare.sweep = nil
        stopPlaying()
    }
}
