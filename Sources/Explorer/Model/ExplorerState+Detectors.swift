import Calorimeter
import ReferenceMC

/// Whatever is said of one calorimeter is said of the one in front.
extension ExplorerState {
    var detector: Detector { front.detector }
    var model: ModelSummary? { front.model }
    var range: TrainingRange { front.range }
    var models: [ModelSummary] {
        get { front.models }
        set { front.models = newValue }
    }
    var modelIndex: Int {
        get { front.modelIndex }
        set { front.modelIndex = newValue }
    }
    var modelProblems: [String] {
        get { front.modelProblems }
        set { front.modelProblems = newValue }
    }
    var work: Work? {
        get { front.work }
        set { front.work = newValue }
    }
    var progress: WorkProgress? {
        get { front.progress }
        set { front.progress = newValue }
    }
    var stopped: Work? {
        get { front.stopped }
        set { front.stopped = newValue }
    }
    var pictures: SamplePictures? {
        get { front.pictures }
        set { front.pictures = newValue }
    }
    var statistics: SampleStatistics? {
        get { front.statistics }
        set { front.statistics = newValue }
    }
    var timing: SampleTiming? {
        get { front.timing }
        set { front.timing = newValue }
    }
    var diversityResult: DiversityResult? {
        get { front.diversityResult }
        set { front.diversityResult = newValue }
    }
    var walkResult: WalkResult? {
        get { front.walkResult }
        set { front.walkResult = newValue }
    }
    var compareResult: CompareResult? {
        get { front.compareResult }
        set { front.compareResult = newValue }
    }
    var sweepResult: SweepResult? {
        get { front.sweepResult }
        set { front.sweepResult = newValue }
    }
    var histogramResult: HistogramResult? {
        get { front.histogramResult }
        set { front.histogramResult = newValue }
    }
    var metricsResult: MetricsResult? {
        get { front.metricsResult }
        set { front.metricsResult = newValue }
    }
}

extension ExplorerState {
    /// The fewest columns on which two faces stand side by side.
    static let leastWidthOfBoth = 120

    /// What the user has chosen to look at.
    var detectors: ShownDetectors { ShownDetectors(detector, isBoth: isBoth) }

    /// Whether there is room for both, and the view has pictures of both.
    var showsBoth: Bool { isBoth && size.width >= Self.leastWidthOfBoth && hasPicturesOfBoth }

    private var hasPicturesOfBoth: Bool {
        switch view {
        case .explore: true
        case .diversity: diversity.walk == nil && !diversity.isFullSize
        case .compare: compare.sweep == nil && !compare.isFullSize
        case .histograms, .metrics, .training: false
        }
    }

    /// The calorimeters on the screen, the neutron calorimeter on the left.
    var shownDetectors: [Detector] {
        guard showsBoth else { return [detector] }
        return detector.kind == .neutron ? [detector, other.detector] : [other.detector, detector]
    }

    /// The same state with this calorimeter in front: views of both draw each as they draw one.
    func facing(_ detector: Detector) -> ExplorerState {
        guard detector != self.detector else { return self }
        var state = self
        swap(&state.front, &state.other)
        // The cross lies on one face only.
        state.crosshair = nil
        return state
    }

    /// Puts these calorimeters on the screen; what is known of them stays as far as it is still true.
    mutating func show(_ wanted: ShownDetectors) {
        let new = truth.isOfOneDetector ? ShownDetectors(detector) : wanted
        if new.front != detector, new.front == other.detector {
            swap(&front, &other)
            (crosshair, metrics.row, trainingRuns) = (nil, 0, [])
            if mode == .inspect { mode = .browse }
            histograms.ranges = HistogramsState().ranges
            histograms.cursor = nil
        }
        isBoth = new.isBoth
        front.stand(beside: isBoth)
        other.stand(beside: isBoth)
        keepRowsInside()
    }

    /// Rows of models that the calorimeter in front does not have are left.
    mutating func keepRowsInside() {
        diversity.row = min(diversity.row, models.count)
        compare.row = min(compare.row, models.count)
        if front.areModelsLoaded, models.isEmpty { diversity.walk = nil }
    }

    /// What the background of one calorimeter has found; nothing if it answered for another truth meanwhile.
    mutating func take(_ event: ExplorerEvent, from reference: ReferenceMC, at now: Duration) {
        if reference == front.reference { return takeInFront(event) }
        guard reference == other.reference else { return }
        swap(&front, &other)
        takeInFront(event)
        swap(&front, &other)
    }

    private mutating func takeInFront(_ event: ExplorerEvent) {
        switch event {
        case .work(let result): receive(result)
        case .progress(let new): if new.work == work { progress = new }
        case .finished(let finished): if finished == work { progress = nil }
        default: break
        }
    }

    /// Models have been loaded.
    mutating func adopt(_ loaded: LoadedModels, of detector: Detector) {
        if detector == front.detector {
            front.adopt(loaded)
            keepRowsInside()
            if let problem = loaded.problems.first { complain(problem) }
        } else if detector == other.detector {
            other.adopt(loaded)
        }
    }
}
