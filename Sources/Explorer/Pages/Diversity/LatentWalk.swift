import FastSimulation

/// A walk through the latent space of one model: its noises set by hand.
struct LatentWalk: Equatable, Codable, Sendable {
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

    /// What is impossible about it; nil if nothing.
    var problem: String? {
        let count = Generator.Session.noise(seed: 0, index: 0).count
        guard start.count == count, noise.count == count else {
            return "diversity.walk has \(noise.count) noises; expected \(count)"
        }
        guard start.allSatisfy({ abs($0) < 100 }) else { return "diversity.walk starts at a noise that no sample has" }
        // One in four hundred noises of samples lies beyond the ends of the sliders.
        guard zip(noise, start).allSatisfy({ abs($0) <= max(Self.limit, abs($1)) }) else {
            return "diversity.walk has a noise beyond its slider; expected at most \(Self.limit)"
        }
        return (0..<count).contains(selected) ? nil : "diversity.walk.selected is \(selected); expected 0 to \(count - 1)"
    }

    /// The next value of what plays: to and fro between the ends.
    mutating func next(after value: Float) -> Float {
        let next = value + (isRising ? Self.playStep : -Self.playStep)
        if abs(next) >= Self.limit { isRising = next < 0 }
        return min(max(next, -Self.limit), Self.limit)
    }
}
