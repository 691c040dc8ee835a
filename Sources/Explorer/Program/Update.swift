import Calorimeter
import Canvas
import Terminal
import Text

extension ExplorerState {
    /// The only function that changes the state: one event in, what is to be done outside out.
    ///
    /// `now` is the time since the start.
    mutating func update(_ event: ExplorerEvent, at now: Duration) -> [ExplorerEffect] {
        var effects: [ExplorerEffect] = []
        // What a data set brings is where undo begins.
        if case .dataSet(let dataSet) = event { adopt(dataSet) }
        let before = settings
        switch event {
        case .terminal(let event): effects = handle(event, at: now)
        case .work(let result): receive(result)
        case .progress(let new): if new.work == work { progress = new }
        case .finished(let finished): if finished == work { progress = nil }
        case .from(let reference, let event): take(event, from: reference, at: now)
        case .models(let detector, let loaded): adopt(loaded, of: detector)
        case .moment: passMoment(at: now)
        case .saved(let text):
            savedCount += 1
            say(text, at: now)
        case .exists(let order): mode = .save(SaveDialog(taken: order))
        case .session(let session):
            open(session)
            if let name = session.settings.model, front.areModelsLoaded, model?.name != name {
                complain("The session's model \(name) is not here; it shows \(model?.title ?? "the truth alone").")
            } else if session.data != dataPath {
                let theirs = session.data.map { "--data \($0)" } ?? "no --data"
                complain(
                    "The session's truth was another one; start with \(displayable(theirs)) to see it. Here it is: \(TruthText.source(self))."
                )
            } else {
                say("session opened; u goes back", at: now)
            }
        case .noSession(let path, let text):
            // The path can be mended where it was typed.
            mode = .loadSession(FieldEditor(path, limit: SaveDialog.pathLimit))
            complain(text)
        case .failed(let text): complain(text)
        case .reading(let part): if case .reading(let name, _) = truth { truth = .reading(name: name, part: part) }
        case .dataSet(let dataSet):
            say(
                "\(dataSet.name): \(TruthText.responses(dataSet.count)) to \(NumberText.grouped(dataSet.particles.count)) particles",
                at: now)
        case .noDataSet: break
        case .filesChanged: trainingVersion += 1
        }
        history.note(before, settings, gesture: gestureUnderWay(event))
        let files = size.isTooSmall ? [] : page.watchedFiles(self)
        if files != watchedFiles {
            watchedFiles = files
            effects.append(.watch(files))
        }
        // Nothing is worked out before it is known what the truth is.
        let isIdle = size.isTooSmall || truth.isReading
        let wanted = isIdle ? nil : page.wantedWork(self)
        let wantedBeside = isIdle || !showsBoth ? nil : page.wantedWork(facing(other.detector))
        if let change = front.want(wanted) { effects.append(.work(change)) }
        if let change = other.want(wantedBeside) { effects.append(.workBeside(change)) }
        return effects
    }

    /// The gesture that an event is part of: a slider being dragged, or playing. All of it is one step of undo.
    private func gestureUnderWay(_ event: ExplorerEvent) -> Int? {
        if case .moment = event { return isPlaying ? gesture : nil }
        return draggedRow != nil || draggedNoise != nil ? gesture : nil
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
    var isCurrent: Bool { page.isCurrent(self) && (!showsBoth || page.isCurrent(facing(other.detector))) }

    /// How far the work is whose results are on the screen.
    var progressOnScreen: WorkProgress? { progress ?? (showsBoth ? other.progress : nil) }

    /// Keeps a result if it is still wanted.
    mutating func receive(_ result: WorkResult) {
        switch result {
        case .pictures(let new):
            if new.request == samplingRequest { pictures = new }
        case .statistics(let new):
            if new.request.hasTheSameSamples(as: samplingRequest) {
                statistics = new
                if let measured = new.timing { timing = measured }
            }
        case .histograms(let new):
            if new.request == histogramRequest { histogramResult = new }
        case .compare(let new):
            if new.request == compareRequest { compareResult = new }
        case .sweep(let new):
            if new.request == sweepRequest { sweepResult = new }
        case .diversity(let new):
            if new.request == diversityRequest { diversityResult = new }
        case .walk(let new):
            if new.request == walkRequest { walkResult = walkResult.map { new.keepingCurves(of: $0) } ?? new }
        case .metrics(let new):
            if new.request == metricsRequest { metricsResult = new }
        case .training(let new):
            if new.request.files == training.files { trainingRuns = new.runs }
        }
    }

    private mutating func handle(_ event: TerminalEvent, at now: Duration) -> [ExplorerEffect] {
        switch event {
        case .key(let key):
            message = nil
            return press(key, at: now)
        case .mouse(let mouse): return isMouseOn ? point(mouse, at: now) : []
        case .paste(let text):
            paste(text, at: now)
            return []
        case .resize(let width, let height):
            size = Size(width, height)
            return []
        case .resumed: return [.redraw]
        case .terminate(let signal): return [.die(signal: signal)]
        }
    }
}
