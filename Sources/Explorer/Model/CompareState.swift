import Calorimeter

/// What the compare view compares, and how.
struct CompareState: Equatable, Codable, Sendable {
    /// Which pictures share a colour scale.
    enum Sharing: String, CaseIterable, Codable, Sendable {
        case column, row, all
    }

    /// A column each.
    var particles = TestParticles.compared
    /// The column and the row with the cursor, and the first column on the screen. Row 0 is the truth.
    var column = 0
    var row = 0
    var first = 0
    /// Samples of each kind that the numbers are made of.
    var count = 64
    var sharing = Sharing.column
    /// Models show the difference to the true response of the same sample.
    var isDifference = false
    /// The picture under the cursor fills the view.
    var isFullSize = false
    var sweep: SweepState?

    /// How many columns there can be.
    static let mostColumns = 24
}
