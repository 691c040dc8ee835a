import Terminal

extension ExplorerState {
    /// The only function that changes the state: one event in, what is to be done outside out.
    ///
    /// - Parameters:
    ///   - now: the time since the start.
    ///   - frame: what the user has pointed at; nil: the present state drawn.
    mutating func update(_ event: ExplorerEvent, at now: Duration, on frame: Scene? = nil) -> [ExplorerEffect] {
        var effects: [ExplorerEffect] = []
        // What is read and loaded is where undo begins.
        switch event {
        case .models(let detector, let loaded): adopt(loaded, of: detector)
        case .dataSet(let dataSet, let generated): adopt(dataSet, generated, isLookedFor: !isParticleChosen)
        case .opened(.truth(let truth)): adopt(truth)
        default: break
        }
        let before = settings
        switch event {
        case .terminal(let event): effects = handle(event, at: now, on: frame)
        case .background(let reference, let news): take(news, about: reference)
        case .models: break
        case .moment: passMoment(at: now)
        case .saved(let text):
            savedCount += 1
            say(text, at: now)
        case .exists(let order): mode = .save(SaveDialog(taken: order))
        case .session(let session): take(session, at: now)
        case .opening(let part): opening?.part = part
        case .opened(let file): take(file, at: now)
        case .notOpened(let order, let text): refuse(order, text)
        case .paths(let order, let paths): take(paths, for: order, at: now)
        case .noSession(let path, let text):
            // The path can be mended where it was typed.
            ask(.session, path)
            complain(text)
        case .failed(let text): complain(text)
        case .reading(let part): if case .reading(let name, _) = truth { truth = .reading(name: name, part: part) }
        case .dataSet(let dataSet, let generated): tell(of: dataSet, generated, at: now)
        case .noDataSet(let text): if !truth.isReading { complain(text) }
        case .dataChanged:
            guard truth.dataSet != nil, !isDataChanged else { break }
            isDataChanged = true
            let key = page.keyTable.label(.readData, appearance)
            offer("\(TruthText.source(self)) has changed on disk; \(key) reads it again.")
        case .filesChanged: filesVersion += 1
        }
        history.note(before, settings, gesture: gestureUnderWay(event))
        let files = size.isTooSmall ? [] : page.watchedFiles(self)
        if files != watchedFiles {
            watchedFiles = files
            effects.append(.watch(files))
        }
        for index in calorimeters.indices {
            let detector = calorimeters[index].detector
            // Nothing is worked out before the truth is known.
            let isIdle = size.isTooSmall || truth.isReading || !shownDetectors.contains(detector)
            let wanted = isIdle ? nil : page.wantedWork(facing(detector))
            if let change = calorimeters[index].want(wanted, isPaused: page.isPaused(self)) {
                effects.append(.work(detector, change))
            }
        }
        return effects
    }

    /// The gesture that an event is part of: a slider being dragged, or playing. All of it is one step of undo.
    private func gestureUnderWay(_ event: ExplorerEvent) -> Int? {
        if case .moment = event { return isPlaying ? gesture : nil }
        return dragged != nil ? gesture : nil
    }

    /// The first request, and the pictures it asks for.
    mutating func start() -> [ExplorerEffect] { update(.moment, at: .zero) }

    /// When the state wants to be asked again, if nothing else happens.
    var nextMoment: Duration? { [message?.until, nextSampleAt].compactMap(\.self).min() }

    private mutating func passMoment(at now: Duration) {
        if let until = message?.until, now >= until { message = nil }
        if let next = nextSampleAt, now >= next {
            // A model slower than the beat sets the pace.
            if isCurrent { page.advance(&self) }
            // From beat to beat, so that the time a frame takes does not add up; one that came late is not made up for.
            let beat = next + page.playInterval
            nextSampleAt = beat > now ? beat : now + page.playInterval
        }
    }

    /// Whether what is on the screen belongs to what is set.
    var isCurrent: Bool { calorimeters.allSatisfy(\.isCurrent) }

    /// How far the work is whose results are on the screen.
    var progressOnScreen: WorkProgress? {
        front.progress ?? calorimeters.lazy.filter { shownDetectors.contains($0.detector) }.compactMap(\.progress).first
    }

    private mutating func handle(_ event: TerminalEvent, at now: Duration, on frame: Scene?) -> [ExplorerEffect] {
        switch event {
        case .key(let key):
            (message, isFirstRun) = (nil, false)
            return press(key, at: now)
        case .mouse(let mouse): return isMouseOn ? point(mouse, on: frame ?? Scene.drawn(self), at: now) : []
        case .paste(let text):
            paste(text, at: now)
            return []
        case .resize(let width, let height):
            size = Size(width, height)
            return []
        case .background(let background):
            usualTheme = background == .light ? .light : .dark
            return []
        case .resumed: return [.redraw]
        case .terminate(let signal): return [.die(signal: signal)]
        }
    }
}
