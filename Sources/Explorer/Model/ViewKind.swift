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
}
