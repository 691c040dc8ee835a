/// The views of the explorer, in the order of their tabs. The raw values are what `zdc render` accepts.
enum ViewKind: String, CaseIterable, Codable, Sendable {
    case explore, diversity, compare, histograms, metrics, training

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The digit that opens it.
    var digit: Unicode.Scalar {
        switch self {
        case .explore: "1"
        case .diversity: "2"
        case .compare: "3"
        case .histograms: "4"
        case .metrics: "5"
        case .training: "6"
        }
    }

    /// What draws it and acts in it; nil for a view that is not there.
    var view: (any ExplorerView.Type)? {
        switch self {
        case .explore: ExploreView.self
        case .diversity: DiversityView.self
        case .compare: CompareView.self
        case .histograms: HistogramsView.self
        case .metrics: MetricsView.self
        case .training: TrainingView.self
        }
    }

    /// The views that can be opened.
    static let offered = allCases.filter { $0.view != nil }
}
