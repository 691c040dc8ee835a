import Calorimeter
import ReferenceMC

/// What is said of a calorimeter without naming it is said of the one in front.
extension ExplorerState {
    var front: CalorimeterState {
        get { calorimeters[frontIndex] }
        _modify { yield &calorimeters[frontIndex] }
    }
    var detector: Detector { front.detector }
    var model: ModelSummary? { front.model }
    var range: TrainingRange { front.range }
    var models: [ModelSummary] { front.models }
    var modelIndex: Int { front.modelIndex }
    var modelProblems: [String] { front.modelProblems }

    /// The calorimeter behind the one in front.
    var next: CalorimeterState { calorimeters[nextIndex] }
    private var nextIndex: Int { (frontIndex + 1) % calorimeters.count }

    /// A calorimeter by its detector.
    func calorimeter(_ detector: Detector) -> CalorimeterState? { calorimeters.first { $0.detector == detector } }

    /// Chooses a model of every calorimeter by its name, now or as soon as it is loaded.
    mutating func choose(model name: String?) {
        for index in calorimeters.indices { calorimeters[index].choose(model: name) }
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
        showsBoth ? calorimeters.map(\.detector) : [detector]
    }

    /// The same state with this calorimeter in front: views of both draw each as they draw one.
    func facing(_ detector: Detector) -> ExplorerState {
        guard detector != self.detector, let index = calorimeters.firstIndex(where: { $0.detector == detector }) else {
            return self
        }
        var state = self
        state.frontIndex = index
        // The cross lies on one face only.
        state.crosshair = nil
        return state
    }

    /// Puts these calorimeters on the screen; what is known of them stays as far as it is still true.
    mutating func show(_ wanted: ShownDetectors) {
        let new = truth.isOfOneDetector ? ShownDetectors(detector) : wanted
        if new.front != detector, let index = calorimeters.firstIndex(where: { $0.detector == new.front }) {
            frontIndex = index
            (crosshair, metrics.row) = (nil, 0)
            if mode == .inspect { mode = .browse }
            histograms.ranges = HistogramsState().ranges
            histograms.cursor = nil
        }
        isBoth = new.isBoth
        for index in calorimeters.indices { calorimeters[index].set(isBesideOther: isBoth) }
        keepRowsInside()
    }

    /// Rows of models that the calorimeter in front does not have are left.
    mutating func keepRowsInside() {
        diversity.row = min(diversity.row, models.count)
        compare.row = min(compare.row, models.count)
        if front.areModelsLoaded, models.isEmpty { diversity.walk = nil }
    }

    /// What the background reports about one calorimeter; nothing if it worked on another truth.
    mutating func take(_ news: WorkNews, about reference: ReferenceMC) {
        guard let index = calorimeters.firstIndex(where: { $0.reference == reference }) else { return }
        calorimeters[index].take(news)
    }

    /// Models have been loaded.
    mutating func adopt(_ loaded: LoadedModels, of detector: Detector) {
        guard let index = calorimeters.firstIndex(where: { $0.detector == detector }) else { return }
        calorimeters[index].adopt(loaded)
        guard index == frontIndex else { return }
        keepRowsInside()
        if let problem = loaded.problems.first { complain(problem) }
    }
}
