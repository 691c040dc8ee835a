import Calorimeter
import ReferenceMC

/// Members that name no calorimeter refer to the one in front.
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

    func calorimeter(_ detector: Detector) -> CalorimeterState? { calorimeters.first { $0.detector == detector } }

    /// Chooses a model of every calorimeter by its name, now or as soon as it is loaded.
    mutating func choose(model name: String?) {
        for index in calorimeters.indices { calorimeters[index].choose(model: name) }
        settings.model = front.modelName
        fitSettings()
    }
}

extension ExplorerState {
    /// The fewest columns on which two faces stand side by side.
    static let leastWidthOfBoth = 120

    /// Whether the user wants both, there is room for them, and the page has pictures of both.
    var showsBoth: Bool {
        settings.detectors.isBoth && size.width >= Self.leastWidthOfBoth && settings.pages[view]?.showsBoth == true
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
        return state
    }

    /// Puts these calorimeters on the screen; what is known of them stays as far as it is still true.
    mutating func show(_ wanted: ShownDetectors) {
        let new = truth.isOfOneDetector ? ShownDetectors(detector) : wanted
        if new.front != detector, let index = calorimeters.firstIndex(where: { $0.detector == new.front }) {
            let (old, new) = (front, calorimeters[index])
            frontIndex = index
            settings.pages.change { $0.turn(from: old, to: new) }
            if mode == .inspect { mode = .browse }
            isFrozen = false
        }
        settings.detectors = ShownDetectors(detector, isBoth: new.isBoth)
        for index in calorimeters.indices { calorimeters[index].set(isBesideOther: new.isBoth) }
        settings.model = front.modelName
        fitSettings()
    }

    /// Moves cursors off models that the calorimeter in front does not have, as soon as it is known which it has.
    mutating func fitSettings() {
        guard front.areModelsLoaded else { return }
        let front = front
        settings.pages.change { $0.fit(to: front) }
    }

    /// What the background reports about one calorimeter; nothing if it worked on another truth.
    mutating func take(_ news: WorkNews, about reference: ReferenceMC) {
        guard let index = calorimeters.firstIndex(where: { $0.reference == reference }) else { return }
        calorimeters[index].take(news)
    }

    mutating func adopt(_ loaded: LoadedModels, of detector: Detector) {
        guard let index = calorimeters.firstIndex(where: { $0.detector == detector }) else { return }
        calorimeters[index].adopt(loaded)
        guard index == frontIndex else { return }
        settings.model = front.modelName
        fitSettings()
        if let complaint = loaded.complaint { complain(complaint) }
    }
}
