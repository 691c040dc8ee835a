import Canvas

/// What the training view shows, and how.
struct TrainingState: Equatable, Codable, Sendable {
    /// Paths of the histories.
    var files: [String] = []
    /// The run in front, by its place among the files.
    var chosen = 0
    /// Paths of the runs drawn over it.
    var added: [String] = []
    /// The step that the cursor points at.
    var cursor: Double?
    /// The steps that zooming left; nil where all are shown.
    var zoom: Range<Double>?
    /// Nil chooses by the values.
    var scale: CountAxis.Scale?
    /// Curves are means over some neighbours.
    var isSmoothed = false

    /// How many runs fit one plot and still differ by glyph.
    static let mostRuns = 4
}
