import Canvas

/// Words that people type for what a key does, beside those that the help says.
enum CommandWords {
    static func of(_ action: Action) -> String {
        switch action {
        case .cycleBelow: "residual deviation panel"
        case .cycleScale: "logarithmic square root axis intensity"
        case .cyclePicture: "subtract residual"
        case .cycleBins: "binning rebin"
        case .cycleObservables: "photon sum light shape"
        case .cycleScope: "distribution"
        case .typeCut: "filter select condition"
        case .cycleMasks: "towers thesis wojnar"
        case .cycleColors: ColorMap.allCases.map(\.rawValue).joined(separator: " ")
        case .cycleCount: "amount statistics"
        case .cycleLeastPhotons: "empty least photons"
        case .cycleLock: "mass shell"
        case .newSample, .newSeed: "random noise"
        case .nextModel: "generator network"
        case .vary: "scan"
        case .pin: "compare keep reference"
        case .inspect: "cross cursor value"
        case .smooth: "average"
        case .sort: "order rank"
        case .play: "animate"
        case .save: "export write picture figure"
        case .presets: "kind pdg"
        default: ""
        }
    }
}
