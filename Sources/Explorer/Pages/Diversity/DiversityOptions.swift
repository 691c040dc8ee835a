/// How a snapshot of the diversity view is set.
public struct DiversityOptions: Sendable {
    /// The sample with the cursor.
    public var sample: Int
    /// The row with the cursor: 0 is the truth, then the models.
    public var row: Int
    public var isDifference: Bool
    public var hasScalePerRow: Bool
    /// The sample under the cursor fills the view.
    public var isFullSize: Bool
    /// The noises of a latent walk, ten numbers; empty for those of the sample; nil for no walk.
    public var walk: [Float]?
    /// The noise with the cursor, from 0.
    public var noise: Int
    /// The first sample on the screen; nil: as the cursor needs it.
    public var first: Int?

    public init(
        sample: Int = 0, row: Int = 0, isDifference: Bool = false, hasScalePerRow: Bool = false,
        isFullSize: Bool = false, walk: [Float]? = nil, noise: Int = 0, first: Int? = nil
    ) {
        self.sample = sample
        self.row = row
        self.isDifference = isDifference
        self.hasScalePerRow = hasScalePerRow
        self.isFullSize = isFullSize
        self.walk = walk
        self.noise = noise
        self.first = first
    }
}

extension ExplorerState {
    /// Opens the diversity view as the options say.
    mutating func set(_ options: DiversityOptions) {
        view = .diversity
        diversity.row = min(max(options.row, 0), models.count)
        diversity.isDifference = options.isDifference
        diversity.hasScalePerRow = options.hasScalePerRow
        diversity.isFullSize = options.isFullSize
        if let first = options.first { diversity.first = min(max(0, first), diversity.count - 1) }
        chooseSample(options.sample)
        guard let noise = options.walk else { return }
        beginWalk(at: .zero)
        diversity.walk?.selected = min(max(0, options.noise), noise.count - 1)
        if noise.count == diversity.walk?.start.count { diversity.walk?.noise = noise }
    }
}
