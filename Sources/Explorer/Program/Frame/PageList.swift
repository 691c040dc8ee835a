import Calorimeter
import Canvas
import ReferenceMC

extension ViewKind {
    /// The page that draws the view and acts in it.
    var page: any Page.Type {
        switch self {
        case .explore: ExplorePage.self
        case .diversity: DiversityPage.self
        case .compare: ComparePage.self
        case .histograms: HistogramsPage.self
        case .metrics: MetricsPage.self
        case .training: TrainingPage.self
        case .table: TablePage.self
        }
    }
}

extension ViewKind {
    static var allSettings: [any PageSettings.Type] { allCases.map { $0.page.settings } }
}

extension ExplorerState {
    init(
        particle: Particle, lock: OnShellLock = .energyFollows, seed: UInt64 = 42, detector: Detector = .zn,
        models: [ModelSummary], modelProblems: [String] = [], range: TrainingRange? = nil, size: Size, appearance: Appearance
    ) {
        self.init(
            particle: particle, lock: lock, seed: seed, detector: detector, models: models, modelProblems: modelProblems,
            range: range, size: size, appearance: appearance, pages: ViewKind.allSettings)
    }

    /// The page on the screen.
    var page: any Page.Type { view.page }
}
