import Calorimeter
import Canvas

/// What the histograms view shows, and how.
struct HistogramsState: Equatable, Codable, Sendable {
    /// Whose responses are counted.
    enum Scope: String, CaseIterable, Codable, Sendable {
        /// One response to each particle of the test set.
        case testSet
        /// Many responses to the particle that is set.
        case particle
    }

    var scope = Scope.testSet
    /// Responses of each kind, and particles of the test set.
    var target = 10_000
    /// Models drawn over the chosen one, by name.
    var added: [String] = []
    /// The channel that has the keys.
    var channel = 0
    /// Photons that the cursor points at, in the channel that has the keys.
    var cursor: Double?
    /// What zooming left of each channel's axis; nil where all of it is shown.
    var ranges: [Range<Double>?] = Array(repeating: nil, count: ChannelSums.count)
    /// Columns a bin takes at least: 1, 2 or 4.
    var columnsPerBin = 1
    /// Nil chooses by the counts.
    var countScale: CountAxis.Scale?
    /// Nil chooses by the room.
    var showsRatio: Bool?
    /// Only the channel that has the keys, large.
    var isEnlarged = false
    /// Nothing new is counted.
    var isFrozen = false

    /// How many models fit one plot and still differ by glyph.
    static let mostModels = 4
}
