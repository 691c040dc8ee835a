public import Calorimeter

/// How a snapshot of the compare view is set.
public struct CompareOptions: Sendable {
    /// The particles; empty for the published ones it begins with.
    public var particles: [Particle]
    public var isDifference: Bool
    public var isFullSize: Bool
    /// The column and the row with the cursor; row 0 is the truth.
    public var column: Int
    public var row: Int
    /// The first column on the screen; nil: as the cursor needs it.
    public var first: Int?
    public var sharing: Sharing
    /// The parameter of a sweep and the point of it, 0 to 1; nil for no sweep.
    public var sweep: (parameter: Parameter, share: Double)?

    public init(
        particles: [Particle] = [], isDifference: Bool = false, isFullSize: Bool = false, column: Int = 0, row: Int = 0,
        first: Int? = nil, sharing: Sharing = .column, sweep: (parameter: Parameter, share: Double)? = nil
    ) {
        self.particles = particles
        self.isDifference = isDifference
        self.isFullSize = isFullSize
        self.column = column
        self.row = row
        self.first = first
        self.sharing = sharing
        self.sweep = sweep
    }

    /// Which pictures share a colour scale.
    public enum Sharing: String, CaseIterable, Sendable {
        case column, row, all
    }

    /// The parameters that can be swept.
    public static var sweptParameters: [Parameter] { SweepState.parameters }
}

extension ExplorerState {
    /// Opens the compare view as the options say.
    mutating func set(_ options: CompareOptions) {
        view = .compare
        if !options.particles.isEmpty { compare.particles = options.particles }
        compare.isDifference = options.isDifference
        compare.isFullSize = options.isFullSize
        compare.row = min(max(options.row, 0), models.count)
        compare.sharing = CompareState.Sharing(rawValue: options.sharing.rawValue) ?? .column
        if let first = options.first { compare.first = max(0, first) }
        chooseColumn(options.column)
        guard let (parameter, share) = options.sweep else { return }
        var sweep = SweepState(base: columnParticle, parameter: parameter, detector: detector)
        sweep.position = Int((min(max(share, 0), 1) * Double(SweepState.points - 1)).rounded())
        compare.sweep = sweep
    }
}
