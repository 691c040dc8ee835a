import Calorimeter
import FastSimulation
import ReferenceMC

/// One calorimeter in the explorer: its models, and what is known of its responses so far.
struct DetectorState: Sendable {
    let detector: Detector
    /// Its responses are those beside the other calorimeter's.
    var isBesideOther = false

    var models: [ModelSummary] = []
    var modelIndex = 0
    /// Weight files that could not be used, a sentence each; why there is no model yet.
    var modelProblems: [String] = []
    var areModelsLoaded = true
    /// The model that was asked for before it was there.
    var wantedModel: String?
    /// Histories of the trainings of its models.
    var histories: [String] = []
    /// Nil stands for the particles that its models were trained on.
    var givenRange: TrainingRange?

    /// What the background was asked for last.
    var work: Work?
    /// The background may still be at work on what it was asked for before that was forgotten.
    private var hasForgottenWork = false
    /// How far it is, once it has taken a moment.
    var progress: WorkProgress?
    /// The work that the user stopped; it begins again when something else is wanted.
    var stopped: Work?
    var pictures: SamplePictures?
    var statistics: SampleStatistics?
    var timing: SampleTiming?
    var diversityResult: DiversityResult?
    var walkResult: WalkResult?
    var compareResult: CompareResult?
    var sweepResult: SweepResult?
    var histogramResult: HistogramResult?
    var metricsResult: MetricsResult?

    init(_ detector: Detector) { self.detector = detector }

    /// A calorimeter whose models are loaded when it is looked at first.
    static func waiting(_ detector: Detector) -> DetectorState {
        var state = DetectorState(detector)
        state.areModelsLoaded = false
        state.modelProblems = ["the models of the \(detector.name) are being loaded"]
        return state
    }

    var model: ModelSummary? { models.indices.contains(modelIndex) ? models[modelIndex] : nil }
    var range: TrainingRange { givenRange ?? .sampler(detector) }
    /// Who answers for the truth.
    var reference: ReferenceMC { ReferenceMC(detector: detector, isBesideOther: isBesideOther) }

    /// Sets whether the other calorimeter answers to the same flights; what was known of other responses is forgotten.
    mutating func stand(beside isBeside: Bool) {
        let before = reference
        isBesideOther = isBeside
        if reference != before { forgetResults() }
    }

    /// Forgets what is known of responses that are not those on the screen any more.
    private mutating func forgetResults() {
        (pictures, statistics, timing, diversityResult, walkResult) = (nil, nil, nil, nil, nil)
        (compareResult, sweepResult, histogramResult, metricsResult) = (nil, nil, nil, nil)
        hasForgottenWork = hasForgottenWork || work != nil
        (work, progress, stopped) = (nil, nil, nil)
    }

    /// What the background is to be told so that it does what is wanted; nil: nothing new.
    mutating func want(_ wanted: Work?) -> Work?? {
        if wanted != stopped { stopped = nil }
        let next = stopped == nil ? wanted : nil
        guard next != work || hasForgottenWork else { return nil }
        (work, progress, hasForgottenWork) = (next, nil, false)
        return .some(next)
    }

    /// Chooses a model by its name, now or as soon as it is there.
    mutating func choose(model name: String?) {
        guard let name else { return }
        if let index = models.firstIndex(where: { $0.name == name }) { modelIndex = index }
        if !areModelsLoaded { wantedModel = name }
    }

    /// Takes over models that were loaded; results of other models are forgotten.
    mutating func adopt(_ loaded: LoadedModels) {
        if loaded.models != models { forgetResults() }
        (models, modelProblems, areModelsLoaded) = (loaded.models, loaded.problems, true)
        let names = [wantedModel, loaded.preferred].compactMap(\.self)
        modelIndex = names.lazy.compactMap { name in loaded.models.firstIndex { $0.name == name } }.first ?? 0
        wantedModel = nil
    }
}

/// What there is to see of the models of one calorimeter.
struct LoadedModels: Equatable, Sendable {
    var models: [ModelSummary]
    /// Weight files that could not be used, a sentence each.
    var problems: [String]
    /// The one to begin with.
    var preferred: String?

    init(models: [ModelSummary], problems: [String] = [], preferred: String? = nil) {
        (self.models, self.problems, self.preferred) = (models, problems, preferred)
    }

    init(_ store: ModelStore?, problem: String?) {
        self.init(
            models: (store?.models ?? []).map(ModelSummary.init),
            problems: [problem].compactMap(\.self) + (store?.failures.map(\.description) ?? []), preferred: store?.preferred?.name
        )
    }
}
