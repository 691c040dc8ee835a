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
        }
    }
}

extension ExplorerState {
    /// The page on the screen.
    var page: any Page.Type { view.page }
}
