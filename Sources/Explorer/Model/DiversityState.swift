import Calorimeter

/// How the diversity view looks at its particle.
struct DiversityState: Equatable, Codable, Sendable {
    /// How many samples the numbers are made of.
    var count = 64
    /// The row with the cursor: 0 is the truth, then the models.
    var row = 0
    /// The sample with the cursor, and the first one on the screen.
    var sample = 0
    var first = 0
    /// Pictures show the difference to the mean true response.
    var isDifference = false
    /// Every row has a colour scale of its own.
    var hasScalePerRow = false
    /// The sample under the cursor fills the view.
    var isFullSize = false
    /// The noises are varied by hand; nil while they are not.
    var walk: WalkState?
}
