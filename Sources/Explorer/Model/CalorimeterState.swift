import Calorimeter
import FastSimulation
import ReferenceMC
import Scoring

/// One calorimeter in the explorer: its models, and what is known of its responses so far.
struct CalorimeterState: Sendable {
    let detector: Detector
    /// Both calorimeters answer to the same flights.
    var isBesideOther = false

    var models: [ModelSummary] = []
    var modelIndex = 0
    /// Weight files that could not be used, a sentence each; why there is no model yet.
    var modelProblems: [String] = []
    var areModelsLoaded = true
    /// The model that was asked for and is not there yet.
    var wantedModel: String?
    /// Histories of the trainings of its models.
    var histories: [String] = []
    /// Nil stands for the particles that its models were trained on.
    var givenRange: TrainingRange?

    /// What the page on the screen shows of it; nil: nothing that is worked out.
    private(set) var wanted: Work?
    /// What the background is working on, or has finished last.
    private(set) var running: Work?
    /// The background may still work on something that was forgotten here.
    private var hasForgottenWork = false
    /// How far the work is, once it has taken a moment.
    private(set) var progress: WorkProgress?
    /// The work that the user stopped; it begins again when something else is wanted.
    private var stopped: Work?
    var slots = Slots()

    init(_ detector: Detector) { self.detector = detector }

    /// A calorimeter whose models are not there yet: they are loaded when it is looked at first.
    static func waiting(_ detector: Detector) -> CalorimeterState {
        var state = CalorimeterState(detector)
        state.areModelsLoaded = false
        state.modelProblems = ["the models of the \(detector.name) are being loaded"]
        return state
    }

    /// The name of the model that is shown, or of the one that will be.
    var modelName: String? { areModelsLoaded ? model?.name : wantedModel ?? model?.name }
    var model: ModelSummary? { models.indices.contains(modelIndex) ? models[modelIndex] : nil }
    var range: TrainingRange { givenRange ?? .sampler(detector) }
    var reference: ReferenceMC { ReferenceMC(detector: detector, isBesideOther: isBesideOther) }

    /// Sets whether both calorimeters answer to the same flights; results about other responses are forgotten.
    mutating func set(isBesideOther isBeside: Bool) {
        let before = reference
        isBesideOther = isBeside
        if reference != before { forgetResults() }
    }

    subscript<Request: WorkRequest>(_ type: Request.Type) -> Slot<Request> { slots[type] }

    /// Whether there is a result that shows what is wanted.
    var isCurrent: Bool { wanted.map(slots.isCurrent) ?? true }

    /// Forgets results about responses that are not those on the screen any more.
    mutating func forgetResults() {
        slots = Slots()
        hasForgottenWork = hasForgottenWork || running != nil
        (running, progress, stopped) = (nil, nil, nil)
    }

    /// Sets what is wanted; returns what the background has to do instead of what it does (nil inside: nothing), or nil if that
    /// stays the same.
    ///
    /// - Parameter isPaused: what is on the screen stays as it is.
    mutating func want(_ wanted: Work?, isPaused: Bool) -> Work?? {
        self.wanted = wanted
        if let wanted { slots.want(wanted) }
        let work = isPaused ? nil : wanted
        if work != stopped { stopped = nil }
        let next = stopped == nil ? work : nil
        guard next != running || hasForgottenWork else { return nil }
        (running, progress, hasForgottenWork) = (next, nil, false)
        return .some(next)
    }

    /// Stops the work until something else is wanted.
    mutating func stop() { stopped = running }

    /// Takes over what the background reports.
    mutating func take(_ news: WorkNews) {
        switch news {
        case .result(let result): slots.receive(result)
        case .progress(let new): if new.work == running { progress = new }
        case .finished(let work): if work == running { progress = nil }
        }
    }

    /// Chooses a model by its name, now or as soon as it is there: weights have to be loaded, and files to be read. Without a name
    /// it is the preferred one that will be there.
    mutating func choose(model name: String?) {
        guard let name else {
            if !areModelsLoaded { wantedModel = nil }
            return
        }
        let index = models.firstIndex { $0.name == name }
        if index == nil || !areModelsLoaded {
            wantedModel = name
        } else if index != modelIndex {
            // Another one than what is shown meanwhile is a new choice.
            wantedModel = nil
        }
        if let index { modelIndex = index }
    }

    /// Takes over files of generated responses, in place of those before.
    mutating func adopt(_ files: [ModelSummary]) {
        let names = [wantedModel, model?.name].compactMap(\.self)
        models = models.filter { !$0.isFile } + files
        // A file is also meant by its whole name, which its title is.
        modelIndex =
            names.compactMap { name in
                models.firstIndex { $0.name == name } ?? models.firstIndex { $0.isFile && $0.title == name }
            }.first ?? 0
        if areModelsLoaded { wantedModel = nil }
    }

    /// Takes over models that were loaded; results of other models are forgotten.
    mutating func adopt(_ loaded: LoadedModels) {
        // Files that were read before stay.
        let all = loaded.models + models.filter(\.isFile)
        if all != models { forgetResults() }
        (models, modelProblems, areModelsLoaded) = (all, loaded.problems, true)
        let wanted = wantedModel.flatMap { name in all.firstIndex { $0.name == name } }
        modelIndex = wanted ?? all.firstIndex { $0.name == loaded.preferred } ?? 0
        // It may be a file that is still read.
        if wanted != nil { wantedModel = nil }
    }
}

/// What there is to see of the models of one calorimeter.
struct LoadedModels: Equatable, Sendable {
    var models: [ModelSummary]
    /// Weight files that could not be used, a sentence each.
    var problems: [String]
    /// The one to begin with.
    var preferred: String?
    /// What is said of the problems; nil if there are none.
    var complaint: String? {
        problems.first.map { problems.count == 1 ? $0 : "\($0) (and \(problems.count - 1) more)" }
    }

    init(models: [ModelSummary], problems: [String] = [], preferred: String? = nil) {
        (self.models, self.problems, self.preferred) = (models, problems, preferred)
    }

    init(_ store: ModelStore?, problem: String?) {
        self.init(
            models: (store?.models ?? []).map { model in
                var summary = ModelSummary(Model(model))
                summary.isOwn = store?.ownNames.contains(model.name) ?? false
                return summary
            }, problems: [problem].compactMap(\.self) + (store?.failures.map(\.description) ?? []),
            preferred: store?.preferred?.name)
    }
}
