public import Canvas

/// What the training page shows, and how.
public struct TrainingSettings: PageSettings {
    static let view = ViewKind.training

    /// Paths of the histories.
    public var files: [String] = []
    /// The run in front, by its place among the files.
    public var chosen = 0
    /// Paths of the runs drawn over it.
    public var added: [String] = []
    /// The step that the cursor points at.
    public var cursor: Double?
    /// The steps that zooming left; nil where all are shown.
    public var zoom: Range<Double>?
    /// Nil chooses by the values.
    public var scale: CountAxis.Scale?
    /// Curves are means over some neighbours.
    public var isSmoothed = false

    /// How many runs fit one plot and still differ by glyph.
    static let mostRuns = 4

    public init() {}

    static let fields: [Field<Self>] = [
        Field(
            problem: { settings in
                settings.files.count <= mostRows ? nil : "training.files is \(settings.files.count); expected 0 to \(mostRows)"
            }, words: { $0.files.flatMap { ["--history", $0] } }),
        .number("chosen", \.chosen, in: { _ in 0...mostRows }, option: "--run", says: { $0 + 1 }),
        .flag(\.isSmoothed, "--smooth"), .place(\.cursor, "--cursor"),
        Field(
            problem: { problem(ofZoom: $0.zoom) },
            words: { $0.zoom.map { ["--zoom", "\($0.lowerBound),\($0.upperBound)"] } ?? [] }), .choice(\.scale, "--values"),
    ]

    /// The histories of the models that come to the front take the place of the others.
    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) {
        let own = files.filter { !old.histories.contains($0) }
        self = Self()
        files = own + new.histories.filter { !own.contains($0) }
    }
}

extension ExplorerState {
    var training: TrainingSettings {
        get { settings[TrainingSettings.self] }
        set { settings[TrainingSettings.self] = newValue }
    }
}

extension ViewSetup {
    /// The files are those that the program was given.
    public static func training(_ settings: TrainingSettings) -> ViewSetup {
        ViewSetup(showsModels: false) { state in
            let files = state.training.files
            state.view = .training
            state.training = settings
            state.training.files = files
        }
    }
}
