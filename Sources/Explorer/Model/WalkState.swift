/// A walk through the latent space of one model: its noises set by hand.
struct WalkState: Equatable, Codable, Sendable {
    /// Where the walk began: the noises of a sample, each drawn with mean 0 and standard deviation 1.
    let start: [Float]
    /// The noises now.
    var noise: [Float]
    /// The noise that keys act on.
    var selected = 0
    /// Which way the selected noise plays.
    var isRising = true

    /// The ends of the sliders, standard deviations.
    static let limit: Float = 3
    /// How far a step of the play goes.
    static let playStep: Float = 0.1
    /// The values that a noise's curve is made of.
    static let curveValues = Array(stride(from: -limit, through: limit, by: 0.5))

    init(start: [Float]) { (self.start, noise) = (start, start) }

    /// The next value of what plays: to and fro between the ends.
    mutating func next(after value: Float) -> Float {
        let next = value + (isRising ? Self.playStep : -Self.playStep)
        if abs(next) >= Self.limit { isRising = next < 0 }
        return min(max(next, -Self.limit), Self.limit)
    }
}
