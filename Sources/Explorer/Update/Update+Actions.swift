import Calorimeter
import Canvas

extension ExplorerState {
    /// What an action does, whether a key or a click asked for it.
    mutating func perform(_ action: Action, at now: Duration) -> [ExplorerEffect] {
        switch action {
        case .rowUp: row = row.moved(-1)
        case .rowDown: row = row.moved(1)
        case .rowFirst: row = row.moved(-ParameterRow.all.count)
        case .rowLast: row = row.moved(ParameterRow.all.count)
        case .step(let up, let size): step(row, up: up, size: size)
        case .edit: open(row)
        case .presets: mode = .presets(selection: 0, filter: "")
        case .cycleLock: cycleLock(at: now)
        case .resetRow: reset(row)
        case .undo: if !history.undo() { say("nothing to undo", at: now) }
        case .redo: if !history.redo() { say("nothing to redo", at: now) }
        case .newSample: sampleIndex = min(sampleIndex + 1, Self.lastSample)
        case .previousSample: sampleIndex = max(0, sampleIndex - 1)
        case .newSeed: (seed, sampleIndex) = (seed &+ 1, 0)
        case .typeSeed: mode = .seed(FieldEditor(String(seed)))
        case .play:
            isPlaying.toggle()
            nextSampleAt = isPlaying ? now + Self.playInterval : nil
        case .nextModel: chooseNextModel(at: now)
        case .cyclePicture: shown = nextPicture
        case .inspect:
            crosshair = pictures.flatMap { ResponseShape($0.truth).peak }.map { Pixel(row: $0.row, column: $0.column) }
                ?? Pixel(row: detector.rows / 2, column: detector.columns / 2)
            mode = .inspect
        case .cycleColors:
            appearance.map = appearance.map.next
            say("colour map \(appearance.map.rawValue)", at: now)
        case .cycleScale: cycleScale(at: now)
        case .shareScale:
            isScaleShared.toggle()
            say(isScaleShared ? "true and generated share one colour scale" : "each picture has its own colour scale", at: now)
        case .cycleMasks:
            convention = convention.next
            say("channel masks: \(convention.rawValue), channel 5 on \(convention.commonParity) row + column", at: now)
        case .nextPane, .previousPane: focus = focus.next
        case .help: mode = .help(scroll: 0, search: nil)
        case .toggleMouse:
            isMouseOn.toggle()
            say(isMouseOn ? "mouse on" : "mouse off: the terminal's own selection works", at: now)
            return [.setMouse(isMouseOn)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .quit: return [.quit]
        }
        return []
    }

    /// What the picture shows after the key: beside a true picture only the other two make sense.
    private var nextPicture: Picture {
        let isBesideTruth = ExploreLayout(size: size, detector: detector).pictures.count > 1
        if isBesideTruth { return shown == .difference ? .generated : .difference }
        return shown.next
    }

    /// Sets one parameter, keeping what the lock keeps.
    mutating func set(_ parameter: Parameter, to value: Double) throws(Refusal) {
        let changed = try lock.setting(parameter, to: value, in: particle)
        history.change(to: ParticleHistory.Entry(particle: changed, lock: lock))
    }

    /// Changes the particle, or says why not.
    mutating func change(gesture: Int? = nil, _ change: (OnShellLock, Particle) throws(Refusal) -> Particle) {
        do {
            let changed = try change(lock, particle)
            history.change(to: ParticleHistory.Entry(particle: changed, lock: lock), gesture: gesture)
        } catch {
            complain(error.reason)
        }
    }

    /// One step of a row; the species row and the mass go through the species.
    mutating func step(_ row: ParameterRow, up: Bool, size: StepSize) {
        guard case .parameter(let parameter) = row,
            let value = parameter.stepped(particle[parameter], up: up, size: size)
        else { return choose(nextSpecies(up: up)) }
        change { lock, particle throws(Refusal) in try lock.setting(parameter, to: value, in: particle) }
    }

    /// The neighbour of the present species in the preset list; from a custom particle, the nearest mass.
    private func nextSpecies(up: Bool) -> Species {
        let stops = Species.distinct
        guard let species = particle.species, let index = stops.firstIndex(where: { $0.hasNumbers(of: species) }) else {
            return .nearest(toMassMeV: particle.massMeV)
        }
        return stops[(index + (up ? 1 : -1) + stops.count) % stops.count]
    }

    mutating func open(_ row: ParameterRow) {
        self.row = row
        switch row {
        case .species: mode = .presets(selection: 0, filter: "")
        case .parameter(let parameter): beginEditing(parameter)
        }
    }

    private mutating func reset(_ row: ParameterRow) {
        let loaded = loaded
        change { lock, particle throws(Refusal) in
            switch row {
            case .species:
                var reset = particle
                reset.charge = loaded.charge
                return try lock.setting(.mass, to: loaded.massMeV, in: reset)
            case .parameter(let parameter):
                return try lock.setting(parameter, to: loaded[parameter], in: particle)
            }
        }
    }

    /// The next lock; where it lets something follow, the particle comes on shell at once.
    private mutating func cycleLock(at now: Duration) {
        let next = lock.next
        let changed: Particle? =
            switch next {
            case .energyFollows: particle.withEnergyOnShell()
            case .momentumFollows: particle.withMomentumOnShell()
            case .free: particle
            }
        guard let changed else {
            history.change(to: ParticleHistory.Entry(particle: particle.withEnergyOnShell(), lock: .energyFollows))
            return say("energy was below the mass: it follows p and m", at: now)
        }
        history.change(to: ParticleHistory.Entry(particle: changed, lock: next))
        switch next {
        case .energyFollows: say("energy follows momentum and mass", at: now)
        case .momentumFollows: say("momentum follows energy and mass, its direction stays", at: now)
        case .free: say("energy, momentum and mass are free", at: now)
        }
    }

    private mutating func chooseNextModel(at now: Duration) {
        guard !models.isEmpty else { return complain(modelProblems.first ?? "there is no model to run") }
        modelIndex = (modelIndex + 1) % models.count
        say(models.count == 1 ? "\(models[0].title) is the only model here" : models[modelIndex].title, at: now)
    }

    private mutating func cycleScale(at now: Duration) {
        switch focus {
        case .picture:
            transfer = transfer.next
            say("colour scale \(transfer.label)", at: now)
        case .histograms:
            countScale = countScale.next
            say("\(countScale == .linear ? "linear" : "logarithmic") counts", at: now)
        }
    }
}

extension CaseIterable where Self: Equatable, AllCases: RandomAccessCollection {
    /// The case after this one, round and round.
    var next: Self {
        let all = Self.allCases
        guard let index = all.firstIndex(of: self) else { return self }
        let following = all.index(after: index)
        return following == all.endIndex ? all[all.startIndex] : all[following]
    }
}

extension Species {
    /// Whether another species has the same mass and charge, and so the same responses.
    func hasNumbers(of other: Species) -> Bool { massMeV == other.massMeV && charge == other.charge }

    /// The species without those that have the numbers of an earlier one.
    static let distinct = all.enumerated().filter { index, species in
        !all[..<index].contains { $0.hasNumbers(of: species) }
    }.map(\.element)

    /// The species of the nearest mass.
    static func nearest(toMassMeV mass: Double) -> Species {
        all.min { abs($0.massMeV - mass) < abs($1.massMeV - mass) } ?? .neutron
    }
}

extension MaskConvention {
    /// Whether channel 5 takes the pixels with an odd or an even row + column.
    var commonParity: String { self == .wojnar ? "odd" : "even" }
}
