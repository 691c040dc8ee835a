import Calorimeter
import Canvas
import Evaluation
import Terminal

extension ExplorePage {
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        switch action {
        case .rowUp: state.explore.row = state.explore.row.moved(-1)
        case .rowDown: state.explore.row = state.explore.row.moved(1)
        case .rowFirst: state.explore.row = state.explore.row.moved(-ParameterRow.all.count)
        case .rowLast: state.explore.row = state.explore.row.moved(ParameterRow.all.count)
        case .step(let up, let size): state.step(state.explore.row, up: up, size: size)
        case .edit: state.open(state.explore.row)
        case .presets: state.mode = .presets(selection: 0, filter: "")
        case .cycleLock: state.cycleLock(at: now)
        case .resetRow: state.reset(state.explore.row)
        case .newSample: advance(&state)
        case .previousSample: state.show(sample: state.sampleIndex - 1)
        case .cyclePicture: state.explore.shown = state.nextPicture
        case .cyclePanels:
            state.explore.panels = state.explore.panels.next
            // Where they share their place with the table they come into sight.
            if state.exploreLayout.histograms.isEmpty { state.explore.focus = .histograms }
        case .inspect where state.explore.crosshair != nil: (state.explore.crosshair, state.mode) = (nil, .browse)
        case .inspect:
            state.explore.crosshair =
                (state.pictures?.truth ?? state.pictures?.generated).flatMap { ResponseShape($0).peak }.map {
                    Pixel(row: $0.row, column: $0.column)
                } ?? Pixel(row: state.detector.rows / 2, column: state.detector.columns / 2)
            state.mode = .inspect
        case .shareScale:
            state.explore.isScaleShared.toggle()
            state.say(
                state.explore.isScaleShared
                    ? "true and generated share one colour scale" : "each picture has its own colour scale", at: now)
        case .cycleScale where state.explore.focus == .histograms:
            state.explore.countScale = state.explore.countScale.next
            state.say("\(state.explore.countScale == .linear ? "linear" : "logarithmic") counts", at: now)
        case .nextPane, .previousPane: state.explore.focus = state.explore.focus.next
        default: return nil
        }
        return []
    }

    static func advance(_ state: inout ExplorerState) {
        state.show(sample: state.sampleIndex + 1)
    }
}

extension ExplorerState {
    /// What the picture shows after the key: beside a true picture only the other two make sense.
    fileprivate var nextPicture: Picture {
        let isBesideTruth = exploreLayout.hasTruth
        if isBesideTruth { return explore.shown == .difference ? .generated : .difference }
        return explore.shown.next
    }

    /// Sets the number of one row, keeping what the lock keeps.
    mutating func set(_ row: ParameterRow, to value: Double) throws(Refusal) {
        let wasFar = if case .parameter(let parameter) = row { FarVertex.widths(parameter, self) != nil } else { false }
        settings.particle = try settings.lock.setting(row, to: value, in: settings.particle, on: detector)
        // Said once, as the vertex leaves, and not at each step of the key or the mouse.
        if !wasFar, case .parameter(let parameter) = row, let sentence = FarVertex.sentence(parameter, self) { offer(sentence) }
    }

    mutating func change(_ row: ParameterRow, to value: Double) {
        do throws(Refusal) {
            try set(row, to: value)
        } catch {
            complain(error.description)
        }
    }

    mutating func change(_ change: (OnShellLock, Particle) throws(Refusal) -> Particle) {
        do {
            settings.particle = try change(settings.lock, settings.particle)
        } catch {
            complain(error.description)
        }
    }

    /// One step of a row; the species row and the mass go through the species.
    mutating func step(_ row: ParameterRow, up: Bool, size: StepSize) {
        guard let value = row.value(of: settings.particle, on: detector) else {
            return row == .species
                ? choose(nextSpecies(up: up))
                : complain(
                    settings.particle.momentumGeV.z == 0
                        ? "The particle never comes to the plane of the face; give it a Pz."
                        : "The particle comes to the plane of the face more than 10 m from the beam; type where it should land.")
        }
        switch row {
        case .parameter(let parameter):
            guard let next = parameter.stepped(value, up: up, size: size) else { return choose(nextSpecies(up: up)) }
            change(row, to: next)
        default: change(row, to: Parameter.moved(value, by: 0.1, up: up, size: size))
        }
    }

    /// The neighbour of the present species in the preset list; from a custom particle, the nearest mass.
    private func nextSpecies(up: Bool) -> Species {
        let stops = Species.distinct
        guard let species = settings.particle.species, let index = stops.firstIndex(where: { $0.hasNumbers(of: species) }) else {
            return .nearest(toMassMeV: settings.particle.massMeV)
        }
        return stops[(index + (up ? 1 : -1) + stops.count) % stops.count]
    }

    mutating func open(_ row: ParameterRow) {
        explore.row = row
        switch row {
        case .species: mode = .presets(selection: 0, filter: "")
        case .parameter, .landing: beginEditing(row)
        }
    }

    fileprivate mutating func reset(_ row: ParameterRow) {
        let (loaded, detector) = (settings.loaded, detector)
        change { lock, particle throws(Refusal) in
            switch row {
            case .species:
                var reset = particle
                reset.charge = loaded.charge
                return try lock.setting(.mass, to: loaded.massMeV, in: reset)
            case .parameter(let parameter):
                return try lock.setting(parameter, to: loaded[parameter], in: particle)
            case .landing(let axis):
                let point = LandingPoint(of: loaded, on: detector)
                return try lock.setting(row, to: axis == .x ? point.x : point.y, in: particle, on: detector)
            }
        }
    }

