import Canvas
import DataSets
import Scoring

extension ExplorerState {
    /// What an action does, whether a key or a click asked for it: the view's own meaning, or the one all views share.
    mutating func perform(_ action: Action, at now: Duration) -> [ExplorerEffect] {
        if let effects = page.perform(action, on: &self, at: now) { return effects }
        switch action {
        case .view(let view): open(view)
        case .inView(let view, let action):
            open(view)
            return perform(action, at: now)
        case .turnDetector: turnDetector(at: now)
        case .toggleBoth: toggleBoth(at: now)
        case .stop: stopWork(at: now)
        case .pin: togglePin(at: now)
        case .flip: flip(at: now)
        case .undo: travel("undo", at: now) { $0.undo(from: $1) }
        case .redo: travel("redo", at: now) { $0.redo(from: $1) }
        case .undoSteps(let count): travel("undo", steps: count, at: now) { $0.undo(from: $1) }
        case .redoSteps(let count): travel("redo", steps: count, at: now) { $0.redo(from: $1) }
        case .newSeed: (settings.seed, settings.sampleIndex) = (settings.seed &+ 1, 0)
        case .typeSeed: ask(.seed, String(settings.seed))
        case .play:
            isPlaying.toggle()
            gesture += 1
            nextSampleAt = isPlaying ? now + page.playInterval : nil
        case .nextModel: chooseNextModel(at: now)
        case .nextParticle: load(steps: 1, at: now)
        case .previousParticle: load(steps: -1, at: now)
        case .findParticle: ask(.particle)
        case .cycleColors: return perform(.map(settings.map.next), at: now)
        case .cycleScale: cycleTransfer(at: now)
        case .cycleMasks:
            settings.convention = settings.convention.next
            say(
                "channel masks: \(settings.convention.rawValue), channel 5 on \(settings.convention.commonParity) row + column",
                at: now)
        case .help: mode = .help(scroll: 0, search: nil)
        case .palette: (mode, knownPaths) = (.palette(selection: 0, filter: ""), [])
        case .messages: mode = .messages(scroll: 0)
        case .copyCommand:
            let command = RepeatCommand.text(self)
            say("copied: \(command)", at: now)
            return [.copy(command)]
        case .copyNumbers: return copyNumbers(at: now)
        case .save: beginSaving()
        case .saveSession: beginSaving(.session)
        case .loadSession: ask(.session)
        case .theme(let theme):
            settings.theme = theme
            say("theme \(theme.title)", at: now)
        case .map(let map):
            settings.map = map
            say("colour map \(map.rawValue)", at: now)
        case .model(let name):
            choose(model: name)
            say(model?.title ?? "", at: now)
        case .species(let species):
            choose(species)
            say("species \(species.name(appearance))", at: now)
        case .seed(let number): show(number, at: now)
        case .set(let row, let value):
            say("\(row.name) \(NumberText.value(value)) \(row.unit)", at: now)
            change(row, to: value)
        case .open(let order): return begin(order)
        case .beginTyping(let text):
            (mode, knownPaths) = (.palette(selection: 0, filter: text), [])
            return listing(text)
        case .readData:
            guard truth.dataSet != nil, let dataPath else {
                say("the truth comes from no file", at: now)
                break
            }
            say("reading \(TruthText.source(self)) again", at: now)
            return [.readData(path: dataPath)]
        case .toggleMouse:
            isMouseOn.toggle()
            say(isMouseOn ? "mouse on" : "mouse off: the terminal's own selection works", at: now)
            return [.setMouse(isMouseOn)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .quit: return [.quit]
        // The rest belongs to views.
        default: break
        }
        return []
    }

    /// Goes to other settings and says what they bring; the view stays.
    private mutating func travel(
        _ word: String, steps: Int = 1, at now: Duration, _ step: (inout SettingsHistory, Settings) -> Settings?
    ) {
        let before = settings
        // The cross is moved by hand alone, and lies on one face only.
        let (cross, face) = (explore.crosshair, detector)
        var done = 0
        while done < steps, let other = step(&history, settings) {
            take(other)
            done += 1
        }
        guard done > 0 else { return say("nothing to \(word)", at: now) }
        explore.crosshair = detector == face ? cross : nil
        // What was counted may be of other settings.
        isFrozen = false
        let change = ChangeText.text(from: before, to: settings, self)
        say(steps == 1 ? "\(word): \(change)" : "\(word) of \(done) \(done == 1 ? "step" : "steps"): \(change)", at: now)
    }

    /// Keeps the particle of the page to compare others with, or forgets it.
    private mutating func togglePin(at now: Duration) {
        guard settings.pinned == nil else {
            settings.pinned = nil
            return say("nothing is pinned any more", at: now)
        }
        let particle = page.walkedParticle(self)
        settings.pinned = particle
        let key = page.keyTable.label(.flip, appearance)
        say("\(ParticleText.pinned(particle, appearance)); numbers show the change against it, \(key) flips to it", at: now)
    }

    private mutating func flip(at now: Duration) {
        guard let pinned = settings.pinned else {
            return say("nothing is pinned; \(page.keyTable.label(.pin, appearance)) pins the particle", at: now)
        }
        (settings.particle, settings.pinned) = (pinned, settings.particle)
        say("now \(ParticleText.whole(settings.particle, on: detector, appearance))", at: now)
    }

    /// Ends work that takes longer than a moment; it begins again when something else is wanted.
    private mutating func stopWork(at now: Duration) {
        guard let progress = progressOnScreen else { return }
        for index in calorimeters.indices where shownDetectors.contains(calorimeters[index].detector) {
            calorimeters[index].stop()
        }
        say(
            "stopped at \(NumberText.grouped(progress.done)) of \(NumberText.grouped(progress.total)); any change starts again",
            at: now)
    }

    private mutating func chooseNextModel(at now: Duration) {
        guard !models.isEmpty else { return complain(modelProblems.first ?? "there is no model to run") }
        choose(model: models[(modelIndex + 1) % models.count].name)
        say(models.count == 1 ? "\(models[0].title) is the only model here" : models[modelIndex].title, at: now)
    }
}

extension ExplorerState {
    /// Takes the truth from a data set. What is looked at stays where the user has chosen it or the data set holds it; else it
    /// becomes what the data set begins with.
    ///
    /// - Parameters:
    ///   - generated: the models without weights that come with it.
    ///   - isLookedFor: the view goes to its particles.
    mutating func adopt(_ dataSet: DataSet, _ generated: [GeneratedResponses] = [], isLookedFor: Bool) {
        show(ShownDetectors(dataSet.detector))
        (truth, isDataChanged, isFrozen) = (.stored(dataSet), false, false)
        front.adopt(generated.map { ModelSummary(Model($0)) })
        settings.model = front.modelName
        fitSettings()
        for index in calorimeters.indices { calorimeters[index].forgetResults() }
        guard isLookedFor else { return }
        if !dataSet.holds(settings.particle) {
            (settings.particle, settings.loaded) = (dataSet.particles[0], dataSet.particles[0])
        }
        for view in ViewKind.allCases { view.page.dataSetWasRead(dataSet, &self) }
    }
}
