/// How the diversity page looks at its particle.
public struct DiversitySettings: PageSettings {
    static let view = ViewKind.diversity

    /// How many samples the numbers are made of.
    public var count = 64
    /// The row with the cursor: 0 is the truth, then the models.
    public var row = 0
    /// The sample with the cursor, and the first one on the screen.
    public var sample = 0
    public var first = 0
    /// Pictures show the difference to the mean true response.
    public var isDifference = false
    /// Every row has its own colour scale.
    public var hasScalePerRow = false
    /// The sample under the cursor fills the view.
    public var isFullSize = false
    /// The noises are varied by hand; nil while they are not.
    var walk: LatentWalk?

    public init() {}

    static let fields: [Field<Self>] = [
        .number("sample", \.sample, in: { 0...max(1, $0.count) - 1 }, option: "--index", isCursor: true),
        .number("count", \.count, in: { _ in 1...100_000 }, option: "--samples"),
        .number("row", \.row, in: { _ in 0...mostRows }, option: "--row", isCursor: true),
        .number(
            "first", \.first, in: { 0...max(1, $0.count) - 1 }, option: "--first", isCursor: true, says: { $0 > 0 ? $0 : nil }),
        .flag(\.isDifference, "--difference"), .flag(\.hasScalePerRow, "--scale-per-row"), .flag(\.isFullSize, "--full-size"),
        Field(
            problem: { $0.walk?.problem },
            words: { settings in
                settings.walk.map {
                    ["--walk", $0.noise.map { "\($0)" }.joined(separator: ","), "--noise", "\($0.selected + 1)"]
                } ?? []
            },
            reset: {
                $0.walk?.selected = 0
                $0.walk?.isRising = true
            }),
    ]

    /// A walk and a picture at full size are of one calorimeter.
    var showsBoth: Bool { walk == nil && !isFullSize }

    mutating func fit(to front: CalorimeterState) {
        row = min(row, front.models.count)
        if front.model?.isFile ?? true { walk = nil }
    }
}

extension ExplorerState {
    var diversity: DiversitySettings {
        get { settings[DiversitySettings.self] }
        set { settings[DiversitySettings.self] = newValue }
    }
}

extension ViewSetup {
    /// - Parameters:
    ///   - walk: the noises of a latent walk, ten numbers; nil for no walk.
    ///   - noise: the noise with the cursor, from 0.
    public static func diversity(_ settings: DiversitySettings, walk: [Float]? = nil, noise: Int = 0) -> ViewSetup {
        ViewSetup { state in
            state.view = .diversity
            state.diversity = settings
            state.diversity.row = min(max(settings.row, 0), state.models.count)
            state.diversity.first = min(max(0, settings.first), settings.count - 1)
            state.chooseSample(settings.sample)
            guard let walk else { return }
            state.beginWalk(at: .zero)
            state.diversity.walk?.selected = min(max(0, noise), walk.count - 1)
            if walk.count == state.diversity.walk?.start.count { state.diversity.walk?.noise = walk }
        }
    }
}
