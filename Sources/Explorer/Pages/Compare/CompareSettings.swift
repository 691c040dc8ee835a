public import Calorimeter

/// What the compare page compares, and how.
public struct CompareSettings: PageSettings {
    static let view = ViewKind.compare

    /// Which pictures share a colour scale.
    public enum Sharing: String, CaseIterable, Codable, Sendable {
        case column, row, all
    }

    /// A column each.
    public var particles = TestParticles.compared
    /// The column and the row with the cursor, and the first column on the screen. Row 0 is the truth.
    public var column = 0
    public var row = 0
    public var first = 0
    /// Samples of each kind that the numbers are made of.
    public var count = 64
    public var sharing = Sharing.column
    /// Models show the difference to the true response of the same sample.
    public var isDifference = false
    /// The picture under the cursor fills the view.
    public var isFullSize = false
    var sweep: Sweep?

    /// How many columns there can be.
    static let mostColumns = 24

    public init() {}

    static let fields: [Field<Self>] = [
        .number("count", \.count, in: { _ in 1...100_000 }, option: "--samples"),
        .number(
            "column", \.column, in: { 0...max(0, $0.particles.count - 1) }, option: "--column", isCursor: true),
        .number("row", \.row, in: { _ in 0...mostRows }, option: "--row", isCursor: true),
        .choice(\.sharing, "--shared-scale"),
        .number(
            "first", \.first, in: { _ in 0...mostColumns }, option: "--first", isCursor: true, says: { $0 > 0 ? $0 : nil }),
        .flag(\.isDifference, "--difference"), .flag(\.isFullSize, "--full-size"),
        Field(
            problem: { $0.sweep?.problem }, words: { $0.sweep?.words ?? [] },
            reset: {
                $0.sweep?.position = 0
                $0.sweep?.isRising = true
            }),
        Field(
            problem: { settings in
                guard (1...mostColumns).contains(settings.particles.count) else {
                    return "compare.particles is \(settings.particles.count); expected 1 to \(mostColumns)"
                }
                return settings.particles.lazy.compactMap(OnShellLock.problem(in:)).first.map { "compare.particles: \($0)" }
            },
            words: { settings in
                settings.particles.flatMap { ["--particle", $0.word] }
            }),
    ]

    /// A sweep and a picture at full size are of one calorimeter.
    var showsBoth: Bool { sweep == nil && !isFullSize }

    mutating func startAgain() { (column, row, first) = (0, 0, 0) }
    mutating func fit(to front: CalorimeterState) { row = min(row, front.models.count) }
}

extension ExplorerState {
    var compare: CompareSettings {
        get { settings[CompareSettings.self] }
        set { settings[CompareSettings.self] = newValue }
    }
}

extension ViewSetup {
    /// - Parameter sweep: the parameter of a sweep and the point of it, 0 to 1; nil for no sweep.
    public static func compare(_ settings: CompareSettings, sweep: (parameter: SweptParameter, share: Double)? = nil) -> ViewSetup
    {
        ViewSetup { state in
            let particles = state.compare.particles
            state.view = .compare
            state.compare = settings
            // A data set begins with particles of its own.
            if settings.particles.isEmpty { state.compare.particles = particles }
            state.compare.row = min(max(settings.row, 0), state.models.count)
            state.compare.first = max(0, settings.first)
            state.chooseColumn(settings.column)
            guard let (parameter, share) = sweep else { return }
            var sweep = Sweep(base: state.columnParticle, parameter: parameter.row, detector: state.detector)
            sweep.position = Int((min(max(share, 0), 1) * Double(Sweep.points - 1)).rounded())
            state.compare.sweep = sweep
        }
    }
}

/// What can run in a sweep, by its word on the command line: "energy", "x-on-face".
public struct SweptParameter: Sendable {
    /// Points of a sweep, evenly spaced.
    public static let points = Sweep.points

    let row: ParameterRow

    public init?(_ word: String) {
        guard let row = Sweep.parameters.first(where: { $0.word.lowercased() == word.lowercased() }) else { return nil }
        self.row = row
    }

    public static var words: [String] { Sweep.parameters.map(\.word) }

    init(_ row: ParameterRow) { self.row = row }
}
