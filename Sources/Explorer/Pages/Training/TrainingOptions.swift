public import Canvas

/// How a snapshot of the training view is set; the files are those of the program's options.
public struct TrainingOptions: Sendable {
    /// The run in front, by its place among the files, and the paths of those over it.
    public var run = 0
    public var over: [String] = []
    public var isSmoothed = false
    /// A step to point at.
    public var cursor: Double?
    /// The steps shown; nil for all.
    public var zoom: Range<Double>?
    /// Nil chooses by the values.
    public var scale: CountAxis.Scale?

    public init() {}
}

extension ExplorerState {
    /// Opens the training view as the options say.
    mutating func set(_ options: TrainingOptions) {
        view = .training
        training.chosen = options.run
        training.added = options.over
        training.isSmoothed = options.isSmoothed
        (training.cursor, training.zoom, training.scale) = (options.cursor, options.zoom, options.scale)
    }

    /// The options that `set` takes, as words of the command line.
    var trainingWords: [String] {
        var words = training.files.flatMap { ["--history", $0] } + ["--run", "\(training.chosen + 1)"]
        words += shownRuns.dropFirst().flatMap { ["--over", $0.path] }
        if training.isSmoothed { words.append("--smooth") }
        if let cursor = training.cursor { words += ["--cursor", "\(cursor)"] }
        if let zoom = training.zoom { words += ["--zoom", "\(zoom.lowerBound),\(zoom.upperBound)"] }
        if let scale = training.scale { words += ["--values", scale.rawValue] }
        return words
    }
}
