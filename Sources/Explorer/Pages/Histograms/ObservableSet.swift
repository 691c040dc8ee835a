import Evaluation

/// Observables that are shown together.
enum ObservableSet: CaseIterable, Hashable, Sendable {
    case channels, light, shape

    /// The set that an observable is shown in.
    init(of observable: Observable) {
        self = Self.allCases.first { $0.observables.contains(observable) } ?? .channels
    }

    var observables: [Observable] {
        switch self {
        case .channels: Observable.channels
        case .light: [.sum, .lit, .brightest, .distance]
        case .shape: [.centreX, .centreY, .widthX, .widthY]
        }
    }
}