    /// The next lock; where it lets something follow, the particle comes on shell at once.
    fileprivate mutating func cycleLock(at now: Duration) {
        func take(_ changed: Particle, _ lock: OnShellLock, _ sentence: String) {
            (settings.particle, settings.lock) = (changed, lock)
            say(sentence, at: now)
        }
        let particle = settings.particle
        let byEnergy = particle.withEnergyOnShell()
        let byMomentum = particle.withMomentumOnShell().flatMap { OnShellLock.holds($0) ? $0 : nil }
        let next = settings.lock.next
        if next == .energyFollows, OnShellLock.holds(byEnergy) { return take(byEnergy, next, "energy follows momentum and mass") }
        if next != .free, let byMomentum {
            return take(byMomentum, .momentumFollows, "momentum follows energy and mass, its direction stays")
        }
        if next == .momentumFollows, OnShellLock.holds(byEnergy) {
            let reason = particle.energyGeV < particle.massGeV ? "energy was below the mass" : "no momentum follows this energy"
            return take(byEnergy, .energyFollows, "\(reason): it follows p and m")
        }
        guard next == .free || settings.lock != .free else {
            return complain(
                "Mass and momentum ask for an energy of \(NumberText.value(byEnergy.energyGeV)) GeV, which no particle may have: all stay free."
            )
        }
        take(particle, .free, "energy, momentum and mass are free")
    }
}

extension Species {
    /// Whether another species has the same mass and charge, and so the same responses.
    func hasNumbers(of other: Species) -> Bool { massMeV == other.massMeV && charge == other.charge }

    /// The species without those that have the numbers of an earlier one.
    static let distinct = all.enumerated().filter { index, species in
        !all[..<index].contains { $0.hasNumbers(of: species) }
    }.map(\.element)

    static func nearest(toMassMeV mass: Double) -> Species {
        all.min { abs($0.massMeV - mass) < abs($1.massMeV - mass) } ?? .neutron
    }
}

extension ExplorePage {
    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        switch target {
        case .row(let index):
            let row = ParameterRow.all[index]
            if state.explore.row == row || row == .species { state.open(row) } else { state.explore.row = row }
        case .slider(let index):
            let row = ParameterRow.all[index]
            state.explore.row = row
            state.dragged = .slider(index)
            state.gesture += 1
            state.slide(row, in: area, x: mouse.x)
        case .picture:
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
                let pixel = Pixel(row: pixel.row * pooling, column: pixel.column * pooling)
                // The mark can be dragged from the pixels that it points at.
                if case .onFace(let landing) = Landing(of: state.particle, on: state.detector).place,
                    max(abs(landing.row - pixel.row), abs(landing.column - pixel.column)) <= pooling
                {
                    state.dragged = .landing
                    state.gesture += 1
                }
                state.explore.crosshair = pixel
                state.mode = .inspect
            }
        case .pane(let pane):
            state.explore.focus = pane
        case .choice(let index):
            if case .presets(_, let filter) = state.mode {
                let choices = Species.matching(filter)
                if choices.indices.contains(index) { state.choose(choices[index]) }
            }
        default: break
        }
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        if state.dragged == .landing { return dragLanding(to: mouse, in: scene, on: &state) }
        guard case .slider(let index) = state.dragged, ParameterRow.all.indices.contains(index) else { return }
        let row = ParameterRow.all[index]
        guard let slider = scene.area(of: .slider(index)) else { return }
        state.slide(row, in: slider, x: mouse.x)
    }

    /// The particle lands where the mouse is.
    private static func dragLanding(to mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {
        guard let under = scene.target(x: mouse.x, y: mouse.y), under.target == .picture else { return }
        let pooling = state.exploreLayout.pooling(of: state.detector)
        guard let map = PictureScales(state, pooling: pooling).truth,
            let pixel = map.pixel(atCellX: mouse.x - under.area.x, y: mouse.y - under.area.y)
        else { return }
        (state.explore.crosshair, state.mode) = (nil, .browse)
        let centre = state.detector.centre(row: pixel.row * pooling, column: pixel.column * pooling)
        let detector = state.detector
        state.change { lock, particle throws(Refusal) in
            try lock.landing(LandingPoint(x: centre.x, y: centre.y), particle, on: detector)
        }
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard state.mode == .browse else { return }
        switch target {
        case .row(let index), .slider(let index):
            let row = ParameterRow.all[index]
            state.explore.row = row
            state.step(
                row, up: up, size: mouse.modifiers.contains(.shift) ? .ten : mouse.modifiers.contains(.control) ? .tenth : .one)
        default: break
        }
    }
}

extension ExplorerState {
    mutating func slide(_ row: ParameterRow, in slider: Rect, x: Int) {
        let fraction = Slider.fraction(atColumn: x - slider.x, width: slider.width)
        if case .landing(let axis) = row {
            let edges = axis.edges(detector)
            return change(row, to: edges.lowerBound + fraction * (edges.upperBound - edges.lowerBound))
        }
        guard case .parameter(let parameter) = row else { return }
        if parameter == .mass { return choose(.nearest(toMassMeV: range[.mass].value(at: fraction))) }
        var value = range[parameter].value(at: fraction)
        if parameter == .charge { value = value.rounded() }
        change(row, to: value)
    }
}
