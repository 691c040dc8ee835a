import Canvas
import FastSimulation
import Terminal

extension DiversityPage {
    static var playInterval: Duration { .milliseconds(25) }

    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        if state.diversity.walk != nil { return performInWalk(action, on: &state, at: now) }
        switch action {
        case .rowUp: state.diversity.row = max(0, state.diversity.row - 1)
        case .rowDown: state.diversity.row = min(state.models.count, state.diversity.row + 1)
        case .rowFirst: state.diversity.row = 0
        case .rowLast: state.diversity.row = state.models.count
        case .step(let up, let size): state.chooseSample(state.diversity.sample + size.places(up: up))
        case .newSample: state.chooseSample(state.diversity.sample + 1)
        case .previousSample: state.chooseSample(state.diversity.sample - 1)
        case .edit: state.diversity.isFullSize.toggle()
        case .stop where state.diversity.isFullSize && state.front.progress == nil: state.diversity.isFullSize = false
        case .cyclePicture: state.diversity.isDifference.toggle()
        case .shareScale:
            state.diversity.hasScalePerRow.toggle()
            state.say(
                state.diversity.hasScalePerRow ? "each row has its own colour scale" : "all rows share one colour scale", at: now)
        case .cycleCount:
            state.diversity.count = SampleCounts.next(after: state.diversity.count)
            state.chooseSample(state.diversity.sample)
        case .newSeed:
            state.seed &+= 1
            state.chooseSample(0)
        case .vary: state.beginWalk(at: now)
        case .nextModel: return []
        default: return nil
        }
        return []
    }

    private static func performInWalk(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        guard let walk = state.diversity.walk else { return nil }
        switch action {
        case .rowUp: state.diversity.walk?.selected = max(0, walk.selected - 1)
        case .rowDown: state.diversity.walk?.selected = min(walk.start.count - 1, walk.selected + 1)
        case .rowFirst: state.diversity.walk?.selected = 0
        case .rowLast: state.diversity.walk?.selected = walk.start.count - 1
        case .step(let up, let size):
            state.setNoise(walk.selected, to: walk.noise[walk.selected] + (up ? 1 : -1) * (size == .ten ? 1 : 0.1))
        case .resetRow: state.setNoise(walk.selected, to: walk.start[walk.selected])
        case .newSample: state.restartWalk(sample: state.diversity.sample + 1)
        case .previousSample: state.restartWalk(sample: state.diversity.sample - 1)
        case .newSeed:
            state.seed &+= 1
            state.restartWalk(sample: 0)
        case .vary, .edit: state.endWalk()
        case .stop where state.front.progress == nil: state.endWalk()
        case .cyclePicture, .shareScale, .cycleCount: break
        default: return nil
        }
        return []
    }

    /// The next sample, or the next value of the chosen noise.
    static func advance(_ state: inout ExplorerState) {
        guard var walk = state.diversity.walk else {
            return state.chooseSample(state.diversity.sample + 1 < state.diversity.count ? state.diversity.sample + 1 : 0)
        }
        let value = walk.next(after: walk.noise[walk.selected])
        state.diversity.walk = walk
        state.setNoise(walk.selected, to: value)
    }

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .row(let index) where state.diversity.walk != nil: state.diversity.walk?.selected = index
        case .row(let row): state.diversity.row = row
        case .cell(let row, let sample):
            if (state.diversity.row, state.diversity.sample) == (row, sample) { state.diversity.isFullSize = true }
            state.diversity.row = row
            state.chooseSample(sample)
        case .picture: state.diversity.isFullSize = false
        case .slider(let index):
            state.diversity.walk?.selected = index
            state.gesture += 1
            state.dragged = .slider(index)
            slide(index, in: area, x: mouse.x, on: &state)
        default: break
        }
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        guard case .slider(let index) = state.dragged, let slider = scene.area(of: .slider(index)) else { return }
        slide(index, in: slider, x: mouse.x, on: &state)
    }

    private static func slide(_ index: Int, in slider: Rect, x: Int, on state: inout ExplorerState) {
        let fraction = Float(Slider.fraction(atColumn: x - slider.x, width: slider.width))
        state.setNoise(index, to: (2 * fraction - 1) * LatentWalk.limit)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard state.mode == .browse else { return }
        switch target {
        case .row(let index) where state.diversity.walk != nil, .slider(let index):
            state.diversity.walk?.selected = index
            state.setNoise(index, to: (state.diversity.walk?.noise[index] ?? 0) + (up ? 0.1 : -0.1))
        case .cell, .row: state.chooseSample(state.diversity.sample + (up ? -1 : 1))
        default: break
        }
    }
}

extension ExplorerState {
    /// Puts the cursor on a sample and keeps it on the screen.
    mutating func chooseSample(_ sample: Int) {
        diversity.sample = min(max(sample, 0), diversity.count - 1)
        diversity.first = VisibleRows.first(
            diversity.first, cursor: diversity.sample, room: diversityLayout.samples, of: diversity.count)
    }

    var walkRequest: WalkRequest? {
        guard let walk = diversity.walk, let model, !model.isFile else { return nil }
        return WalkRequest(
            particle: settings.particle, model: model.name, seed: settings.seed, sample: diversity.sample, noise: walk.noise,
            start: walk.start, values: isPlaying || dragged != nil ? [] : LatentWalk.curveValues)
    }

    mutating func setNoise(_ index: Int, to value: Float) {
        // Steps land on hundredths, so that zero is met again on the way back.
        diversity.walk?.noise[index] = (min(max(value, -LatentWalk.limit), LatentWalk.limit) * 100).rounded() / 100
    }

    /// Begins at the sample under the cursor, with the model of its row.
    mutating func beginWalk(at now: Duration) {
        guard !models.isEmpty else { return complain(modelProblems.first ?? "there is no model to walk in") }
        let ofRow = models.indices.contains(diversity.row - 1) ? models[diversity.row - 1] : nil
        let chosen = ofRow ?? model
        if let chosen, chosen.isFile {
            return complain("\(chosen.title) is a file of responses: without weights it has no noise to walk through.")
        }
        if let ofRow { choose(model: ofRow.name) }
        restartWalk(sample: diversity.sample)
    }

    fileprivate mutating func restartWalk(sample: Int) {
        chooseSample(sample)
        let selected = diversity.walk?.selected ?? 0
        diversity.walk = LatentWalk(start: Generator.Session.noise(seed: settings.seed, index: diversity.sample))
        diversity.walk?.selected = selected
        front.slots.forget(WalkRequest.self)
    }

    fileprivate mutating func endWalk() {
        diversity.walk = nil
        stopPlaying()
    }
}
