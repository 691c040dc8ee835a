public import Canvas

/// How a snapshot of the histograms view is set.
public struct HistogramsOptions: Sendable {
    /// Models drawn over the one in front, by name.
    public var over: [String]
    /// Many responses to one particle instead of one to each of the test set.
    public var isOfParticle = false
    /// Responses of each kind, or particles of the test set; nil: as many as on the terminal.
    public var target: Int?
    /// The channel that has the keys, 0…4, and whether it is alone.
    public var channel = 0
    public var isEnlarged = false
    /// Photons that the cursor points at.
    public var cursor: Double?
    /// Columns a bin takes at least: 1, 2 or 4.
    public var columnsPerBin = 1
    /// Nil chooses by the counts.
    public var countScale: CountAxis.Scale?
    /// Nil chooses by the room.
    public var showsRatio: Bool?
    /// Zoomed channels, 0…4, with their photons.
    public var ranges: [(channel: Int, range: Range<Double>)] = []

    public init(over: [String] = [], target: Int? = nil) {
        self.over = over
        self.target = target
    }
}

extension ExplorerState {
    /// Opens the histograms view as the options say.
    mutating func set(_ options: HistogramsOptions) {
        view = .histograms
        histograms.added = options.over
        histograms.scope = options.isOfParticle ? .particle : .testSet
        if let target = options.target { histograms.target = target }
        histograms.channel = min(max(options.channel, 0), histograms.ranges.count - 1)
        histograms.isEnlarged = options.isEnlarged
        histograms.cursor = options.cursor
        histograms.columnsPerBin = options.columnsPerBin
        histograms.countScale = options.countScale
        histograms.showsRatio = options.showsRatio
        for (channel, range) in options.ranges where histograms.ranges.indices.contains(channel) {
            histograms.ranges[channel] = range
        }
    }

    /// The options that `set` takes, as words of the command line.
    var histogramsWords: [String] {
        var words = ["--samples", "\(histograms.target)", "--channel", "\(histograms.channel + 1)"]
        words += histogramModels.dropFirst().flatMap { ["--over", $0] }
        if histograms.scope == .particle { words.append("--of-particle") }
        if histograms.isEnlarged { words.append("--alone") }
        if let cursor = histograms.cursor { words += ["--cursor", "\(cursor)"] }
        if histograms.columnsPerBin > 1 { words += ["--bins", "\(histograms.columnsPerBin)"] }
        if let scale = histograms.countScale { words += ["--counts", scale.rawValue] }
        if let ratio = histograms.showsRatio { words.append(ratio ? "--ratio" : "--no-ratio") }
        for (channel, range) in histograms.ranges.enumerated() {
            if let range { words += ["--zoom", "\(channel + 1),\(range.lowerBound),\(range.upperBound)"] }
        }
        return words
    }
}
